import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { type AddressInfo, createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { CLI, type CommandResult, fakeNpm, folderWith, ROOT, seaworthy } from '../../support/command-line.ts'
import { CLEAN, ENVIRONMENT } from '../../support/workspace.ts'

const run = promisify(execFile)
const folders: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  folders.push(await folder)
  return folder
}
afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true })
})

/** What a run said that could not look: one clear sentence, no stack, nothing left behind, never a pass. */
function said({ status, stdout, stderr, leftovers }: CommandResult): string {
  expect(status).toBe(2)
  expect(stdout + stderr).not.toMatch(/^\s+at .*:\d+:\d+\)?$/m)
  expect(stdout).not.toContain('PASS')
  expect(leftovers).toEqual([])
  return (stdout + stderr).replace(/\s+/g, ' ')
}

describe('the disk', () => {
  test('is full while npm packs', async () => {
    const folder = await keep(folderWith({ ...CLEAN, 'dist/big.js': noise(400_000) }))
    const node = await keep(limitedNode(64))
    expect(said(await seaworthy([folder], { node }))).toMatch(/npm pack (failed|left).*nothing was scanned/)
  })

  test('cannot take the temporary folder', async () => {
    const folder = await keep(folderWith(CLEAN))
    expect(said(await seaworthy([folder], { env: { TMPDIR: '/proc' } }))).toMatch(
      /No temporary folder can be made in \/proc .*set TMPDIR to a folder that can be written to/,
    )
  })

  test('cannot take the report', async () => {
    const file = await keep(tarball({ 'lib/a.js': 'a\n' }))
    const result = await seaworthy([path.join(file, 'a.tgz'), '--output', path.join(file, 'no/report.txt')])
    expect(said(result)).toMatch(/The report cannot be written to .*Name a file in a folder that exists/)
  })

  test('fails under the tarball: a folder in its place, and a file that may not be read', async () => {
    const folder = await keep(tarball({ 'lib/a.js': 'a\n' }))
    const file = path.join(folder, 'a.tgz')
    await chmod(file, 0o000)
    const { status, stdout } = await seaworthy([file])
    // Root may read everything.
    expect(status).toBe(process.getuid?.() === 0 ? 0 : 2)
    if (status === 2) expect(stdout).toMatch(/could not be judged/)
  })
})

describe('npm', () => {
  test('floods its output', async () => {
    const folder = await keep(folderWith(CLEAN))
    const npmFolder = await keep(fakeNpm('exec yes "npm warn the same again and again and again and again"'))
    expect(said(await seaworthy([folder], { npmFolder }))).toMatch(/wrote more than 64 MB of output.*stopped/)
  })

  test('is killed from outside', async () => {
    const folder = await keep(folderWith(CLEAN))
    const npmFolder = await keep(fakeNpm('kill -9 $$'))
    expect(said(await seaworthy([folder], { npmFolder }))).toMatch(/npm.*nothing was scanned/)
  })

  test('asks a registry that takes the call and never answers', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await once(server, 'listening')
    try {
      const { port } = server.address() as AddressInfo
      const env = { npm_config_registry: `http://127.0.0.1:${port}/`, SEAWORTHY_NPM_TIMEOUT: '3' }
      expect(said(await seaworthy(['ms@2.1.3'], { env }))).toMatch(/did not end within 3 seconds/)
    } finally {
      server.close()
    }
  })

  test('finds no registry at all', async () => {
    const env = { npm_config_registry: 'http://127.0.0.1:9/', npm_config_fetch_retries: '0' }
    expect(said(await seaworthy(['ms@2.1.3'], { env }))).toMatch(/could not be fetched.*Check the network/)
  })
})

describe('what else may be missing', () => {
  test('no git: the verdict does not need it', async () => {
    const folder = await keep(tarball({ 'lib/.env': ENVIRONMENT }))
    const { status, stdout } = await seaworthy([path.join(folder, 'a.tgz')], { env: { PATH: '/nowhere' } })
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
    const { status, stdout } = await seaworthy(
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
  test('while npm packs: no temporary folder and no npm stays', async () => {
    const folder = await keep(folderWith(CLEAN))
    const pidFile = path.join(folder, 'npm.pid')
    const npmFolder = await keep(fakeNpm(`echo $$ > '${pidFile}'; exec sleep 60`))
    const temporary = await keep(folderWith({}))
    const child = spawn(process.execPath, [CLI, folder, '--baseline', 'none'], {
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

  test('while it scans', async () => {
    const folder = await keep(folderWith({}))
    const files = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`lib/${at}.js`, noise(300_000)]))
    await writeFile(path.join(folder, 'a.tgz'), buildTarball(files))
    const temporary = await keep(folderWith({}))
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
  const folder = await folderWith({
    node: `#!/bin/sh\ntrap '' XFSZ\nulimit -f ${kibibytes * 2}\nexec '${process.execPath}' "$@"\n`,
  })
  await chmod(path.join(folder, 'node'), 0o755)
  return path.join(folder, 'node')
}

async function tarball(files: Readonly<Record<string, string>>): Promise<string> {
  return folderWith({ 'a.tgz': buildTarball(files) })
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
