import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { makeSelfSigned } from '../../support/certificate.ts'
import { type CommandResult, makeFolder, makeRealNpm, runSeaworthy } from '../../support/command-line.ts'
import { startProxy, type TestProxy } from '../../support/proxy.ts'
import { Upstream } from '../../support/upstream.ts'
import { CLEAN, makeManifest } from '../../support/workspace.ts'

const certificate = makeSelfSigned()
/** Made at run time: nothing here is a token of anyone. */
const word = (name: string) => ['of', 'the', 'test', name].join('-')
const TOKEN = word('registry')

let npm: string
let closed: Upstream
let open: Upstream
let proxy: TestProxy
beforeAll(async () => {
  npm = await makeRealNpm(11)
})
beforeEach(async () => {
  closed = await Upstream.start(certificate)
  open = await Upstream.start()
  proxy = await startProxy(word('proxy:password'))
})
afterEach(() => Promise.all([closed.stop(), open.stop(), proxy.stop()]))

interface Settings {
  readonly npmrc?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly command?: readonly string[]
}

/** Runs npm under guard with these lines in the user's npmrc. */
async function guarded(registry: Upstream, settings: Settings = {}): Promise<CommandResult> {
  const home = await makeFolder({ 'ca.pem': certificate.cert })
  const lines = [
    `registry=${registry.url}`,
    `//${registry.host}/:_authToken=${TOKEN}`,
    ...(settings.npmrc ?? []).map((line) => line.replace('<ca>', `${home}/ca.pem`)),
  ]
  return runSeaworthy(['guard', '--baseline', 'none', '--', ...(settings.command ?? ['npm', 'publish'])], {
    cwd: await makeFolder({ ...CLEAN, 'package.json': makeManifest({ name: 'connected' }) }),
    npmFolder: npm,
    // Connections that one run keeps open would serve the next.
    alone: true,
    env: {
      npm_config_userconfig: `${await makeFolder({ npmrc: lines.join('\n') })}/npmrc`,
      // What a machine's own npm is told of certificates is not what is tested.
      npm_config_globalconfig: `${home}/none`,
      npm_config_update_notifier: 'false',
      ...settings.env,
    },
  })
}

const isOut = ({ status, stderr }: CommandResult) =>
  status === 0 && /published {2}connected@1\.0\.0/.test(stderr) ? 'out' : stderr

describe('certificates', () => {
  test.each([
    ['cafile', ['cafile=<ca>']],
    ['ca', [`ca="${certificate.cert.trim().replaceAll('\n', '\\n')}"`]],
    ['strict-ssl', ['strict-ssl=false']],
  ])('%s of the npm configuration holds for what the guard sends on', async (_name, npmrc) => {
    expect(isOut(await guarded(closed, { npmrc }))).toBe('out')
    expect(closed.writes.map(({ authorization }) => authorization)).toEqual([`Bearer ${TOKEN}`])
  })

  test('without, npm says why and does not try for minutes', async () => {
    const { status, stderr } = await guarded(closed)
    expect(stderr).toMatch(/guard could not reach the registry: self-signed certificate/)
    expect(status).toBe(1)
    expect(closed.received).toEqual([])
  })
})

