import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { CLEAN, ENVIRONMENT, makeCheckout, makeManifest } from '../../support/workspace.ts'

const action = useActionWithApi()

test('the tarball that was judged passes on in the publish job, another does not', async () => {
  const workspace = await makeCheckout(CLEAN)
  const judged = await action.run({ workspace, inputs: { 'report-file': 'report.json' } })
  expect(judged.exitCode).toBe(0)
  const tarball = judged.outputs['tarball-path'] ?? ''
  const inputs = { mode: 'verify', 'report-file': 'report.json' }

  const held = await action.run({ workspace, inputs: { ...inputs, tarball } })
  expect(held.exitCode).toBe(0)
  expect(held.outputs).toMatchObject({
    verdict: 'pass',
    blocked: 'false',
    'tarball-integrity': judged.outputs['tarball-integrity'],
  })
  expect(held.log).toMatch(/✔ verified/)
  expect(JSON.parse(await readFile(held.outputs['predicate-file'] ?? '', 'utf8'))).toMatchObject({
    verdict: 'pass',
    packages: [{ digest: { sha256: judged.outputs['tarball-sha256'] } }],
  })
  expect(held.summary).toMatch(/✅ .*byte for byte/)

  await writeFile(path.join(workspace, 'other.tgz'), buildTarball({ ...CLEAN, 'dist/index.js': 'throw 1\n' }))
  const other = await action.run({ workspace, inputs: { ...inputs, tarball: 'other.tgz' } })
  expect(other.exitCode).toBe(1)
  expect(other.outputs).toMatchObject({ verdict: 'block', blocked: 'true' })
  expect(other.annotations[0]?.message).toMatch(
    /other\.tgz is not what was judged: 1 file with different content/,
  )
})

test('a predicate holds the verified packages and no others, whatever became of those', async () => {
  const { 'package.json': _, ...rest } = CLEAN
  const workspace = await makeCheckout({
    'good/package.json': makeManifest({ name: 'good' }),
    'good/dist/index.js': rest['dist/index.js'],
    'private/package.json': makeManifest({ name: 'private-name' }),
    'private/dist/.env': ENVIRONMENT,
  })
  const judged = await action.run({
    workspace,
    inputs: { path: 'good\nprivate', 'report-file': 'report.json' },
  })
  expect(judged.outputs.verdict).toBe('block')
  const [tarball = ''] = (judged.outputs['tarball-path'] ?? '').split('\n')
  const inputs = { mode: 'verify', 'report-file': 'report.json', tarball }
  const held = await action.run({ workspace, inputs })
  expect(held.outputs.verdict).toBe('pass')
  const text = await readFile(held.outputs['predicate-file'] ?? '', 'utf8')
  expect(JSON.parse(text)).toMatchObject({ verdict: 'pass', packages: [{ name: 'good', verdict: 'pass' }] })
  expect(text).not.toContain('private-name')
})

test('what is needed is named, and what cannot be had does not pass', async () => {
  const workspace = await makeCheckout(CLEAN)
  const bare = await action.run({ workspace, inputs: { mode: 'verify' } })
  expect(bare).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
  expect(bare.annotations[0]?.message).toMatch(/With mode: verify, report-file names the report/)
  const missing = await action.run({
    workspace,
    inputs: { mode: 'verify', 'report-file': 'none.json', tarball: 'x.tgz' },
  })
  expect(missing).toMatchObject({ exitCode: 1, outputs: { verdict: 'error' } })
  expect(missing.annotations[0]?.message).toMatch(/none\.json cannot be read/)
})
