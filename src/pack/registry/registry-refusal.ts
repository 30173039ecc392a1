import type { IncomingMessage } from 'node:http'

/** Statuses after which the same request may succeed a little later. */
export const RETRIED = new Set([408, 425, 429, 500, 502, 503, 504])

/** What a registry answered instead of what was asked for; the message is a clause. */
export class RegistryRefusal extends Error {
  override readonly name = 'RegistryRefusal'
  /** HTTP status; null where there was no answer. */
  readonly status: number | null

  constructor(message: string, status: number | null) {
    super(message)
    this.status = status
  }
}

/** Milliseconds that an answer asks to wait (RFC 9110, 10.2.3: seconds, or a date); null where it does not say. */
export function readRetryAfter({ headers }: IncomingMessage): number | null {
  const text = headers['retry-after']?.trim()
  if (text === undefined || text === '') return null
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000
  const date = Date.parse(text)
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now())
}

export function explainStatus(status: number): string {
  if (status === 404) return 'it has no such package'
  if (status === 401 || status === 403) return `it does not show that to this login (${status})`
  if (status === 429) return 'it got too many requests (429)'
  return `it answered with status ${status}`
}
