/**
 * Names of the sections of an ELF file of either word size and byte order (System V ABI, chapter 4), in order; empty
 * for any other file and for one whose tables lie outside of it.
 */
export function readElfSectionNames(content: Buffer): string[] {
  if (content.length < 64 || content.readUInt32BE(0) !== 0x7f454c46) return []
  const isWide = content[4] === 2
  const isLittle = content[5] !== 2
  const readHalf = (at: number) => (isLittle ? content.readUInt16LE(at) : content.readUInt16BE(at))
  const readWord = (at: number) => (isLittle ? content.readUInt32LE(at) : content.readUInt32BE(at))
  const readAddress = (at: number) =>
    isWide ? Number(isLittle ? content.readBigUInt64LE(at) : content.readBigUInt64BE(at)) : readWord(at)
  const table = readAddress(isWide ? 0x28 : 0x20)
  const size = readHalf(isWide ? 0x3a : 0x2e)
  const count = readHalf(isWide ? 0x3c : 0x30)
  const namesIndex = readHalf(isWide ? 0x3e : 0x32)
  const smallest = isWide ? 64 : 40
  if (size < smallest || table + size * count > content.length || namesIndex >= count) return []
  const names = readAddress(table + size * namesIndex + (isWide ? 0x18 : 0x10))
  return Array.from({ length: count }, (_, index) => {
    const start = names + readWord(table + size * index)
    const end = content.indexOf(0, start)
    return start < content.length && end !== -1
      ? content.toString('latin1', start, Math.min(end, start + 256))
      : ''
  })
}
