import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { runSeaworthy } from '../../support/command-line.ts'
import { node24 } from '../../support/runtimes.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const clean = ['examples/clean-package']

/** Runs with a home of its own, and says what lies in its cache folder afterwards. */
async function runIn(home: string, more: Readonly<Record<string, string>> = {}, args = clean) {
  const { status, stdout, leftovers } = await runSeaworthy(args, {
    node: node24,
    env: { HOME: home, ...more },
  })
  const folder = path.join(home, '.cache', 'seaworthy')
  const kept = (existsSync(folder) ? readdirSync(folder) : []).map((name) => path.join(folder, name))
  expect(leftovers).toEqual([])
  return { status, passes: stdout.includes('PASS'), kept }
}

test('what node compiled is kept in the cache folder of the user, and used', async () => {
  const home = makeTemporaryFolder('home')
  const first = await runIn(home)
  expect(first).toMatchObject({ status: 0, passes: true })
  const [file = ''] = first.kept
  expect(first.kept).toEqual([file])
  if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600)
  const { ino } = statSync(file)
  expect(await runIn(home)).toEqual(first)
  expect(statSync(file).ino).toBe(ino)
})

test('code for another kind of run joins what is kept', async () => {
  const home = makeTemporaryFolder('home')
  const few = await runIn(home, {}, ['rules'])
  const size = statSync(few.kept[0] ?? '').size
  const both = await runIn(home)
  expect(both.kept).toEqual(few.kept)
  expect(statSync(both.kept[0] ?? '').size).toBeGreaterThan(size)
})

test.each([
  ['cut off', (kept: Buffer) => kept.subarray(0, kept.length / 2)],
  ['empty', () => Buffer.alloc(0)],
  [
    'changed in one byte',
    (kept: Buffer) => kept.fill((kept.at(-999) ?? 0) ^ 1, kept.length - 999, kept.length - 998),
  ],
])('a kept file that is %s is made anew', async (_, damage) => {
  const home = makeTemporaryFolder('home')
  const [file = ''] = (await runIn(home)).kept
  const damaged = damage(readFileSync(file))
  writeFileSync(file, damaged)
  expect(await runIn(home)).toEqual({ status: 0, passes: true, kept: [file] })
  expect(readFileSync(file).equals(damaged)).toBe(false)
})

test.each([{ CI: 'true' }, { NODE_DISABLE_COMPILE_CACHE: '1' }])(
  'nothing is kept with %o',
  async (environment) => {
    expect(await runIn(makeTemporaryFolder('home'), environment)).toEqual({
      status: 0,
      passes: true,
      kept: [],
    })
  },
)

test('a CI job does not read what lies there: an earlier step could have written it', async () => {
  const home = makeTemporaryFolder('home')
  const { kept } = await runIn(home)
  // Whoever reads a pipe that nobody writes to waits for ever.
  for (const file of kept) {
    rmSync(file)
    execFileSync('mkfifo', [file])
  }
  expect(await runIn(home, { CI: 'true' })).toEqual({ status: 0, passes: true, kept })
})

test("with NODE_COMPILE_CACHE, node's own is used", async () => {
  const home = makeTemporaryFolder('home')
  const own = path.join(home, 'own')
  expect(await runIn(home, { NODE_COMPILE_CACHE: own })).toEqual({ status: 0, passes: true, kept: [] })
  expect(readdirSync(own)).not.toEqual([])
})

test('a user whose home cannot be written to is served all the same', async () => {
  const { status, stdout } = await runSeaworthy(clean, { node: node24, env: { HOME: '/proc/nobody' } })
  expect(status).toBe(0)
  expect(stdout).toContain('PASS')
  expect(existsSync('/proc/nobody')).toBe(false)
})

test('a bundle of which a part was replaced while it ran judges nothing', async () => {
  const folder = makeTemporaryFolder('replaced')
  cpSync('dist', folder, { recursive: true })
  const later = path.join(folder, 'later.js')
  writeFileSync(later, Buffer.alloc(statSync(later).size, ' '))
  const { status, stderr } = spawnSync(node24, [path.join(folder, 'cli.js'), ...clean], {
    env: { ...process.env, CI: 'true' },
    encoding: 'utf8',
  })
  expect(status).toBe(2)
  expect(stderr).toContain('its files were replaced while it ran; run it again. Nothing passed.')
})
