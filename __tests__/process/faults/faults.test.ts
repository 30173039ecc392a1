import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import {
  CLI,
  type CommandResult,
  makeFakeNpm,
  makeFolder,
  ROOT,
  runSeaworthy,
} from '../../support/command-line.ts'
import { CLEAN, ENVIRONMENT, LEAKY, makeManifest } from '../../support/workspace.ts'

const run = promisify(execFile)
const folders: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  folders.push(await folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** A package that builds before it is packed. */
const BUILT = { ...CLEAN, 'package.json': makeManifest({ scripts: { prepack: 'true' } }) }

/** When npm is started: a folder is packed without it. */
const STARTED: [when: string, targets: () => Promise<string[]>][] = [
  ['npm fetches a published version', async () => ['ms@2.1.3']],
  ['npm runs a script of the package', async () => [await keep(makeFolder(BUILT)), '--run-scripts']],
]

/** What a run said that could not look: one clear sentence, no stack, nothing left behind, never a pass. */
function said({ status, stdout, stderr, leftovers }: CommandResult): string {
  expect(status).toBe(2)
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  expect(stdout).not.toContain('PASS')
  expect(leftovers).toEqual([])
  return (stdout + stderr).replace(/\s+/g, ' ')
}

describe('the disk', () => {
  test.each(['npm@11.0.0', 'pnpm@10.0.0', 'yarn@1.22.22', 'yarn@4.0.0', 'bun@1.2.0'])(
    'is full while a folder of %s is packed',
    async (packageManager) => {
      const files = {
        ...CLEAN,
        'package.json': makeManifest({ packageManager }),
        'dist/big.js': noise(400_000),
      }
      const folder = await keep(makeFolder(files))
      const node = await keep(limitedNode(64))
      expect(said(await runSeaworthy([folder], { node }))).toMatch(
        /The tarball of .* could not be written to .*nothing was scanned\. Free some space or set TMPDIR/,
      )
    },
  )

  test('is full while npm fetches', async () => {
    const npmFolder = await keep(makeFakeNpm('echo "npm error code ENOSPC" >&2; exit 1'))
    expect(said(await runSeaworthy(['ms@2.1.3'], { npmFolder }))).toMatch(
      /could not be fetched: the disk is full \(ENOSPC\)\. Free some space or set TMPDIR/,
    )
  })

  test('is full while a script of the package builds', async () => {
    const folder = await keep(makeFolder(BUILT))
    const npmFolder = await keep(makeFakeNpm('echo "ENOSPC: no space left on device" >&2; exit 1'))
    expect(said(await runSeaworthy([folder, '--run-scripts'], { npmFolder }))).toMatch(
      /The script prepack of .* failed \(exit 1\), so nothing was scanned.*ENOSPC/,
    )
  })

  test('cannot take the temporary folder', async () => {
    const folder = await keep(makeFolder(CLEAN))
    expect(said(await runSeaworthy([folder], { env: { TMPDIR: '/proc' } }))).toMatch(
      /No temporary folder can be made in \/proc .*set TMPDIR to a folder that can be written to/,
    )
  })

  test('cannot take the report', async () => {
    const file = await keep(tarball({ 'lib/a.js': 'a\n' }))
    const result = await runSeaworthy([
      path.join(file, 'a.tgz'),
      '--output',
      path.join(file, 'no/report.txt'),
    ])
    expect(said(result)).toMatch(/The report cannot be written to .*Name a file in a folder that exists/)
  })

  test('fails under the tarball: a folder in its place, and a file that may not be read', async () => {
    const folder = await keep(tarball({ 'lib/a.js': 'a\n' }))
    const file = path.join(folder, 'a.tgz')
    await chmod(file, 0o000)
    const { status, stdout } = await runSeaworthy([file])
    // Root may read everything.
    expect(status).toBe(process.getuid?.() === 0 ? 0 : 2)
    if (status === 2) expect(stdout).toMatch(/could not be judged/)
  })
})

describe('npm', () => {
  describe.each(STARTED)('while %s', (_, targets) => {
    test('floods its output', async () => {
      const npmFolder = await keep(
        makeFakeNpm('exec yes "npm warn the same again and again and again and again"'),
      )
      expect(said(await runSeaworthy(await targets(), { npmFolder }))).toMatch(
        /wrote more than 64 MB of output and was stopped, so nothing was scanned/,
      )
    })

    test('is killed from outside', async () => {
      const npmFolder = await keep(makeFakeNpm('kill -9 $$'))
      expect(said(await runSeaworthy(await targets(), { npmFolder }))).toMatch(/nothing was scanned/)
    })
  })

  test('is not needed to pack a folder: one that would fail has no say', async () => {
    const npmFolder = await keep(makeFakeNpm('kill -9 $$'))
    for (const [files, status] of [
      [CLEAN, 0],
      [LEAKY, 1],
    ] as const)
      expect(await runSeaworthy([await keep(makeFolder(files))], { npmFolder })).toMatchObject({
        status,
        leftovers: [],
      })
  })

  test('asks a registry that takes the call and never answers', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { port } = server.address() as AddressInfo
      const env = { npm_config_registry: `http://127.0.0.1:${port}/`, SEAWORTHY_NPM_TIMEOUT: '3' }
      expect(said(await runSeaworthy(['ms@2.1.3'], { env }))).toMatch(/did not end within 3 seconds/)
    } finally {
      server.close()
    }
  })

  test('finds no registry at all', async () => {
    const env = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' }
    expect(said(await runSeaworthy(['ms@2.1.3'], { env }))).toMatch(/could not be fetched.*Check the network/)
  })
})

