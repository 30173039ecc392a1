import { execFileSync } from 'node:child_process'
import { readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { convertToSlashes } from '../../../src/action/tarball-files.ts'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, ENVIRONMENT, LEAKY, makeCheckout, makeManifest, writeFiles } from '../../support/workspace.ts'

const action = useActionWithApi()

describe('what cannot be looked at does not pass', () => {
  test('inputs that mean nothing are all named at once', async () => {
    const inputs = {
      profile: 'closed',
      'fail-on': 'fatal',
      comment: 'yes',
      'run-scripts': '1',
      tarball: 'pkg\n::error::x',
      'comment-key': 'a b',
    }
    const result = await action.run({ workspace: await makeCheckout(CLEAN), inputs })
    expect(result).toMatchObject({
      exitCode: 1,
      outputs: { verdict: 'error', blocked: 'true', errors: '0', 'tarball-path': '' },
    })
    const messages = result.annotations.map(({ message }) => message).join('\n')
    expect(messages).toMatch(/profile is "closed".* It accepts: auto, open-source, proprietary\./)
    expect(messages).toMatch(/fail-on is "fatal".* It accepts: error, warning, notice, never\./)
    for (const name of Object.keys(inputs)) expect(messages).toContain(`The input ${name} is`)
  })

  test.each([
    ['no package.json', { 'README.md': 'x' }, {}, /no package\.json/],
    ['a folder that is not there', CLEAN, { path: 'packages/none' }, /no folder or file/],
    [
      'a pattern that matches nothing',
      CLEAN,
      { tarball: 'out/*.tgz' },
      /"out\/\*\.tgz", which matches no file/,
    ],
    [
      'a folder as Windows writes it',
      { 'packages/a/package.json': makeManifest() },
      { path: '.\\packages\\a' },
      /no folder or file \.\\packages\\a\. Separate folders with "\/": packages\/a\./,
    ],
    [
      'a pattern as Windows writes it',
      { ...CLEAN, 'out/x.tgz': 'x' },
      { tarball: 'out\\*.tgz' },
      /no folder or file out\\\*\.tgz\. Separate folders with "\/": out\/\*\.tgz\./,
    ],
    ['a tarball that is none', { ...CLEAN, 'x.tgz': '<html>' }, { tarball: 'x.tgz' }, /./],
  ])('%s', async (_title, files, inputs, message) => {
    const result = await action.run({
      workspace: await makeCheckout(files),
      inputs,
      event: 'push',
      payload: EVENTS.push,
    })
    expect(result.exitCode).toBe(1)
    expect(result.outputs.verdict).not.toBe('pass')
    expect(result.annotations[0]?.message).toMatch(message)
  })
})

describe('in a container job', () => {
  const FILES = {
    'packages/a/package.json': makeManifest({ name: 'a' }),
    'packages/a/dist/.env': ENVIRONMENT,
    'packages/a/README.md': '# A\n',
  }

  test('a checkout of another user, with a home of its own, is read, and paths are those of the repository', async () => {
    const workspace = await makeCheckout(FILES)
    if (process.getuid?.() === 0) execFileSync('chown', ['-R', '1001:1001', workspace])
    const result = await action.run({
      workspace,
      event: 'push',
      payload: EVENTS.push,
      inputs: { path: 'packages/a' },
      env: { HOME: path.join(workspace, 'no-such-home') },
    })
    expect(result.outputs.verdict).toBe('block')
    expect(result.annotations[0]).toMatchObject({ file: 'packages/a/dist/.env', line: 1 })
  })

  test('the folder that github.workspace names outside of it is said to be elsewhere', async () => {
    const workspace = await makeCheckout(FILES)
    const outside = `/home/runner/work/${workspace.split('/').slice(-2).join('/')}/packages/a`
    const result = await action.run({
      workspace,
      event: 'push',
      payload: EVENTS.push,
      inputs: { path: outside },
    })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(result.annotations[0]?.message).toContain(
      `The checkout is ${workspace} here: in a container, github.workspace names the folder outside. Write packages/a, relative to the checkout.`,
    )
  })
})

test('on Windows a backslash separates folders', () => {
  expect(convertToSlashes('D:\\a\\r\\r\\out\\*.tgz', '\\')).toBe('D:/a/r/r/out/*.tgz')
  expect(convertToSlashes('out/\\*.tgz', '/')).toBe('out/\\*.tgz')
})

test.each([
  ['out/*.tgz', 'out/x.tgz', '../../secret.tgz'],
  ['out/*/x.tgz', 'out/b', '../elsewhere'],
])(
  'a link where %s looks is no tarball: the shell would take what it leads to',
  async (tarball, link, to) => {
    const workspace = await makeCheckout({
      ...CLEAN,
      'out/a/x.tgz': '',
      'out/y.tgz': '',
      'elsewhere/x.tgz': '',
    })
    await symlink(to, path.join(workspace, link))
    const result = await action.run({ workspace, inputs: { tarball } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(result.annotations[0]?.message).toMatch(/which matches, is a link or lies behind one/)
  },
)

test('ready tarballs, by pattern: what is said of each stands on its line', async () => {
  const workspace = await makeCheckout({
    'packages/a/package.json': makeManifest({ name: 'a' }),
    'packages/b/package.json': makeManifest({ name: 'b' }),
  })
  const { outputs: a } = await action.run({ workspace, inputs: { path: 'packages/a\npackages/b' } })
  const tarballs = (a['tarball-path'] ?? '').split('\n')
  expect(tarballs.map((file) => path.basename(file))).toEqual(['a-1.0.0.tgz', 'b-1.0.0.tgz'])
  for (const file of tarballs)
    await writeFiles(workspace, { [`out/${path.basename(file)}`]: await readFile(file) })
  const { outputs: b } = await action.run({ workspace, inputs: { tarball: 'out/*.tgz' } })
  expect(b['tarball-integrity']).toBe(a['tarball-integrity'])
  expect(b['tarball-path']).toBe(
    tarballs.map((file) => path.join(workspace, 'out', path.basename(file))).join('\n'),
  )
})

test('the report file says what the outputs say', async () => {
  const workspace = await makeCheckout(LEAKY)
  const { outputs } = await action.run({ workspace, inputs: { 'report-file': 'reports/seaworthy.json' } })
  expect(outputs['report-file']).toBe(path.join(workspace, 'reports/seaworthy.json'))
  const report = JSON.parse(await readFile(outputs['report-file'] ?? '', 'utf8'))
  expect(report).toMatchObject({
    verdict: outputs.verdict,
    packages: [{ tarball: { integrity: outputs['tarball-integrity'], path: outputs['tarball-path'] } }],
  })
})

describe('annotations', () => {
  test('name files of the repository, also for a package in a folder', async () => {
    const workspace = await makeCheckout({
      'packages/a/package.json': makeManifest(),
      'packages/a/dist/.env': LEAKY['dist/.env'],
      'packages/a/dist/index.js': '',
    })
    const { annotations } = await action.run({ workspace, inputs: { path: './packages/a' } })
    expect(annotations).toEqual([expect.objectContaining({ level: 'error', file: 'packages/a/dist/.env' })])
  })

  test('off: one line that says where to look', async () => {
    const { annotations } = await action.run({
      workspace: await makeCheckout(LEAKY),
      inputs: { annotations: 'false' },
    })
    expect(annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringContaining('job summary') }),
    ])
  })
})
