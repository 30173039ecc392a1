import { createHash, createPrivateKey, createPublicKey } from 'node:crypto'

/** A key to money or to an account on a chain. */
export interface WalletKey {
  /** Index in the text. */
  readonly index: number
  /** With its article: "A key of an Ethereum account". */
  readonly kind: string
  readonly value: string
}

/** PKCS#8 of an Ed25519 seed (RFC 8410, section 7) up to the seed. */
const ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Whether 64 bytes are a seed and the public key that belongs to it, as Solana's command line stores them. */
function isEd25519Pair(bytes: Buffer): boolean {
  try {
    const key = createPrivateKey({
      key: Buffer.concat([ED25519, bytes.subarray(0, 32)]),
      format: 'der',
      type: 'pkcs8',
    })
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
    return spki.subarray(-32).equals(bytes.subarray(32))
  } catch {
    return false
  }
}

const BYTES = /\[\s{0,4}((?:\d{1,3}\s{0,4},\s{0,4}){63}\d{1,3})\s{0,4},?\s{0,4}\]/g

function* findSolanaKeys(text: string): Generator<WalletKey> {
  for (const match of text.matchAll(BYTES)) {
    const numbers = (match[1] ?? '').split(',').map(Number)
    if (numbers.some((one) => one > 255) || !isEd25519Pair(Buffer.from(numbers))) continue
    yield { index: match.index, kind: 'A key of a Solana account', value: match[0] }
  }
}

const PAIR_58 = /(?<![A-Za-z0-9])[1-9A-HJ-NP-Za-km-z]{86,88}(?![A-Za-z0-9])/g

/** The same pair as wallets export it; the signature of a transaction has the same form and is no pair. */
function* findExportedSolanaKeys(text: string): Generator<WalletKey> {
  for (const match of text.matchAll(PAIR_58)) {
    const bytes = decodeBase58(match[0])
    if (bytes.length !== 64 || !isEd25519Pair(bytes)) continue
    yield { index: match.index, kind: 'A key of a Solana account', value: match[0] }
  }
}

/**
 * Keys that development chains give to everybody: Hardhat's and Anvil's first accounts, Ganache's deterministic ones,
 * the examples of web3 and ethers.
 */
const SHARED_KEYS =
  /^(?:ac0974be|59c6995e|5de4111a|7c852118|47e179ec|8b3a350c|92db14e4|4bbbf85c|dbda1821|2a871d07|f214f2b2|701b615b|a267530f|47c99abe|c526ee95|8166f546|ea6c44ac|689af8ef|de9be858|df57089f|4f3edf98|6cbed15c|6370fd03|646f1ce2|add53f9a|395df67f|e485d098|a453611d|829e924f|b0057716|77c5495f|0123456789|4646464646|348ce564|c85ef7d7|ae6ae8e5|0dbbe8e4|c87509a1|8f2a5594)/i