describe('what else may be missing', () => {
  test('no git: the verdict does not need it', async () => {
    const folder = await keep(tarball({ 'lib/.env': ENVIRONMENT }))
    const { status, stdout } = await runSeaworthy([path.join(folder, 'a.tgz')], { env: { PATH: '/nowhere' } })
    expect(status).toBe(1)
    expect(stdout).toContain('lib/.env')
  })

  test.each([
    ['at the epoch', 0],
    ['in the year 2100', Date.UTC(2100)],
  ])('a clock that stands %s: the same verdict', async (_, now) => {
    const folder = await keep(tarball({ 'lib/.env': ENVIRONMENT }))
    const clock = path.join(folder, 'clock.mjs')
    await writeFile(
      clock,
      `const Real = Date; globalThis.Date = class extends Real { constructor(...a) { if (a.length) super(...a); else super(${now}) } static now() { return ${now} } }`,
    )
    const { status, stdout } = await runSeaworthy(
      [path.join(folder, 'a.tgz'), '--baseline', 'none', '--format', 'json'],
      {
        env: { NODE_OPTIONS: `--import=${clock}` },
      },
    )
    expect(status).toBe(1)
    expect(JSON.parse(stdout).timing.total).toBeGreaterThanOrEqual(0)
  })
})

describe.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s', (signal) => {
  test.each(STARTED)('while %s: no temporary folder and no npm stays', async (_, targets) => {
    const pidFile = path.join(await keep(makeFolder({})), 'npm.pid')
    const npmFolder = await keep(makeFakeNpm(`echo $$ > '${pidFile}'; exec sleep 60`))
    const temporary = await keep(makeFolder({}))
    const child = spawn(process.execPath, [CLI, ...(await targets()), '--baseline', 'none'], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { PATH: `${npmFolder}${path.delimiter}${process.env.PATH}`, TMPDIR: temporary },
    })
    const npm = Number(await contentOf(pidFile))
    child.kill(signal)
    const [status] = await once(child, 'exit')
    expect(status).toBeGreaterThan(128)
    expect(await readdir(temporary)).toEqual([])
    await gone(npm)
  })

  test('while a folder is packed: no temporary folder stays', async () => {
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`dist/${at}.js`, noise(300_000)]))
    const folder = await keep(makeFolder({ ...CLEAN, ...files }))
    const temporary = await keep(makeFolder({}))
    const child = spawn(process.execPath, [CLI, folder, '--baseline', 'none'], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, TMPDIR: temporary },
    })
    while (!(await readdir(temporary, { recursive: true })).some((name) => name.endsWith('.tgz')))
      await delay(5)
    child.kill(signal)
    const [status] = await once(child, 'exit')
    expect(status).toBeGreaterThan(128)
    expect(await readdir(temporary)).toEqual([])
  })

  test('while it scans', async () => {
    const folder = await keep(makeFolder({}))
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`lib/${at}.js`, noise(300_000)]))
    await writeFile(path.join(folder, 'a.tgz'), buildTarball(files))
    const temporary = await keep(makeFolder({}))
    const child = spawn(process.execPath, [CLI, path.join(folder, 'a.tgz'), '--baseline', 'none'], {
      cwd: ROOT,
      stdio: 'ignore',
      env: { PATH: process.env.PATH, TMPDIR: temporary },
    })
    while ((await readdir(temporary)).length === 0) await delay(5)
    child.kill(signal)
    const [status] = await once(child, 'exit')
    expect(status).toBeGreaterThan(128)
    expect(await readdir(temporary)).toEqual([])
  })
})

/** A `node` whose writes fail once a file is longer than so many KiB, as on a full disk. */
async function limitedNode(kibibytes: number): Promise<string> {
  const folder = await makeFolder({
    node: `#!/bin/sh\ntrap '' XFSZ\nulimit -f ${kibibytes * 2}\nexec '${process.execPath}' "$@"\n`,
  })
  await chmod(path.join(folder, 'node'), 0o755)
  return path.join(folder, 'node')
}

async function tarball(files: Readonly<Record<string, string>>): Promise<string> {
  return makeFolder({ 'a.tgz': buildTarball(files) })
}

/** Text that does not compress away. */
function noise(bytes: number): string {
  let state = 7
  let text = ''
  while (text.length < bytes) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    text += `${state.toString(36)}\n`
  }
  return text
}

const delay = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))

async function contentOf(file: string): Promise<string> {
  for (let turn = 0; turn < 400; turn += 1) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (text.endsWith('\n')) return text
    await delay(25)
  }
  throw new Error(`${file} was not written`)
}

/** Resolves when there is no such process any more. */
async function gone(pid: number): Promise<void> {
  for (let turn = 0; turn < 200; turn += 1) {
    const alive = await run('ps', ['-o', 'stat=', '-p', String(pid)]).then(
      ({ stdout }) => !stdout.trim().startsWith('Z'),
      () => false,
    )
    if (!alive) return
    await delay(25)
  }
  throw new Error(`npm, process ${pid}, still runs`)
}
