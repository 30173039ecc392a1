/** A piece of DER: its tag, and where its content lies. */
interface Element {
  readonly tag: number
  readonly start: number
  readonly end: number
}

const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_ID = 0x06
const SEQUENCE = 0x30

/** A PKCS#1 key has version, modulus, two exponents, two primes and three coefficients; a DSA key six integers. */
const RSA_INTEGERS = 9
const DSA_INTEGERS = 6
const PKCS12_VERSION = 3
/** 1.2.840.113549.1.12.10.1.1 and .2 (RFC 7292, section 4.2): a key bag, plain or shrouded. */
const KEY_BAG = Buffer.from('2a864886f70d010c0a0101', 'hex')
const SHROUDED_KEY_BAG = Buffer.from('2a864886f70d010c0a0102', 'hex')

export interface KeyStructure {
  /** "RSA private key (PKCS#1)". */
  readonly kind: string
  readonly encrypted: boolean
  /** `changed`: begins like one, but was cut or changed; `marked`: is marked as one, but its body reads as none. */
  readonly flaw?: 'changed' | 'marked'
}

/**
 * What kind of private key the bytes are, by their ASN.1 structure: PKCS#1 (RFC 8017), SEC 1 (RFC 5915), PKCS#8 plain
 * or encrypted (RFC 5958), DSA, PKCS#12 with a key in it (RFC 7292).
 * @returns null for anything else: certificates, public keys, bytes that are no DER or do not fill their length.
 */
export function recognisePrivateKeyInDer(bytes: Buffer): KeyStructure | null {
  const outer = readElementAt(bytes, 0)
  if (!outer || outer.tag !== SEQUENCE || outer.end > bytes.length || bytes.length - outer.end > 3)
    return null
  const parts = readChildren(bytes, outer)
  const [first, second] = parts ?? []
  if (!parts || !first || !second) return null
  if (first.tag === SEQUENCE) {
    const isEncrypted = second.tag === OCTET_STRING && parts.length === 2 && beginsWithObjectId(bytes, first)
    return isEncrypted ? { kind: 'private key (PKCS#8)', encrypted: true } : null
  }
  if (first.tag !== INTEGER || first.end - first.start !== 1) return null
  return recogniseVersionedKey(
    bytes,
    bytes[first.start] ?? -1,
    parts.map(({ tag }) => tag),
    second,
  )
}

/** A structure that begins with its version, by the tags of its parts. */
function recogniseVersionedKey(
  bytes: Buffer,
  version: number,
  tags: readonly number[],
  second: Element,
): KeyStructure | null {
  if (second.tag === SEQUENCE) {
    if (version === PKCS12_VERSION) return recogniseKeyStore(bytes)
    const isKey = tags[2] === OCTET_STRING && version <= 1 && beginsWithObjectId(bytes, second)
    return isKey ? { kind: 'private key (PKCS#8)', encrypted: false } : null
  }
  if (second.tag === OCTET_STRING && version === 1 && !tags.includes(BIT_STRING))
    return { kind: 'EC private key (SEC 1)', encrypted: false }
  if (!tags.every((tag, index) => tag === INTEGER || index >= RSA_INTEGERS) || version > 1) return null
  if (tags.length >= RSA_INTEGERS) return { kind: 'RSA private key (PKCS#1)', encrypted: false }
  return tags.length === DSA_INTEGERS ? { kind: 'DSA private key', encrypted: false } : null
}

function recogniseKeyStore(bytes: Buffer): KeyStructure | null {
  if (bytes.includes(SHROUDED_KEY_BAG)) return { kind: 'private key in a PKCS#12 store', encrypted: true }
  return bytes.includes(KEY_BAG) ? { kind: 'private key in a PKCS#12 store', encrypted: false } : null
}

function beginsWithObjectId(bytes: Buffer, sequence: Element): boolean {
  return readElementAt(bytes, sequence.start)?.tag === OBJECT_ID
}

/** The elements directly inside another, or null when they do not fill it exactly. */
function readChildren(bytes: Buffer, parent: Element): Element[] | null {
  const children: Element[] = []
  let at = parent.start
  while (at < parent.end && children.length < 16) {
    const child = readElementAt(bytes, at)
    if (!child || child.end > parent.end) return null
    children.push(child)
    at = child.end
  }
  return at === parent.end ? children : null
}

/** Definite lengths of up to four bytes (X.690, section 8.1.3). */
function readElementAt(bytes: Buffer, at: number): Element | null {
  const tag = bytes[at]
  const length = bytes[at + 1]
  if (tag === undefined || length === undefined) return null
  if (length < 0x80) return { tag, start: at + 2, end: at + 2 + length }
  const size = length & 0x7f
  if (size === 0 || size > 4 || at + 2 + size > bytes.length) return null
  return { tag, start: at + 2 + size, end: at + 2 + size + bytes.readUIntBE(at + 2, size) }
}