const HEX_KEY =
  /\b(?:accounts?|private[_-]?keys?|priv_?keys?|mnemonic|wallets?|signers?|deployer\w*|owner_?key|secret_?key|pk|from)(?:\.(?:add|create|from\w{0,12}|import\w{0,12}))?["'`\]]{0,2}\s{0,4}(?:[:=,(]|=>|:\s?string\s?=|(?<=--private-key)[ \t])\s{0,4}(?:\[\s{0,40}|\r?\n[ \t]{0,40}-[ \t]{1,8}|new\s{1,4}(?:ethers\.)?Wallet\(\s{0,4}|privateKeyToAccount\(\s{0,4})?["'`]?(?:0x)?([0-9a-f]{64})(?![0-9a-f])/gi

/** Calls that take a key and nothing else, with what turns the text into bytes on the way. */
const KEY_CALL =
  /\b(?:privateKeyTo\w{1,20}|addFrom(?:Seed|Uri)|\w{0,20}[fF]rom(?:Seed|Secret|SecretKey|PrivateKey|PrivKey|Uri|RawSeed|MasterSeed)|import(?:Private|Raw)?Key|Wallet|SigningKey|PrivateKey)\(\s{0,4}(?:[\w.]{1,30}\(\s{0,4}){0,2}["'`](?:0x)?([0-9a-f]{64})(?![0-9a-f])/gi

/** Calls that take one among others: behind hosts and transactions, or in a list; and a wallet that a bundler renamed. */
const KEY_AMONG_OTHERS =
  /\b(?:(?:HDWalletProvider|TronWeb|signTransaction)\(\s{0,4}(?:[^;,"'`]{0,80},\s{0,4}|["'`]https?:[^"'`]{0,100}["'`],\s{0,4}){0,6}(?:\[\s{0,4})?["'`](?:0x)?([0-9a-f]{64})["'`]|new [\w$.]{1,20}\(["'`]0x([0-9a-f]{64})["'`],new [\w$.]{1,40}\(["'`](?:https?|wss?):\/\/)/gi

function* findEthereumKeys(text: string): Generator<WalletKey> {
  for (const match of [HEX_KEY, KEY_CALL, KEY_AMONG_OTHERS].flatMap((one) => [...text.matchAll(one)])) {
    const value = match[1] ?? match[2] ?? ''
    if (SHARED_KEYS.test(value) || new Set(value.toLowerCase()).size < 8 || /^0{8}|(.{4})\1{3}/.test(value))
      continue
    yield {
      index: match.index + match[0].lastIndexOf(value),
      kind: 'A private key of a chain’s account',
      value,
    }
  }
}

const KEYSTORE =
  /"(?:crypto|Crypto)"\s{0,20}:\s{0,20}\{[\s\S]{0,1200}?"ciphertext"\s{0,20}:\s{0,20}"(?:0x)?([0-9a-f]{64,})"/g

function* findKeystores(text: string): Generator<WalletKey> {
  for (const match of text.matchAll(KEYSTORE)) {
    const around = text.slice(match.index, match.index + 2400)
    if (!/"kdf/.test(around) || !/"(?:mac|checksum)"/.test(around)) continue
    yield { index: match.index, kind: 'A key store of an Ethereum account', value: match[1] ?? '' }
  }
}

const BASE58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz'
const BITCOIN =
  /(?<![A-Za-z0-9])(?:[5KLc9][1-9A-HJ-NP-Za-km-z]{50,51}|[xyzt]prv[1-9A-HJ-NP-Za-km-z]{100,112})(?![A-Za-z0-9])/g

function* findBitcoinKeys(text: string): Generator<WalletKey> {
  for (const match of text.matchAll(BITCOIN)) {
    const bytes = decodeBase58Check(match[0])
    if (bytes === null) continue
    const isExtended = match[0].slice(1, 4) === 'prv'
    if (!isExtended && bytes[0] !== 0x80 && bytes[0] !== 0xef) continue
    yield {
      index: match.index,
      kind: isExtended ? 'An extended private key (BIP-32)' : 'A private key of Bitcoin (WIF)',
      value: match[0],
    }
  }
}

function decodeBase58(text: string): Buffer {
  let number = 0n
  for (const character of text) number = number * 58n + BigInt(BASE58.indexOf(character))
  const hex = number.toString(16)
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex')
}

/** Decodes Base58Check; null where the checksum is wrong. */
function decodeBase58Check(text: string): Buffer | null {
  const bytes = decodeBase58(text)
  const body = bytes.subarray(0, -4)
  const once = createHash('sha256').update(body).digest()
  return createHash('sha256').update(once).digest().subarray(0, 4).equals(bytes.subarray(-4)) ? body : null
}

const NEAR = /"(?:private_key|secret_key)"\s{0,4}:\s{0,4}"(ed25519:[1-9A-HJ-NP-Za-km-z]{86,90})"/g
const POLKADOT = /"encoded"\s{0,4}:\s{0,4}"([A-Za-z0-9+/=]{100,400})"[\s\S]{0,200}?"pkcs8"/g

/** Sui's key store: a list of nothing but keys, each a flag of its scheme (0 to 2) and 32 bytes in base64. */
const SUI = /^\s{0,20}\[\s{0,40}(?:"A[A-Za-z0-9+/]{43}"\s{0,40},?\s{0,40}){1,40}\]\s{0,20}$/

function* findSuiKeys(text: string): Generator<WalletKey> {
  if (!SUI.test(text)) return
  for (const [whole = '', index] of [...text.matchAll(/"(A[A-Za-z0-9+/]{43})"/g)].map(
    (one) => [one[1], one.index] as const,
  ))
    if (new Set(whole).size > 16 && (Buffer.from(whole, 'base64')[0] ?? 3) < 3)
      yield { index: index + 1, kind: 'A key of a Sui account', value: whole }
}

/** Letters and digits in a row that keys of each kind have at least; where there are not as many, none is looked for. */
const PAIR_LENGTH = 86
const HEX_LENGTH = 64
const BITCOIN_LENGTH = 51

/** Keys of wallets in a text that holds one of the keywords. */
export function findWalletKeys(text: string): WalletKey[] {
  const run = measureLongestRun(text)
  const found = [
    ...findSolanaKeys(text),
    ...(run < PAIR_LENGTH ? [] : findExportedSolanaKeys(text)),
    ...(run < HEX_LENGTH ? [] : findEthereumKeys(text)),
    ...(text.includes('"ciphertext"') ? findKeystores(text) : []),
    ...(run < BITCOIN_LENGTH ? [] : findBitcoinKeys(text)),
    ...findSuiKeys(text),
  ]
  for (const match of run < PAIR_LENGTH ? [] : text.matchAll(NEAR))
    found.push({ index: match.index, kind: 'A key of a NEAR account', value: match[1] ?? '' })
  for (const match of text.includes('"encoded"') ? text.matchAll(POLKADOT) : [])
    found.push({ index: match.index, kind: 'A key store of a Polkadot account', value: match[1] ?? '' })
  return found
}

/** How many letters and digits stand in a row at most. */
function measureLongestRun(text: string): number {
  let [longest, run] = [0, 0]
  for (let at = 0; at < text.length; at += 1) {
    if (isAlphanumeric(text.charCodeAt(at))) run += 1
    else {
      if (run > longest) longest = run
      run = 0
    }
  }
  return Math.max(longest, run)
}

function isAlphanumeric(unit: number): boolean {
  return (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 90)
}
