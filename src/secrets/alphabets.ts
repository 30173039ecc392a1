const DIGIT = '0123456789'
const LOWER = 'abcdefghijklmnopqrstuvwxyz'
const UPPER = LOWER.toUpperCase()
const BASE62 = DIGIT + UPPER + LOWER

/** The alphabets of tokens, by the names that the table uses. */
export const ALPHABETS: Readonly<Record<string, string>> = {
  digit: DIGIT,
  lower: LOWER,
  hex: `${DIGIT}abcdef`,
  HEX: `${DIGIT}ABCDEF`,
  anyhex: `${DIGIT}abcdefABCDEF`,
  base32: `${UPPER}234567`,
  b32l: `${LOWER}234567`,
  bech32: 'QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L',
  bech32l: 'qpzry9x8gf2tvdw0s3jn54khce6mua7l',
  base58: '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz',
  upper: UPPER,
  lowerdigit: DIGIT + LOWER,
  upperdigit: DIGIT + UPPER,
  base62: BASE62,
  letter: UPPER + LOWER,
  word: `${BASE62}_`,
  url: `${BASE62}_-`,
  'url=': `${BASE62}_-=`,
  'base62-': `${BASE62}-`,
  'url.=': `${BASE62}_-.=`,
  'url.': `${BASE62}_-.`,
  'url~.': `${BASE62}_-~.`,
  'url%': `${BASE62}_-%`,
  /** A name that its owner gave. */
  name: `${BASE62}_-`,
  /** The same in an address. */
  label: `${BASE62}_-.~:@+%`,
  query: `${BASE62}_-%.~:+;=&`,
  base64: `${BASE62}+/`,
  'base64=': `${BASE62}+/=`,
  'base64._': `${BASE62}+/._-`,
  'base64@': `${BASE62}+/@_-`,
  'url:': `${BASE62}_-:=`,
  'base64url=': `${BASE62}_-+/=`,
}
