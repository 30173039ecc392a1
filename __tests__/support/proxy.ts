import { once } from 'node:events'
import { createServer, request as send } from 'node:http'
import { type AddressInfo, connect } from 'node:net'

export interface TestProxy {
  readonly url: string
  /** What it was asked for: `CONNECT host:port`, `GET http://…`. */
  readonly asked: string[]
  stop(): Promise<void>
}

/**
 * Starts an HTTP proxy on loopback.
 * @param login `user:password` that it asks for
 */
export async function startProxy(login: string): Promise<TestProxy> {
  const asked: string[] = []
  const wanted = `Basic ${Buffer.from(login).toString('base64')}`
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    if (request.headers['proxy-authorization'] !== wanted) return response.writeHead(407).end()
    const { method, headers } = request
    const sent = send(request.url ?? '', { method, headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    return request.pipe(sent)
  })
  server.on('connect', (request, socket) => {
    asked.push(`CONNECT ${request.url}`)
    if (request.headers['proxy-authorization'] !== wanted)
      return socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')
    const [host = '', port] = (request.url ?? '').split(':')
    const tunnel = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      socket.pipe(tunnel).pipe(socket)
    })
    tunnel.on('error', () => socket.destroy())
    return socket.on('error', () => tunnel.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://${login}@127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
