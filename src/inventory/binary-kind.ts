import type { BinaryKind } from '../model/inventory.ts'

/**
 * Whether bytes begin like a program or library that a machine runs: ELF (System V ABI), Mach-O and its fat form
 * (mach-o/loader.h, mach-o/fat.h), PE (the `MZ` stub whose word at 0x3c leads to `PE\0\0`), WebAssembly (core
 * specification, 5.5.16).
 */
export function recogniseBinary(bytes: Buffer): BinaryKind | null {
  if (bytes.length < 8) return null
  const magic = bytes.readUInt32BE(0)
  if (magic === 0x7f454c46) return 'ELF'
  if (magic === 0x0061736d) return 'WebAssembly'
  if ([0xfeedface, 0xfeedfacf, 0xcefaedfe, 0xcffaedfe].includes(magic)) return 'Mach-O'
  // Java's class files have the same first word; there the second is a version of 45 or more.
  if (magic === 0xcafebabe && bytes.readUInt32BE(4) < 45) return 'Mach-O'
  if (bytes[0] === 0x4d && bytes[1] === 0x5a && bytes.length >= 0x40) {
    const at = bytes.readUInt32LE(0x3c)
    if (at + 4 <= bytes.length && bytes.readUInt32BE(at) === 0x50450000) return 'PE'
  }
  return null
}
