/** What a binary file that holds keys is, as a noun phrase; null for any other. */
export function recogniseKeyContainer(bytes: Buffer): string | null {
  return (
    recogniseSignedKey(bytes) ??
    recogniseKeyBlob(bytes) ??
    recogniseDerKey(bytes) ??
    recogniseJavaKeyStore(bytes) ??
    recognisePasswordDatabase(bytes) ??
    recogniseOpenPgpSecret(bytes)
  )
}

/** Keys of programs that begin with a line or a mark of their own. */
const SIGNED: readonly (readonly [kind: string, begins: string])[] = [
  ['A keyring of GNOME', 'GnomeKeyring\n\r\0\n'],
  ['A wallet of KDE', 'KWALLET\n\r\0\r\n'],
  ['A password database (Password Safe)', 'PWS3'],
  ['The secret key of a hidden service of Tor', '== ed25519v1-secret'],
  ['A macaroon, which opens a Lightning wallet', '\x02\x01\x03lnd'],
]

const SIGNED_BYTES = new Set(Buffer.from('GKP=\x02', 'latin1'))

/** Keys of Kerberos: version 2, then entries with their length, components and realm (MIT Kerberos, "Keytab file format"). */
function isKeytab(bytes: Buffer): boolean {
  if (bytes.length < 32 || bytes.readUInt16BE(0) !== 0x0502) return false
  const [length, components, realm] = [bytes.readInt32BE(2), bytes.readUInt16BE(6), bytes.readUInt16BE(8)]
  if (length < 16 || length > bytes.length || components < 1 || components > 5 || realm > 128) return false
  return /^[A-Za-z0-9._-]{2,128}$/.test(bytes.toString('latin1', 10, 10 + realm))
}

function recogniseSignedKey(bytes: Buffer): string | null {
  if (isKeytab(bytes)) return 'Keys of accounts in Kerberos (keytab)'
  if (bytes.length > 56 && bytes.toString('latin1', 0, 5) === 'cook\0') return 'Cookies of a browser (Safari)'
  if (!SIGNED_BYTES.has(bytes[0] ?? 0)) return null
  const head = bytes.toString('latin1', 0, 32)
  return SIGNED.find(([, begins]) => head.startsWith(begins))?.[0] ?? null
}

/**
 * A key of Windows' CryptoAPI as .NET signs assemblies with (`.snk`): PRIVATEKEYBLOB, version 2, of RSA or DSS
 * (https://learn.microsoft.com/windows/win32/seccrypto/base-provider-key-blobs). Blobs of public keys begin with 6.
 */
function recogniseKeyBlob(bytes: Buffer): string | null {
  if (bytes[0] !== 7 || bytes[1] !== 2 || bytes.length < 200) return null
  const magic = bytes.toString('latin1', 8, 12)
  return magic === 'RSA2' || magic === 'DSS2' ? 'A private key that signs assemblies of .NET' : null
}

interface Element {
  readonly tag: number
  readonly body: number
  readonly end: number
}

/** One DER element (X.690, section 8.1), or null where the bytes are none. Indefinite lengths end with the bytes. */
function readElement(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at]
  const first = bytes[at + 1]
  if (tag === undefined || first === undefined) return null
  if (first < 0x80) return { tag, body: at + 2, end: at + 2 + first }
  if (first === 0x80) return { tag, body: at + 2, end: bytes.length }
  const count = first & 0x7f
  if (count > 4 || at + 2 + count > bytes.length) return null
  const body = at + 2 + count
  return { tag, body, end: body + bytes.readUIntBE(at + 2, count) }
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const OCTETS = 0x04
const OBJECT_ID = 0x06
/** 1.2.840.113549.1.7: the content types that a PKCS#12 file begins with (RFC 7292, section 4). */
const PKCS7 = Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07])
/** 1.2.840.113549.1.5 and .1.12.1: password-based encryption (RFC 8018, appendix A; RFC 7292, appendix C). */
const PASSWORD_BASED = [
  Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05]),
  Buffer.from([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01]),
]

function startsAt(bytes: Buffer, at: number, prefix: Buffer): boolean {
  return bytes.subarray(at, at + prefix.length).equals(prefix)
}

/** PKCS#12, PKCS#8 plain and encrypted, PKCS#1 and SEC 1, by their first elements. */
function recogniseDerKey(bytes: Buffer): string | null {
  const outer = readElement(bytes, 0)
  if (outer?.tag !== SEQUENCE || outer.end > bytes.length || outer.end < bytes.length - 2) return null
  const first = readElement(bytes, outer.body)
  if (first === null || first.end > outer.end) return null
  const second = readElement(bytes, first.end)
  if (first.tag === SEQUENCE) {
    const id = readElement(bytes, first.body)
    const isEncrypted =
      id?.tag === OBJECT_ID && PASSWORD_BASED.some((prefix) => startsAt(bytes, id.body, prefix))
    return isEncrypted && second?.tag === OCTETS ? 'An encrypted private key (PKCS#8)' : null
  }
  if (first.tag !== INTEGER || first.end - first.body !== 1 || second === null) return null
  const version = bytes[first.body]
  const inner = readElement(bytes, second.body)
  const isObject = second.tag === SEQUENCE && inner?.tag === OBJECT_ID
  if (version === 3 && isObject && startsAt(bytes, inner.body, PKCS7)) return 'A key store (PKCS#12)'
  if (version !== undefined && version <= 1 && isObject && readElement(bytes, second.end)?.tag === OCTETS)
    return 'A private key (PKCS#8)'
  if (version === 0 && second.tag === INTEGER && second.end - second.body >= 64)
    return 'A private key (PKCS#1)'
  if (version === 1 && second.tag === OCTETS && second.end - second.body >= 16) return 'A private key (SEC 1)'
  return null
}

