import { isEncryptedPdf } from '../binaries/pdf-cipher.ts'
import type { Recogniser } from './recogniser.ts'

const makeEncryptedForm = (
  name: string,
  magic: string,
  confirms?: (content: Buffer, start: number) => boolean,
): Recogniser => ({
  reason: 'sealed',
  name,
  magic,
  ...(confirms === undefined ? {} : { confirms }),
})

/** How an object of CMS says that its content is enveloped: the identifier 1.2.840.113549.1.7.3 (RFC 5652, section 6.1). */
const ENVELOPED = Buffer.from('06092a864886f70d010703', 'hex')
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le')
/** Packets of OpenPGP (RFC 9580, section 5): a session key for somebody or for a passphrase; what is encrypted by it. */
const SESSION_KEY = new Set([1, 3])
const PGP_VERSIONS = new Set([3, 4, 5, 6])
const ENCRYPTED_DATA = new Set([9, 18, 20])
const MOST_RECIPIENTS = 64

/** Whole files whose content nobody can read without a key. */
export const ENCRYPTED_FORMS: readonly Recogniser[] = [
  makeEncryptedForm('encrypted by openssl', 'Salted__'),
  makeEncryptedForm('encrypted by git-crypt', '\0GITCRYPT\0'),
  makeEncryptedForm('encrypted by age', 'age-encryption.org/v1\n'),
  makeEncryptedForm('encrypted by age', '-----BEGIN AGE ENCRYPTED FILE-----'),
  makeEncryptedForm('encrypted by ansible-vault', '$ANSIBLE_VAULT;1.'),
  makeEncryptedForm('encrypted by OpenPGP', '-----BEGIN PGP MESSAGE-----'),
  makeEncryptedForm('encrypted by OpenPGP', '', isPgpMessage),
  makeEncryptedForm('encrypted (CMS)', '\x30', (content) => content.subarray(0, 24).includes(ENVELOPED)),
  makeEncryptedForm('an encrypted PDF document', '%PDF-', isEncryptedPdf),
  makeEncryptedForm('an encrypted Office document', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', (content) =>
    content.includes(ENCRYPTED_PACKAGE),
  ),
  makeEncryptedForm('an encrypted database of KeePass', '\x03\xd9\xa2\x9a'),
  makeEncryptedForm('an encrypted volume (LUKS)', 'LUKS\xba\xbe'),
]

/** Session keys, one behind the other, and then something that is encrypted. */
function isPgpMessage(content: Buffer): boolean {
  let at = 0
  for (let keys = 0; keys <= MOST_RECIPIENTS; keys += 1) {
    const packet = readPgpPacket(content, at)
    if (packet === null) return false
    if (keys > 0 && ENCRYPTED_DATA.has(packet.tag)) return true
    if (!SESSION_KEY.has(packet.tag) || !PGP_VERSIONS.has(content[packet.body] ?? 0)) return false
    at = packet.end
  }
  return false
}

interface PgpPacket {
  readonly tag: number
  readonly body: number
  /** Beyond the file where the length is not given. */
  readonly end: number
}

/** Header of a packet in both writings (RFC 9580, sections 4.2.1 and 4.2.2). */
function readPgpPacket(content: Buffer, at: number): PgpPacket | null {
  const first = content[at] ?? 0
  if ((first & 0x80) === 0 || at + 8 > content.length) return null
  if ((first & 0x40) !== 0) {
    const length = content[at + 1] ?? 0
    const tag = first & 0x3f
    if (length < 192) return { tag, body: at + 2, end: at + 2 + length }
    if (length < 224)
      return { tag, body: at + 3, end: at + 3 + (length - 192) * 256 + (content[at + 2] ?? 0) + 192 }
    if (length < 255) return { tag, body: at + 2, end: Number.MAX_SAFE_INTEGER }
    return { tag, body: at + 6, end: at + 6 + content.readUInt32BE(at + 2) }
  }
  const tag = (first >> 2) & 15
  const size = [1, 2, 4, 0][first & 3] ?? 0
  const length = size === 0 ? Number.MAX_SAFE_INTEGER : content.readUIntBE(at + 1, size)
  return { tag, body: at + 1 + size, end: at + 1 + size + length }
}
