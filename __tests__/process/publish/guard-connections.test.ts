import { once } from 'node:events'
import { Agent, request as ask, type IncomingMessage } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import type { Guard } from '../../../src/publish/guard/guarded-run.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { startGuarded, stopGuarded, TOKEN } from '../../support/guard-before.ts'
import { publishBody } from '../../support/publish-body.ts'
import type { Upstream } from '../../support/upstream.ts'
import { CLEAN, ENVIRONMENT, makeManifest as manifestText } from '../../support/workspace.ts'

const manifest = JSON.parse(manifestText()) as { name: string; version: string }
const honest = publishBody(buildTarball(CLEAN), manifest)
const leaky = publishBody(buildTarball({ ...CLEAN, 'dist/.env': ENVIRONMENT }), manifest)

let upstream: Upstream
let guard: Guard
let folder: string
beforeEach(async () => {
  ;({ upstream, folder, guard } = await startGuarded())
})
afterEach(() => stopGuarded({ upstream, folder, guard }))

const address = () => new URL(guard.environment.variables.npm_config_registry ?? '')
const login = () => `Bearer ${guard.environment.variables.NPM_TOKEN}`
const outcomes = () => guard.records.map(({ outcome }) => outcome)

interface Sent {
  readonly agent?: Agent
  readonly headers?: Record<string, string>
  /** How the body is cut into writes. */
  readonly pieces: readonly Buffer[]
}

async function put({ agent, headers = {}, pieces }: Sent): Promise<{ status: number; said: string }> {
  const sent = ask(new URL('example', address()), {
    method: 'PUT',
    ...(agent ? { agent } : {}),
    headers: { authorization: login(), 'content-type': 'application/json', ...headers },
  })
  for (const piece of pieces) sent.write(piece)
  sent.end()
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return { status: answer.statusCode ?? 0, said: await text(answer) }
}

const halves = (body: Buffer) => [body.subarray(0, 500), body.subarray(500)]

/** A request as text on the wire. */
const onTheWire = (body: Buffer, ...headers: string[]): Buffer =>
  Buffer.concat([
    Buffer.from(
      [
        `PUT ${address().pathname}example HTTP/1.1`,
        'host: x',
        `authorization: ${login()}`,
        ...headers,
        '',
        '',
      ].join('\r\n'),
    ),
    body,
  ])
const withLength = (body: Buffer): Buffer => onTheWire(body, `content-length: ${body.length}`)

/** Status lines that come back for these bytes. */
async function answersTo(bytes: Buffer, count: number): Promise<string[]> {
  const socket = connect(Number(address().port), '127.0.0.1')
  socket.write(bytes)
  let said = ''
  for await (const part of socket) {
    said += part
    if ((said.match(/HTTP\/1\.1 (?!100)/g) ?? []).length >= count && /\}\s*$/.test(said)) break
  }
  socket.destroy()
  return [...said.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status = '']) => status)
}

