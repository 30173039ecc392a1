import { type Check, makeTailCheck } from './check.ts'

/**
 * Marvin32, the seeded hash of .NET that Microsoft's common annotated keys carry
 * (https://github.com/microsoft/security-utilities).
 * @param seed Eight ASCII characters.
 */
export function computeMarvin32(bytes: Uint8Array, seed: string): number {
  const key = Buffer.from(seed, 'latin1')
  let high = key.readUInt32BE(0)
  let low = key.readUInt32BE(4)
  const round = () => {
    high = (high ^ low) >>> 0
    low = (rotate(low, 20) + high) >>> 0
    high = (rotate(high, 9) ^ low) >>> 0
    low = (rotate(low, 27) + high) >>> 0
    high = rotate(high, 19)
  }
  const view = Buffer.from(bytes)
  let at = 0
  for (; at + 4 <= view.length; at += 4) {
    low = (low + view.readUInt32LE(at)) >>> 0
    round()
  }
  const last = Buffer.alloc(4)
  view.copy(last, 0, at)
  last[view.length - at] = 0x80
  low = (low + last.readUInt32LE(0)) >>> 0
  round()
  round()
  return (low ^ high) >>> 0
}

function rotate(value: number, bits: number): number {
  return ((value << bits) | (value >>> (32 - bits))) >>> 0
}

/** Keys of 84 characters: the first 80 are base64 of 60 bytes, the tail is the beginning of their hash in base64. */
export const azureKeyCheck: Check = {
  strength: 'proof',
  fits: (token) => computeAzureTail(token) === token.slice(80, 84),
  mend: (token) => token.slice(0, 80) + computeAzureTail(token) + token.slice(84),
}

function computeAzureTail(token: string): string {
  const hash = Buffer.alloc(4)
  hash.writeUInt32LE(computeMarvin32(Buffer.from(token.slice(0, 80), 'base64'), 'Default0'))
  return hash.toString('base64').slice(0, 4)
}

/** Older annotated keys: the last four bytes are the hash of those before, under one of the service's seeds. */
export function makeAzureSignatureCheck(...seeds: readonly string[]): Check {
  return {
    strength: 'hint',
    fits: (token) => {
      const bytes = Buffer.from(
        token.slice(token.indexOf('=') < token.length - 2 ? token.indexOf('=') + 1 : 0),
        'base64',
      )
      if (bytes.length < 8) return false
      const hash = bytes.readUInt32LE(bytes.length - 4)
      return seeds.some((seed) => computeMarvin32(bytes.subarray(0, -4), seed) === hash)
    },
    mend: (token) => {
      // Keys of functions are written in the alphabet for URLs.
      const url = /[-_]|AzFu/.test(token)
      const bytes = Buffer.from(token, 'base64')
      bytes.writeUInt32LE(computeMarvin32(bytes.subarray(0, -4), seeds[0] ?? ''), bytes.length - 4)
      const text = bytes.toString('base64')
      return url ? text.replaceAll('+', '-').replaceAll('/', '_') : text
    },
  }
}

const BASE66 = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ1234567890.-_~'

/** Client secrets of Entra with `8Q~`: the first three of six digits to base 66 of the hash of what comes before. */
export const entraCheck = makeTailCheck('hint', 3, (head) => {
  let rest = computeMarvin32(Buffer.from(head, 'latin1'), 'AadPwd00')
  let digits = ''
  while (rest > 0) {
    digits = BASE66.charAt(rest % 66) + digits
    rest = Math.floor(rest / 66)
  }
  return digits.padStart(6, 'a').slice(0, 3)
})
