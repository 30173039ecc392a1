import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { type Check, makeTailCheck } from './check.ts'

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** RFC 4648, section 6, without padding; null for other characters. */
export function decodeBase32(text: string): Buffer | null {
  const bytes: number[] = []
  let bits = 0
  let value = 0
  for (const character of text.toUpperCase()) {
    const digit = ALPHABET.indexOf(character)
    if (digit === -1) return null
    value = (value << 5) | digit
    bits += 5
    if (bits < 8) continue
    bits -= 8
    bytes.push((value >>> bits) & 255)
    value &= (1 << bits) - 1
  }
  return Buffer.from(bytes)
}

/** RFC 4648, section 6, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let value = 0
  for (const byte of bytes) {
    value = (value << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += ALPHABET.charAt((value >>> bits) & 31)
      value &= (1 << bits) - 1
    }
  }
  return bits > 0 ? text + ALPHABET.charAt((value << (5 - bits)) & 31) : text
}

/** GitHub's fine-grained tokens: eight characters of the hash of what comes before; eight more have no known check. */
export const fineGrainedCheck: Check = {
  strength: 'hint',
  fits: (token) => computeFineGrainedDigits(token) === token.slice(77, 85),
  mend: (token) => token.slice(0, 77) + computeFineGrainedDigits(token) + token.slice(85),
}

function computeFineGrainedDigits(token: string): string {
  return encodeBase32(createHash('sha256').update(token.slice(0, 77)).digest()).slice(0, 8)
}

/** CRC-16/XMODEM, as NATS and Stellar end their keys with, in little-endian order. */
export const crc16Check: Check = {
  strength: 'form',
  fits: (token) => {
    const bytes = decodeBase32(token)
    return (
      bytes !== null &&
      bytes.length > 3 &&
      bytes.readUInt16LE(bytes.length - 2) === computeCrc16(bytes.subarray(0, -2))
    )
  },
  mend: (token) => {
    const bytes = decodeBase32(token) ?? Buffer.alloc(4)
    bytes.writeUInt16LE(computeCrc16(bytes.subarray(0, -2)), bytes.length - 2)
    return encodeBase32(bytes)
  },
}

function computeCrc16(bytes: Uint8Array): number {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte << 8
    for (let bit = 0; bit < 8; bit += 1)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff
  }
  return crc
}

/** Whom a token of Azure DevOps is for decides what its CRC is mixed with. */
const DEVOPS_MASKS = [0xe0b9692d, 0x1019f92e]
const DEVOPS_LENGTH = 52

/**
 * Azure DevOps' tokens of 52 characters without a prefix: four of the bytes are a CRC-32 of 28 others
 * (https://github.com/microsoft/security-utilities).
 */
export const devopsCheck: Check = {
  strength: 'form',
  fits: (token) => {
    const bytes = token.length === DEVOPS_LENGTH ? decodeBase32(token) : null
    if (bytes === null || bytes.length < 32) return false
    return DEVOPS_MASKS.some((mask) => computeDevopsSum(bytes, mask) === readDevopsDigits(bytes))
  },
  mend: (token) => {
    const bytes = decodeBase32(token) ?? Buffer.alloc(32)
    const sum = computeDevopsSum(bytes, DEVOPS_MASKS[0] ?? 0)
    bytes[2] = sum >>> 24
    bytes[7] = (sum >>> 16) & 255
    bytes[8] = (sum >>> 8) & 255
    bytes[22] = sum & 255
    return encodeBase32(bytes).toLowerCase()
  },
}

function computeDevopsSum(bytes: Buffer, mask: number): number {
  const parts = [bytes.subarray(0, 2), bytes.subarray(3, 7), bytes.subarray(9, 22), bytes.subarray(23, 32)]
  return (crc32(Buffer.concat(parts)) ^ mask) >>> 0
}

function readDevopsDigits(bytes: Buffer): number {
  return (((bytes[2] ?? 0) << 24) | ((bytes[7] ?? 0) << 16) | ((bytes[8] ?? 0) << 8) | (bytes[22] ?? 0)) >>> 0
}

const BECH32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l'
const BECH32_GENERATORS = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3]

/** Bech32 (BIP-173), which age's keys are written in: the last six characters. */
export const bech32Check = makeTailCheck('proof', 6, (head) => computeBech32Tail(head).toUpperCase())

/** The same in small letters, as keys of Nostr (NIP-19) and Sui (SIP-15) are. */
export const bech32SmallCheck = makeTailCheck('proof', 6, computeBech32Tail)

function computeBech32Tail(head: string): string {
  const mark = head.lastIndexOf('1')
  const name = head.slice(0, mark).toLowerCase()
  const data = Array.from(head.slice(mark + 1).toLowerCase(), (character) => BECH32.indexOf(character))
  const letters = Array.from(name, (character) => character.charCodeAt(0))
  const expanded = [...letters.map((code) => code >> 5), 0, ...letters.map((code) => code & 31)]
  const sum = computeBech32Sum([...expanded, ...data, 0, 0, 0, 0, 0, 0]) ^ 1
  return Array.from({ length: 6 }, (_, index) => BECH32.charAt((sum >>> (5 * (5 - index))) & 31)).join('')
}

function computeBech32Sum(values: readonly number[]): number {
  let sum = 1
  for (const value of values) {
    const top = sum >>> 25
    sum = ((sum & 0x1ffffff) << 5) ^ value
    BECH32_GENERATORS.forEach((generator, bit) => {
      if ((top >>> bit) & 1) sum ^= generator
    })
  }
  return sum
}
