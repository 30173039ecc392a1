import { createHash } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { makePackageFiles, makeRepository } from '../../support/guarded.ts'
import { makeIdentityToken, startSigstore, type TestSigstore } from '../../support/sigstore.ts'
import { takeTurn } from '../../support/turns.ts'
import { type Received, Upstream } from '../../support/upstream.ts'

/** Made at run time: nothing here is a token of anyone. */
const word = (name: string) => ['of', 'the', 'test', name].join('-')
const WORKFLOW = 'https://github.com/acme/widgets/.github/workflows/release.yml@refs/heads/main'

type Answer = readonly [status: number, body: object, headers?: Record<string, string>]

let upstream: Upstream
/** What it answers to a write; null: it takes it. */
let refusal: (request: Received) => Answer | null
beforeEach(async () => {
  upstream = await Upstream.start()
  refusal = () => null
  const published = new Map<string, object>()
  const answerTo = (request: Received): Answer => {
    const { pathname, searchParams } = new URL(request.url, upstream.url)
    const name = decodeURIComponent(pathname.slice(1))
    if (pathname === '/identity') {
      const audience = searchParams.get('audience') ?? ''
      return [200, { value: makeIdentityToken(WORKFLOW, audience) }]
    }
    if (request.method === 'GET') return published.has(name) ? [200, published.get(name) ?? {}] : [404, {}]
    const refused = refusal(request)
    if (refused !== null) return refused
    if (pathname.startsWith('/-/stage/')) return [201, { stageId: '7' }]
    if (request.method === 'PUT') published.set(name, JSON.parse(request.body.toString()) as object)
    return [201, {}]
  }
  upstream.answer = (request, response) => {
    const [status, body, headers] = answerTo(request)
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  }
})
afterEach(() => upstream.stop())

interface Run {
  readonly major: 10 | 11 | 12
  readonly name: string
  readonly env?: Readonly<Record<string, string>>
}

async function publish({ major, name, env = {} }: Run, ...options: string[]) {
  return runSeaworthy(['publish', '--baseline', 'none', ...options], {
    cwd: await makeRepository(makePackageFiles({ name }, false)),
    npmFolder: await makeRealNpm(major),
    env: {
      npm_config_userconfig: '/dev/null',
      npm_config_registry: upstream.url,
      NPM_TOKEN: word('registry'),
      ...env,
    },
  })
}

/** The document of the one PUT that was taken. */
const sent = () => JSON.parse(upstream.writes.at(-1)?.body.toString() ?? '{}') as Document
interface Document {
  readonly access: string
  readonly 'dist-tags': object
  readonly _attachments: Record<string, { readonly data: string }>
}

describe.each(takeTurn([10, 11, 12] as const))('npm %i', (major) => {
  test('is given the one-time password, the tag and the access, and nothing goes out without the password', async () => {
    const wants = word('password')
    refusal = ({ headers }) =>
      headers['npm-otp'] === wants
        ? null
        : [401, { error: 'You must provide a one-time pass.' }, { 'www-authenticate': 'OTP' }]
    const run = { major, name: '@acme/protected' }
    const without = await publish(run)
    expect(without.stdout).toContain('failed       @acme/protected@1.0.0: see what npm says above')
    expect(without.stderr).toMatch(/one-time pass/)
    expect(without.status).toBe(2)
    const out = await publish(run, '--otp', wants, '--tag', 'next', '--access', 'public')
    expect(out.stdout).toMatch(/^New tag: {2}@acme\/protected@1\.0\.0$/m)
    expect(out.status).toBe(0)
    expect(sent()).toMatchObject({ access: 'public', 'dist-tags': { next: '1.0.0' } })
  })
})

