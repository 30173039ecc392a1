import { createCipheriv, createDecipheriv, createHash } from 'node:crypto'
import { decryptRc4 } from './rc4.ts'

/** How the streams of a document are encrypted, and the key that an empty password opens. */
export interface PdfCipher {
  readonly method: 'none' | 'rc4' | 'aes-128' | 'aes-256'
  readonly key: Buffer
}

/** What fills up a password (ISO 32000-1, algorithm 2, step a). */
const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex')
const ENCRYPT = '/Encrypt'
const LONGEST_DICTIONARY = 16 * 1024
const METHODS: Readonly<Record<string, PdfCipher['method']>> = {
  None: 'none',
  V2: 'rc4',
  AESV2: 'aes-128',
  AESV3: 'aes-256',
}

/** What the dictionary of the standard handler says, with the names that it has there. */
interface Handler {
  readonly R: number
  readonly O: Buffer
  readonly U: Buffer
  readonly P: number
  readonly UE: Buffer
  readonly id: Buffer
  /** Bytes. */
  readonly length: number
  readonly isMetadataEncrypted: boolean
}

/**
 * The cipher of a document that needs no password to be read; null where it needs one, or has another handler.
 * @param text the same in Latin-1
 */
export function readPdfCipher(content: Buffer, text: string): PdfCipher | null {
  const dictionary = findEncryptionDictionary(content, text)
  if (dictionary === null || !/\/Filter\s{0,8}\/Standard\b/.test(dictionary)) return null
  const version = readNumber(dictionary, 'V')
  const handler: Handler = {
    R: readNumber(dictionary, 'R'),
    O: readString(dictionary, 'O'),
    U: readString(dictionary, 'U'),
    P: readNumber(dictionary, 'P'),
    UE: readString(dictionary, 'UE'),
    id: readFirstId(text),
    length: version === 1 ? 5 : Math.min(16, Math.max(5, (readNumber(dictionary, 'Length') || 40) / 8)),
    isMetadataEncrypted: !/\/EncryptMetadata\s{1,8}false\b/.test(dictionary),
  }
  if (version >= 1 && version <= 3) return makeCipher('rc4', deriveKeyByMd5(handler))
  const method = readStreamMethod(dictionary)
  if (method === undefined) return null
  if (version === 4) return makeCipher(method, deriveKeyByMd5({ ...handler, length: 16 }))
  return version === 5 ? makeCipher(method, deriveKeyBySha(handler)) : null
}

function makeCipher(method: PdfCipher['method'], key: Buffer | null): PdfCipher | null {
  return key === null ? null : { method, key }
}

/** `/StmF` names a filter of `/CF`; `Identity` is none. */
function readStreamMethod(dictionary: string): PdfCipher['method'] | undefined {
  const filter = /\/StmF\s{0,8}\/(\w{1,64})/.exec(dictionary)?.[1] ?? 'Identity'
  if (filter === 'Identity') return 'none'
  const at = dictionary.search(new RegExp(`/${filter}\\s{0,8}<<`))
  return at === -1 ? undefined : METHODS[/\/CFM\s{0,8}\/(\w{1,16})/.exec(dictionary.slice(at))?.[1] ?? 'None']
}

/** Algorithms 2 and 5: MD5, and RC4 to try it. Null if the empty password is not the user's. */
function deriveKeyByMd5({ R, O, U, P, id, length, isMetadataEncrypted }: Handler): Buffer | null {
  const rights = Buffer.alloc(4)
  rights.writeInt32LE(P | 0)
  const hash = createHash('md5').update(PADDING).update(O.subarray(0, 32)).update(rights).update(id)
  if (R >= 4 && !isMetadataEncrypted) hash.update(Buffer.alloc(4, 255))
  let key = hash.digest().subarray(0, length)
  if (R === 2) return decryptRc4(key, PADDING).equals(U.subarray(0, 32)) ? key : null
  for (let turn = 0; turn < 50; turn += 1) key = createHash('md5').update(key).digest().subarray(0, length)
  let tried: Buffer = createHash('md5').update(PADDING).update(id).digest()
  for (let turn = 0; turn < 20; turn += 1)
    tried = decryptRc4(
      key.map((byte) => byte ^ turn),
      tried,
    )
  return tried.equals(U.subarray(0, 16)) ? key : null
}

/** Algorithm 2.A for an empty password. */
function deriveKeyBySha({ R, U, UE }: Handler): Buffer | null {
  if (U.length < 48 || UE.length < 32) return null
  const hashOf = R >= 6 ? computeHardenedHash : (salt: Buffer) => createHash('sha256').update(salt).digest()
  if (!hashOf(U.subarray(32, 40)).equals(U.subarray(0, 32))) return null
  const decipher = createDecipheriv('aes-256-cbc', hashOf(U.subarray(40, 48)), Buffer.alloc(16))
  decipher.setAutoPadding(false)
  return Buffer.concat([decipher.update(UE.subarray(0, 32)), decipher.final()])
}

