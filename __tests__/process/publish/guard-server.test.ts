import { createHash } from 'node:crypto'
import { readdir, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import type { Guard } from '../../../src/publish/guard/guarded-run.ts'
import { PROVIDERS } from '../../../src/secrets/providers/index.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { runSeaworthy } from '../../support/command-line.ts'
import { guardBefore, startGuarded, stopGuarded, TOKEN } from '../../support/guard-before.ts'
import { publishBody } from '../../support/publish-body.ts'
import { Upstream } from '../../support/upstream.ts'
import { CLEAN, ENVIRONMENT, makeManifest as manifestText } from '../../support/workspace.ts'

const manifest = JSON.parse(manifestText()) as { name: string; version: string }
const honest = buildTarball(CLEAN)
const leaky = buildTarball({ ...CLEAN, 'dist/.env': ENVIRONMENT })

let upstream: Upstream
let guard: Guard
let folder: string

beforeEach(async () => {
  ;({ upstream, folder, guard } = await startGuarded())
})
afterEach(() => stopGuarded({ upstream, folder, guard }))

const start = (more: Record<string, string>): Promise<Guard> => guardBefore(upstream, folder, more)

const address = () => guard.environment.variables.npm_config_registry ?? ''
const placeholder = () => guard.environment.variables.NPM_TOKEN ?? ''

function send(method: string, target: string, body: Buffer | null, headers: Record<string, string> = {}) {
  return fetch(address().slice(0, -1) + target, {
    method,
    headers: { authorization: `Bearer ${placeholder()}`, 'content-type': 'application/json', ...headers },
    ...(body === null ? {} : { body }),
  })
}

const put = (body: Buffer) => send('PUT', `/${manifest.name}`, body)

async function errorOf(response: Response): Promise<string> {
  return ((await response.json()) as { error: string }).error
}

describe('a publish', () => {
  test('goes on unchanged, with the real token', async () => {
    const body = publishBody(honest, manifest)
    expect((await put(body)).status).toBe(201)
    expect(upstream.writes).toHaveLength(1)
    expect(upstream.writes[0]?.body.equals(body)).toBe(true)
    expect(upstream.writes[0]?.authorization).toBe(`Bearer ${TOKEN}`)
    expect(guard.records).toMatchObject([{ outcome: 'published', name: 'example', version: '1.0.0' }])
  })

  test('with a leak is answered 403 with the reason, and the registry never sees it', async () => {
    const response = await put(publishBody(leaky, manifest))
    expect(response.status).toBe(403)
    expect(await errorOf(response)).toMatch(
      /^Seaworthy holds example@1\.0\.0 back: .* Nothing of it was published\.\n- dist\/\.env:1: An environment file ships/,
    )
    expect(upstream.writes).toEqual([])
  })

  test('with a part that cannot be looked at is held for that', async () => {
    const damaged = gzipSync('a text that is cut off '.repeat(500)).subarray(0, 60)
    const tarball = buildTarball({ ...CLEAN, 'dist/data.gz': damaged as unknown as string })
    const response = await put(publishBody(tarball, manifest))
    expect(response.status).toBe(403)
    expect(await errorOf(response)).toMatch(
      /^Seaworthy holds example@1\.0\.0 back: .*could not be looked at\. Nothing of it was published\.\n(.*\n)*- dist\/data\.gz/,
    )
    expect(upstream.writes).toEqual([])
  })

  test('leaves nothing on the disk', async () => {
    await put(publishBody(honest, manifest))
    expect((await readdir(folder)).filter((name) => name.startsWith('upload-'))).toEqual([])
  })

  test.each([
    [
      'says one integrity and holds another',
      (document: Document) => {
        const [version] = Object.values(document.versions)
        if (version?.dist !== undefined) version.dist.integrity = `sha512-${'A'.repeat(86)}==`
      },
      /says that its tarball is sha512-AAA/,
    ],
    [
      'promises a dependency that the package.json inside has not',
      (document: Document) => {
        for (const version of Object.values(document.versions)) version.dependencies = { evil: '^1.0.0' }
      },
      /names the dependency evil \(\^1\.0\.0\), and the package\.json inside does not/,
    ],
    [
      'promises a peer dependency that the package.json inside has not',
      (document: Document) => {
        for (const version of Object.values(document.versions)) version.peerDependencies = { evil: '1' }
      },
      /names the peer dependency evil \(1\)/,
    ],
    [
      'promises an install script that the package.json inside has not',
      (document: Document) => {
        for (const version of Object.values(document.versions)) version.scripts = { postinstall: 'node x.js' }
      },
      /names the install script postinstall/,
    ],
  ])('that %s is refused, however harmless the tarball', async (_title, change, why) => {
    const body = publishBody(honest, manifest, (document) => {
      change(document as unknown as Document)
      return document
    })
    const response = await put(body)
    expect(response.status).toBe(403)
    expect(await errorOf(response)).toMatch(why)
    expect(upstream.writes).toEqual([])
  })

  describe('with text beside the tarball', () => {
    const token = () => PROVIDERS.find(({ name }) => name === 'GitHub personal access token')?.example() ?? ''
    type Text = (document: Record<string, unknown>, version: Record<string, unknown>) => void
    const bodyWith = (change: Text) =>
      publishBody(honest, manifest, (document) => {
        const [version] = Object.values(document.versions as Record<string, Record<string, unknown>>)
        change(document, version ?? {})
        return document
      })

    test.each<[string, Text, string]>([
      [
        'the readme',
        (document) => Object.assign(document, { readme: `# Use\n\n${token()}\n` }),
        'README.md:3',
      ],
      ['the version’s readme', (_, version) => Object.assign(version, { readme: token() }), 'README.md:1'],
      ['the description', (_, version) => Object.assign(version, { description: token() }), 'package.json:'],
      ['a field of a tool', (document) => Object.assign(document, { _notes: [token()] }), 'request.json:'],
    ])('a secret in %s holds it back, however harmless the tarball', async (_title, change, place) => {
      const response = await put(bodyWith(change))
      expect(response.status).toBe(403)
      const error = await errorOf(response)
      expect(error).toMatch(
        /^Seaworthy holds example@1\.0\.0 back: 1 secret in the text beside its tarball, .* Nothing of it was published\.\n- /,
      )
      expect(error).toContain(`- ${place}`)
      expect(upstream.writes).toEqual([])
      expect(guard.records).toMatchObject([{ outcome: 'held', name: 'example' }])
    })

    test.each<[string, Text]>([
      ['the readme that is inside', (document) => Object.assign(document, { readme: CLEAN['README.md'] })],
      [
        'what tools compose',
        (document, version) => {
          const more = {
            description: 'Pass $NPM_TOKEN to it.',
            maintainers: [{ name: 'ann', email: 'a@b.c' }],
          }
          Object.assign(document, more, { readme: '# Example\n\nSet `token: "<your token>"`.\n' })
          Object.assign(version, more, {
            readmeFilename: 'README.md',
            gitHead: '3c321213cbc1a78445f407ab9f90bfce4b0ef114',
            _nodeVersion: '24.1.0',
            _npmVersion: '11.4.2',
            _integrity: `sha512-${createHash('sha512').update('x').digest('base64')}`,
            _resolved: '/home/runner/work/a/a/example-1.0.0.tgz',
          })
        },
      ],
    ])('%s passes', async (_title, change) => {
      expect((await put(bodyWith(change))).status).toBe(201)
      expect(upstream.writes).toHaveLength(1)
    })

    test.each<[string, string, (text: string) => string]>([
      ['with other line ends', 'readme.md', (text) => text.replaceAll('\r\n', '\n')],
      ['without the mark of its encoding', 'README.markdown', (text) => text.replace('\ufeff', '')],
    ])('a readme is what the exceptions for its file hold for, %s', async (_title, file, send) => {
      const text = `\ufeff# Use\r\n\r\n${token()}\r\n`
      const { 'README.md': _, ...rest } = CLEAN
      const tarball = buildTarball({ ...rest, [file]: text })
      const tgz = path.join(folder, 'p.tgz')
      await writeFile(tgz, tarball)
      const asked = { cwd: folder }
      const { stdout } = await runSeaworthy([tgz, '--baseline', 'none', '-f', 'json'], asked)
      const named = (JSON.parse(stdout) as Report).packages[0]?.findings[0]?.fingerprint ?? ''
      const reason = ['--baseline', 'none', '--reason', 'It was taken back long ago.']
      expect((await runSeaworthy(['suppress', named, tgz, ...reason], asked)).status).toBe(0)
      const response = await put(
        publishBody(tarball, manifest, (document) =>
          Object.assign(document, { readme: send(text), readmeFilename: file }),
        ),
      )
      expect([response.status, response.ok ? '' : await errorOf(response)]).toEqual([201, ''])
    })
  })

  test('of another version than its tarball is refused', async () => {
    const response = await put(publishBody(honest, { ...manifest, version: '6.6.6' }))
    expect(await errorOf(response)).toMatch(
      /package\.json inside has the version 1\.0\.0, and the request 6\.6\.6/,
    )
    expect(upstream.writes).toEqual([])
  })

  test('that is no tarball at all is refused', async () => {
    const response = await put(publishBody(Buffer.from('no tarball'), manifest))
    expect(response.status).toBe(403)
    expect(upstream.writes).toEqual([])
  })

  test('that is compressed, so that nobody looks into it by accident, is refused', async () => {
    const response = await send('PUT', '/example', publishBody(honest, manifest), {
      'content-encoding': 'gzip',
    })
    expect(response.status).toBe(403)
    expect(upstream.writes).toEqual([])
    expect(guard.records).toMatchObject([{ name: 'example', outcome: 'held' }])
  })

  test('at an address that takes none is held, and what belongs there passes', async () => {
    const target = '/-/package/example/dist-tags/next'
    expect((await send('PUT', target, publishBody(leaky, manifest))).status).toBe(403)
    expect((await send('PUT', target, leaky)).status).toBe(403)
    expect((await send('PUT', target, Buffer.from('"1.0.0"'))).status).toBe(201)
    expect(upstream.writes.map(({ body }) => body.toString())).toEqual(['"1.0.0"'])
  })

  test('goes by its first line, whatever its headers say of a method', async () => {
    await send('POST', '/-/v1/login', Buffer.from('{}'), { 'x-http-method-override': 'PUT' })
    expect(upstream.received[0]?.headers).not.toHaveProperty('x-http-method-override')
  })

  test('that is cut off publishes nothing', async () => {
    const body = publishBody(honest, manifest)
    const { port, pathname } = new URL(address())
    const socket = connect(Number(port), '127.0.0.1')
    socket.write(
      `PUT ${pathname}example HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${placeholder()}\r\ncontent-length: ${body.length}\r\n\r\n`,
    )
    socket.write(body.subarray(0, body.length - 10))
    await new Promise<void>((resolve) => socket.end(() => resolve()))
    await put(publishBody(leaky, manifest))
    expect(upstream.writes).toEqual([])
  })

  test('two at once are judged each by itself', async () => {
    const [first, second, third] = await Promise.all([
      put(publishBody(leaky, manifest)),
      put(publishBody(honest, manifest)),
      put(publishBody(leaky, manifest)),
    ])
    expect([first.status, second.status, third.status]).toEqual([403, 201, 403])
    expect(upstream.writes).toHaveLength(1)
  })

  test.each([409, 422, 500, 503])('that the registry answers with %i gets that answer', async (status) => {
    upstream.answer = (_request, response) => response.writeHead(status).end('{"error":"of the registry"}')
    const response = await put(publishBody(honest, manifest))
    expect(response.status).toBe(status)
    expect(await errorOf(response)).toBe('of the registry')
    expect(guard.records).toMatchObject([{ outcome: 'failed', text: `the registry answered ${status}` }])
  })

  test('that the registry wants a one-time password for gets its question, and the password goes through', async () => {
    upstream.answer = (request, response) =>
      request.headers['npm-otp'] === '123456'
        ? response.writeHead(201).end('{}')
        : response.writeHead(401, { 'www-authenticate': 'OTP' }).end('{}')
    const body = publishBody(honest, manifest)
    const asked = await put(body)
    expect([asked.status, asked.headers.get('www-authenticate')]).toEqual([401, 'OTP'])
    expect((await send('PUT', '/example', body, { 'npm-otp': '123456' })).status).toBe(201)
  })

  test('that the registry sends elsewhere does not follow', async () => {
    upstream.answer = (_request, response) =>
      response.writeHead(307, { location: 'http://127.0.0.1:9/' }).end()
    const response = await put(publishBody(honest, manifest))
    expect(response.status).toBe(403)
    expect(await errorOf(response)).toMatch(/sends the upload of example on to another address/)
  })

  test('waits for a slow registry as long as the tool does', async () => {
    upstream.answer = (_request, response) => setTimeout(() => response.writeHead(201).end('{}'), 300)
    expect((await put(publishBody(honest, manifest))).status).toBe(201)
  })

  test('to a registry that is not there is no refusal, so that the tool may try again', async () => {
    const body = publishBody(honest, manifest)
    await upstream.stop()
    expect((await put(body)).status).toBe(502)
    upstream = await Upstream.start()
  })
})

interface Document {
  versions: Record<
    string,
    Partial<Record<'dependencies' | 'peerDependencies' | 'scripts', object>> & {
      dist?: { integrity: string }
    }
  >
}

test('who does not know the path, or tries the port, gets nothing', async () => {
  const { origin } = new URL(address())
  expect((await fetch(`${origin}/example`)).status).toBe(404)
  expect((await fetch(`${origin}/${'0'.repeat(32)}/npm/example`)).status).toBe(404)
  expect(upstream.received).toEqual([])
})

test('the placeholder is worth the token here and nothing elsewhere, and the token stands in no file', async () => {
  const { npmrc, lead } = { npmrc: guard.environment.variables.npm_config_userconfig ?? '', lead: folder }
  const { readFile } = await import('node:fs/promises')
  expect(await readFile(npmrc, 'utf8')).not.toContain(TOKEN)
  for (const file of await readdir(lead, { recursive: true, withFileTypes: true }))
    if (file.isFile())
      expect(await readFile(path.join(file.parentPath, file.name), 'utf8')).not.toContain(TOKEN)
  expect(Object.values(guard.environment.variables).join('\n')).not.toContain(TOKEN)
})

describe('the stage', () => {
  test('takes what passes, and nothing else', async () => {
    expect((await send('POST', '/-/stage/package/example', publishBody(honest, manifest))).status).toBe(201)
    expect((await send('POST', '/-/stage/package/example', publishBody(leaky, manifest))).status).toBe(403)
    expect(upstream.writes.map(({ url }) => url)).toEqual(['/-/stage/package/example'])
    expect(guard.records.map(({ outcome }) => outcome)).toEqual(['staged', 'held'])
  })

  test.each([
    ['honest', honest, 201],
    ['a leak', leaky, 403],
  ])('is opened only to what passes: %s', async (_title, tarball, status) => {
    upstream.answer = (request, response) => {
      if (request.url === '/-/stage/7') response.end('{"packageName":"example","version":"1.0.0"}')
      else if (request.url === '/-/stage/7/tarball') response.end(tarball)
      else response.writeHead(201).end('{}')
    }
    expect((await send('POST', '/-/stage/7/approve', null)).status).toBe(status)
    expect(upstream.writes).toHaveLength(status === 201 ? 1 : 0)
  })
})

describe('trusted publishing', () => {
  const token = (audience: string, signature: string) =>
    ['{"alg":"RS256"}', JSON.stringify({ aud: audience, repository_visibility: 'public' }), signature]
      .map((part) => Buffer.from(part).toString('base64url'))
      .join('.')

  beforeEach(async () => {
    upstream.answer = (request, response) => {
      const url = new URL(request.url, upstream.url)
      if (url.pathname === '/id-token') {
        const audience = url.searchParams.get('audience') ?? ''
        response.end(JSON.stringify({ value: token(audience, 'signed by the runner') }))
      } else if (url.pathname.startsWith('/-/npm/v1/oidc'))
        response
          .writeHead(
            request.authorization === `Bearer ${token('npm:127.0.0.1', 'signed by the runner')}` ? 201 : 401,
          )
          .end('{"token":"exchanged-real-token"}')
      else response.writeHead(201).end('{}')
    }
    await guard.server.stop()
    guard = await start({
      ACTIONS_ID_TOKEN_REQUEST_URL: `${upstream.url}id-token?api-version=2`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'the-request-token',
    })
  })

  const ask = async (audience: string) => {
    const url = new URL(guard.environment.variables.ACTIONS_ID_TOKEN_REQUEST_URL ?? '')
    url.searchParams.append('audience', audience)
    const requestToken = guard.environment.variables.ACTIONS_ID_TOKEN_REQUEST_TOKEN
    return fetch(url, { headers: { authorization: `Bearer ${requestToken}` } })
  }

  const exchange = '/-/npm/v1/oidc/token/exchange/package/example'
  const trade = (place: string, value: string) =>
    fetch(new URL(place), { method: 'POST', headers: { authorization: `Bearer ${value}` }, body: '{}' })

  test.each([
    // npm leaves the path of its registry out when it trades the token in.
    ['npm, by the host alone', () => 'npm:127.0.0.1', () => new URL(exchange, address()).href],
    ['yarn, with the port', () => `npm:${new URL(address()).host}`, () => address().slice(0, -1) + exchange],
  ])(
    '%s: the command sees neither the identity token nor what it is traded for',
    async (_title, audience, place) => {
      const asked = await ask(audience())
      const { value } = (await asked.json()) as { value: string }
      expect(JSON.parse(Buffer.from(value.split('.')[1] ?? '', 'base64url').toString())).toMatchObject({
        repository_visibility: 'public',
      })
      expect(value).not.toContain(token('', 'signed by the runner').split('.')[2])

      const exchanged = await trade(place(), value)
      expect(exchanged.status).toBe(201)
      const given = ((await exchanged.json()) as { token: string }).token
      expect(given).not.toBe('exchanged-real-token')

      await send('PUT', '/example', publishBody(honest, manifest), { authorization: `Bearer ${given}` })
      expect(upstream.writes.at(-1)?.authorization).toBe('Bearer exchanged-real-token')
    },
  )

  test('in a job, where steps get tokens of their own, these are traded in for the real registry', async () => {
    const own = token('npm:127.0.0.1', 'signed by the runner for another request')
    const exchanged = await trade(new URL(exchange, address()).href, own)
    expect(exchanged.status).toBe(201)
    expect(await exchanged.text()).not.toContain('exchanged-real-token')
    expect(upstream.writes.at(-1)?.authorization).toBe(
      `Bearer ${token('npm:127.0.0.1', 'signed by the runner')}`,
    )
  })

  test('who shows no token of ours gets nothing at the host itself', async () => {
    for (const other of ['x', token('npm:registry.example.com', 'y'), placeholder()])
      expect((await trade(new URL(exchange, address()).href, other)).status).toBe(404)
    expect(upstream.received).toEqual([])
  })

  test('a token for another registry, where a publish would go past, is not given', async () => {
    expect((await ask('npm:registry.example.com')).status).toBe(403)
  })

  test('a token for anything else, such as signing, is handed on as it is', async () => {
    const { value } = (await (await ask('sigstore')).json()) as { value: string }
    expect(value).toBe(token('sigstore', 'signed by the runner'))
  })
})
