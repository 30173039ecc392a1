import { isPlaceholder, measureEntropyOfValue } from '../knowledge/placeholder.ts'
import type { KeywordHits } from '../model/layer.ts'
import { readWindow } from './byte-text.ts'
import { type KeyStructure, recognisePrivateKeyInDer } from './der.ts'
import type { FoundKey } from './found-key.ts'
import { type ExaminedKey, examineJsonWebKey } from './json-web-key.ts'
import { type KeyBody, OPENSSH, readPlainBody, recogniseStructure, SHORTEST_BODY } from './key-body.ts'
import { WorkBudget } from './work-budget.ts'
import { examineXmlKey, XML_KEY_KEYWORDS } from './xml-keys.ts'

/** A 16,384-bit RSA key has 12,500 characters; escapes and indentation come on top. */
const LONGEST_KEY = 24 * 1024

/** As much of a key without an end is looked at. */
const CUT_KEY = 2400

const HEADER_START = '-----BEGIN '
const FOOTER_START = '-----END '

const HEADER = /-----BEGIN ((?:[A-Z0-9]{1,12} ){0,3})PRIVATE KEY( BLOCK)?-----/y
/** Static keys of OpenVPN are lines of hex; those of its clients base64. */
const SHARED = /-----BEGIN (OpenVPN (?:Static key V1|tls-crypt-v2 (?:client|server) key))-----/y
const PUTTY = /PuTTY-User-Key-File-[23]: ?([\w-]{1,40})/y

/**
 * What base64 of a key's DER has near its beginning, wherever its lengths put it: PKCS#8 of RSA, PKCS#1, SEC 1 and PKCS#8
 * of P-256 and P-384, Ed25519; and how many characters may stand before it.
 */
const BARE: readonly (readonly [keyword: string, before: number])[] = [
  ['badanbgkqhkig9w0baqefaasc', 12],
  ['ibaakca', 12],
  ['mhccaqeei', 0],
  ['migkagebbd', 0],
  ['mighageambmgbyqgsm49', 0],
  ['mig2ageambagbyqgsm49', 0],
  ['mc4caqawbqydk2v', 0],
]
const BARE_KEYWORDS = new Map(BARE)

export const KEY_KEYWORDS: readonly string[] = [
  '-----begin ',
  'putty-user-key-file-',
  'kty',
  ...XML_KEY_KEYWORDS,
  ...BARE_KEYWORDS.keys(),
]

/** Private keys at the keyword hits of a text: PEM in any escaping, OpenSSH, PGP, PuTTY, JWK, XML. */
export function findPrivateKeys(bytes: Buffer, hits: KeywordHits): FoundKey[] {
  const found: FoundKey[] = []
  const budget = new WorkBudget(bytes.length, 32)
  const armours = { headers: new NextOf(bytes, HEADER_START), footers: new NextOf(bytes, FOOTER_START) }
  let examined = -1
  for (const { keyword, offset } of hits) {
    if (offset < examined || !budget.take(1)) continue
    const { key, end, cost } = examineKeyAt(bytes, keyword, offset, armours)
    if (key) found.push(key)
    examined = Math.max(examined, end)
    budget.take(cost)
  }
  return found
}

interface Armours {
  readonly headers: NextOf
  readonly footers: NextOf
}

/** Where a literal comes next; found once and remembered, so that asking often costs one pass. Offsets must not decrease. */
class NextOf {
  readonly #bytes: Buffer
  readonly #literal: string
  #known = -1

  constructor(bytes: Buffer, literal: string) {
    this.#bytes = bytes
    this.#literal = literal
  }

  findAfter(offset: number): number {
    if (this.#known < offset) {
      const next = this.#bytes.indexOf(this.#literal, offset, 'latin1')
      this.#known = next === -1 ? Number.POSITIVE_INFINITY : next
    }
    return this.#known
  }
}

function examineKeyAt(bytes: Buffer, keyword: string, offset: number, armours: Armours): ExaminedKey {
  const before = BARE_KEYWORDS.get(keyword)
  if (before !== undefined) return examineBareKey(bytes, offset, before)
  if (keyword === 'kty') return examineJsonWebKey(bytes, offset)
  if (XML_KEY_KEYWORDS.includes(keyword)) return examineXmlKey(bytes, keyword, offset)
  if (keyword === 'putty-user-key-file-')
    return {
      key: findPuttyKey(readWindow(bytes, offset, LONGEST_KEY), offset),
      end: offset,
      cost: LONGEST_KEY,
    }
  return examinePlainKey(bytes, offset, armours)
}

function examinePlainKey(bytes: Buffer, offset: number, { headers, footers }: Armours): ExaminedKey {
  const length = footers.findAfter(offset) - offset
  if (length > LONGEST_KEY || headers.findAfter(offset + 1) < offset + length)
    return { key: findCutKey(bytes, offset, headers.findAfter(offset + 1)), end: offset, cost: CUT_KEY }
  const text = readWindow(bytes, offset, length + FOOTER_START.length)
  const key = findArmouredKey(text, offset) ?? findArmouredKey(removeDiffSigns(bytes, offset, text), offset)
  return { key, end: key ? offset + length : offset, cost: length }
}