describe('however a tool sends it, what is judged is what goes on', () => {
  test('in chunks of no stated length: an honest package goes on whole, with its length', async () => {
    expect(await put({ pieces: halves(honest) })).toMatchObject({ status: 201 })
    expect(upstream.writes.map(({ body }) => body.equals(honest))).toEqual([true])
    expect(upstream.writes[0]?.headers['content-length']).toBe(String(honest.length))
    expect(upstream.writes[0]?.headers['transfer-encoding']).toBeUndefined()
  })

  test('in chunks of no stated length: a leak is held', async () => {
    expect(await put({ pieces: halves(leaky) })).toMatchObject({ status: 403 })
    expect(upstream.writes).toEqual([])
  })

  test('one after the other over one connection: each has its own answer', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const bodies = [leaky, honest, Buffer.from('{'), leaky, honest]
    const statuses: number[] = []
    for (const body of bodies) statuses.push((await put({ agent, pieces: [body] })).status)
    agent.destroy()
    expect(statuses).toEqual([403, 201, 403, 403, 201])
    expect(upstream.writes.every(({ body }) => body.equals(honest))).toBe(true)
  })

  test('all at once over one connection, without waiting for answers: in their order', async () => {
    const bytes = Buffer.concat([withLength(leaky), withLength(honest), withLength(leaky)])
    expect(await answersTo(bytes, 3)).toEqual(['403', '201', '403'])
    expect(upstream.writes.map(({ body }) => body.equals(honest))).toEqual([true])
  })

  test('after asking whether it may: it is told to go on, and then judged', async () => {
    const bytes = onTheWire(leaky, `content-length: ${leaky.length}`, 'expect: 100-continue')
    expect(await answersTo(bytes, 1)).toEqual(['100', '403'])
    expect(upstream.writes).toEqual([])
  })

  test.each(['gzip', 'br', 'deflate', 'x-gzip'])(
    'packed by %s: refused with the reason',
    async (encoding) => {
      const { status, said } = await put({
        headers: { 'content-encoding': encoding },
        pieces: [gzipSync(honest)],
      })
      expect(status).toBe(403)
      expect(said).toContain(`sent with content-encoding ${encoding}. Nothing of it was published.`)
      expect(upstream.writes).toEqual([])
    },
  )

  test('with two lengths, so that two readers see two requests: not taken at all', async () => {
    const smuggled = withLength(leaky)
    const bytes = onTheWire(
      Buffer.concat([Buffer.from('0\r\n\r\n'), smuggled]),
      'content-length: 5',
      'transfer-encoding: chunked',
    )
    expect((await answersTo(bytes, 1))[0]).toMatch(/^40[03]/)
    expect(upstream.writes).toEqual([])
  })
})

describe('a version that is sent twice', () => {
  test('at once: it is judged once, and the registry decides which is the first', async () => {
    let taken = 0
    upstream.answer = ({ method }, response) => {
      taken += method === 'PUT' ? 1 : 0
      response.writeHead(taken === 1 ? 201 : 409).end('{"error":"You cannot publish over it."}')
    }
    const [first, second] = await Promise.all([put({ pieces: [honest] }), put({ pieces: [honest] })])
    expect([first?.status, second?.status].sort()).toEqual([201, 409])
    expect(outcomes().sort()).toEqual(['failed', 'published'])
    expect(new Set(guard.records.map(({ judgement }) => judgement?.report)).size).toBe(1)
  })

  test('with a leak the second time: what was judged the first time does not count', async () => {
    expect((await put({ pieces: [honest] })).status).toBe(201)
    expect((await put({ pieces: [leaky] })).status).toBe(403)
    expect(outcomes()).toEqual(['published', 'held'])
  })
})

describe('a registry in trouble', () => {
  test('that breaks off before it answers: the tool may try again, and does so under guard', async () => {
    let times = 0
    upstream.answer = (_request, response) => {
      times += 1
      return times === 1 ? response.socket?.destroy() : response.writeHead(201).end('{}')
    }
    expect((await put({ pieces: [honest] })).status).toBe(502)
    expect((await put({ pieces: [honest] })).status).toBe(201)
    expect(outcomes()).toEqual(['failed', 'published'])
    expect(upstream.writes.map(({ authorization }) => authorization)).toEqual(
      Array(2).fill(`Bearer ${TOKEN}`),
    )
  })

  test('that breaks off in its answer: so does ours, and it is told as taken', async () => {
    upstream.answer = (_request, response) => {
      response.writeHead(201, { 'content-length': '1000' }).write('{"ok":')
      setImmediate(() => response.socket?.destroy())
    }
    await expect(put({ pieces: [honest] })).rejects.toThrow()
    expect(outcomes()).toEqual(['published'])
  })

  test('that says so by a page of a proxy: the page is what the tool gets', async () => {
    upstream.answer = (_request, response) =>
      response.writeHead(504, { 'content-type': 'text/html' }).end('<h1>Gateway Time-out</h1>')
    expect(await put({ pieces: [honest] })).toEqual({ status: 504, said: '<h1>Gateway Time-out</h1>' })
    expect(outcomes()).toEqual(['failed'])
  })
})

test('a tool that gives up while it is judged finds nothing published later', async () => {
  const body = withLength(honest)
  const socket = connect(Number(address().port), '127.0.0.1')
  socket.write(body)
  await once(socket, 'connect')
  socket.destroy()
  // The next one waits for its turn, so the first was dealt with by then.
  expect((await put({ pieces: [leaky] })).status).toBe(403)
  expect(upstream.writes).toEqual([])
})
