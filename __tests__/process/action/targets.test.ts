import { readFile, symlink } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { CLEAN, checkout, LEAKY, manifest, writeFiles } from '../../support/workspace.ts'

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
    const result = await action.run({ workspace: await checkout(CLEAN), inputs })
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
    ['a tarball that is none', { ...CLEAN, 'x.tgz': '<html>' }, { tarball: 'x.tgz' }, /./],
  ])('%s', async (_title, files, inputs, message) => {
    const result = await action.run({
      workspace: await checkout(files),
      inputs,
      event: 'push',
      payload: EVENTS.push,
    })
    expect(result.exitCode).toBe(1)
    expect(result.outputs.verdict).not.toBe('pass')
    expect(result.annotations[0]?.message).toMatch(message)
  })
})

test.each([
  ['out/*.tgz', 'out/x.tgz', '../../secret.tgz'],
  ['out/*/x.tgz', 'out/b', '../elsewhere'],
])(
  'a link where %s looks is no tarball: the shell would take what it leads to',
  async (tarball, link, to) => {
    const workspace = await checkout({ ...CLEAN, 'out/a/x.tgz': '', 'out/y.tgz': '', 'elsewhere/x.tgz': '' })
    await symlink(to, path.join(workspace, link))
    const result = await action.run({ workspace, inputs: { tarball } })
    expect(result).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
    expect(result.annotations[0]?.message).toMatch(/which matches, is a link or lies behind one/)
  },
)

test('ready tarballs, by pattern: what is said of each stands on its line', async () => {
  const workspace = await checkout({
    'packages/a/package.json': manifest({ name: 'a' }),
    'packages/b/package.json': manifest({ name: 'b' }),
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
  const workspace = await checkout(LEAKY)
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
    const workspace = await checkout({
      'packages/a/package.json': manifest(),
      'packages/a/dist/.env': LEAKY['dist/.env'],
      'packages/a/dist/index.js': '',
    })
    const { annotations } = await action.run({ workspace, inputs: { path: './packages/a' } })
    expect(annotations).toEqual([expect.objectContaining({ level: 'error', file: 'packages/a/dist/.env' })])
  })

  test('off: one line that says where to look', async () => {
    const { annotations } = await action.run({
      workspace: await checkout(LEAKY),
      inputs: { annotations: 'false' },
    })
    expect(annotations).toEqual([
      expect.objectContaining({ level: 'error', message: expect.stringContaining('job summary') }),
    ])
  })
})
