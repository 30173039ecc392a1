import { createHash } from 'node:crypto'
import { wordlist } from '@scure/bip39/wordlists/english.js'
import { isPublished } from '../../knowledge/published-values.ts'

/** A seed phrase of BIP-39 (https://github.com/bitcoin/bips/blob/master/bip-0039.mediawiki) whose checksum is right. */
export interface Mnemonic {
  /** Index of its first word in the text. */
  readonly index: number
  readonly words: number
  readonly phrase: string
}

const LENGTHS = new Set([12, 15, 18, 21, 24])
/** Phrases made for tests repeat a word or two; a random phrase hardly ever repeats one. */
const DISTINCT_SHARE = 0.75
const RUN = /(?<![A-Za-z])(?:[a-z]{3,8}[ \t\r\n"',-]{1,14}){11,26}[a-z]{3,8}/g
/** The same as people write it down, with a number before each word. */
const NUMBERED =
  /(?<![A-Za-z0-9])1[.):][ \t]{0,3}[a-z]{3,8}(?:[\s,;]{1,6}(?:[2-9]|1\d|2[0-4])[.):][ \t]{0,3}[a-z]{3,8}){11,23}(?![a-z])/g
const WORD = /[a-z]+/g
let indexes: Map<string, number> | null = null

/** What calls the words behind it a seed phrase; then a checksum that was mistyped does not make them another thing. */
const NAMED =
  /(?:mnemonic|seed|phrase|recovery|wallet|secret)[\w ]{0,20}["'`]?\]?\s{0,4}(?:[:=(,]|=>)?\s{0,4}(?:\(|\[)?\s{0,4}["'`]?$/i

/** Seed phrases in a text: runs of exactly so many words of the list, most of them different, with a right checksum. */
export function findMnemonics(text: string): Mnemonic[] {
  const found: Mnemonic[] = []
  for (const run of [...text.matchAll(RUN), ...text.matchAll(NUMBERED)]) {
    const words = [...run[0].matchAll(WORD)].map((word) => ({ text: word[0], index: run.index + word.index }))
    for (const piece of splitPiecesOfList(words)) {
      const phrase = piece.map((word) => word.text)
      if (
        !LENGTHS.has(piece.length) ||
        !isVaried(phrase) ||
        isSorted(phrase) ||
        isPublished(phrase.join(' '))
      )
        continue
      const before = text.slice(Math.max(0, (piece[0]?.index ?? 0) - 60), piece[0]?.index)
      const isAlone = text.replace(/[^a-z]+/g, ' ').trim() === phrase.join(' ')
      if (!isAlone && !NAMED.test(before) && !hasChecksum(phrase)) continue
      found.push({
        index: piece[0]?.index ?? run.index,
        words: piece.length,
        phrase: phrase.join(' '),
      })
    }
  }
  return found
}

/** The longest stretches in which every word is of the list. */
function splitPiecesOfList<Word extends { readonly text: string }>(words: readonly Word[]): Word[][] {
  const pieces: Word[][] = [[]]
  for (const word of words)
    if (findIndex(word.text) === undefined) pieces.push([])
    else pieces.at(-1)?.push(word)
  return pieces
}

function findIndex(word: string): number | undefined {
  indexes ??= new Map(wordlist.map((listed, index) => [listed, index]))
  return indexes.get(word)
}

function isVaried(words: readonly string[]): boolean {
  return new Set(words).size >= words.length * DISTINCT_SHARE
}

/** A piece of a list of words. */
function isSorted(words: readonly string[]): boolean {
  return words.every((word, at) => at === 0 || (words[at - 1] ?? '') < word)
}

function hasChecksum(words: readonly string[]): boolean {
  const bits = words.map((word) => (findIndex(word) ?? 0).toString(2).padStart(11, '0')).join('')
  const checksum = words.length / 3
  const entropy = Buffer.from(
    bits
      .slice(0, -checksum)
      .match(/.{8}/g)
      ?.map((byte) => Number.parseInt(byte, 2)) ?? [],
  )
  const first = createHash('sha256').update(entropy).digest()[0] ?? 0
  return first.toString(2).padStart(8, '0').slice(0, checksum) === bits.slice(-checksum)
}
