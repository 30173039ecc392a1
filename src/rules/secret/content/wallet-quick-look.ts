/** Letters and digits in a row that a key is written in, at least. */
const KEY_LENGTH = 50
/** Words of a phrase, at least. */
const PHRASE_WORDS = 12
const LETTER = 1
const DIGIT = 2
/** Signs that stand between words of code and not between those of a phrase. */
const OF_CODE = 4
const COMMA = 44
const BLANK = 32
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const sign = String.fromCharCode(byte)
  if (/[(){};:=<>/]/.test(sign)) return OF_CODE
  return /[a-z]/i.test(sign) ? LETTER : /\d/.test(sign) ? DIGIT : 0
})

/** Whether there is a long word, or two numbers with a comma behind each: a quick look, before patterns take a slow one. */
export function mayHoldKey(bytes: Buffer): boolean {
  let run = 0
  let numbers = 0
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] as number
    const kind = KINDS[byte] as number
    if (kind === LETTER || kind === DIGIT) {
      run += 1
      if (run >= KEY_LENGTH) return true
      continue
    }
    if (byte === COMMA && run > 0 && KINDS[bytes[at - 1] as number] === DIGIT) {
      numbers += 1
      if (numbers === 2) return true
    } else if (run > 0 || byte > BLANK) numbers = 0
    run = 0
  }
  return /ciphertext|"encoded"|^\s*\[\s*"A/i.test(bytes.toString('latin1'))
}

/** Whether there are twelve words of three letters and more in a row. */
export function mayHoldPhrase(bytes: Buffer): boolean {
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
