import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { loadAllExamples } from '../../../src/rules/load-examples.ts'
import { buildExample } from '../../support/build-tarball.ts'
import { makeFolder, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { run as program } from '../../support/run-program.ts'

/** Writes down each thread that begins, and ends those that are to end at once. */
const PRELOAD = `
import { appendFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'
if (!isMainThread) appendFileSync(process.env.THREADS_FILE, 'thread\\n')
if (!isMainThread && process.env.THREADS_END) process.exit(1)
`

let folder = ''
let tarballs: string[] = []
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'threads-'))
  await writeFile(path.join(folder, 'preload.mjs'), PRELOAD)
  const examples = await loadAllExamples()
  // What is only large shows nothing of threads, and takes longer than all others together.
  const bad = examples
    .filter(({ rule }) => !rule.meta.id.startsWith('size/'))
    .flatMap(({ examples: { bad } }) => bad.slice(0, 1))
  tarballs = await Promise.all(
    bad.map(async (example, index) => {
      const file = path.join(folder, `${index}.tgz`)
      await writeFile(file, buildExample(example))
      return `${index}.tgz`
    }),
  )
  await writeFile(path.join(folder, 'seaworthy.yml'), CONFIGURATION)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** Everything that is no plain value on its way to a thread: patterns, globs, rules of a team's own, values of variables. */
const CONFIGURATION = `
rules:
  internal/marker: { options: { patterns: ['ACME-[0-9]+'], terms: ['acme*'] } }
  secret/workflow-value: { options: { environment: [A_SECRET] } }
custom-rules:
  acme/no-console:
    title: Text on the console
    why: Ours says nothing.
    fix: Take it out.
    severity: warning
    find:
      - { pattern: 'console[.](log|warn)', only-in: ['debug/**'] }
      - { files: ['**/*.{map,txt}', '!README.txt'] }
    require: [{ files: ['LICENSE'], contains: 'Copyright' }]
    examples:
      bad: { 'a.js': 'console.log(1)', LICENSE: 'Copyright' }
      good: { 'a.js': '1', LICENSE: 'Copyright' }
`

interface Run {
  readonly status: number
  readonly report: Report
  readonly stderr: string
  /** That were started beside the main one. */
  readonly threads: number
}

async function run(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  cwd = folder,
): Promise<Run> {
  const file = path.join(folder, `threads-${Math.random()}`)
  const preload = pathToFileURL(path.join(folder, 'preload.mjs')).href
  const { status, stdout, stderr } = await runSeaworthy([...args, '--format', 'json'], {
    cwd,
    env: {
      NODE_OPTIONS: `--import=${preload}`,
      THREADS_FILE: file,
      A_SECRET: 'an-uncommon-value-17',
      ...env,
    },
  })
  const begun = await readFile(file, 'utf8').catch(() => '')
  return { status, report: JSON.parse(stdout), stderr, threads: begun.split('\n').length - 1 }
}

const withoutTimes = ({ timing: _, ...report }: Report) => report

describe('packages that are looked at in threads', () => {
  test('leave the same report as one after another, in the same order', async () => {
    const alone = await run([...tarballs, '--threads', '1'])
    const threaded = await run([...tarballs, '--threads', '3'])
    expect([alone.threads, threaded.threads]).toEqual([0, 2])
    expect(alone.report.packages.map(({ target }) => target)).toEqual(tarballs)
    expect(
      new Set(alone.report.packages.flatMap(({ findings }) => findings.map(({ rule }) => rule))).size,
    ).toBeGreaterThan(35)
    expect(withoutTimes(threaded.report)).toEqual(withoutTimes(alone.report))
    expect(threaded.status).toBe(alone.status)
  }, 240_000)

  test('are looked at all the same where no thread can live', async () => {
    const few = tarballs.slice(0, 6)
    const alone = await run([...few, '--threads', '1'])
    const dying = await run([...few, '--threads', '3'], { THREADS_END: '1' })
    expect(dying.threads).toBe(2)
    expect(withoutTimes(dying.report)).toEqual(withoutTimes(alone.report))
  })

  test('one that cannot be opened stops no other, and says why', async () => {
    const [first = '', second = ''] = tarballs
    const { report, status } = await run([first, 'absent.tgz', second, '--threads', '3'])
    expect(status).toBe(2)
    expect(report.packages.map(({ target }) => target)).toEqual([first, 'absent.tgz', second])
    expect(report.packages[1]?.errors).toEqual([
      expect.stringContaining('There is no folder or file absent.tgz'),
    ])
  })
})

describe('threads are started where they pay', () => {
  test('never for a single package', async () => {
    expect((await run([tarballs[0] ?? ''])).threads).toBe(0)
    expect((await run([tarballs[0] ?? '', '--threads', '4'])).threads).toBe(0)
  })

  test('not for a few small ones', async () => {
    expect((await run(tarballs.slice(0, 20))).threads).toBe(0)
  })
})

test('a workspace whose packages share exceptions counts them over all, in threads too', async () => {
  const root = await makeFolder(
    {
      'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
      'seaworthy.yml': `suppressions:
  - { rule: file/environment, path: '**/.env', reason: 'A sample for the tests.', expires: 2999-01-01 }
  - { rule: file/environment, path: '**/.env.never', reason: 'Nobody has it.', expires: 2999-01-01 }
`,
    },
    'threads-',
  )
  try {
    await program('git', ['init', '-q'], { cwd: root, env: process.env, timeout: 60_000 })
    for (const name of ['a', 'b', 'c', 'd']) {
      const directory = path.join(root, 'packages', name)
      await mkdir(directory, { recursive: true })
      const manifest = {
        name,
        version: '1.0.0',
        license: 'MIT',
        files: ['.env', 'index.js'],
        main: 'index.js',
      }
      await writeFile(path.join(directory, 'package.json'), JSON.stringify(manifest))
      await writeFile(path.join(directory, 'index.js'), `module.exports = '${name}'\n`)
      if (name === 'c') await writeFile(path.join(directory, '.env'), 'A_TOKEN=1\nB_TOKEN=2\n')
    }
    const alone = await run(['--workspaces', '--threads', '1'], {}, root)
    const threaded = await run(['--workspaces', '--threads', '2'], {}, root)
    expect(threaded.threads).toBe(1)
    expect(withoutTimes(threaded.report)).toEqual(withoutTimes(alone.report))
    expect(alone.report.packages[0]?.notes.join()).toContain('.env.never')
  } finally {
    await rm(root, { recursive: true, force: true })
  }
})

test('the library gives up what its threads are at', async () => {
  const script = `
import { check } from ${JSON.stringify(pathToFileURL(path.join(ROOT, 'dist', 'index.js')).href)}
const controller = new AbortController()
const targets = ${JSON.stringify(tarballs)}
await check({ targets, threads: 3, baseline: 'none', signal: controller.signal, onProgress({ message }) {
  if (message.startsWith('scanning 20 ')) controller.abort(new Error('enough'))
} }).then(() => console.log('done'), (error) => console.log(error.message))
`
  const file = path.join(folder, 'abort.mjs')
  await writeFile(file, script)
  expect(await program(process.execPath, [file], { cwd: folder, env: process.env, timeout: 60_000 })).toBe(
    'enough\n',
  )
})
