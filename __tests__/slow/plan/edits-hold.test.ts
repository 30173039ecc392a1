import { execFile, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { list } from 'tar'
import { parseManifest } from '../../../src/manifest/parse-manifest.ts'
import type { PlanEdit } from '../../../src/model/plan.ts'
import { listByPackers, type PackerToTry } from '../../../src/plan/packed-lists.ts'
import { planToLeaveOut } from '../../../src/plan/plan-to-leave-out.ts'
import { collectFileEdits, writeEdits } from '../../../src/plan/write-edits.ts'
import { findNpmCli, node24 } from '../../support/runtimes.ts'
import { prepareToolFolder } from '../../support/tools.ts'
import { takeTurn } from '../../support/turns.ts'
import { type PackageShape, SHAPES } from './package-shapes.ts'

const here = path.dirname(fileURLToPath(import.meta.url))
const workplace = mkdtempSync(path.join(tmpdir(), 'edits-hold-'))
afterAll(() => rmSync(workplace, { recursive: true, force: true }))

const NPMS = [10, 11, 12] as const
type Npm = (typeof NPMS)[number]

let folders = 0
function fresh(): string {
  const folder = path.join(workplace, String(folders++))
  mkdirSync(folder)
  return folder
}

function written({ files }: PackageShape): string {
  const folder = fresh()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** What each npm packs of folders, by its own modules, one process for all folders. */
function listed(all: readonly string[], npm: Npm): Set<string>[] {
  const root = path.dirname(path.dirname(findNpmCli(npm)))
  const { status, stdout, stderr } = spawnSync(node24, [path.join(here, 'list-as-npm.cjs'), root], {
    input: JSON.stringify(all),
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (status !== 0) throw new Error(stderr)
  return (JSON.parse(stdout) as string[][]).map((files) => new Set(files))
}

/** Files that somebody may want out: each by itself, those of each ending, those of each folder. */
function wishes(packed: ReadonlySet<string>): Map<string, string[]> {
  const files = [...packed].filter((file) => file !== 'package.json')
  const wished = new Map(files.map((file) => [file, [file]]))
  for (const ending of new Set(files.map((file) => path.extname(file))))
    wished.set(
      `*${ending}`,
      files.filter((file) => path.extname(file) === ending),
    )
  for (const folder of new Set(files.map((file) => path.dirname(file))))
    wished.set(
      `${folder}/`,
      files.filter((file) => file.startsWith(`${folder}/`)),
    )
  return new Map([...wished].filter(([name, of]) => of.length > 1 || of[0] === name))
}

async function edited(folder: string, edits: readonly PlanEdit[]): Promise<string> {
  const copy = fresh()
  cpSync(folder, copy, { recursive: true })
  await writeEdits(collectFileEdits([{ directory: copy, edits }]))
  return copy
}

async function planned(
  shape: PackageShape,
  folder: string,
  packed: Set<string>,
  unwanted: string[],
  packer: PackerToTry,
) {
  return planToLeaveOut({
    directory: folder,
    manifest: parseManifest(Buffer.from(shape.files['package.json'] ?? '{}')),
    packed: [...packed],
    unwanted: new Set(unwanted),
    packer,
    temporaryDirectory: workplace,
  })
}

/** What came of an edit: paths that should have gone, that went besides, that came. */
function outcome(before: ReadonlySet<string>, after: ReadonlySet<string>, gone: ReadonlySet<string>) {
  return {
    stayed: [...gone].filter((file) => after.has(file)),
    lost: [...before].filter((file) => !after.has(file) && !gone.has(file)),
    came: [...after].filter((file) => !before.has(file)),
  }
}

/** A list of what is needed leaves out what is there for development too: nothing that a user could load. */
const DEVELOPMENT = /^(?:test|coverage|\.\w+)\/|^\.env|^tsconfig\.json$|^src\/.*\.ts$|\.log$/
const HELD = { stayed: [], lost: [], came: [] }

interface Made {
  readonly shape: PackageShape
  readonly wish: string
  readonly index: number
  readonly gone: ReadonlySet<string>
  readonly copy: string
}

const made: Made[] = []
const unmade: string[] = []
const before = new Map<Npm, Set<string>[]>()

/** What the edits of all packers' rules are made for. */
const shapes = takeTurn(SHAPES)

describe('an edit is shown only if it holds', () => {
  beforeAll(async () => {
    const all = shapes.map(written)
    for (const npm of NPMS) before.set(npm, listed(all, npm))
    for (const [index, shape] of shapes.entries()) {
      const packed = before.get(11)?.[index] ?? new Set()
      for (const [wish, unwanted] of wishes(packed)) {
        const { edits, stays } = await planned(shape, all[index] ?? '', packed, unwanted, {
          packer: 'npm',
          version: null,
        })
        const gone = new Set(unwanted.filter((file) => !stays.has(file)))
        if (edits.length === 0) unmade.push(`${shape.title}: ${wish}: ${[...stays.values()][0]}`)
        else made.push({ shape, wish, index, gone, copy: await edited(all[index] ?? '', edits) })
        expect(new Set(edits.map((edit) => edit.path)).size).toBe(edits.length)
      }
    }
  }, 300_000)

  test.each(NPMS)('with npm %d', (npm) => {
    const after = listed(
      made.map(({ copy }) => copy),
      npm,
    )
    const wrong = made.flatMap(({ shape, wish, index, gone }, at) => {
      const found = outcome(before.get(npm)?.[index] ?? new Set(), after[at] ?? new Set(), gone)
      const isOpen = !shape.files['package.json']?.includes('"files"')
      const lost = found.lost.filter((file) => !isOpen || !DEVELOPMENT.test(file))
      // What one npm packs and another does not is in the tarball all the same.
      const came = found.came.filter((file) => !before.get(11)?.[index]?.has(file))
      const held = { stayed: found.stayed, lost, came }
      return JSON.stringify(held) === JSON.stringify(HELD) ? [] : [{ title: shape.title, wish, ...held }]
    })
    expect(wrong).toEqual([])
    expect(made.length).toBeGreaterThan(4 * shapes.length)
  })

  test('and where none does, the reason is said', () => {
    const known = [
      /as an entry point, so the package would break/,
      /npm always packs a file of the root/,
      /`directories\.bin` names its folder/,
      /^(?:a list whose names fit in every folder|names in which patterns are hidden, in a list|entries with backslashes, blanks and several marks): .*No line of a list/,
    ]
    expect(unmade.filter((one) => !known.some((reason) => reason.test(one)))).toEqual([])
    expect(unmade.filter((one) => one.includes('No line of a list')).length).toBeLessThan(5)
  })
})

/** Packers that are run, with what we call them, which of our lists is theirs, and every how many shapes are tried. */
const REAL = [
  { tool: 'pnpm-10', packer: { packer: 'pnpm', version: '10' }, own: 'pnpm 9 and 10', each: 3 },
  { tool: 'pnpm-11', packer: { packer: 'pnpm', version: '11' }, own: 'pnpm 11 and 12', each: 3 },
  { tool: 'bun', packer: { packer: 'bun', version: null }, own: 'Bun', each: 2 },
  { tool: 'yarn-1', packer: { packer: 'yarn', version: '1' }, own: 'Yarn 1', each: 7 },
  { tool: 'yarn-4', packer: { packer: 'yarn', version: '4' }, own: 'Yarn 4', each: 16 },
] as const

/** What we say that a packer packs, of which the edits are made; null where it refuses to. */
async function listedByUs(folder: string, packer: PackerToTry, own: string): Promise<Set<string> | null> {
  const lists = await listByPackers({ folder, workspaceRoot: null }, packer, true).catch(() => null)
  return lists === null ? null : new Set(lists.get(own))
}

/** What came of the first edit that is made for a shape; null where none is made, or the packer packs nothing. */
async function tryEdit(shape: PackageShape, { tool, packer, own }: (typeof REAL)[number]) {
  const program = await prepareToolFolder(tool)
  const folder = written(shape)
  const packed = await listedByUs(folder, packer, own)
  if (packed === null) return null
  for (const [wish, unwanted] of [...wishes(packed)].slice(0, 6)) {
    const { edits, stays } = await planned(shape, folder, packed, unwanted, packer)
    if (edits.length === 0) continue
    const gone = new Set(unwanted.filter((file) => !stays.has(file)))
    const after = await packedBy(program, tool, await edited(folder, edits))
    if (after === null && (await packedBy(program, tool, folder)) === null) return null
    const found = outcome(packed, after ?? new Set(), gone)
    const lost = found.lost.filter((file) => !DEVELOPMENT.test(file))
    return { title: shape.title, wish, ...found, lost }
  }
  return null
}

describe.each(takeTurn(REAL))('with $tool, which packs for real', (real) => {
  test('an edit for each shape holds', async () => {
    const shapes = SHAPES.filter(({ title }, index) => index % real.each === 0 || /commands/.test(title))
    const tried: Awaited<ReturnType<typeof tryEdit>>[] = []
    for (const shape of shapes) tried.push(await tryEdit(shape, real))
    const held = tried.filter((one) => one !== null)
    expect(held.filter(({ stayed, lost, came }) => stayed.length + lost.length + came.length > 0)).toEqual([])
    expect(held.length).toBeGreaterThan(2)
  }, 300_000)
})

const PACK: Readonly<Record<string, (tarball: string) => string[]>> = {
  pnpm: (tarball) => ['pack', '--pack-destination', path.dirname(tarball), '--config.ignore-scripts=true'],
  bun: (tarball) => ['pm', 'pack', '--filename', tarball, '--ignore-scripts'],
  'yarn-1': (tarball) => ['pack', '--filename', tarball, '--ignore-scripts'],
  'yarn-4': (tarball) => ['pack', '--out', tarball],
}

/** The files that a packer packs; null where it refuses to. */
async function packedBy(program: string, tool: string, folder: string): Promise<Set<string> | null> {
  const destination = fresh()
  const name = tool.replace(/-.*/, '')
  const call = PACK[tool] ?? PACK[name]
  if (call === undefined) throw new Error(`Nobody knows how ${tool} packs.`)
  const env = {
    PATH: `${program}${path.delimiter}${process.env.PATH}`,
    HOME: destination,
    CI: 'true',
    YARN_ENABLE_NETWORK: '0',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_NODE_LINKER: 'node-modules',
  }
  const run = (args: readonly string[]) =>
    promisify(execFile)(path.join(program, name), args, { cwd: folder, env }).catch(() => null)
  if (tool === 'yarn-4') {
    // Yarn packs a project, and one is a folder with a lock file that fits.
    if (!existsSync(path.join(folder, 'yarn.lock'))) writeFileSync(path.join(folder, 'yarn.lock'), '')
    await run(['install', '--mode=skip-build'])
  }
  await run(call(path.join(destination, 'packed.tgz')))
  const [tarball] = readdirSync(destination).filter((file) => file.endsWith('.tgz'))
  if (tarball === undefined) return null
  const files = new Set<string>()
  await list({
    file: path.join(destination, tarball),
    onReadEntry: (entry) => {
      if (entry.type !== 'Directory') files.add(entry.path.replace(/^package\//, ''))
    },
  })
  return files
}
