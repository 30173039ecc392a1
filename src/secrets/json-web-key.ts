import { isPlaceholder } from '../knowledge/placeholder.ts'
import { readWindow } from './byte-text.ts'
import type { FoundKey } from './found-key.ts'

/** An RSA key of 8,192 bits as a JWK has 8,000 characters. */
const JWK_REACH = 8 * 1024

const KEY_TYPE = /^kty\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["'](RSA|EC|OKP|oct)\\{0,3}["']/
/** `d` is the private part of RSA, EC and OKP keys, `k` the key of a symmetric one (RFC 7518, section 6). */
const PRIVATE_PART =
  /(?<![\w-])(d|k)\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["']([A-Za-z0-9_-]{20,1500})\\{0,3}["']/g

export interface ExaminedKey {
  readonly key: FoundKey | null
  /** Offset up to which there is nothing more to see. */
  readonly end: number
  /** Bytes that were looked at. */
  readonly cost: number
}

/** The JSON Web Key (RFC 7517) whose `kty` stands at `offset`, if it has a private part. */
export function examineJsonWebKey(bytes: Buffer, offset: number): ExaminedKey {
  const kind = KEY_TYPE.exec(readWindow(bytes, offset, 40))?.[1]
  if (kind === undefined) return { key: null, end: offset, cost: 40 }
  const from = Math.max(0, offset - JWK_REACH)
  const text = readWindow(bytes, from, offset - from + JWK_REACH)
  const start = findOpeningBrace(text, offset - from)
  const end = findClosingBrace(text, offset - from)
  const cost = end - start
  for (const [, name, value = ''] of text.slice(start, end).matchAll(PRIVATE_PART)) {
    if ((kind === 'oct') !== (name === 'k') || isPlaceholder(value)) continue
    const what = kind === 'oct' ? 'symmetric key (JWK)' : `${kind} private key (JWK)`
    return { key: { kind: what, encrypted: false, offset: from + start, body: value }, end: from + end, cost }
  }
  return { key: null, end: from + end, cost }
}

function findOpeningBrace(text: string, from: number): number {
  let depth = 0
  for (let at = from; at >= 0; at -= 1) {
    const character = text.charAt(at)
    if (character === '}') depth += 1
    if (character !== '{') continue
    if (depth === 0) return at
    depth -= 1
  }
  return 0
}

function findClosingBrace(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '{') depth += 1
    if (character !== '}') continue
    if (depth === 0) return at + 1
    depth -= 1
  }
  return text.length
}