/** Algorithm 2.B for an empty password: 64 rounds of AES and a hash that the cipher text chooses, and more by its end. */
function computeHardenedHash(salt: Buffer): Buffer {
  let key: Buffer = createHash('sha256').update(salt).digest()
  for (let round = 0; ; round += 1) {
    const cipher = createCipheriv('aes-128-cbc', key.subarray(0, 16), key.subarray(16, 32))
    cipher.setAutoPadding(false)
    const block = cipher.update(Buffer.concat(Array.from({ length: 64 }, () => key)))
    const sum = block.subarray(0, 16).reduce((total, byte) => total + byte, 0)
    key = createHash(['sha256', 'sha384', 'sha512'][sum % 3] ?? 'sha256')
      .update(block)
      .digest()
    if (round >= 63 && (block[block.length - 1] ?? 0) <= round - 31) return key.subarray(0, 32)
  }
}

/** Whether a document's trailer says that it is encrypted. */
export function isEncryptedPdf(content: Buffer): boolean {
  return content.toString('latin1', 0, 5) === '%PDF-' && readBehindEncrypt(content) !== ''
}

/** What follows the last `/Encrypt`, which is not the beginning of a longer name; empty where it does not stand. */
function readBehindEncrypt(content: Buffer): string {
  for (let end = content.length; end > 0; ) {
    const at = content.lastIndexOf(ENCRYPT, end, 'latin1')
    if (at === -1) return ''
    const from = at + ENCRYPT.length
    const behind = content.toString('latin1', from, from + LONGEST_DICTIONARY)
    if (/^\s{0,8}(?:<<|\d{1,9}\s{1,8}\d{1,5}\s{1,8}R\b)/.test(behind)) return behind
    end = at - 1
  }
  return ''
}

/** The dictionary that the trailer names, or has itself. */
function findEncryptionDictionary(content: Buffer, text: string): string | null {
  const behind = readBehindEncrypt(content)
  if (/^\s{0,8}<</.test(behind)) return behind
  const [, number, generation] = /^\s{0,8}(\d{1,9})\s{1,8}(\d{1,5})\s{1,8}R\b/.exec(behind) ?? []
  if (number === undefined) return null
  const start = text.search(new RegExp(`(?<![0-9])${number}\\s{1,4}${generation}\\s{1,4}obj\\b`))
  if (start === -1) return null
  const end = text.indexOf('endobj', start)
  return text.slice(
    start,
    end === -1 ? start + LONGEST_DICTIONARY : Math.min(end, start + LONGEST_DICTIONARY),
  )
}

function readNumber(dictionary: string, name: string): number {
  return Number(new RegExp(`/${name}\\s{1,8}(-?\\d{1,12})`).exec(dictionary)?.[1] ?? 0)
}

/** The first part of the trailer's `/ID`. */
function readFirstId(text: string): Buffer {
  const at = text.lastIndexOf('/ID')
  return at === -1 ? Buffer.alloc(0) : readStringAt(text, text.indexOf('[', at) + 1)
}

function readString(dictionary: string, name: string): Buffer {
  const match = new RegExp(`/${name}\\s{0,8}(?=[(<])`).exec(dictionary)
  return match === null ? Buffer.alloc(0) : readStringAt(dictionary, match.index + match[0].length)
}

const ESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

/** A string of either form that begins there, after spaces (ISO 32000-1, 7.3.4). */
function readStringAt(text: string, from: number): Buffer {
  const body = text.slice(from, from + 4096).trimStart()
  if (body.startsWith('<')) return Buffer.from(body.slice(1, body.indexOf('>')).replace(/\s/g, ''), 'hex')
  let plain = ''
  let depth = 0
  for (let at = 0; at < body.length; at += 1) {
    const sign = body.charAt(at)
    if (sign === '(' && depth++ === 0) continue
    if (sign === ')' && --depth === 0) break
    if (sign !== '\\') {
      plain += sign
      continue
    }
    const octal = /^[0-7]{1,3}/.exec(body.slice(at + 1, at + 4))?.[0]
    const next = body.charAt(at + 1)
    plain +=
      octal === undefined ? (ESCAPED[next] ?? next) : String.fromCharCode(Number.parseInt(octal, 8) & 255)
    at += octal?.length ?? 1
  }
  return Buffer.from(plain, 'latin1')
}
