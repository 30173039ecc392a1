import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source/debug-info.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

function wasm(name: string): Buffer {
  return Buffer.concat([
    Buffer.from('0061736d01000000', 'hex'),
    Buffer.from([0, name.length + 1, name.length]),
    Buffer.from(name),
  ])
}

/** A 64-bit little-endian ELF file with nothing but section names. */
function elf(...names: string[]): Buffer {
  const header = Buffer.alloc(64)
  header.write('\x7fELF\x02\x01\x01', 'latin1')
  const strings = Buffer.from(['', '.shstrtab', ...names, ''].join('\0'))
  const table = 64 + strings.length
  header.writeBigUInt64LE(BigInt(table), 0x28)
  header.writeUInt16LE(64, 0x3a)
  header.writeUInt16LE(names.length + 2, 0x3c)
  header.writeUInt16LE(1, 0x3e)
  const sections = ['', '.shstrtab', ...names].map((name, index) => {
    const section = Buffer.alloc(64)
    section.writeUInt32LE(name === '' ? 0 : strings.indexOf(`\0${name}\0`) + 1)
    if (index === 1) section.writeBigUInt64LE(64n, 0x18)
    return section
  })
  return Buffer.concat([header, strings, ...sections])
}

const DSYM = Buffer.alloc(64)
DSYM.writeUInt32LE(0xfeedfacf, 0)
DSYM.writeUInt32LE(10, 12)

describe('source/debug-info', () => {
  test.each([
    ['WebAssembly', wasm('.debug_info'), '.debug_info'],
    ['WebAssembly that names a symbol file', wasm('external_debug_info'), 'external_debug_info'],
    ['ELF', elf('.text', '.debug_line'), '.debug_line'],
    ['compressed ELF', elf('.zdebug_info'), '.zdebug_info'],
    ['Windows', Buffer.from('Microsoft C/C++ MSF 7.00\r\n\x1aDS\0\0\0', 'latin1'), 'program database'],
    ['macOS', DSYM, 'dSYM'],
  ])('%s', async (_, content, kind) => {
    const said = await whatRuleSays(rule, { 'native/file': content })
    expect(said).toHaveLength(1)
    expect(said[0]?.what).toContain(kind)
  })

  test('native code without it', async () => {
    const files = { empty: '', plain: elf('.text', '.rodata'), 'a.wasm': wasm('producers') }
    expect(await whatRuleSays(rule, files)).toEqual([])
  })

  test('tables that lie outside of the file', async () => {
    const cut = elf('.text', '.debug_info').subarray(0, 100)
    expect(await whatRuleSays(rule, { cut })).toEqual([])
  })

  test('many native files are one finding', async () => {
    const said = await whatRuleSays(rule, { a: elf('.debug_info'), b: elf('.debug_info') })
    expect(said.map(({ places }) => places.length)).toEqual([2])
  })
})
