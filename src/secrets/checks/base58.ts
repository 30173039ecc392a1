import { createHash } from 'node:crypto'
import type { Check } from './check.ts'

const ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'

/** Base58Check, which Bitcoin's keys are written in: the last four bytes are of the doubled SHA-256 of those before. */
export const base58Check: Check = {
  strength: 'form',
  fits: (token) => {
    const bytes = decodeBase58(token)
    return bytes !== null && bytes.length > 8 && computeSum(bytes.subarray(0, -4)).equals(bytes.subarray(-4))
  },
  mend: (token) => {
    const bytes = decodeBase58(token) ?? Buffer.alloc(8)
    const body = bytes.subarray(0, -4)
    return encodeBase58(Buffer.concat([body, computeSum(body)]))
  },
}

function computeSum(bytes: Uint8Array): Buffer {
  const once = createHash('sha256').update(bytes).digest()
  return createHash('sha256').update(once).digest().subarray(0, 4)
}

function decodeBase58(text: string): Buffer | null {
  let value = 0n
  for (const character of text) {
    const digit = ALPHABET.indexOf(character)
    if (digit === -1) return null
    value = value * 58n + BigInt(digit)
  }
  const hex = value.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

function encodeBase58(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  while (value > 0n) {
    text = ALPHABET.charAt(Number(value % 58n)) + text
    value /= 58n
  }
  return text
}
