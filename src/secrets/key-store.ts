import { type KeyStructure, recognisePrivateKeyInDer } from './der.ts'

/** Java key stores: https://github.com/openjdk/jdk/blob/master/src/java.base/share/classes/sun/security/provider/JavaKeyStore.java */
const JKS = 0xfeedfeed
const JCEKS = 0xcececece
const PRIVATE_KEY_ENTRY = 1
const CERTIFICATE_ENTRY = 2
/** Entries looked at before a store of certificates is believed to hold nothing else. */
const ENTRIES = 1000
/** A key store is small; a larger file that begins like DER is something else. */
const LARGEST = 1024 * 1024

/**
 * Whether a key store is the one that every Android project is made with: its password is public, and what it signs
 * installs on developers' devices only (https://developer.android.com/studio/publish/app-signing#debug-mode).
 */
export function isDebugKeyStore(name: string, bytes: Buffer): boolean {
  return /(?:^|[/!])debug\.(?:keystore|jks|p12)$/i.test(name) || bytes.includes('androiddebugkey')
}

/** What private key a binary file is or holds: DER, PKCS#12, JKS, JCEKS; null for none. */
export function recognisePrivateKeyInBinary(bytes: Buffer): KeyStructure | null {
  if (bytes.length < 16 || bytes.length > LARGEST) return null
  if (bytes[0] === 0x30) return recognisePrivateKeyInDer(bytes)
  const magic = bytes.readUInt32BE(0)
  if (magic !== JKS && magic !== JCEKS) return null
  return holdsPrivateKey(bytes) ? { kind: 'private key in a Java key store', encrypted: true } : null
}

function holdsPrivateKey(bytes: Buffer): boolean {
  const version = bytes.readUInt32BE(4)
  let at = 12
  for (let entry = 0; entry < ENTRIES && at + 6 <= bytes.length; entry += 1) {
    const tag = bytes.readUInt32BE(at)
    if (tag === PRIVATE_KEY_ENTRY) return true
    if (tag !== CERTIFICATE_ENTRY) return false
    at += 4
    at += 2 + readShortAt(bytes, at) + 8
    if (version === 2) at += 2 + readShortAt(bytes, at)
    at += 4 + (at + 4 <= bytes.length ? bytes.readUInt32BE(at) : bytes.length)
  }
  return false
}

function readShortAt(bytes: Buffer, at: number): number {
  return at + 2 <= bytes.length ? bytes.readUInt16BE(at) : bytes.length
}
