import type { Grammar } from './grammar.ts'

/** A name and the literal that it is given. */
export interface NamedValue {
  readonly name: string
  readonly value: string
  /** Byte offset of the value's first character. */
  readonly offset: number
  /** Whether it stands in quotes, or in text in which values need none. */
  readonly isQuoted: boolean
}

const BEFORE = 64
const AFTER = 700
/** Bytes that may stand behind a name that is given something; most hits end here. */
const OPERATORS = new Set(Buffer.from(':=,(>?!|"\'`]\\ \t'))

const NAME_END = /^[\w$-]*/
const CLOSING = /^\\{0,2}["'`]?\]?[ \t]{0,12}/
/** `: string =`, `!: Readonly<string> =`. */
const ANNOTATION = /^[!?]?\s{0,3}:\s{0,3}[A-Za-z][\w<>|[\]'". ]{0,60}?\s{0,3}=(?![=>])/
const OPERATOR = /^(?:=>|[:?|]{1,2}=|={1,3}|\?{1,2}|\|\||[:,(>])/
/** `{ name: 'X', value: 'y' }`, `<add key="X" value="y">`. */
const PAIR = /^\\{0,2}["'`]\s{0,4},?\s{0,24}\\{0,2}["'`]?(?:value|val|content)\\{0,2}["'`]?\s{0,4}[:=]/
/** What the value is taken from, if it is there: `process.env.X ?? `. */
const SOURCE = /^(?:await\s)?[A-Za-z_$][\w.$[\]"'()?!-]{0,80}\s{0,3}(?:\?\?|\|\|)\s{0,3}/
const QUOTED = /^(\\{0,2})(["'`])((?:(?!\2)[^\\\r\n]){1,600}?)\1\2/
const BARE = /^[^\s"'`,;<>(){}[\]\\&|]{8,400}/

/**
 * The name around a keyword at `offset` and the literal that it is given: `name: "v"`, `NAME=v`,
 * `const name: string = "v"`, `env.NAME ?? "v"`, `{name: "NAME", value: "v"}`, `set("NAME", "v")`, `<name>v</name>`.
 * Looks at no more than 700 bytes behind it.
 */
export function namedValueAt(
  bytes: Buffer,
  offset: number,
  length: number,
  grammar: Grammar,
): NamedValue | null {
  const next = bytes[offset + length]
  if (next === undefined || (next < 48 && !OPERATORS.has(next))) return null
  const from = Math.max(0, offset - BEFORE)
  const text = bytes.toString('latin1', from, offset + AFTER)
  const at = offset - from
  const start = at - (/[\w$.@-]*$/.exec(text.slice(0, at))?.[0].length ?? 0)
  const end = at + length + (NAME_END.exec(text.slice(at + length))?.[0].length ?? 0)
  const found = valueBehind(text.slice(end), grammar)
  if (!found) return null
  return {
    name: text.slice(start, end),
    value: found.value,
    offset: from + end + found.at,
    isQuoted: found.isQuoted,
  }
}

interface Behind {
  readonly value: string
  readonly at: number
  readonly isQuoted: boolean
}

function valueBehind(rest: string, grammar: Grammar): Behind | null {
  const pair = PAIR.exec(rest)?.[0]
  let at = pair?.length ?? operatorEnd(rest, grammar)
  if (at === null) return null
  at += /^\s{0,24}/.exec(rest.slice(at))?.[0].length ?? 0
  const source = SOURCE.exec(rest.slice(at))?.[0]
  if (source !== undefined) at += source.length
  const quoted = QUOTED.exec(rest.slice(at))
  if (quoted) {
    const opening = (quoted[1]?.length ?? 0) + 1
    return { value: quoted[3] ?? '', at: at + opening, isQuoted: true }
  }
  const bare = BARE.exec(rest.slice(at))?.[0]
  return bare === undefined ? null : { value: bare, at, isQuoted: grammar === 'plain' }
}

function operatorEnd(rest: string, grammar: Grammar): number | null {
  const closing = CLOSING.exec(rest)?.[0] ?? ''
  const annotation = ANNOTATION.exec(rest.slice(closing.length))?.[0]
  if (annotation !== undefined) return closing.length + annotation.length
  const operator = OPERATOR.exec(rest.slice(closing.length))?.[0]
  if (operator === undefined || (operator === ',' && !/["'`]/.test(closing))) return null
  if (operator === '>' && grammar === 'code') return null
  return closing.length + operator.length
}
