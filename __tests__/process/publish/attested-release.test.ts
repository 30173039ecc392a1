import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { makePackageFiles, makeRepository } from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { startSigstore, type TestSigstore } from '../../support/sigstore.ts'

const WORKFLOW = 'https://github.com/acme/widgets/.github/workflows/release.yml@refs/tags/v1.0.0'
const SUMMARY = 'https://slsa.dev/verification_summary/v1'
const OWN = 'https://github.com/seaworthy-dev/seaworthy/blob/main/docs/attestation.md#v1'
const JOB = {
  GITHUB_REPOSITORY: 'acme/widgets',
  GITHUB_SHA: 'a'.repeat(40),
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_RUN_ID: '77',
}

const action = useActionWithApi()
let registry: Registry
let sigstore: TestSigstore
let npmFolder: string
let cwd: string
beforeAll(async () => {
  ;[registry, sigstore, npmFolder] = await Promise.all([startRegistry(), startSigstore(), makeRealNpm(11)])
  cwd = await makeRepository({
    'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] }),
    ...within('packages/core', makePackageFiles({ name: '@acme/core' }, false)),
    ...within('packages/extra', makePackageFiles({ name: 'acme-extra' }, false)),
  })
  await writeFile(path.join(cwd, 'roots.jsonl'), `${sigstore.trustedRoot}\n`)
  const { status } = await run(
    'publish',
    '--workspaces',
    '--baseline',
    'none',
    '--format',
    'json=report.json',
  )
  expect(status).toBe(0)
}, 120_000)
afterAll(() => Promise.all([registry.stop(), sigstore.stop()]))

const within = (folder: string, files: Record<string, string>) =>
  Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))

const run = (...args: string[]) => runSeaworthy(args, { cwd, npmFolder, env: { ...registry.env, ...JOB } })

/** Signs each, and holds these against what the registry has. */
async function attested(statements: readonly object[], ...targets: string[]) {
  const bundles = await Promise.all(statements.map((one) => sigstore.sign(one, WORKFLOW)))
  await writeFile(path.join(cwd, 'bundle.jsonl'), bundles.map((one) => `${one}\n`).join(''))
  const options = ['--attestation', 'bundle.jsonl', '--repo', 'acme/widgets', '--trusted-root', 'roots.jsonl']
  return run('verify', ...options, ...targets)
}

const RELEASED = ['@acme/core@1.0.0', 'acme-extra@1.0.0']

interface Statement {
  readonly subject: readonly { readonly name: string; readonly digest: Readonly<Record<string, string>> }[]
  readonly predicateType: string
  readonly predicate: {
    readonly inputAttestations?: readonly {
      readonly uri: string
      readonly digest: { readonly sha256: string }
    }[]
    readonly run?: object
    readonly packages?: readonly { readonly configuration: string }[]
  }
}

test('a release from the registry is attested by the statements of what was verified there', async () => {
  expect((await run('verify', 'report.json', ...RELEASED, '--statement', 'all.jsonl')).status).toBe(0)
  const lines = (await readFile(path.join(cwd, 'all.jsonl'), 'utf8')).trimEnd().split('\n')
  const statements = lines.map((line) => JSON.parse(line) as Statement)
  expect(statements.map(({ predicateType }) => predicateType)).toEqual([SUMMARY, SUMMARY, OWN])
  expect(statements.map(({ subject }) => subject.map(({ name }) => name))).toEqual([
    ['pkg:npm/%40acme/core@1.0.0'],
    ['pkg:npm/acme-extra@1.0.0'],
    ['pkg:npm/%40acme/core@1.0.0', 'pkg:npm/acme-extra@1.0.0'],
  ])
  const [summary, , own] = statements
  expect(own?.predicate.run).toEqual({
    repository: 'acme/widgets',
    commit: JOB.GITHUB_SHA,
    url: 'https://github.com/acme/widgets/actions/runs/77',
  })
  expect(own?.predicate.packages?.map(({ configuration }) => configuration)).toEqual(
    Array(2).fill(expect.stringMatching(/^[0-9a-f]{64}$/)),
  )
  const input = `${JSON.stringify(own?.predicate, null, 2)}\n`
  expect(summary?.predicate.inputAttestations).toEqual([
    { uri: OWN, digest: { sha256: createHash('sha256').update(input).digest('hex') } },
  ])

  const { status, stdout } = await attested(statements, ...RELEASED)
  expect(stdout.match(/^[A-Z]+ .*$/gm)).toEqual([
    expect.stringMatching(/^ATTESTED {2}@acme\/core@1\.0\.0: the verification summary says PASSED/),
    expect.stringMatching(/^ATTESTED {2}acme-extra@1\.0\.0: the verification summary says PASSED/),
  ])
  expect(status).toBe(0)

  // A version that somebody has published since, past all of this.
  await registry.publish(makePackageFiles({ name: 'acme-extra', version: '1.0.1' }, true))
  const later = await attested(statements, 'acme-extra@1.0.1')
  expect(later.stdout).toMatch(/^UNKNOWN {3}acme-extra@1\.0\.1: no attestation is about these bytes/)
  expect(later.status).toBe(1)
})

test('in a job: what mode verify writes is what actions/attest signs and verify reads', async () => {
  const document = (await (await fetch(`${registry.url}@acme%2fcore`)).json()) as {
    versions: Record<string, { dist: { tarball: string } }>
  }
  const tarball = Buffer.from(
    await (await fetch(document.versions['1.0.0']?.dist.tarball ?? '')).arrayBuffer(),
  )
  await writeFile(path.join(cwd, 'core.tgz'), tarball)
  const { outputs, exitCode } = await action.run({
    workspace: cwd,
    inputs: { mode: 'verify', 'report-file': 'report.json', tarball: 'core.tgz' },
  })
  expect(exitCode).toBe(0)
  /** As actions/attest makes it: the file's own name and SHA-256, and the predicate as it was written. */
  const statement = async (file: string | undefined, predicateType: string) => ({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'core.tgz', digest: { sha256: createHash('sha256').update(tarball).digest('hex') } }],
    predicateType,
    predicate: JSON.parse(await readFile(file ?? '', 'utf8')) as object,
  })
  const summary = await statement(outputs['summary-files'], SUMMARY)
  const own = await statement(outputs['predicate-file'], OWN)
  expect(summary.predicate).toMatchObject({
    resourceUri: 'pkg:npm/%40acme/core@1.0.0',
    inputAttestations: [
      {
        digest: {
          sha256: createHash('sha256')
            .update(await readFile(outputs['predicate-file'] ?? ''))
            .digest('hex'),
        },
      },
    ],
  })
  for (const signed of [[summary, own], [summary], [own]])
    expect(await attested(signed, '@acme/core@1.0.0')).toMatchObject({ status: 0 })
  expect((await attested([summary, own], 'acme-extra@1.0.0')).status).toBe(1)
})
