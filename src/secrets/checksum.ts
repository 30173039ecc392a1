import { crc32 } from 'node:zlib'

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const CHECKSUM_LENGTH = 6

/**
 * The last six characters of a GitHub or npm token: the CRC-32 of what lies between prefix and checksum, in base 62
 * with leading zeros (https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/,
 * https://github.blog/2021-09-23-announcing-npms-new-access-token-format/). The posts do not name the alphabet's order
 * (digits, upper case, lower case) nor that the prefix stays out; both hold for published, revoked tokens of every kind.
 */
export function checksumOf(body: string): string {
  let rest = crc32(body)
  let digits = ''
  while (rest > 0) {
    digits = DIGITS.charAt(rest % 62) + digits
    rest = Math.floor(rest / 62)
  }
  return digits.padStart(CHECKSUM_LENGTH, '0')
}

/** Whether the checksum at the end of `token` fits; the prefix ends with the first `_`. */
export function checksumFits(token: string): boolean {
  return checksumOf(token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH)) === token.slice(-CHECKSUM_LENGTH)
}

/** The token with its last six characters replaced by the right checksum. */
export function withChecksum(token: string): string {
  return token.slice(0, -CHECKSUM_LENGTH) + checksumOf(token.slice(token.indexOf('_') + 1, -CHECKSUM_LENGTH))
}
