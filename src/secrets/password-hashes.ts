import type { KeywordHits } from '../model/layer.ts'
import { readWindow } from './byte-text.ts'

/** A password's hash in one of the forms that systems store. */
export interface PasswordHash {
  readonly offset: number
  readonly scheme: string
  readonly hash: string
}

/** By how each begins: bcrypt, Argon2 (PHC), crypt(5), PBKDF2 and scrypt of passlib, Django, Werkzeug. */
const SCHEMES: readonly (readonly [keyword: string, scheme: string, form: RegExp])[] = [
  ['$2a$', 'bcrypt', /^\$2a\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/],
  ['$2b$', 'bcrypt', /^\$2b\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/],
  ['$2y$', 'bcrypt', /^\$2y\$(?:0[4-9]|[12]\d|3[01])\$[./A-Za-z0-9]{53}(?![./A-Za-z0-9])/],
  [
    '$argon2',
    'Argon2',
    /^\$argon2(?:id|i|d)\$v=\d+\$m=\d+,t=\d+,p=\d+\$[A-Za-z0-9+/]{10,}\$[A-Za-z0-9+/]{20,}/,
  ],
  ['$6$', 'SHA-512 crypt', /^\$6\$(?:rounds=\d+\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{86}/],
  ['$5$', 'SHA-256 crypt', /^\$5\$(?:rounds=\d+\$)?[./A-Za-z0-9]{1,16}\$[./A-Za-z0-9]{43}/],
  ['$apr1$', 'Apache MD5', /^\$apr1\$[./A-Za-z0-9]{8}\$[./A-Za-z0-9]{22}/],
  ['$p$b', 'phpass', /^\$P\$B[./A-Za-z0-9]{30}(?![./A-Za-z0-9])/],
  ['pbkdf2_sha256$', 'PBKDF2', /^pbkdf2_sha256\$\d{4,7}\$[A-Za-z0-9]{8,}\$[A-Za-z0-9+/]{43}=/],
  ['pbkdf2:sha256:', 'PBKDF2', /^pbkdf2:sha256:\d{4,7}\$[A-Za-z0-9]{8,}\$[0-9a-f]{64}/],
  ['scrypt:', 'scrypt', /^scrypt:\d+:\d+:\d+\$[A-Za-z0-9]{8,}\$[0-9a-f]{128}/],
  ['$1$', 'MD5 crypt', /^\$1\$[./A-Za-z0-9]{4,8}\$[./A-Za-z0-9]{22}(?![./A-Za-z0-9])/],
  ['$y$', 'yescrypt', /^\$y\$[./A-Za-z0-9]{2,8}\$[./A-Za-z0-9]{8,40}\$[./A-Za-z0-9]{43}(?![./A-Za-z0-9])/],
  ['$s$', 'SHA-512 of Drupal', /^\$S\$[C-F][./A-Za-z0-9]{51}(?![./A-Za-z0-9])/],
  [
    'passwordhash":',
    'scrypt of Firebase',
    /^passwordHash"\s{0,4}:\s{0,4}"[A-Za-z0-9+/_-]{60,120}={0,2}"\s{0,4},\s{0,40}"(?:salt|passwordSalt)"\s{0,4}:\s{0,4}"[A-Za-z0-9+/_-]{8,}/i,
  ],
  [
    'scram-sha-256$',
    'SCRAM-SHA-256',
    /^SCRAM-SHA-256\$\d{4,7}:[A-Za-z0-9+/]{12,}={0,2}\$[A-Za-z0-9+/]{40,}={0,2}:[A-Za-z0-9+/]{40,}={0,2}/,
  ],
  ["password 'md5", 'MD5 of PostgreSQL', /^PASSWORD 'md5[0-9a-f]{32}'/i],
  ["by password '*", 'SHA-1 of MySQL', /^BY PASSWORD '\*[0-9A-F]{40}'/i],
  ["'*", 'SHA-1 of MySQL', /^'\*[0-9A-F]{40}'/],
  ["as '*", 'SHA-1 of MySQL', /^AS '\*[0-9A-F]{40}'/i],
  ["as '$a$0", 'SHA-256 of MySQL', /^AS '\$A\$0\d\d\$[^'\n]{40,}'/i],
  // Version 3: a 1, the function (0 to 2), the rounds, a salt of 16 bytes, 32 bytes of hash. `AQAAAA` alone is in any font.
  [
    'aqaaaa',
    'ASP.NET Identity',
    /^AQAAAA[AEI]A[A-D][A-Za-z0-9+/]{3}AAAAE[A-P](?:[A-Za-z0-9+/]|\\u002b){64}(?:==|(?![A-Za-z0-9+/]))/i,
  ],
  ['{ssha}', 'LDAP SSHA', /^\{SSHA\}[A-Za-z0-9+/]{32,44}={0,2}/],
  // Dumps of a Windows domain: the hash of an empty LM password, then the NT hash.
  [
    'aad3b435b51404ee',
    'NTLM',
    /^aad3b435b51404eeaad3b435b51404ee:(?!31d6cfe0d16ae931)[0-9a-f]{32}(?![0-9a-f])/i,
  ],
  [
    'derived_key',
    'PBKDF2 of CouchDB',
    /^derived_key\\{0,3}["']?\s{0,4}:\s{0,4}\\{0,3}["'][0-9a-f]{40,128}(?![0-9a-f])/,
  ],
  ['-pbkdf2', 'PBKDF2 of CouchDB', /^-pbkdf2(?::sha\d+)?-[0-9a-f]{40,128},[0-9a-f]{32},\d+/],
  [
    'secretdata',
    'a credential of Keycloak',
    /^secretData\\{0,3}"\s{0,4}:\s{0,4}\\{0,3}"\{\\{1,7}"value\\{1,7}"\s?:\s?\\{1,7}"[A-Za-z0-9+/]{40,200}={0,2}/i,
  ],
]
const LONGEST_HASH = 320

export const HASH_KEYWORDS: readonly string[] = SCHEMES.map(([keyword]) => keyword)

/** Hashes of passwords at the keyword hits of a layer, each different one once. */
export function findPasswordHashes(bytes: Buffer, hits: KeywordHits): PasswordHash[] {
  const found = new Map<string, PasswordHash>()
  for (const { keyword, offset } of hits) {
    const scheme = SCHEMES.find(([begins]) => begins === keyword)
    const hash = scheme?.[2].exec(readWindow(bytes, offset, LONGEST_HASH))?.[0]
    if (scheme === undefined || hash === undefined || found.has(hash) || isExample(hash)) continue
    if (isInDocComment(bytes, offset)) continue
    found.set(hash, { offset, scheme: scheme[1], hash })
  }
  return [...found.values()]
}

/** Whether a hash stands in a line of a comment that documents an interface: its form is shown there, by somebody's example. */
function isInDocComment(bytes: Buffer, offset: number): boolean {
  const before = bytes.toString('latin1', Math.max(0, offset - 1000), offset)
  return /(?:^|\n|\\n)[ \t]*\*[ \t](?:(?!\\n)[^\n])*$/.test(before)
}

/** Too few different characters to be a hash of anything. */
function isExample(hash: string): boolean {
  return new Set(hash.slice(-22)).size < 9
}
