import { execFileSync } from 'node:child_process'
import { mkdtemp, readFile, rename, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import { type BuildOptions, build } from 'esbuild'
import type { Finding, Report, SourcePosition } from '../../../src/model/report.ts'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { runSeaworthy } from '../../support/command-line.ts'
import { makeCheckout, makeManifest, removeCheckouts, writeFiles } from '../../support/workspace.ts'

const folders: string[] = []
afterAll(async () => {
  await removeCheckouts()
  await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })))
})

const token = PROVIDERS.find(({ id }) => id.startsWith('github'))?.example() ?? ''
const CONFIG = `${'// what the service needs\n'.repeat(11)}export const key = '${token}'\n`
const MAIN = `import { key } from './config.ts'

/* grüße */ export const send = (text: string) => fetch(\`/v1?\${text}\`, { headers: { key } })
`
/** Where the literal begins, as maps have it, and where the token does. */
const AT_LITERAL = { path: 'src/config.ts', line: 12, column: 20 }
const AT_TOKEN = { ...AT_LITERAL, column: 21 }

/** A package whose bundle holds the token, built for real. */
async function bundled(
  options: BuildOptions,
  files: Readonly<Record<string, string>> = {},
  folder = '.',
): Promise<string> {
  const root = await makeCheckout({
    [path.join(folder, 'package.json')]: makeManifest(),
    [path.join(folder, 'src/config.ts')]: CONFIG,
    [path.join(folder, 'src/main.ts')]: MAIN,
    ...files,
  })
  const target = path.join(root, folder)
  await build({
    entryPoints: [path.join(target, 'src/main.ts')],
    outfile: path.join(target, 'dist/main.js'),
    absWorkingDir: target,
    bundle: true,
    minify: true,
    format: 'esm',
    logLevel: 'error',
    ...options,
  })
  return target
}

async function tokenFinding(target: string): Promise<Finding> {
  const { status, stdout, stderr } = await runSeaworthy(['--format', 'json', '--baseline', 'none', target])
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
  const report = JSON.parse(stdout) as Report
  const found = report.packages[0]?.findings.find(({ rule }) => rule === 'secret/provider-token')
  if (found === undefined) throw new Error('The token was not found.')
  expect(stdout).not.toContain(token)
  return found
}

/** By the file or layer that it was found in. */
function originals(finding: Finding): Record<string, SourcePosition | null> {
  return Object.fromEntries(
    finding.places.map((place) => [
      place.layer === null ? place.path : `${place.path}!${place.layer}`,
      place.original,
    ]),
  )
}

