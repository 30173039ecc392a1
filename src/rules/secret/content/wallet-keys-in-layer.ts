import { baseName } from '../../../knowledge/path-words.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import { findMnemonics } from '../../../secrets/wallets/mnemonic.ts'
import { findWalletKeys, type WalletKey } from '../../../secrets/wallets/wallet-keys.ts'
import { mayHoldKey, mayHoldPhrase } from './wallet-quick-look.ts'

/** A wallet that a bundler gave another name: the key stands before the connection that is made for it. */
const RENAMED = ['("0x', "('0x", '(`0x']

/** Words beside which keys and seed phrases stand, and beginnings of keys. */
export const WALLET_KEYWORDS: readonly string[] = [
  ...[
    'mnemonic',
    'seed phrase',
    'seedphrase',
    'seed_phrase',
    'seed:',
    'seed=',
    'recovery phrase',
    'wallet',
    'passphrase',
  ],
  ...['private_key', 'privatekey', 'private key', 'privkey', 'deployer', 'accounts:', 'accounts"', 'signer'],
  ...[
    '"ciphertext"',
    'xprv',
    'tprv',
    'zprv',
    'ed25519:',
    'secretkey',
    'secret_key',
    'fromseed',
    'fromuri',
    'signingkey',
    'uint8array.from([',
    'keypair',
    'tronweb(',
    'signtransaction(',
    ...RENAMED,
  ],
]

/** Around a keyword, as many bytes are looked at. */
const AROUND = 700
/** A file as short as this may be a seed phrase or a key pair and nothing else. */
const SHORT_FILE = 1200

/** A key or a seed phrase in a layer. */
export interface FoundInLayer extends Omit<WalletKey, 'index'> {
  /** Byte offset. */
  readonly offset: number
  /** Of a seed phrase; 0 for keys. */
  readonly words: number
}

/**
 * The keys and seed phrases of a layer, each once: around the hits, and in the whole of a text that is short enough to
 * be one and nothing else.
 */
export function findWalletKeysInLayer(layer: Layer, hits: Layer['hits']): FoundInLayer[] {
  const isShort = layer.bytes.length <= SHORT_FILE && layer.kind === 'text'
  if (isShort) {
    const { bytes } = layer
    const withKeys = hits.length > 0 || mayHoldKey(bytes)
    if (!withKeys && !mayHoldPhrase(bytes)) return []
    return findKeysOrPhrases(bytes.toString('latin1'), 0, { withPhrases: mayBePhrase(layer), withKeys })
  }
  const all = new Map<string, FoundInLayer>()
  let seen = 0
  for (const { keyword, offset } of hits) {
    if (offset + AROUND / 2 < seen || (RENAMED.includes(keyword) && !isKeyForNew(layer.bytes, offset)))
      continue
    const from = Math.max(0, offset - AROUND / 4)
    seen = offset + AROUND
    const text = layer.bytes.toString('latin1', from, seen)
    for (const one of findKeysOrPhrases(text, from, { withPhrases: true, withKeys: true }))
      all.set(one.value, one)
  }
  return [...all.values()]
}

const KEY_END = 68

/** Whether 64 digits stand there, and `,new` behind them. */
function isKeyForNew(bytes: Buffer, offset: number): boolean {
  if (bytes[offset + KEY_END] !== bytes[offset + 1] || bytes[offset + KEY_END + 1] !== COMMA) return false
  return /^[0-9a-f]{64}.,new /i.test(bytes.toString('latin1', offset + 4, offset + KEY_END + 6))
}
const COMMA = 44

/** Without one of these no key is in a text: long hex, long base58, a list of numbers, a key store's member. */
const MAY_BE_KEY =
  /[0-9a-f]{64}|[1-9A-HJ-NP-Za-km-z]{50}|\d,\s{0,4}\d{1,3},\s{0,4}\d|ciphertext|"encoded"|^\s*\[\s*"A[A-Za-z0-9+/]{43}"/i

function findKeysOrPhrases(
  text: string,
  from: number,
  { withPhrases, withKeys }: { withPhrases: boolean; withKeys: boolean },
): FoundInLayer[] {
  const phrases = withPhrases ? findMnemonics(IN_CAPITALS.test(text) ? text.toLowerCase() : text) : []
  const keys = withKeys && MAY_BE_KEY.test(text) ? findWalletKeys(text) : []
  return [
    ...keys.map(({ index, kind, value }) => ({ offset: from + index, kind, value, words: 0 })),
    ...phrases.map(({ index, phrase, words }) => ({ offset: from + index, kind: '', value: phrase, words })),
  ]
}

/** A phrase as people write it by hand. */
const IN_CAPITALS = /^[^a-z]{36,400}$/

/** A short text of other words is no phrase: code and data are left out, where list words stand in a row by chance. */
function mayBePhrase(layer: Layer): boolean {
  const name = baseName(findLayerPath(layer))
  return !/\.(?:css|scss|less|svg|html?)$/.test(name)
}