/**
 * Java's JKS and JCEKS. One that holds nothing but trusted certificates is a trust store and passes. Layout as
 * written by sun.security.provider.JavaKeyStore.engineStore in the JDK's source.
 */
function recogniseJavaKeyStore(bytes: Buffer): string | null {
  if (bytes.length < 16) return null
  const magic = bytes.readUInt32BE(0)
  if (magic !== 0xfeedfeed && magic !== 0xcececece) return null
  const named = `A Java key store (${magic === 0xfeedfeed ? 'JKS' : 'JCEKS'})`
  const version = bytes.readUInt32BE(4)
  let at = 12
  for (let left = bytes.readUInt32BE(8); left > 0; left--) {
    if (at + 6 > bytes.length || bytes.readUInt32BE(at) !== 2) return named
    at += 4
    at += 2 + bytes.readUInt16BE(at) + 8
    if (version === 2) {
      if (at + 2 > bytes.length) return named
      at += 2 + bytes.readUInt16BE(at)
    }
    if (at + 4 > bytes.length) return named
    at += 4 + bytes.readUInt32BE(at)
  }
  return null
}

const SQLITE = Buffer.from('SQLite format 3\0')
const SECRET_TABLES = [
  'CREATE TABLE logins',
  'CREATE TABLE moz_logins',
  'CREATE TABLE moz_cookies',
  'CREATE TABLE cookies',
  'CREATE TABLE "credentials"',
]

/** GnuPG's own store, one canonical S-expression a file (gnupg, agent/keyformat.txt). */
const AGENT_KEY = /^\((?:11:private-key|21:protected-private-key)\(/

/** Tables of private keys, symmetric keys and passwords of a keychain (Apple's Security, `cssmapple.h` and `AppleDatabase.h`). */
const KEYCHAIN_SECRETS = new Set([0x10, 0x11, 0x80000000, 0x80000001, 0x80000002])

/** Whether a keychain's tables say that it holds certificates and nothing else; false where they cannot be followed. */
function holdsNoKey(bytes: Buffer): boolean {
  const readAt = (offset: number) => (offset + 4 <= bytes.length ? bytes.readUInt32BE(offset) : -1)
  const schema = readAt(12)
  const tables = schema === -1 ? -1 : readAt(schema + 4)
  if (tables < 5 || tables > 100) return false
  let known = 0
  for (let index = 0; index < tables; index += 1) {
    const table = schema + readAt(schema + 8 + index * 4)
    if (!KEYCHAIN_SECRETS.has(readAt(table + 4))) continue
    if (readAt(table + 8) !== 0) return false
    known += 1
  }
  return known === KEYCHAIN_SECRETS.size
}

/** KeePass (its header's two signatures), macOS keychains, browsers' and gcloud's SQLite stores. */
function recognisePasswordDatabase(bytes: Buffer): string | null {
  const head = bytes.toString('hex', 0, 8)
  if (/^03d9a29a6[57]fb4bb5$/.test(head)) return 'A KeePass password database'
  if (AGENT_KEY.test(bytes.toString('latin1', 0, 32))) return 'A secret key (GnuPG)'
  if (head.startsWith('6b796368') && bytes[4] === 0 && !holdsNoKey(bytes)) return 'A macOS keychain'
  if (bytes.subarray(0, SQLITE.length).equals(SQLITE)) {
    const schema = bytes.toString('latin1', 0, 65_536)
    if (SECRET_TABLES.some((table) => schema.includes(table))) return 'A database of saved logins or cookies'
  }
  return null
}

/** Public-key algorithms (RFC 9580, section 9.1). */
const ALGORITHMS = new Set([1, 2, 3, 16, 17, 18, 19, 20, 22, 25, 26, 27, 28])

/** A secret-key packet, tag 5, at the beginning (RFC 9580, sections 4.2 and 5.5.3). */
function recogniseOpenPgpSecret(bytes: Buffer): string | null {
  const tag = bytes[0] ?? 0
  const first = bytes[1] ?? 0
  let header: number
  if (tag === 0xc5) header = first < 192 ? 2 : first < 224 ? 3 : 6
  else if (tag >= 0x94 && tag <= 0x96) header = tag === 0x94 ? 2 : tag === 0x95 ? 3 : 5
  else return null
  const version = bytes[header]
  const isKey =
    version !== undefined && version >= 3 && version <= 6 && ALGORITHMS.has(bytes[header + 5] ?? 0)
  return isKey && bytes.length > 64 ? 'A secret key (OpenPGP)' : null
}