describe('a secret in a bundle is traced to the line that somebody wrote', () => {
  test('through a map in the tarball', async () => {
    const target = await bundled({ sourcemap: true })
    expect(originals(await tokenFinding(target))).toEqual({
      'dist/main.js': AT_LITERAL,
      'dist/main.js.map!src/config.ts': AT_TOKEN,
    })
  })

  test('and the terminal says so', async () => {
    const target = await bundled({ sourcemap: true })
    const { stdout } = await runSeaworthy(['--baseline', 'none', target])
    expect(stdout).toMatch(/dist\/main\.js:1:\d+ {2}from src\/config\.ts:12/)
    expect(stdout).not.toContain(token)
  })

  test('through a map without texts', async () => {
    const target = await bundled({ sourcemap: true, sourcesContent: false })
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': AT_LITERAL })
  })

  test('through a map that no comment names', async () => {
    const target = await bundled({ sourcemap: 'external', sourcesContent: false })
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': AT_LITERAL })
  })

  test('through a map inside the bundle', async () => {
    const target = await bundled({ sourcemap: 'inline' })
    expect(originals(await tokenFinding(target))).toEqual({
      'dist/main.js': AT_LITERAL,
      'dist/main.js!inline-map!src/config.ts': AT_TOKEN,
    })
  })

  test('through a map that lies beside the bundle and is not packed', async () => {
    const target = await bundled(
      { sourcemap: true },
      { 'package.json': makeManifest({ files: ['dist', '!dist/**/*.map'] }) },
    )
    const finding = await tokenFinding(target)
    expect(originals(finding)).toEqual({ 'dist/main.js': AT_LITERAL })
    expect(finding.original).toEqual(AT_LITERAL)
  })

  test('through a map with a name of its own, by what it says it is of', async () => {
    const target = await bundled({ sourcemap: 'external', sourcesContent: false })
    const map = JSON.parse(await readFile(path.join(target, 'dist/main.js.map'), 'utf8')) as object
    await rm(path.join(target, 'dist/main.js.map'))
    await writeFiles(target, { 'dist/symbols.json': JSON.stringify({ ...map, file: 'main.js' }) })
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': AT_LITERAL })
  })

  test('in a package of a workspace, to a source of another one', async () => {
    const target = await bundled(
      { sourcemap: true, sourcesContent: false },
      {
        'packages/app/src/main.ts': "import { key } from '../../shared/keys.ts'\nconsole.log(key)\n",
        'packages/shared/keys.ts': CONFIG,
      },
      'packages/app',
    )
    const { original } = await tokenFinding(target)
    expect(original).toEqual({ ...AT_LITERAL, path: '../shared/keys.ts' })
  })

  test('of a tarball, without the folder it came from', async () => {
    const target = await bundled({ sourcemap: true, sourcesContent: false })
    const folder = await mkdtemp(path.join(tmpdir(), 'trace-'))
    folders.push(folder)
    execFileSync('npm', ['pack', target, '--pack-destination', folder, '--silent'], { stdio: 'ignore' })
    expect(originals(await tokenFinding(path.join(folder, 'example-1.0.0.tgz')))).toEqual({
      'dist/main.js': AT_LITERAL,
    })
  })
})

describe('what cannot be traced stays where it was found, and is found all the same', () => {
  test('a map whose mappings cannot be read', async () => {
    const target = await bundled({ sourcemap: 'external', sourcesContent: false })
    const file = path.join(target, 'dist/main.js.map')
    const map = JSON.parse(await readFile(file, 'utf8')) as object
    await writeFiles(target, { 'dist/main.js.map': JSON.stringify({ ...map, mappings: '\u0000!!' }) })
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': null })
  })

  test('a map on disk that is a link to somewhere else', async () => {
    const target = await bundled(
      { sourcemap: 'external' },
      { 'package.json': makeManifest({ files: ['dist', '!dist/**/*.map'] }) },
    )
    const elsewhere = path.join(await mkdtemp(path.join(tmpdir(), 'trace-')), 'main.js.map')
    folders.push(path.dirname(elsewhere))
    await rename(path.join(target, 'dist/main.js.map'), elsewhere)
    await symlink(elsewhere, path.join(target, 'dist/main.js.map'))
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': null })
  })

  test('a source that a map says lies outside the repository keeps the name a person would give it', async () => {
    const target = await bundled({ sourcemap: 'external', sourcesContent: false })
    const file = path.join(target, 'dist/main.js.map')
    const map = JSON.parse(await readFile(file, 'utf8')) as { sources: string[] }
    const sources = map.sources.map(() => `${'../'.repeat(30)}etc/hostname`)
    await writeFiles(target, { 'dist/main.js.map': JSON.stringify({ ...map, sources }) })
    expect(originals(await tokenFinding(target))).toEqual({
      'dist/main.js': { ...AT_LITERAL, path: 'etc/hostname' },
    })
  })

  test('a map of one module inside an eval string says nothing of the bundle', async () => {
    const target = await bundled({ sourcemap: 'inline', sourcesContent: false })
    const code = await readFile(path.join(target, 'dist/main.js'), 'utf8')
    await writeFiles(target, { 'dist/main.js': `run()\neval(${JSON.stringify(code)})\n` })
    expect(originals(await tokenFinding(target))).toEqual({ 'dist/main.js': null })
  })
})
