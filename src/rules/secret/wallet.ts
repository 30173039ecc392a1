import * as z from 'zod'
import { softened } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { findMnemonics } from '../../secrets/wallets/mnemonic.ts'
import { findWalletKeys, type WalletKey } from '../../secrets/wallets/wallet-keys.ts'
import { isInDocumentation } from '../internal/content/context.ts'

/** Around a keyword, as many bytes are looked at. */
const AROUND = 700
/** A file as short as this may be a seed phrase or a key pair and nothing else. */
const SHORT_FILE = 1200
const FIX =
  'Move what it holds to a new wallet now: machines search every release for such keys. Then read the key from the environment, and leave the file out.'

export default defineRule({
  meta: {
    id: 'secret/wallet',
    title: 'Keys and seed phrases of wallets',
    why: 'Anyone who has the key or the seed phrase of a wallet has what is in it, and nobody can undo a transfer. New releases are searched for them within minutes.',
    fix: 'Move the money to a new wallet. Read keys from the environment or a key store, and keep them out of the packed folders.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: [
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
    ...[
      'private_key',
      'privatekey',
      'private key',
      'privkey',
      'deployer',
      'accounts:',
      'accounts"',
      'signer',
    ],
    ...[
      '"ciphertext"',
      'xprv',
      'tprv',
      'zprv',
      'ed25519:',
      'secretkey',
      'secret_key',
      'fromseed',
      'uint8array.from([',
      'keypair',
    ],
  ],
  alwaysFor: ['text'],
  messages: {
    phrase: {
      confidence: 'sure',
      what: 'A seed phrase of {words} words is in the package (BIP-39, with a valid checksum).',
      why: 'Anyone who reads it owns every account that was made from it.',
      fix: FIX,
    },
    key: {
      confidence: 'likely',
      what: '{kind} is in the package.',
      why: 'Anyone who reads it can move what the account holds.',
      fix: FIX,
    },
    shown: {
      confidence: 'possible',
      what: '{kind} is among tests, examples or documents.',
      why: 'It is most likely an example; if anything is on that account, everybody can take it.',
      fix: 'Use the keys that development chains give to everybody, or make one when the tests run.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    if (layer.kind === 'binary' || layer.kind === 'source-map') return
    const isShort = layer.bytes.length <= SHORT_FILE && layer.kind === 'text'
    if (!isShort && context.hits.length === 0) return
    const isShown = softened('key', layerChain(layer)) !== null
    for (const { offset, kind, value, words } of keysIn(layer, context.hits, isShort)) {
      const at = { layer, offset, evidence: words === 0 ? redact(value) : `${words} words` }
      const named = words === 0 ? kind : 'A seed phrase'
      if (isShown || isInDocumentation(layer, offset))
        context.report({ message: 'shown', data: { kind: named }, at, group: value })
      else if (words > 0) context.report({ message: 'phrase', data: { words }, at, group: value })
      else context.report({ message: 'key', data: { kind }, at, group: value })
    }
  },
})

interface Found extends Omit<WalletKey, 'index'> {
  readonly offset: number
  /** Of a seed phrase; 0 for keys. */
  readonly words: number
}

function keysIn(layer: Layer, hits: Layer['hits'], isShort: boolean): Found[] {
  if (isShort) {
    const { bytes } = layer
    const withKeys = hits.length > 0 || mayHoldKey(bytes)
    if (!withKeys && !mayHoldPhrase(bytes)) return []
    return found(bytes.toString('latin1'), 0, { withPhrases: mayBePhrase(layer), withKeys })
  }
  const all = new Map<string, Found>()
  let seen = 0
  for (const { offset } of hits) {
    if (offset + AROUND / 2 < seen) continue
    const from = Math.max(0, offset - AROUND / 4)
    seen = offset + AROUND
    const text = layer.bytes.toString('latin1', from, seen)
    for (const one of found(text, from, { withPhrases: true, withKeys: true })) all.set(one.value, one)
  }
  return [...all.values()]
}

/** Without one of these no key is in a text: long hex, long base58, a list of numbers, a key store's member. */
const MAY_BE_KEY =
  /[0-9a-f]{64}|[1-9A-HJ-NP-Za-km-z]{50}|\d,\s{0,4}\d{1,3},\s{0,4}\d|ciphertext|"encoded"|^\s*\[\s*"A[A-Za-z0-9+/]{43}"/i

function found(
  text: string,
  from: number,
  { withPhrases, withKeys }: { withPhrases: boolean; withKeys: boolean },
): Found[] {
  const phrases = withPhrases ? findMnemonics(IN_CAPITALS.test(text) ? text.toLowerCase() : text) : []
  const keys = withKeys && MAY_BE_KEY.test(text) ? findWalletKeys(text) : []
  return [
    ...keys.map(({ index, kind, value }) => ({ offset: from + index, kind, value, words: 0 })),
    ...phrases.map(({ index, phrase, words }) => ({ offset: from + index, kind: '', value: phrase, words })),
  ]
}

/** A phrase as people write it by hand. */
const IN_CAPITALS = /^[^a-z]{36,400}$/

/** Letters and digits in a row that a key is written in, at least. */
const KEY_LENGTH = 50
/** Words of a phrase, at least. */
const PHRASE_WORDS = 12
const LETTER = 1
const DIGIT = 2
/** Signs that stand between words of code and not between those of a phrase. */
const OF_CODE = 4
const COMMA = 44
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const sign = String.fromCharCode(byte)
  if (/[(){};:=<>/]/.test(sign)) return OF_CODE
  return /[a-z]/i.test(sign) ? LETTER : /\d/.test(sign) ? DIGIT : 0
})

/** Whether there is a long word, or a number with a comma behind it: a quick look, before patterns take a slow one. */
function mayHoldKey(bytes: Buffer): boolean {
  let run = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    if (KINDS[byte] === LETTER || KINDS[byte] === DIGIT) {
      run += 1
      if (run >= KEY_LENGTH) return true
      continue
    }
    if (byte === COMMA && run > 0 && KINDS[bytes[at - 1] as number] === DIGIT) return true
    run = 0
  }
  return /ciphertext|"encoded"|^\s*\[\s*"A/i.test(bytes.toString('latin1'))
}

/** Whether there are twelve words of three letters and more in a row. */
function mayHoldPhrase(bytes: Buffer): boolean {
  let [words, letters] = [0, 0]
  for (let at = 0; at < bytes.length; at += 1) {
    if (KINDS[bytes[at] as number] === LETTER) {
      letters += 1
      continue
    }
    if (letters >= 3) words += 1
    if (words >= PHRASE_WORDS) return true
    if ((letters > 0 && letters < 3) || KINDS[bytes[at] as number] === OF_CODE) words = 0
    letters = 0
  }
  return letters >= 3 && words + 1 >= PHRASE_WORDS
}

/** A short text of other words is no phrase: code and data are left out, where list words stand in a row by chance. */
function mayBePhrase(layer: Layer): boolean {
  const name = baseName(layerPath(layer))
  return !/\.(?:css|scss|less|svg|html?)$/.test(name)
}
