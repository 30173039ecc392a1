import { crc32 } from 'node:zlib'
import { makeTailCheck } from './check.ts'

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BASE36 = '0123456789abcdefghijklmnopqrstuvwxyz'

function encodeDigits(value: number, alphabet: string, length: number): string {
  let rest = value
  let digits = ''
  while (rest > 0) {
    digits = alphabet.charAt(rest % alphabet.length) + digits
    rest = Math.floor(rest / alphabet.length)
  }
  return digits.padStart(length, alphabet.charAt(0))
}

function cutAfterFirst(head: string, mark: string): string {
  return head.slice(head.indexOf(mark) + mark.length)
}

function formatHex(value: number): string {
  return value.toString(16).padStart(8, '0')
}

/**
 * The last six characters of a GitHub or npm token: the CRC-32 of what lies between prefix and checksum, in base 62
 * with leading zeros (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/,
 * https://github.blog/2021-09-23-announcing-npms-new-access-token-format/). The posts do not name the alphabet's order
 * (digits, upper case, lower case) nor that the prefix stays out; both hold for published, revoked tokens of every kind.
 */
export const githubCheck = makeTailCheck('proof', 6, (head) =>
  encodeDigits(crc32(cutAfterFirst(head, '_')), BASE62, 6),
)

/** Vercel's tokens, like GitHub's; holds for every published one, while the vendor names the prefixes only. */
export const vercelCheck = makeTailCheck('hint', 6, (head) =>
  encodeDigits(crc32(cutAfterFirst(head, '_')), BASE62, 6),
)

/** Deno's tokens: the prefix counts. Two of four published ones fit. */
export const denoCheck = makeTailCheck('hint', 6, (head) => encodeDigits(crc32(head), BASE62, 6))

/** SaladCloud: the last part without its checksum. */
export const saladCheck = makeTailCheck('hint', 6, (head) =>
  encodeDigits(crc32(head.slice(head.lastIndexOf('_') + 1)), BASE62, 6),
)

/** Cloudflare: "40 characters and a checksum"; which, is known from published tokens. */
export const cloudflareCheck = makeTailCheck('hint', 8, (head) => formatHex(crc32(cutAfterFirst(head, '_'))))

/** Zuplo: the part in the middle. */
export const zuploCheck = makeTailCheck('hint', 8, (head) => formatHex(crc32(head.split('_')[1] ?? '')))

/** Atlassian, Bitbucket and Trello: everything before, in upper-case digits. */
export const atlassianCheck = makeTailCheck('hint', 8, (head) => formatHex(crc32(head)).toUpperCase())

/** Grafana's server writes the four bytes of the CRC in little-endian order; the last `_` stays out. */
export const grafanaCheck = makeTailCheck('proof', 8, (head) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(head.slice(0, -1)))
  return bytes.toString('hex')
})

/** Confluent: base64 of the CRC of the 54 characters before. */
export const confluentCheck = makeTailCheck('hint', 6, (head) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(crc32(head.slice(4)))
  return bytes.toString('base64').slice(0, 6)
})

/**
 * GitLab's routable tokens: the CRC of everything before it in base 36, seven digits
 * (https://handbook.gitlab.com/handbook/engineering/architecture/design-documents/cells/routable_tokens/).
 */
export const gitlabCheck = makeTailCheck('proof', 7, (head) => encodeDigits(crc32(head), BASE36, 7))
