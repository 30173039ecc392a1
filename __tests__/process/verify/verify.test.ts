import { execFile } from 'node:child_process'
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { type CommandResult, makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { makeFinding } from '../../support/reports.ts'
import { ENVIRONMENT } from '../../support/workspace.ts'

let folder: string

const FILES = {
  'package.json': '{"name":"held","version":"1.0.0","license":"MIT","main":"index.js","files":["*.js"]}\n',
  'index.js': 'exports.one = 1\n',
}
beforeAll(async () => {
  folder = await makeFolder({
    'held.tgz': buildTarball(FILES),
    'other.tgz': buildTarball({ ...FILES, 'index.js': 'exports.one = 2\n', 'more.js': 'exports.two = 2\n' }),
    'next.tgz': buildTarball({ ...FILES, 'package.json': FILES['package.json'].replace('1.0.0', '1.0.1') }),
    'stranger.tgz': buildTarball({ 'package.json': '{"name":"stranger","version":"1.0.0"}' }),
  })
  expect((await runSeaworthy(['--format', 'json=report.json', 'held.tgz'], { cwd: folder })).status).toBe(0)
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

async function verify(...args: string[]): Promise<CommandResult> {
  return runSeaworthy(['verify', 'report.json', ...args], { cwd: folder })
}

test('the very tarball that was judged verifies, whatever its name', async () => {
  await copyFile(path.join(folder, 'held.tgz'), path.join(folder, 'renamed.tgz'))
  const { status, stdout, leftovers } = await verify('held.tgz', 'renamed.tgz')
  expect(status).toBe(0)
  expect(stdout).toMatch(/✔ verified {2}held\.tgz is what was judged: held@1\.0\.0, byte for byte\./)
  expect(stdout).toMatch(/✔ verified {2}renamed\.tgz/)
  expect(leftovers).toEqual([])
})

describe('what is not what was judged never verifies', () => {
  test('other content, one more file: both are named', async () => {
    const { status, stdout } = await verify('other.tgz')
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /✖ not verified {2}other\.tgz is not what was judged: 1 file with different content, 1 file that/,
    )
    expect(stdout).toMatch(/\+ more\.js {2}16 B/)
    expect(stdout).toMatch(/~ index\.js {2}16 B → 16 B/)
  })

  test('another version in its place', async () => {
    const { status, stdout } = await verify('next.tgz')
    expect(status).toBe(1)
    expect(stdout).toMatch(/it holds held@1\.0\.1, and held@1\.0\.0 was judged/)
  })

  test('the same files compressed otherwise', async () => {
    const tar = gunzipSync(await readFile(path.join(folder, 'held.tgz')))
    await writeFile(path.join(folder, 'repacked.tgz'), gzipSync(tar, { level: 9 }))
    const { status, stdout } = await verify('repacked.tgz')
    expect(status).toBe(1)
    expect(stdout).toMatch(/It holds the same files as held@1\.0\.0 in other bytes/)
  })

  test.each([
    ['a byte added at the end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.from([0])])],
    [
      'a byte changed',
      (bytes: Buffer) =>
        Buffer.concat([bytes.subarray(0, 40), Buffer.from([(bytes[40] ?? 0) ^ 1]), bytes.subarray(41)]),
    ],
    ['the end cut off', (bytes: Buffer) => bytes.subarray(0, -20)],
    ['nothing left', () => Buffer.alloc(0)],
  ])('tampered with: %s', async (_title, tamper) => {
    const file = 'tampered.tgz'
    await writeFile(path.join(folder, file), tamper(await readFile(path.join(folder, 'held.tgz'))))
    const { status, stdout } = await verify(file)
    expect(status).toBe(1)
    expect(stdout).toMatch(/✖ not verified/)
  })

  test('a package that the report says nothing of, beside one that it does', async () => {
    await runSeaworthy(['--format', 'json=two.json', 'held.tgz', 'other.tgz'], { cwd: folder })
    const { status, stdout } = await runSeaworthy(['verify', 'two.json', 'held.tgz', 'stranger.tgz'], {
      cwd: folder,
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✔ verified {2}held\.tgz/)
    expect(stdout).toMatch(/stranger\.tgz holds stranger@1\.0\.0, which the report does not mention/)
  })

  test('the very bytes, which must not be published', async () => {
    await writeFile(path.join(folder, 'leaky.tgz'), buildTarball({ ...FILES, '.env': ENVIRONMENT }))
    const checked = await runSeaworthy(
      ['--format', 'json=blocked.json', '--fail-on', 'notice', 'leaky.tgz'],
      {
        cwd: folder,
      },
    )
    expect(checked.status).toBe(1)
    const { status, stdout } = await runSeaworthy(['verify', 'blocked.json', 'leaky.tgz'], { cwd: folder })
    expect(status).toBe(1)
    expect(stdout).toMatch(/is what was judged, and held@1\.0\.0 must not be published/)
  })

  const forge = async (edit: (report: Report) => void) => {
    const report = JSON.parse(await readFile(path.join(folder, 'report.json'), 'utf8')) as Report
    edit(report)
    await writeFile(path.join(folder, 'forged.json'), JSON.stringify(report))
    return runSeaworthy(['verify', 'forged.json', 'held.tgz'], { cwd: folder })
  }
  const one = (report: Report): PackageReport => {
    const [first] = report.packages
    if (first === undefined) throw new Error('the report has no package')
    return first
  }
  const leak = makeFinding({ severity: 'error' })

  test.each<[string, (report: Report) => void, RegExp]>([
    [
      'a whole that says more than its packages',
      (report) => (report.verdict = 'block'),
      /the whole has the verdict "block"/,
    ],
    [
      'a verdict that its findings deny',
      (report) => one(report).findings.push(leak),
      /held has the verdict "pass", and its findings lead to "block"/,
    ],
    [
      'something unseen that passes',
      (report) =>
        one(report).unseen.push({
          path: 'a',
          layer: null,
          reason: 'limit',
          detail: 'd',
          bytes: 1,
          digest: null,
        }),
      /its findings lead to "block"/,
    ],
    [
      'a run that could not look',
      (report) => Object.assign(report, { verdict: 'error', errors: ['The policy could not be loaded.'] }),
      /not everything could be looked at, so it vouches for nothing: The policy could not be loaded\./,
    ],
    [
      'another name for the same bytes',
      (report) => (one(report).name = 'other'),
      /it calls the tarball of held@1\.0\.0 other@1\.0\.0/,
    ],
    [
      'digests of two tarballs',
      (report) => Object.assign(one(report).tarball ?? {}, { sha256: '0'.repeat(64) }),
      /belong to different tarballs/,
    ],
  ])('a report with %s vouches for nothing', async (_title, edit, message) => {
    const { status, stderr } = await forge(edit)
    expect(status).toBe(2)
    expect(stderr.replace(/\s+/g, ' ')).toMatch(message)
  })

  test('a pass under fail-on: never, where an error was found', async () => {
    const { status, stdout } = await forge((report) => {
      Object.assign(one(report), { failOn: 'never', findings: [leak] })
      report.failOn = 'never'
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✖ not verified/)
    expect(stdout).toMatch(/fail-on was "never"; it is verified as if errors blocked/)
  })

  test('two packages of one digest, of which only the first passes', async () => {
    const { status, stdout } = await forge((report) => {
      report.packages.push({ ...one(report), verdict: 'block', findings: [leak] })
      report.verdict = 'block'
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✖ not verified/)
  })

  test('what was set aside is told with the bytes that are verified', async () => {
    const { status, stdout } = await forge((report) => {
      one(report).suppressed = [{ finding: leak, reason: 'a sample', expires: null, by: null }]
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/was set aside: a sample\./)
    expect(stdout).toMatch(/The report is taken at its word/)
  })

  test('a pass by an exception that has run out since vouches for nothing', async () => {
    const { status, stdout } = await forge((report) => {
      one(report).suppressed = [{ finding: leak, reason: 'a sample', expires: '2020-01-01', by: null }]
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/✖ not verified .* held@1\.0\.0 passed by an exception that has run out since\./)
    expect(stdout).toMatch(/was set aside: a sample \(the exception ran out on 2020-01-01\)/)
  })

  test('nor does one by an acceptance of bytes that has run out', async () => {
    const { status, stdout } = await forge((report) => {
      one(report).accepted = [
        {
          unseen: {
            path: 'a.rar',
            layer: null,
            reason: 'no-reader',
            detail: 'it is a RAR archive',
            bytes: 9,
            digest: null,
          },
          reason: 'seen by hand',
          expires: '2020-01-01',
          by: null,
        },
      ]
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/passed by an exception that has run out since/)
  })

  test('an exception that has run out for what would not have blocked changes nothing', async () => {
    const { status, stdout } = await forge((report) => {
      const mild = makeFinding({ severity: 'notice' })
      one(report).suppressed = [{ finding: mild, reason: 'a sample', expires: '2020-01-01', by: null }]
    })
    expect(status).toBe(0)
    expect(stdout).toMatch(/the exception ran out on 2020-01-01/)
  })

  test('what was published while the exception held verifies for that day', async () => {
    await forge((report) => {
      one(report).suppressed = [{ finding: leak, reason: 'a sample', expires: '2020-01-01', by: null }]
    })
    const on = (day: string) =>
      runSeaworthy(['verify', 'forged.json', 'held.tgz', '--on', day], { cwd: folder })
    expect((await on('2020-01-01')).status).toBe(0)
    expect((await on('2020-01-02')).status).toBe(1)
    const wrong = await on('1 January')
    expect(wrong.status).toBe(2)
    expect(wrong.stderr).toMatch(/--on "1 January" is not a date\. Write year, month and day/)
  })

  test('a folder that packs other bytes every time: what npm would publish of it is not what was judged', async () => {
    const project = path.join(folder, 'project')
    const script =
      "const fs = require('fs'); const n = fs.existsSync('count') ? +fs.readFileSync('count', 'utf8') : 0; fs.writeFileSync('count', String(n + 1)); fs.writeFileSync('built.js', 'exports.run = ' + n + '\\n')"
    await mkdir(project)
    await writeFile(
      path.join(project, 'package.json'),
      JSON.stringify({
        name: 'held',
        version: '1.0.0',
        license: 'MIT',
        main: 'built.js',
        files: ['built.js'],
        scripts: { prepack: 'node build.cjs' },
      }),
    )
    await writeFile(path.join(project, 'build.cjs'), script)
    const judged = await runSeaworthy(['--run-scripts', '-f', 'json=../stateful.json', '.'], { cwd: project })
    expect(judged.status).toBe(0)
    await promisify(execFile)('npm', ['pack', '--pack-destination', folder], { cwd: project })
    const { status, stdout } = await runSeaworthy(['verify', 'stateful.json', 'held-1.0.0.tgz'], {
      cwd: folder,
    })
    expect(status).toBe(1)
    expect(stdout).toMatch(/~ built\.js/)
  })
})

describe('what cannot be told is said, with status 2', () => {
  test.each([
    [['report.json', 'missing.tgz'], /no folder or file missing\.tgz/],
    [['missing.json', 'held.tgz'], /report .*missing\.json cannot be read/],
    [['held.tgz', 'held.tgz'], /is not JSON/],
    [['half.json', 'held.tgz'], /is not a report that this version of Seaworthy understands \(schemaVersion/],
    [['report.json'], /needs <report\.json> <target…>/],
  ])('%j', async (args, message) => {
    await writeFile(path.join(folder, 'half.json'), '{}')
    const { status, stderr } = await runSeaworthy(['verify', ...args], { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toMatch(message)
  })
})

test('JSON for programs', async () => {
  const { status, stdout } = await verify('held.tgz', 'other.tgz', '--format', 'json')
  expect(status).toBe(1)
  expect(JSON.parse(stdout)).toMatchObject({
    schemaVersion: 1,
    verifications: [
      { target: 'held.tgz', outcome: 'same', name: 'held', version: '1.0.0', changes: null },
      { target: 'other.tgz', outcome: 'different', changes: { files: { added: { count: 1 } } } },
    ],
  })
})
