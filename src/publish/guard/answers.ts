import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { pickAnswerHeaders } from './forward.ts'

/** The form whose text every publishing tool shows, and which none of them tries again: 403 with `error`. */
export function refuse(response: ServerResponse, status: number, text: string): void {
  if (response.headersSent || response.destroyed) {
    response.destroy()
    return
  }
  const body = JSON.stringify({ error: text })
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) })
    .end(body)
}

/** Hands a registry's answer back as it is. One that breaks off breaks off for the client too. */
export async function handBack(answer: IncomingMessage, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode ?? 502, pickAnswerHeaders(answer.headers))
  await pipeline(answer, response).catch(() => response.destroy())
}

/** Whether nobody waits for an answer any more. */
export function isGone(request: IncomingMessage, response: ServerResponse): boolean {
  return response.destroyed || request.socket.destroyed
}
