import { describe, expect, test } from '@jest/globals'
import { decodeText } from '../../src/layers/encodings/decode-text.ts'

const TEXT = 'const greeting = "grüße"\nconst other = "value value value"\n'

function utf32(text: string): Buffer {
  const points = Uint32Array.from(text, (character) => character.codePointAt(0) ?? 0)
  return Buffer.from(points.buffer)
}

function bigEndian(text: string): Buffer {
  return Buffer.from(text, 'utf16le').swap16()
}

describe('decoding text', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${TEXT}`, 'utf16le')],
    ['UTF-16 BE with a mark', bigEndian(`\ufeff${TEXT}`)],
    ['UTF-32 LE with a mark', utf32(`\ufeff${TEXT}`)],
    ['UTF-32 BE with a mark', utf32(`\ufeff${TEXT}`).swap32()],
    ['UTF-32 LE', utf32(TEXT)],
    ['UTF-32 BE', utf32(TEXT).swap32()],
    ['UTF-16 LE', Buffer.from(TEXT, 'utf16le')],
    ['UTF-16 BE', bigEndian(TEXT)],
  ])('%s', (_, content) => {
    const { kind, bytes } = decodeText(content)
    expect(kind).toBe('text')
    expect(bytes.toString('utf8')).toBe(TEXT)
  })

  test('a NUL byte in the middle does not make it binary', () => {
    const content = Buffer.from(`a = 1\0\n${TEXT}`)
    expect(decodeText(content)).toEqual({ kind: 'text', bytes: content })
  })

  test('does not copy UTF-8', () => {
    const content = Buffer.from(TEXT)
    expect(decodeText(content).bytes.buffer).toBe(content.buffer)
  })

  test('a text with a stray byte of another encoding is still text', () => {
    const { kind, bytes } = decodeText(Buffer.from('// caf\xe9\nlet a = 1\n', 'latin1'))
    expect(kind).toBe('text')
    expect(bytes.toString()).toContain('let a = 1')
  })

  test.each([
    ['wasm', Buffer.from('0061736d01000000', 'hex')],
    ['gzip', Buffer.from('1f8b0800000000000003', 'hex')],
    ['ELF', Buffer.from('\x7fELF\x02\x01\x01aaaaaaaaaa', 'latin1')],
    ['noise', Buffer.from([1, 200, 0, 254, 3, 129, 0, 7, 255, 19, 0, 2])],
  ])('%s is binary and untouched', (_, content) => {
    expect(decodeText(content)).toEqual({ kind: 'binary', bytes: content })
  })

  test('an empty file is empty text', () => {
    expect(decodeText(Buffer.alloc(0))).toEqual({ kind: 'text', bytes: Buffer.alloc(0) })
  })
})
