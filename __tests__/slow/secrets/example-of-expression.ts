import { randomInt } from 'node:crypto'

/** Repetitions without an end stop here. */
const MOST_MORE = 24
const CLASSES: Readonly<Record<string, string>> = {
  d: '0123456789',
  w: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_',
  s: ' ',
  S: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789',
  n: '\n',
  r: '\r',
  t: '\t',
}
const ANY = `${CLASSES.w ?? ''}-`

/**
 * A random text that a regular expression matches: literals, classes, groups, choices and repetitions, which is what
 * rules for secrets are written in.
 * @param isCased Whether letters of whole alphabets are of either case behind `(?i)`.
 * @throws Error for what it does not know (assertions that look around).
 */
export function exampleOfExpression(source: string, isCased: boolean): string {
  const reader = new Reader(source, isCased)
  const example = reader.choice()
  if (!reader.isAtEnd()) throw new Error(`${source} is not understood at ${reader.at}`)
  return example
}

class Reader {
  at = 0
  /** Whether letters may be of either case from here on. */
  #isAnyCase = false
  readonly #source: string
  readonly #isCased: boolean

  constructor(source: string, isCased: boolean) {
    this.#source = source
    this.#isCased = isCased
  }

  isAtEnd(): boolean {
    return this.at >= this.#source.length
  }

  choice(): string {
    const branches = [this.#sequence()]
    while (this.#take('|')) branches.push(this.#sequence())
    return branches[randomInt(branches.length)] ?? ''
  }

  #sequence(): string {
    let text = ''
    while (!this.isAtEnd() && !'|)'.includes(this.#peek())) text += this.#repeated()
    return text
  }

  /** An atom as often as it is to stand: read anew each time, so that every repetition differs. */
  #repeated(): string {
    const start = this.at
    let text = this.#atom()
    const [least, most] = this.#quantity()
    const end = this.at
    const times = randomInt(least, most + 1)
    if (times === 0) text = ''
    for (let turn = 1; turn < times; turn += 1) {
      this.at = start
      text += this.#atom()
    }
    this.at = end
    return text
  }

  #quantity(): [number, number] {
    const sized = /^\{(\d+)(,?)(\d*)\}\??/.exec(this.#source.slice(this.at))
    if (sized) {
      this.at += sized[0].length
      const least = Number(sized[1])
      if (sized[2] === '') return [least, least]
      return [least, sized[3] === '' ? least + MOST_MORE : Number(sized[3])]
    }
    const range: [number, number] | null = this.#take('?')
      ? [0, 1]
      : this.#take('*')
        ? [0, MOST_MORE]
        : this.#take('+')
          ? [1, MOST_MORE]
          : null
    if (range !== null) this.#take('?')
    return range ?? [1, 1]
  }

  #atom(): string {
    if (this.#take('(')) return this.#group()
    if (this.#take('[')) return this.#cased(this.#class())
    if (this.#take('\\')) return this.#escaped()
    if (this.#take('.')) return pick(ANY)
    if (this.#take('^') || this.#take('$')) return ''
    const sign = this.#peek()
    this.at += 1
    return sign
  }

  #group(): string {
    const opening = /^\?(?:P?<\w+>|[a-z-]*:|([a-z-]+)\))/.exec(this.#source.slice(this.at))
    if (opening) this.at += opening[0].length
    else if (this.#peek() === '?') throw new Error(`${this.#source} looks around`)
    if (opening?.[1] !== undefined) {
      this.#isAnyCase = opening[1] === 'i'
      return ''
    }
    const outside = this.#isAnyCase
    if (opening?.[0] === '?i:') this.#isAnyCase = true
    const text = this.choice()
    this.#isAnyCase = outside
    if (!this.#take(')')) throw new Error(`${this.#source} has a group that is not closed`)
    return text
  }

  #escaped(): string {
    const sign = this.#peek()
    this.at += 1
    if ('bBzZA'.includes(sign)) return ''
    if (sign === 'x') return this.#hexadecimal()
    return pick(CLASSES[sign] ?? sign)
  }

  #hexadecimal(): string {
    const digits = this.#source.slice(this.at, this.at + 2)
    this.at += 2
    return String.fromCharCode(Number.parseInt(digits, 16))
  }

  #cased(letters: string): string {
    const letter = pick(letters)
    const isOfBoth = this.#isCased && this.#isAnyCase && letters.includes('z')
    return isOfBoth && randomInt(2) === 0 ? letter.toUpperCase() : letter
  }

  /** A quote is what most expressions leave out. */
  #class(): string {
    if (this.#take('^')) {
      const from = this.at
      while (!this.#take(']')) this.at += this.#peek() === '\\' ? 2 : 1
      return /["]/.test(this.#source.slice(from, this.at)) ? 'x' : '"'
    }
    let letters = ''
    while (!this.#take(']')) letters += this.#range()
    return letters
  }

  #range(): string {
    const first = this.#take('\\') ? this.#classEscape() : this.#next()
    if (first.length > 1 || this.#peek() !== '-' || this.#source.charAt(this.at + 1) === ']') return first
    this.at += 1
    const last = this.#take('\\') ? this.#classEscape() : this.#next()
    const from = first.charCodeAt(0)
    return Array.from({ length: last.charCodeAt(0) - from + 1 }, (_, step) =>
      String.fromCharCode(from + step),
    ).join('')
  }

  #classEscape(): string {
    const sign = this.#next()
    return sign === 'x' ? this.#hexadecimal() : (CLASSES[sign] ?? sign)
  }

  #next(): string {
    const sign = this.#peek()
    if (sign === '') throw new Error(`${this.#source} ends in a class`)
    this.at += 1
    return sign
  }

  #peek(): string {
    return this.#source.charAt(this.at)
  }

  #take(sign: string): boolean {
    if (this.#peek() !== sign) return false
    this.at += 1
    return true
  }
}

function pick(letters: string): string {
  return letters.charAt(randomInt(Math.max(1, letters.length)))
}
