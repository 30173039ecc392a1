import { type KeyStructure, recognisePrivateKeyInDer } from './der.ts'

/** An Ed25519 key in PKCS#8 has 48 bytes. */
export const SHORTEST_BODY = 40

export interface KeyBody {
  readonly headers: string
  readonly base64: string
}

/** Undoes what quoting, joining, indenting and escaping do to the lines of a PEM. */
export function readPlainBody(inside: string): KeyBody {
  const lines = inside
    .replace(/\\+u000[adAD]|\\+[nr]|%0[adAD]|&#1[03];|<br ?\/?>/g, '\n')
    .replace(/%2[bB]/g, '+')
    .replace(/%2[fF]/g, '/')
    .replace(/%3[dD]/g, '=')
    .replace(/\\\//g, '/')
    .replace(/^[ \t]{0,40}[bBrRuU](?=["'])/gm, '')
    .replace(/["'`]\s{0,200}[+,]\s{0,200}["'`]/g, '\n')
    .replace(/["'`\\,;]|^[ \t]{0,40}(?:[+*#>|;%]{1,3}|\/\/[/!]?|--)[ \t]/gm, '')
    .split('\n')
    .map((line) => line.trim())
  const headers = lines.filter((line) => /^[A-Z][A-Za-z-]{2,20}: /.test(line))
  const base64 = lines.filter((line) => !headers.includes(line)).join('')
  return { headers: headers.join('\n'), base64: base64.replace(/\s/g, '') }
}

export function recogniseStructure(
  label: string,
  block: boolean,
  { headers, base64 }: KeyBody,
): KeyStructure | null {
  const encoded = /^[A-Za-z0-9+/]+={0,2}(?:=[A-Za-z0-9+/]{4})?$/.test(base64)
  if (!encoded || base64.length < SHORTEST_BODY) return null
  const bytes = Buffer.from(base64, 'base64')
  if (block || label === 'PGP')
    return isPgpSecretKey(bytes) ? { kind: 'PGP private key', encrypted: false } : null
  if (label === 'OPENSSH' || bytes.subarray(0, OPENSSH.length).equals(OPENSSH))
    return recogniseOpenSshKey(bytes)
  if (/ENCRYPTED/.test(headers))
    return { kind: `${label} private key`.trim(), encrypted: bytes.length % 8 === 0 }
  return recognisePrivateKeyInDer(bytes)
}

/** https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key */
export const OPENSSH = Buffer.from('openssh-key-v1\0', 'latin1')

function recogniseOpenSshKey(bytes: Buffer): KeyStructure | null {
  if (!bytes.subarray(0, OPENSSH.length).equals(OPENSSH) || bytes.length < OPENSSH.length + 8) return null
  const length = bytes.readUInt32BE(OPENSSH.length)
  const cipher = bytes.toString('latin1', OPENSSH.length + 4, OPENSSH.length + 4 + Math.min(length, 40))
  return { kind: 'OpenSSH private key', encrypted: cipher !== 'none' }
}

/** Packet tag 5, in the old or new header form (RFC 9580, section 4.2). */
function isPgpSecretKey(bytes: Buffer): boolean {
  const first = bytes[0] ?? 0
  const tag = (first & 0x40) === 0 ? (first >> 2) & 15 : first & 63
  return (first & 0x80) !== 0 && tag === 5
}
