import { isWord } from './byte-text.ts'
import type { Grammar } from './grammar.ts'
import { describesOnly, isNameForBrowsers, maySaySecret, saysSecret, splitWords } from './names.ts'

/** A place near a vendor's name at which a value may begin. */
export interface NearValue {
  readonly start: number
  /** Whether what stands before it calls it a secret. Costs more than looking at its form. */
  isNamedSecret(): boolean
  /** Whether it is an argument of a call that the vendor's name makes: `new Mistral("…")`. */
  isArgument(): boolean
  /** Whether it stands in quotes, or in text in which values need none. */
  isQuoted(): boolean
}

/** How far from its name a vendor's secret may stand: in the same statement, or on one of the next lines. */
const REACH = 110
/** In an object or a call that the name opens, more. */
const REACH_INSIDE = 400
/** Where lines are long, the next thing is another matter. */
const REACH_MINIFIED = 60
const LONG_LINE = 400
const LINES = 3
/** Bytes behind a vendor's name at which a value may begin, at most. */
export const MOST_REACH = REACH_INSIDE
/** Names stand before what they are given. */
const BEFORE = 48
const SHORTEST = 10
/** A name and what stands between it and its value. */
const LONGEST_NAME = 100

const NEWLINE = 10
const CLOSING_BRACE = 125
const OPENING_BRACE = 123
const BACKSLASH = 92

/**
 * Places behind the vendor's name at `from` to `to` at which values begin that may be its secrets. Looks at no more than
 * a few hundred bytes.
 */
export function* findValuesNear(
  bytes: Buffer,
  from: number,
  to: number,
  grammar: Grammar,
): Generator<NearValue> {
  const before = Math.max(0, from - BEFORE)
  const end = measureReach(bytes, to)
  let lines = 0
  let depth = 0
  for (let at = to; at < end; at += 1) {
    const byte = bytes[at] as number
    if (byte === NEWLINE) lines += 1
    else if (byte === OPENING_BRACE) depth += 1
    else if (byte === CLOSING_BRACE) depth -= 1
    if ((depth < 0 && grammar === 'code') || (lines > LINES && depth <= 0)) return
    if (!beginsValue(bytes, at)) continue
    const stop = findEndOfValue(bytes, at)
    if (stop - at >= SHORTEST || isGrouped(bytes, at, stop))
      yield readValueAt(bytes, { before, from, start: at }, grammar)
    while (at + 1 < end && isWord(bytes[at + 1])) at += 1
  }
}

function readValueAt(
  bytes: Buffer,
  { before, from, start }: { before: number; from: number; start: number },
  grammar: Grammar,
): NearValue {
  const readText = () => bytes.toString('latin1', before, start)
  // Asked for once by every vendor of that name.
  let isSecret: boolean | null = null
  return {
    start,
    isNamedSecret: () => {
      isSecret ??= isNamedSecret(readText())
      return isSecret
    },
    isArgument: () => isArgument(readText(), from - before),
    isQuoted: () => grammar === 'plain' || isInQuotes(readText()) || COMMENTED_OUT.test(readText()),
  }
}

function findEndOfValue(bytes: Buffer, at: number): number {
  let stop = at
  while (stop < at + SHORTEST && isValuePart(bytes[stop])) stop += 1
  return stop
}

