import { createServer, request, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from '@jest/globals'
import { useActionWithApi } from '../../support/action-with-api.ts'
import { EVENTS } from '../../support/events.ts'
import { LEAKY, makeCheckout } from '../../support/workspace.ts'

const action = useActionWithApi()
/** A name that only the proxy can resolve. */
const HOST = 'api.github.invalid'
let proxy: Server | null = null
const asked: string[] = []

/** A proxy for plain HTTP that sends everything on to the local API. */
async function startProxy(to: string): Promise<string> {
  const server = createServer((incoming, outgoing) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const { pathname, search } = new URL(incoming.url ?? '')
    const { method, headers } = incoming
    const onward = request(`${to}${pathname}${search}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
      answer.pipe(outgoing)
    })
    incoming.pipe(onward)
  })
  proxy = server
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => {
  proxy?.closeAllConnections()
  proxy?.close()
})

test('on a runner behind a proxy, GitHub is asked through it', async () => {
  const address = await startProxy(action.api.origin)
  const result = await action.run({
    workspace: await makeCheckout(LEAKY),
    event: 'pull_request',
    payload: EVENTS.pull_request,
    inputs: { baseline: 'none' },
    apiUrl: `http://${HOST}`,
    env: { HTTP_PROXY: address, NO_PROXY: 'localhost' },
  })
  expect(result.outputs).toMatchObject({ verdict: 'block', 'comment-status': 'created' })
  expect(asked.length).toBeGreaterThan(2)
  expect(asked.every((line) => line.includes(`http://${HOST}/`))).toBe(true)
  expect(action.api.comments).toHaveLength(1)
})
