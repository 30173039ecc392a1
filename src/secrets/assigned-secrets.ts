import { isPlaceholder, measureEntropyOfValue } from '../knowledge/placeholder.ts'
import type { KeywordHits } from '../model/layer.ts'
import { readAssignmentAt } from './assignment.ts'

/** A value that looks generated, given to something that is named like a secret. */
export interface AssignedSecret {
  readonly offset: number
  /** Name from the telling word on. */
  readonly name: string
  readonly value: string
}

export const SECRET_NAMES: readonly string[] = [
  ...[
    'secret',
    'password',
    'passwd',
    'apikey',
    'api_key',
    'api-key',
    'accesskey',
    'access_key',
    'access-key',
  ],
  ...['auth_token', 'authtoken', 'accesstoken', 'access_token', 'private_key', 'privatekey', 'credential'],
]

const SHORTEST = 16
const LONGEST = 200
const VALUE = /^[A-Za-z0-9+/=_.~!@#$%^&*-]{16,200}$/
/** Bits per character under which a value is words, a path or a version. */
const LEAST_ENTROPY = 3.5
/** Hashes, versions, paths, URLs, selectors, constants, identifiers: long, and no secret. */
const NO_SECRET =
  /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64}|sha\d+-.*)$|^[./]|:\/\/|^[A-Z][A-Z0-9_]+$|^[a-z]+(?:[-_.][a-z]+)+$|^[a-zA-Z]+$|^\d[\d.]*$/

/** Values with much entropy assigned to secret-like names, at the keyword hits of a text. */
export function findAssignedSecrets(bytes: Buffer, hits: KeywordHits): AssignedSecret[] {
  const found: AssignedSecret[] = []
  for (const { offset } of hits) {
    const assignment = readAssignmentAt(bytes, offset)
    if (!assignment) continue
    const value = readValueAt(bytes, assignment.start, assignment.quote)
    if (value === null || found.at(-1)?.offset === assignment.start) continue
    if (looksGenerated(value)) found.push({ offset: assignment.start, name: assignment.name, value })
  }
  return found
}

/** A quoted value, or the rest of a line such as an environment file has. */
function readValueAt(bytes: Buffer, start: number, quote: number | null): string | null {
  let end = start
  while (end < start + LONGEST + 1 && !endsValue(bytes[end], quote)) end += 1
  if (end - start < SHORTEST || end - start > LONGEST) return null
  const terminator = bytes[end]
  if (quote === null && terminator !== undefined && terminator !== 10 && terminator !== 13) return null
  return bytes.toString('latin1', start, end)
}

function endsValue(byte: number | undefined, quote: number | null): boolean {
  return byte === undefined || byte === quote || byte === 10 || byte === 13 || byte === 92
}

function looksGenerated(value: string): boolean {
  if (!VALUE.test(value) || NO_SECRET.test(value) || isPlaceholder(value)) return false
  return /\d/.test(value) && /[a-z]/i.test(value) && measureEntropyOfValue(value) >= LEAST_ENTROPY
}
