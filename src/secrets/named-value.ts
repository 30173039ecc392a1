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
const OPERATORS = new Set(Buffer.from(':=,(<>?!|"\'`]\\ \t'))

const NAME_END = /^[\w$-]*/
const CLOSING = /^\\{0,2}["'`]?\]?[ \t]{0,12}/
/** `: string =`, `!: Readonly<string> =`. */
const ANNOTATION = /^[!?]?\s{0,3}:\s{0,3}[A-Za-z&*][\w<>|[\]'". &*]{0,60}?\s{0,3}=(?![=>])/
const OPERATOR = /^(?:<\/key>\s{0,40}<string>|=>|[:?|]{1,2}=|={1,3}|\?{1,2}|\|\||[:,(>])/
/** `{ name: 'X', value: 'y' }`, `<add key="X" value="y">`. */
const PAIR = /^\\{0,2}["'`]\s{0,4},?\s{0,24}\\{0,2}["'`]?(?:value|val|content)\\{0,2}["'`]?\s{0,4}[:=]/
/** What the value is taken from, if it is there: `process.env.X ?? `, `isLive ? `. */
const SOURCE =
  /^(?:(?:await\s)?[A-Za-z_$][\w.$[\]"'()?!-]{0,80}\s{0,3}(?:\?\?|\|\|)\s{0,3}|!?[A-Za-z_$][\w.$[\]"'()!=& -]{0,80}?\s{0,3}\?\s{0,3}(?:[\w.$[\]()]{1,80}\s{0,3}:\s{0,3})?(?=["'`]))/
/** What stands between an operator and a literal: `(`, `{`, the letters of literals, a quote inside another one. */
const OPENING = /^(?:[({]\s{0,24})?(?:(?:[$@bBfFLNrRuU]|rb|br|fr|u8)(?=["'])|["'](?=\\["']))?/
/** `NAME: |` in YAML, `NAME = """` in TOML and Python: the value is the next line. */
const BLOCK = /^(?:[|>][-+]?|["']{3})[ \t]{0,8}\r?\n[ \t]{0,40}/
/** `variable "name" { type = string, default = "v"` in Terraform. */
const DEFAULT = /^\s{0,3}\{[^{}]{0,200}?\bdefault\s{0,12}=/
/** `#define NAME "v"`; `${env:NAME, 'v'}` in Serverless; a line of CSV. */
const DEFINES = /#[ \t]{0,3}define[ \t]{1,8}$/
const ENVIRONMENT = /\$\{env:$/
const BEGINS_LINE = /(?:^|\n)["']?$/
/** A line that is commented out: its values stand as settings do. */
const COMMENT = /(?:^|\n)[ \t]{0,20}(?:\/\/|\/?\*|#|--)[^\n"'`]{0,40}$/
const IN_CAPITALS = /^[A-Z][A-Z0-9_]{2,}$/
/** A reference inside a string, with what holds where it leads nowhere: `"${name:v}"`. */
const REFERENCE = /["']\$\{$/
const QUOTED = /^(\\{0,2})(["'`])((?:(?!\2)[^\\\r\n]){1,600}?)\1\2/
const BARE = /^[^\s"'`,;<>(){}[\]\\&|]{8,400}/

/**
 * The name around a keyword at `offset` and the literal that it is given: `name: "v"`, `NAME=v`,
 * `const name: string = "v"`, `env.NAME ?? "v"`, `{name: "NAME", value: "v"}`, `set("NAME", "v")`, `<name>v</name>`.
 * Looks at no more than 700 bytes behind it.
 */
export function readNamedValueAt(
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
  const before = text.slice(0, start)
  const name = text.slice(start, end)
  const found = readValueBehind(text.slice(end), before, grammar)
  if (!found) return null
  return {
    name,
    value: found.value,
    offset: from + end + found.at,
    isQuoted: found.isQuoted || REFERENCE.test(before) || isSetting(name, before),
  }
}

function isSetting(name: string, before: string): boolean {
  return IN_CAPITALS.test(name) && COMMENT.test(before)
}

interface Behind {
  readonly value: string
  readonly at: number
  readonly isQuoted: boolean
}

function readValueBehind(rest: string, before: string, grammar: Grammar): Behind | null {
  let at = PAIR.exec(rest)?.[0].length ?? findOperatorEnd(rest, before, grammar)
  if (at === null) return null
  at += /^\s{0,24}/.exec(rest.slice(at))?.[0].length ?? 0
  const block = BLOCK.exec(rest.slice(at))?.[0]
  if (block !== undefined) return readBareAt(rest, at + block.length, true)
  at += SOURCE.exec(rest.slice(at))?.[0].length ?? 0
  at += OPENING.exec(rest.slice(at))?.[0].length ?? 0
  const quoted = QUOTED.exec(rest.slice(at))
  if (quoted === null) return readBareAt(rest, at, grammar === 'plain')
  return { value: quoted[3] ?? '', at: at + (quoted[1]?.length ?? 0) + 1, isQuoted: true }
}

function readBareAt(rest: string, at: number, isQuoted: boolean): Behind | null {
  const value = BARE.exec(rest.slice(at))?.[0]
  return value === undefined ? null : { value, at, isQuoted }
}

function findOperatorEnd(rest: string, before: string, grammar: Grammar): number | null {
  const closing = CLOSING.exec(rest)?.[0] ?? ''
  const behind = rest.slice(closing.length)
  const annotation = (ANNOTATION.exec(behind) ?? DEFAULT.exec(behind))?.[0]
  if (annotation !== undefined) return closing.length + annotation.length
  const operator = OPERATOR.exec(behind)?.[0]
  if (operator === undefined) return DEFINES.test(before) ? closing.length : null
  if (operator === ',' && !/["'`]/.test(closing) && !isFollowedByItsValue(before, grammar)) return null
  if (operator === '>' && grammar === 'code') return null
  return closing.length + operator.length
}

/** Whether a comma alone may stand between a name and its value. */
function isFollowedByItsValue(before: string, grammar: Grammar): boolean {
  return ENVIRONMENT.test(before) || (grammar === 'plain' && BEGINS_LINE.test(before))
}