describe('--stage', () => {
  test.each([11, 12] as const)('npm %i puts what passed into the stage', async (major) => {
    const { status, stdout } = await publish({ major, name: 'staged' }, '--stage')
    expect(upstream.writes.map(({ method, url, authorization }) => [method, url, authorization])).toEqual([
      ['POST', '/-/stage/package/staged', `Bearer ${word('registry')}`],
    ])
    expect(stdout).toMatch(/^staged {7}staged@1\.0\.0 sha512-/m)
    expect(stdout).toMatch(/Seaworthy: 1 package staged, exactly as judged\./)
    expect(status).toBe(0)
  })

  test('an npm that has no stage is named, before anything is packed', async () => {
    const { status, stderr } = await publish({ major: 10, name: 'staged' }, '--stage')
    expect(stderr).toMatch(/npm 10\.\S+ has no stage\. .*Nothing was published/)
    expect(upstream.writes).toEqual([])
    expect(status).toBe(2)
  })
})

describe('--provenance', () => {
  let sigstore: TestSigstore
  /** Leads what npm asks of the public Sigstore to the test's own, as a network would. */
  let lead: string
  beforeAll(async () => {
    sigstore = await startSigstore()
    const folder = await makeFolder({ 'lead.cjs': LEAD(new URL(sigstore.url)) })
    lead = `${folder}/lead.cjs`
  })
  afterAll(() => sigstore.stop())

  const job = () => ({
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_REPOSITORY: 'acme/widgets',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_WORKFLOW_REF: 'acme/widgets/.github/workflows/release.yml@refs/heads/main',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_SHA: 'a'.repeat(40),
    GITHUB_EVENT_NAME: 'push',
    GITHUB_RUN_ID: '1',
    GITHUB_RUN_ATTEMPT: '1',
    RUNNER_ENVIRONMENT: 'github-hosted',
    NODE_OPTIONS: `--require ${lead}`,
    ACTIONS_ID_TOKEN_REQUEST_URL: `${upstream.url}identity?api-version=2`,
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: word('request'),
  })

  test.each(takeTurn([10, 11, 12] as const))(
    'npm %i has the job sign where it was built, for the very tarball that was judged',
    async (major) => {
      const run = { major, name: 'proven', env: job() }
      const { status, stdout, stderr } = await publish(run, '--provenance', '--access', 'public')
      expect({ status, said: status === 0 ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
      const { _attachments: files } = sent()
      const tarball = Buffer.from(files['proven-1.0.0.tgz']?.data ?? '', 'base64')
      const bundle = JSON.parse(files['proven-1.0.0.sigstore']?.data ?? '{}') as {
        dsseEnvelope: { payload: string }
      }
      const statement = JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()) as object
      const sha512 = createHash('sha512').update(tarball).digest()
      expect(statement).toMatchObject({
        subject: [{ name: 'pkg:npm/proven@1.0.0', digest: { sha512: sha512.toString('hex') } }],
        predicateType: 'https://slsa.dev/provenance/v1',
      })
      expect(stdout).toContain(`published    proven@1.0.0 sha512-${sha512.toString('base64')}`)
      expect(stdout + stderr).not.toContain(word('request'))
    },
  )

  test('outside of a job npm says that it cannot, and nothing goes out', async () => {
    const { status, stderr } = await publish({ major: 11, name: 'proven' }, '--provenance')
    expect(stderr).toMatch(/provenance generation not supported/)
    expect(upstream.writes).toEqual([])
    expect(status).toBe(2)
  })
})

/** A script for node: requests to the public Sigstore go to another place. */
const LEAD = ({ hostname, port }: URL) => `
const http = require('node:http')
const https = require('node:https')
const own = https.request
https.request = function (...args) {
  const options = args.find((one) => typeof one === 'object' && !(one instanceof URL))
  const host = String(options?.hostname ?? options?.host ?? args[0])
  if (!/\\bsigstore\\.dev\\b/.test(host)) return own.apply(this, args)
  const { agent, host: _, ...rest } = options
  return http.request({ ...rest, protocol: 'http:', hostname: '${hostname}', port: ${port} }, ...args.slice(args.indexOf(options) + 1))
}
`