describe('proxies', () => {
  test('npm’s own settings hold for the guard, with their login', async () => {
    const npmrc = ['cafile=<ca>', `https-proxy=${proxy.url}`, `proxy=${proxy.url}`]
    expect(isOut(await guarded(closed, { npmrc }))).toBe('out')
    expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${closed.host}`]))
  })

  test('variables hold for the guard; what the command asks of the guard does not go there', async () => {
    const env = { HTTP_PROXY: proxy.url, http_proxy: proxy.url, HTTPS_PROXY: proxy.url }
    expect(isOut(await guarded(open, { env }))).toBe('out')
    expect(proxy.asked.length).toBeGreaterThan(0)
    expect(proxy.asked.filter((one) => !one.includes(` ${open.url}`))).toEqual([])
  })

  test.each([
    ['noproxy', ['noproxy=127.0.0.1'], {}],
    ['NO_PROXY', [], { NO_PROXY: '127.0.0.1' }],
  ] as const)('%s holds too', async (_name, npmrc, env) => {
    const past = { npmrc: ['cafile=<ca>', `https-proxy=${proxy.url}`, ...npmrc], env }
    expect(isOut(await guarded(closed, past))).toBe('out')
    expect(proxy.asked).toEqual([])
  })
})

describe('a registry that has moved', () => {
  test('on its own host: what is written and what is read gets there', async () => {
    open.answer = ({ method, url }, response) => {
      if (!url.startsWith('/moved/')) return response.writeHead(308, { location: `/moved${url}` }).end()
      if (method !== 'GET') return response.writeHead(201).end('{}')
      const versions = { '1.2.3': { name: 'connected', version: '1.2.3', dist: {} } }
      return response.end(JSON.stringify({ name: 'connected', 'dist-tags': { latest: '1.2.3' }, versions }))
    }
    const viewed = await guarded(open, { command: ['npm', 'view', 'connected', 'version'] })
    expect(viewed.stdout).toContain('1.2.3')
    const command = ['npm', 'publish', '--tag', 'old']
    const { status, stderr } = await guarded(open, { command: [...command] })
    expect({ status, out: /published {2}connected@1\.0\.0/.test(stderr) }).toEqual({ status: 0, out: true })
    expect(open.writes.map(({ url }) => url)).toEqual(['/connected', '/moved/connected'])
  })

  test('to another host: nothing is sent there', async () => {
    open.answer = ({ method }, response) =>
      method === 'GET'
        ? response.writeHead(404).end('{}')
        : response.writeHead(307, { location: `http://localhost:${closed.host.split(':')[1]}/` }).end()
    const { status, stderr } = await guarded(open)
    expect(stderr).toMatch(/sends the upload of connected on to another address/)
    expect(status).toBe(1)
    expect(closed.received).toEqual([])
  })
})

describe('logins', () => {
  const wants = (what: 'a password' | 'a browser'): Upstream['answer'] => {
    const doneUrl = () => `${open.url}-/v1/done?of=1`
    return ({ method, url, headers }, response) => {
      if (url === '/-/v1/done?of=1') return response.end(JSON.stringify({ token: word('password') }))
      if (method === 'GET') return response.writeHead(404).end('{}')
      if (url === '/-/v1/login')
        return response.end(JSON.stringify({ loginUrl: `${open.url}login`, doneUrl: doneUrl() }))
      if (what === 'a browser' || headers['npm-otp'] === word('password'))
        return response.writeHead(201).end('{}')
      return response
        .writeHead(401, { 'www-authenticate': 'OTP', 'content-type': 'application/json' })
        .end('{"error":"You must provide a one-time pass."}')
    }
  }

  test('a one-time password is asked for, and goes on', async () => {
    open.answer = wants('a password')
    const without = await guarded(open)
    expect(without.stderr).toMatch(/npm error code EOTP/)
    expect(without.status).toBe(1)
    const command = ['npm', 'publish', `--otp=${word('password')}`]
    expect(isOut(await guarded(open, { command }))).toBe('out')
  })

  test('a login in the browser works, and the command gets a placeholder for its token', async () => {
    open.answer = wants('a browser')
    const show = 'npm login --auth-type=web --browser=false; cat "$npm_config_userconfig"; npm publish'
    const result = await guarded(open, { command: ['sh', '-c', show] })
    expect(isOut(result)).toBe('out')
    expect(result.stdout + result.stderr).not.toContain(word('password'))
    expect(
      open.writes.filter(({ method }) => method === 'PUT').map(({ authorization }) => authorization),
    ).toEqual([`Bearer ${word('password')}`])
  })
})
