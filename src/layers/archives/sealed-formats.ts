import { crc32 } from 'node:zlib'
import type { UnseenReason } from '../../model/unseen.ts'

/** A form that no reader here opens. */
export interface SealedFormat {
  readonly reason: Extract<UnseenReason, 'sealed' | 'no-reader'>
  /** A noun phrase: "a RAR archive". */
  readonly name: string
}

interface Recogniser extends SealedFormat {
  /** First bytes, in Latin-1. */
  readonly magic: string
  /** What else must hold at `at`, for magic numbers that stand in the code of programs too. */
  confirms?(content: Buffer, at: number): boolean
}

/** Container forms by their signatures; each is confirmed by a checksum or the fields behind it. */
const ARCHIVES: readonly Recogniser[] = [
  { reason: 'no-reader', name: 'a 7z archive', magic: '7z\xbc\xaf\x27\x1c', confirms: isSevenZip },
  { reason: 'no-reader', name: 'a RAR archive', magic: 'Rar!\x1a\x07', confirms: isRar },
  { reason: 'no-reader', name: 'a cabinet', magic: 'MSCF\0\0\0\0', confirms: isCabinet },
  { reason: 'no-reader', name: 'a xar archive', magic: 'xar!\0\x1c\0\x01' },
  { reason: 'no-reader', name: 'a squashfs image', magic: 'hsqs', confirms: isSquashfs },
  { reason: 'no-reader', name: 'an lzop file', magic: '\x89LZO\0\r\n\x1a\n' },
]

/** Whole files only: their signatures are too short, or are ordinary words, to be looked for inside others. */
const WHOLE: readonly Recogniser[] = [
  {
    reason: 'no-reader',
    name: 'a file of compress(1)',
    magic: '\x1f\x9d',
    confirms: (content) => ((content[2] ?? 0) & 0x60) === 0 && ((content[2] ?? 0) & 31) >= 9,
  },
  { reason: 'no-reader', name: 'a disk image', magic: '', confirms: isDiskImage },
  { reason: 'sealed', name: 'encrypted by openssl', magic: 'Salted__' },
  { reason: 'sealed', name: 'encrypted by git-crypt', magic: '\0GITCRYPT\0' },
  { reason: 'sealed', name: 'encrypted by age', magic: 'age-encryption.org/v1\n' },
  { reason: 'sealed', name: 'encrypted by ansible-vault', magic: '$ANSIBLE_VAULT;1.' },
]

const ALL = [...ARCHIVES, ...WHOLE]

/** What a whole file is that nobody here can open; null for everything else. */
export function sealedFormat(content: Buffer): SealedFormat | null {
  const found = ALL.find((one) => matches(one, content, 0))
  return found === undefined ? null : { reason: found.reason, name: found.name }
}

/** Archives that no reader here opens inside of something larger: a self-extracting program, a resource. */
export function sealedArchivesWithin(content: Buffer): (SealedFormat & { readonly offset: number })[] {
  return ARCHIVES.flatMap((one) => {
    const magic = Buffer.from(one.magic, 'latin1')
    const found: (SealedFormat & { offset: number })[] = []
    for (let at = content.indexOf(magic); at !== -1; at = content.indexOf(magic, at + magic.length))
      if (one.confirms !== undefined && matches(one, content, at))
        found.push({ reason: one.reason, name: one.name, offset: at })
    return found
  })
}

function matches({ magic, confirms }: Recogniser, content: Buffer, at: number): boolean {
  if (magic !== '' && content[at] !== magic.charCodeAt(0)) return false
  const begins = content.toString('latin1', at, at + magic.length) === magic
  return begins && (confirms === undefined || confirms(content, at))
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

/** Version 4.0 in its superblock (linux/fs/squashfs/squashfs_fs.h). */
function isSquashfs(content: Buffer, at: number): boolean {
  return (
    at + 96 <= content.length && content.readUInt16LE(at + 28) === 4 && content.readUInt16LE(at + 30) === 0
  )
}

/** Apple's UDIF: a trailer of 512 bytes at the end. */
function isDiskImage(content: Buffer): boolean {
  return (
    content.length >= 512 &&
    content[content.length - 512] === 0x6b &&
    content.toString('latin1', content.length - 512, content.length - 508) === 'koly'
  )
}
