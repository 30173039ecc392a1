import { readWindow } from './byte-text.ts'
import type { ExaminedKey } from './json-web-key.ts'

/** What .NET writes a key into (https://learn.microsoft.com/dotnet/api/system.security.cryptography.rsa.toxmlstring). */
export const XML_KEY_KEYWORDS: readonly string[] = ['<rsakeyvalue>', '<dsakeyvalue>']

/** A key of 16,384 bits and its parts. */
const LONGEST = 16 * 1024
/** Where most keys have ended, or the next one has begun: as much is read before a whole one is. */
const SHORT = 512
/** No key holds another one. */
const END = /<\\?\/?[RD]SAKeyValue>/i
/** The member that only the private half has, in each of the two. */
const RSA = /<D>\s{0,40}([A-Za-z0-9+/\s]{80,4000}={0,2})\s{0,40}<\/D>/
const DSA = /<X>\s{0,40}([A-Za-z0-9+/\s]{24,200}={0,2})\s{0,40}<\/X>/

/** A private key in XML at a hit of its keyword, in a file or in a string. */
export function examineXmlKey(bytes: Buffer, keyword: string, offset: number): ExaminedKey {
  const written = readInside(bytes, offset + keyword.length)
  const inside = written.replace(/\\\//g, '/').replace(/\\[rnt]/g, ' ')
  const isRsa = keyword === '<rsakeyvalue>'
  const body = (isRsa ? RSA : DSA).exec(inside)?.[1]?.replace(/\s/g, '')
  const cost = 200 + written.length
  if (body === undefined || new Set(body).size < 12) return { key: null, end: offset, cost }
  const kind = `${isRsa ? 'RSA' : 'DSA'} private key in XML`
  return {
    key: { kind, encrypted: false, offset, body },
    end: offset + keyword.length + written.length,
    cost,
  }
}

/** The text from a key's beginning to its end, or to the beginning of the next one. */
function readInside(bytes: Buffer, from: number): string {
  const near = readWindow(bytes, from, SHORT)
  const text = END.test(near) ? near : readWindow(bytes, from, LONGEST)
  const end = text.search(END)
  return end === -1 ? text : text.slice(0, end)
}
