import { crc32 } from 'node:zlib'
import type { Recogniser } from './recogniser.ts'

const makeUnreadForm = (
  name: string,
  magic: string,
  more: Pick<Recogniser, 'at' | 'confirms'> = {},
): Recogniser => ({
  reason: 'no-reader',
  name,
  magic,
  ...more,
})

/**
 * Archives by their signatures. They are looked for inside programs too, where a checksum or the fields behind the
 * signature confirm them.
 */
export const UNREAD_ARCHIVES: readonly Recogniser[] = [
  makeUnreadForm('a 7z archive', '7z\xbc\xaf\x27\x1c', { confirms: isSevenZip }),
  makeUnreadForm('a RAR archive', 'Rar!\x1a\x07', { confirms: isRar }),
  makeUnreadForm('a cabinet', 'MSCF\0\0\0\0', { confirms: isCabinet }),
  makeUnreadForm('an ARJ archive', '\x60\xea', { confirms: isArj }),
  makeUnreadForm('a Windows image (WIM)', 'MSWIM\0\0\0', { confirms: isWindowsImage }),
  makeUnreadForm('a zpaq archive', '7kSt\xa01\x83\xd3\x8c\xb2(\xb0\xd3zPQ', { confirms: isZpaq }),
  makeUnreadForm('an installer made by NSIS', '\xef\xbe\xad\xdeNullsoftInst', { at: 4, confirms: isNsis }),
  makeUnreadForm('a xar archive', 'xar!\0\x1c\0\x01'),
  makeUnreadForm('a squashfs image', 'hsqs', { confirms: isSquashfs }),
  makeUnreadForm('an lzop file', '\x89LZO\0\r\n\x1a\n'),
]

/** Whole files only: their signatures are too short, or are ordinary words, to be looked for inside others. */
export const UNREAD_FILES: readonly Recogniser[] = [
  makeUnreadForm('a file of compress(1)', '\x1f\x9d', {
    confirms: (content) => ((content[2] ?? 0) & 0x60) === 0 && ((content[2] ?? 0) & 31) >= 9,
  }),
  makeUnreadForm('an LHA archive', '-l', { at: 2, confirms: isLha }),
  makeUnreadForm('a ZOO archive', '\xdc\xa7\xc4\xfd', { at: 20 }),
  makeUnreadForm('an ARC archive', '\x1a', { confirms: isArc }),
  makeUnreadForm('an ACE archive', '**ACE**', { at: 7 }),
  makeUnreadForm('an ALZ archive', 'ALZ\x01'),
  makeUnreadForm('an EGG archive', 'EGGA\0\x01'),
  makeUnreadForm('a StuffIt archive', 'SIT!', {
    confirms: (content) => readLatin1(content, 10, 14) === 'rLau',
  }),
  makeUnreadForm('a StuffIt archive', 'StuffIt (c)1997'),
  makeUnreadForm('a StuffIt archive', 'StuffIt!'),
  makeUnreadForm('a Windows image (WIM)', 'WLPWM\0\0\0'),
  makeUnreadForm('a zpaq archive', 'zPQ', { confirms: (content) => content[3] === 1 || content[3] === 2 }),
  makeUnreadForm('an lrzip file', 'LRZI\0'),
  makeUnreadForm('an rzip file', 'RZIP\x02'),
  makeUnreadForm('a bzip3 file', 'BZ3v1'),
  makeUnreadForm('a file in the Snappy framing format', '\xff\x06\0\0sNaPpY'),
  makeUnreadForm('an LZFSE file', 'bvx', {
    confirms: (content) => readLatin1(content, content.length - 4) === 'bvx$',
  }),
  makeUnreadForm('a pbzx file', 'pbzx\0\0\0'),
  makeUnreadForm('a file of compress.exe', 'SZDD\x88\xf0\x27\x33'),
  makeUnreadForm('a file of compress.exe', 'KWAJ\x88\xf0\x27\xd1'),
  makeUnreadForm('a Java archive in Pack200', '\xca\xfe\xd0\x0d'),
  makeUnreadForm('an EROFS image', '\xe2\xe1\xf5\xe0', { at: 1024 }),
  makeUnreadForm('a cramfs image', 'Compressed ROMFS', { at: 16 }),
  makeUnreadForm('a disk image', '', { confirms: isAppleImage }),
  makeUnreadForm('a virtual disk (qcow2)', 'QFI\xfb\0\0\0'),
  makeUnreadForm('a virtual disk (VMDK)', 'KDMV', {
    confirms: (content) => (content[4] ?? 0) <= 3 && content[5] === 0,
  }),
  makeUnreadForm('a virtual disk (VHDX)', 'vhdxfile'),
  makeUnreadForm('an Outlook mailbox', '!BDN', {
    confirms: (content) => readLatin1(content, 8, 10) === 'SM',
  }),
]

