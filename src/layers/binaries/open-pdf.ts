import { createDecipheriv, createHash } from 'node:crypto'
import { isEncryptedPdf, type PdfCipher, readPdfCipher } from './pdf-cipher.ts'
import { decryptRc4 } from './rc4.ts'

/** More objects are no document. */
const MOST_OBJECTS = 200_000
const OBJECT = /(?<![0-9])(\d{1,9})[ \t\r\n]{1,4}(\d{1,5})[ \t\r\n]{1,4}obj\b/g
/** Bytes behind an object's head in which its dictionary ends. */
const LONGEST_HEAD = 64 * 1024

/**
 * A document that is encrypted and that everybody can open, because it has no password for reading (only one that forbids
 * to print or to copy), as it is without encryption: its objects one behind the other. Null for what needs a password, for
 * a handler that nobody here knows, and for what is no encrypted document (ISO 32000-2, 7.6).
 */
export function openPdf(content: Buffer): Buffer | null {
  if (!isEncryptedPdf(content)) return null
  const text = content.toString('latin1')
  const cipher = readPdfCipher(content, text)
  if (cipher === null) return null
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')]
  let count = 0
  let free = 0
  OBJECT.lastIndex = 0
  for (let match = OBJECT.exec(text); match !== null; match = OBJECT.exec(text)) {
    if (match.index < free) continue
    count += 1
    if (count > MOST_OBJECTS) return null
    const { begin, end } = findStreamRange(text, OBJECT.lastIndex)
    if (end === -1) continue
    const head = text.slice(match.index, begin)
    const number = Number(match[1])
    const body = content.subarray(begin, end)
    free = end
    OBJECT.lastIndex = end
    // A table of objects is never encrypted, says that the others are, and has no text.
    if (/\/Type\s{0,8}\/XRef\b/.test(head)) continue
    parts.push(Buffer.from(head.replaceAll('/Encrypt', '/Opened'), 'latin1'))
    parts.push(decrypt(cipher, number, Number(match[2]), body))
    parts.push(Buffer.from('\nendstream\nendobj\n'))
  }
  return Buffer.concat(parts)
}

/** Where the stream of the object that begins there lies; `end` is -1 where it has none. */
function findStreamRange(text: string, from: number): { readonly begin: number; readonly end: number } {
  const none = { begin: -1, end: -1 }
  const head = text.slice(from, from + LONGEST_HEAD)
  const keyword = /\bstream\r?\n/.exec(head)
  const over = head.indexOf('endobj')
  if (keyword === null || (over !== -1 && over < keyword.index)) return none
  const begin = from + keyword.index + keyword[0].length
  const stated = Number(
    /\/Length[ \t\r\n]{1,4}(\d{1,10})(?![ \t\r\n]{1,4}\d{1,5}[ \t\r\n]{1,4}R)/.exec(head)?.[1],
  )
  if (Number.isFinite(stated) && /^\s{0,4}endstream/.test(text.slice(begin + stated, begin + stated + 16)))
    return { begin, end: begin + stated }
  const end = text.indexOf('endstream', begin)
  if (end === -1) return none
  const gap = /\r?\n$/.exec(text.slice(Math.max(begin, end - 2), end))
  return { begin, end: end - (gap?.[0].length ?? 0) }
}

/** The bytes of a stream; empty where they are damaged. */
function decrypt({ method, key }: PdfCipher, number: number, generation: number, bytes: Buffer): Buffer {
  if (method === 'none') return bytes
  const own = method === 'aes-256' ? key : deriveObjectKey(key, number, generation, method === 'aes-128')
  if (method === 'rc4') return decryptRc4(own, bytes)
  // The first block is where the chain begins (7.6.3.1).
  const whole = bytes.length - (bytes.length % 16)
  if (whole < 32) return Buffer.alloc(0)
  const decipher = createDecipheriv(`${method}-cbc`, own, bytes.subarray(0, 16)).setAutoPadding(false)
  const plain = Buffer.concat([decipher.update(bytes.subarray(16, whole)), decipher.final()])
  const padding = plain[plain.length - 1] ?? 0
  return padding >= 1 && padding <= 16 ? plain.subarray(0, plain.length - padding) : plain
}

/** Algorithm 1: the document's key, the object's number and generation, hashed. */
function deriveObjectKey(key: Buffer, number: number, generation: number, isAes: boolean): Buffer {
  const place = Buffer.alloc(5)
  place.writeUIntLE(number & 0xffffff, 0, 3)
  place.writeUInt16LE(generation & 0xffff, 3)
  const salt = isAes ? Buffer.from('sAlT') : Buffer.alloc(0)
  const hash = createHash('md5').update(key).update(place).update(salt).digest()
  return hash.subarray(0, Math.min(16, key.length + 5))
}