/** A key without armour: base64 that is the whole of its structure, and does not stand inside a PEM. */
function examineBareKey(bytes: Buffer, offset: number, before: number): ExaminedKey {
  const nothing = { key: null, end: offset, cost: 64 }
  const lead =
    /[A-Za-z0-9+/]*$/.exec(readWindow(bytes, offset - before - 1, Math.min(before + 1, offset)))?.[0] ?? ''
  if (lead.length > before) return nothing
  if (/-----|\\n$|[\r\n]\s*$/.test(readWindow(bytes, offset - lead.length - 80, 80))) return nothing
  const body = /^[A-Za-z0-9+/]{60,}={0,2}/.exec(readWindow(bytes, offset - lead.length, LONGEST_KEY))?.[0]
  if (body === undefined) return nothing
  const structure = recognisePrivateKeyInDer(Buffer.from(body, 'base64'))
  const key = structure && { ...structure, offset: offset - lead.length, body }
  return { key, end: offset + body.length, cost: body.length }
}

/** Lines of a patch begin with a sign that belongs to the patch. */
function removeDiffSigns(bytes: Buffer, offset: number, text: string): string {
  const before = bytes.toString('latin1', Math.max(0, offset - 3), offset)
  return /(?:^|[\r\n])[+-] ?$/.test(before) ? text.replace(/\n[+-]/g, '\n') : text
}

/** A key that breaks off: a header, and so much of a body that what is missing can be found by trying. */
function findCutKey(bytes: Buffer, offset: number, next: number): FoundKey | null {
  const text = readWindow(bytes, offset, Math.min(CUT_KEY, next - offset))
  HEADER.lastIndex = 0
  const header = HEADER.exec(text)
  if (!header || header[2] !== undefined) return null
  const inside = readPlainBody(text.slice(header[0].length))
  const body = /^[A-Za-z0-9+/]{200,}={0,2}/.exec(inside.base64)?.[0]
  if (body === undefined || new Set(body).size < 20) return null
  const start = Buffer.from(body.slice(0, 64), 'base64')
  const isKey = (start[0] === 0x30 && start[1] === 0x82) || start.subarray(0, OPENSSH.length).equals(OPENSSH)
  const encrypted = /ENCRYPTED/.test(inside.headers + header[0])
  if (!isKey && !encrypted) return null
  return { kind: `${(header[1] ?? '').trim()} private key`.trim(), encrypted, offset, body, flaw: 'changed' }
}

function findArmouredKey(text: string, offset: number): FoundKey | null {
  HEADER.lastIndex = 0
  const header = HEADER.exec(text)
  if (!header) return findSharedKey(text, offset)
  const end = text.indexOf(FOOTER_START, header[0].length)
  if (end === -1) return null
  const inside = readPlainBody(text.slice(header[0].length, end))
  const label = (header[1] ?? '').trim()
  const structure =
    recogniseStructure(label, header[2] !== undefined, inside) ?? recogniseChangedKey(label, inside)
  return structure && { ...structure, offset, body: inside.base64 }
}

/** Bits per character of what is random; certificates and keys have nearly six. */
const RANDOM = 5.2
/** A sequence of several hundred bytes that begins with a version, as PKCS#1 and PKCS#8 do. */
const KEY_START = /^\x30\x82..\x02\x01[\0\x01][\x02\x30]/s

/** A body that is marked as a key and random enough for one, but was cut or changed, or is none. */
function recogniseChangedKey(label: string, { headers, base64 }: KeyBody): KeyStructure | null {
  if (
    !/^[A-Za-z0-9+/]{200,}={0,2}$/.test(base64) ||
    measureEntropyOfValue(base64) < RANDOM ||
    isPlaceholder(base64)
  )
    return null
  const kind = `${label} private key`.trim()
  if (KEY_START.test(Buffer.from(base64.slice(0, 16), 'base64').toString('latin1')))
    return { kind, encrypted: /ENCRYPTED/.test(headers), flaw: 'changed' }
  return { kind, encrypted: false, flaw: 'marked' }
}

function findSharedKey(text: string, offset: number): FoundKey | null {
  SHARED.lastIndex = 0
  const header = SHARED.exec(text)
  const end = header === null ? -1 : text.indexOf(FOOTER_START, header[0].length)
  if (header === null || end === -1) return null
  const { base64 } = readPlainBody(text.slice(header[0].length, end))
  const isKey = /^[A-Za-z0-9+/]{200,}={0,2}$/.test(base64) && new Set(base64).size >= 12
  return isKey ? { kind: `${header[1]}`, encrypted: false, offset, body: base64 } : null
}

function findPuttyKey(text: string, offset: number): FoundKey | null {
  PUTTY.lastIndex = 0
  if (!PUTTY.test(text)) return null
  const lines = /Private-Lines: ?\d{1,3}(?:\r?\n|\\+r?\\*n)([A-Za-z0-9+/=\s\\]{40,16000})/.exec(text)
  const body = (lines?.[1] ?? '').replace(/\\+[rn]|\s/g, '')
  if (body.length < SHORTEST_BODY) return null
  const encryption = /Encryption: ?([\w-]{1,20})/.exec(text)?.[1]
  return {
    kind: 'PuTTY private key',
    encrypted: encryption !== undefined && encryption !== 'none',
    offset,
    body,
  }
}