function readLatin1(content: Buffer, from: number, to?: number): string {
  return content.toString('latin1', Math.max(0, from), to)
}

/** The header's checksum over what it says of the next one (7-Zip, DOC/7zFormat.txt, "SignatureHeader"). */
function isSevenZip(content: Buffer, at: number): boolean {
  return (
    at + 32 <= content.length && content.readUInt32LE(at + 8) === crc32(content.subarray(at + 12, at + 32))
  )
}

/** RAR 5: a CRC-32 over the first block's header; RAR 4: the low half of one over the main header. */
function isRar(content: Buffer, at: number): boolean {
  if (content[at + 6] === 1 && content[at + 7] === 0) {
    const size = content[at + 12] ?? 0
    const end = at + 13 + size
    return (
      size < 0x80 &&
      end <= content.length &&
      content.readUInt32LE(at + 8) === crc32(content.subarray(at + 12, end))
    )
  }
  if (content[at + 6] !== 0 || at + 14 > content.length) return false
  const end = at + 7 + content.readUInt16LE(at + 12)
  if (end > content.length || end < at + 14) return false
  return content.readUInt16LE(at + 7) === (crc32(content.subarray(at + 9, end)) & 0xffff)
}

/** Reserved fields of zero, a size within the file, version 1.3 (MS-CAB, "CFHEADER"). */
function isCabinet(content: Buffer, at: number): boolean {
  if (at + 36 > content.length) return false
  const size = content.readUInt32LE(at + 8)
  const isEmpty = content.readUInt32LE(at + 12) === 0 && content.readUInt32LE(at + 20) === 0
  return isEmpty && size >= 36 && content[at + 24] === 3 && content[at + 25] === 1
}

/** The main header: type 2, 30 to 2,600 bytes, a CRC-32 over it behind it (ARJ, TECHNOTE.TXT, "archive main header"). */
function isArj(content: Buffer, at: number): boolean {
  if (at + 8 > content.length) return false
  const size = content.readUInt16LE(at + 2)
  const end = at + 4 + size
  if (content[at + 10] !== 2 || size < 30 || size > 2600 || end + 4 > content.length) return false
  return content.readUInt32LE(end) === crc32(content.subarray(at + 4, end))
}

/** A header of 208 bytes (MS-WIM, "WIMHEADER_V1_PACKED"). */
function isWindowsImage(content: Buffer, at: number): boolean {
  return at + 208 <= content.length && content.readUInt32LE(at + 8) === 208
}

/** Level 1 or 2 behind the locator tag (The ZPAQ Open Standard Format, 2.06). */
function isZpaq(content: Buffer, at: number): boolean {
  return content[at + 16] === 1 || content[at + 16] === 2
}

/** Sizes of the header and of everything, which must be there (NSIS, Source/exehead/fileform.h, "firstheader"). */
function isNsis(content: Buffer, at: number): boolean {
  if (at + 28 > content.length) return false
  const all = content.readUInt32LE(at + 24)
  return content.readUInt32LE(at + 20) > 0 && all > 28 && at + all <= content.length
}

/** Version 4.0 in its superblock (linux/fs/squashfs/squashfs_fs.h). */
function isSquashfs(content: Buffer, at: number): boolean {
  return (
    at + 96 <= content.length && content.readUInt16LE(at + 28) === 4 && content.readUInt16LE(at + 30) === 0
  )
}

/** `-lh5-`, `-lzs-`, `-pm2-` and the like, and the level of the header (lhasa, lib/lha_file_header.c). */
function isLha(content: Buffer): boolean {
  return /^-l[hz][0-9a-z]-$/.test(readLatin1(content, 2, 7)) && (content[20] ?? 9) <= 3
}

/** A method, a name that ends with zero, a size, and behind so many bytes the next header or the end. */
function isArc(content: Buffer): boolean {
  const method = content[1] ?? 0
  if (method < 1 || method > 11 || content.length < 31) return false
  if (!/^[\x21-\x7e]{1,12}\0/.test(readLatin1(content, 2, 15))) return false
  return content[content.readUInt32LE(15) + (method === 1 ? 25 : 29)] === 0x1a
}

/** Apple's UDIF: a trailer of 512 bytes at the end. */
function isAppleImage(content: Buffer): boolean {
  return content.length >= 512 && readLatin1(content, content.length - 512, content.length - 508) === 'koly'
}