function measureReach(bytes: Buffer, to: number): number {
  const opens = bytes.toString('latin1', to, to + 24)
  const reach = /^["'\w]{0,12}\s?[:=(]{1,2}\s{0,3}[{(\n]/.test(opens) ? REACH_INSIDE : REACH
  const isMinified =
    to + LONG_LINE < bytes.length && !bytes.subarray(to, to + LONG_LINE + 1).includes(NEWLINE)
  return Math.min(bytes.length, to + (isMinified && reach === REACH ? REACH_MINIFIED : reach))
}

function beginsValue(bytes: Buffer, at: number): boolean {
  return (
    isValuePart(bytes[at]) &&
    (!isWord(bytes[at - 1]) || isEscape(bytes, at - 1)) &&
    bytes[at - 1] !== 47 &&
    bytes[at - 1] !== 43
  )
}

/** The `n` of `\n`. */
function isEscape(bytes: Buffer, at: number): boolean {
  return (
    bytes[at - 1] === BACKSLASH &&
    bytes[at - 2] !== BACKSLASH &&
    'nrt'.includes(String.fromCharCode(bytes[at] ?? 0))
  )
}

function isValuePart(byte: number | undefined): boolean {
  return (
    isWord(byte) ||
    byte === 43 ||
    byte === 47 ||
    byte === 45 ||
    byte === 46 ||
    byte === 126 ||
    byte === 58 ||
    byte === 124
  )
}

/** Groups of four with spaces between them. */
function isGrouped(bytes: Buffer, at: number, stop: number): boolean {
  return stop - at === 4 && bytes[stop] === 32 && bytes[stop + 5] === 32
}

/** A setting in a comment: `// ACME_API_KEY=`. */
const COMMENTED_OUT = /(?:^|\n)[ \t]{0,20}(?:\/\/|\/?\*|#|--)[^\n"'`]{0,40}[A-Z]_[A-Z]+\s?[=:]\s?$/

/** Hashes of commits and files, which package managers write down, and what things are found again by. */
const DIGEST =
  /^(?:_?git_?head|_?shasum|_?resolved|_from|integrity|commit|head|ref|tree|blob|rev(?:ision)?|sha(?:1|256|512)?|md5|etag|(?:cache|storage|map|sort|partition|primary|foreign|row|object)[_-]?key)$/i

/** `organizationid`: words run together, of which the last names what the value is. */
const IDENTIFIER = /^(?!.*(?:secret|token|key))[a-z]{3,30}id$/

/** Whether the words before a value, its name last, call it secret. */
function isNamedSecret(before: string): boolean {
  if (!maySaySecret(before)) return false
  const name =
    /([A-Za-z_$][\w$.-]*)["'`\])}\\]{0,3}\s{0,4}(?:[:=(,>|?]{1,3}|:\s{0,3}\w+\s{0,3}=)?\s{0,4}[\\"'`]{0,3}$/.exec(
      removeNamespace(before.slice(-LONGEST_NAME)),
    )?.[1]
  if (
    name !== undefined &&
    (describesOnly(splitWords(name)) || DIGEST.test(name) || IDENTIFIER.test(name) || isNameForBrowsers(name))
  )
    return false
  return saysSecret(splitWords(before))
}

/** Variables of the environment as PowerShell writes them: no name with a type. */
function removeNamespace(text: string): string {
  return text.includes('env:') ? text.replace(/\$\{?env:/gi, '') : text
}

/** A call whose next argument is a string: `new Client(`, `require("client")("id", `, `createClient(id, `. */
const CALL =
  /(?:\bnew\s{1,3}[\w.$]{1,60}|\brequire\(["'`][\w@/.-]{1,60}["'`]\)|\b(?:create|init|connect)[\w$]{1,60})\(\s{0,12}(?:(?:"[^"\n]{0,80}"|'[^'\n]{0,80}'|[\w.$]{1,40})\s{0,3},\s{0,12}){0,2}["'`]$/

/** Whether the text ends where a string begins that a call is given, in whose name the vendor stands at `vendor`. */
function isArgument(before: string, vendor: number): boolean {
  const call = CALL.exec(before)
  return call !== null && call.index <= vendor && before.indexOf('(', vendor) < call.index + call[0].length
}

/** Whether the text ends inside a string of one line: `"`, `"Bearer `, `"https://host/?key=`. */
function isInQuotes(before: string): boolean {
  return (
    /(?:["'`]|&(?:quot|apos|#3[49]);)[\w\s:=./?&%@<{$-]{0,60}$/.test(before) &&
    !/(?:["'`]|&(?:quot|apos|#3[49]);)\s{0,3}[:=,]\s{0,3}$/.test(before)
  )
}
