import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { type Received, Upstream } from '../../support/upstream.ts'
import { CLEAN, LEAKY, makeManifest } from '../../support/workspace.ts'

/** Made at run time: nothing here is a token of anyone. */
const word = (name: string) => ['of', 'the', 'test', name].join('-')
const REQUEST = word('request')
const EXCHANGED = word('exchange')
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
const identityToken = (audience: string) =>
  [encoded({ alg: 'none' }), encoded({ aud: audience }), word('signature')].join('.')

let upstream: Upstream
beforeEach(async () => {
  upstream = await Upstream.start()
})
afterEach(() => upstream.stop())

/** A registry with trusted publishing for one package, and the service of identity tokens beside it. */
function trusts(name: string): Upstream['answer'] {
  const exchange = `/-/npm/v1/oidc/token/exchange/package/${name}`
  const say = (status: number, body: object) => ({ status, body })
  const answerTo = ({ method, url, authorization }: Received) => {
    const { pathname, searchParams } = new URL(url, 'http://127.0.0.1')
    const bearer = authorization?.replace('Bearer ', '')
    const audience = searchParams.get('audience') ?? ''
    if (pathname === '/identity')
      return bearer === REQUEST ? say(200, { value: identityToken(audience) }) : say(401, {})
    if (pathname === exchange)
      return bearer === identityToken('npm:127.0.0.1') ? say(201, { token: EXCHANGED }) : say(401, {})
    if (pathname.endsWith('/visibility')) return say(200, { public: false })
    if (method === 'PUT') return bearer === EXCHANGED ? say(201, { ok: true }) : say(401, {})
    return say(404, {})
  }
  return (request, response) => {
    const { status, body } = answerTo(request)
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  }
}

async function publish(name: string, major: 11 | 12, files: Record<string, string>, command: string[]) {
  upstream.answer = trusts(name)
  return runSeaworthy(['guard', '--baseline', 'none', '--', ...command], {
    cwd: await makeFolder({ ...files, '.gitignore': '', 'package.json': makeManifest({ name }) }),
    npmFolder: await makeRealNpm(major),
    env: {
      GITHUB_ACTIONS: 'true',
      ACTIONS_ID_TOKEN_REQUEST_URL: `${upstream.url}identity?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: REQUEST,
      npm_config_registry: upstream.url,
    },
  })
}

test.each([11, 12] as const)(
  'npm %i publishes with an identity token through the guard, and never holds what may publish',
  async (major) => {
    const { status, stdout, stderr } = await publish('trusted', major, CLEAN, [
      'sh',
      '-c',
      'env; npm publish',
    ])
    expect({ status, said: status === 0 ? '' : stderr }).toEqual({ status: 0, said: '' })
    const [put] = upstream.writes.filter(({ method }) => method === 'PUT')
    expect(put?.authorization).toBe(`Bearer ${EXCHANGED}`)
    expect(stderr).toMatch(/published {2}trusted@1\.0\.0 sha512-/)
    for (const secret of [REQUEST, EXCHANGED]) expect(stdout + stderr).not.toContain(secret)
  },
)

test('a leak is held although the identity token would do', async () => {
  const { status, stderr } = await publish('trusted', 11, LEAKY, ['npm', 'publish'])
  expect(status).toBe(1)
  expect(stderr).toContain('Seaworthy holds trusted@1.0.0 back')
  expect(upstream.writes.filter(({ method }) => method === 'PUT')).toEqual([])
})
