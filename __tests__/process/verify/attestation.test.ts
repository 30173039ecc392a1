import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { startSigstore, type TestSigstore } from '../../support/sigstore.ts'
import { CLEAN, ENVIRONMENT } from '../../support/workspace.ts'

const WORKFLOW = 'https://github.com/acme/widgets/.github/workflows/release.yml@refs/tags/v1.0.0'

interface Statement {
  subject: { digest: Record<string, string> }[]
  predicateType: string
  predicate: Record<string, unknown>
}

let sigstore: TestSigstore
let folder: string
let statement: Statement

beforeAll(async () => {
  sigstore = await startSigstore()
  folder = await makeFolder({
    'example-1.0.0.tgz': buildTarball(CLEAN),
    'other.tgz': buildTarball({ ...CLEAN, 'dist/more.js': 'export {}\n' }),
    'leaky.tgz': buildTarball({ ...CLEAN, 'dist/.env': ENVIRONMENT }),
    'roots.jsonl': `${sigstore.trustedRoot}\n`,
  })
  await runSeaworthy(['example-1.0.0.tgz', '--format', 'json=report.json'], { cwd: folder })
  const verify = ['verify', 'report.json', 'example-1.0.0.tgz', '--statement', 'statement.jsonl']
  expect((await runSeaworthy(verify, { cwd: folder })).status).toBe(0)
  const { readFile } = await import('node:fs/promises')
  const [summary = ''] = (await readFile(path.join(folder, 'statement.jsonl'), 'utf8')).split('\n')
  statement = JSON.parse(summary) as Statement
}, 120_000)
afterAll(async () => {
  await sigstore.stop()
  await rm(folder, { recursive: true, force: true })
})

async function verify(
  signed: object,
  target = 'example-1.0.0.tgz',
  more: { workflow?: string; change?: (bundle: string) => string } = {},
) {
  const bundle = await sigstore.sign(signed, more.workflow ?? WORKFLOW)
  await writeFile(path.join(folder, 'bundle.json'), more.change?.(bundle) ?? bundle)
  const options = ['--attestation', 'bundle.json', '--repo', 'acme/widgets', '--trusted-root', 'roots.jsonl']
  return runSeaworthy(['verify', ...options, target], { cwd: folder })
}

test('the statement is a SLSA verification summary of exactly the judged tarball', () => {
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      {
        name: 'pkg:npm/example@1.0.0',
        digest: {
          sha512: expect.stringMatching(/^[0-9a-f]{128}$/),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
      },
    ],
    predicateType: 'https://slsa.dev/verification_summary/v1',
    predicate: {
      verifier: { id: 'https://github.com/seaworthy-dev/seaworthy' },
      resourceUri: 'pkg:npm/example@1.0.0',
      policy: { digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      inputAttestations: [{ digest: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } }],
      verificationResult: 'PASSED',
      verifiedLevels: ['SEAWORTHY_TARBALL_PASSED'],
    },
  })
  expect(JSON.stringify(statement)).not.toContain(folder)
})

describe('an attestation', () => {
  test('that passed, of these bytes, by the right repository is accepted', async () => {
    const { status, stdout } = await verify(statement)
    expect(stdout).toMatch(
      /^ATTESTED {2}example@1\.0\.0: the verification summary says PASSED\. Signed by https:\/\/github\.com\/acme\/widgets\//,
    )
    expect(status).toBe(0)
  })

  test('that is well signed and says FAILED is refused', async () => {
    const failed = { ...statement, predicate: { ...statement.predicate, verificationResult: 'FAILED' } }
    const { status, stdout } = await verify(failed)
    expect(stdout).toMatch(/^REFUSED {3}example@1\.0\.0: the verification summary says FAILED/)
    expect(status).toBe(1)
  })

  test('of other bytes says nothing of these', async () => {
    const { status, stdout } = await verify(statement, 'other.tgz')
    expect(stdout).toMatch(/^UNKNOWN {3}example@1\.0\.0: no attestation is about these bytes/)
    expect(status).toBe(1)
  })

  test('of another package than its bytes is refused', async () => {
    const { status, stdout } = await verify({
      ...statement,
      predicate: { ...statement.predicate, resourceUri: 'pkg:npm/other@1.0.0' },
    })
    expect(stdout).toMatch(/REFUSED .* is about pkg:npm\/other@1\.0\.0/)
    expect(status).toBe(1)
  })

  test("by another tool's verifier is none of ours", async () => {
    const { status, stdout } = await verify({
      ...statement,
      predicate: { ...statement.predicate, verifier: { id: 'https://example.com/verifier' } },
    })
    expect(stdout).toMatch(/^UNKNOWN/)
    expect(status).toBe(1)
  })

  test('by a workflow of another repository does not count', async () => {
    const workflow = 'https://github.com/acme/widgets-fork/.github/workflows/release.yml@refs/heads/main'
    const { status, stderr } = await verify(statement, undefined, { workflow })
    expect(stderr).toMatch(
      /signed by https:\/\/github\.com\/acme\/widgets-fork\/.*, which is not a workflow of acme\/widgets/,
    )
    expect(status).toBe(2)
  })

  test('that was changed after it was signed does not count', async () => {
    const forged = Buffer.from(JSON.stringify({ ...statement, subject: [] })).toString('base64')
    const { status, stderr } = await verify(statement, undefined, {
      change: (bundle) => bundle.replace(/"payload":"[^"]+"/, `"payload":"${forged}"`),
    })
    expect(stderr).toMatch(/The signature of the attestation does not hold/)
    expect(status).toBe(2)
  })

  test('signed by whom nobody trusts does not count', async () => {
    const stranger = await startSigstore()
    try {
      await writeFile(path.join(folder, 'bundle.json'), await stranger.sign(statement, WORKFLOW))
      const options = [
        '--attestation',
        'bundle.json',
        '--repo',
        'acme/widgets',
        '--trusted-root',
        'roots.jsonl',
      ]
      const { status } = await runSeaworthy(['verify', ...options, 'example-1.0.0.tgz'], { cwd: folder })
      expect(status).toBe(2)
    } finally {
      await stranger.stop()
    }
  })

  test('needs to be told whose signature counts, and whom to trust', async () => {
    const run = (...options: string[]) =>
      runSeaworthy(['verify', '--attestation', 'bundle.json', ...options, 'example-1.0.0.tgz'], {
        cwd: folder,
      })
    expect((await run()).stderr).toMatch(/--repo owner\/name/)
    expect((await run('--repo', 'acme/widgets')).stderr).toMatch(/gh attestation trusted-root/)
  })
})

test('what did not pass is never attested as if it had', async () => {
  await runSeaworthy(['leaky.tgz', '--format', 'json=leaky.json'], { cwd: folder })
  const options = ['verify', 'leaky.json', 'leaky.tgz', '--statement', 'leaky.jsonl']
  expect((await runSeaworthy(options, { cwd: folder })).status).toBe(1)
  const { readFile } = await import('node:fs/promises')
  expect(await readFile(path.join(folder, 'leaky.jsonl'), 'utf8')).toBe('')
})
