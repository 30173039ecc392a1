import type { SettingRole } from './setting-names.ts'

/** A name that is given a literal value, in whatever notation. */
export interface SettingPair {
  readonly name: string
  readonly value: string
  /** Index of the value's first character in the text. */
  readonly index: number
  /** Index behind the value. */
  readonly end: number
  /** What it holds, where that is not said by its own name. */
  readonly role?: SettingRole
  /** Whether it stands in the part of a file that is for development or tests, the same on every machine. */
  readonly isForDevelopment?: boolean
}

/** A value as it is behind the signs that only quote it. */
export function undoEscapes(value: string): string {
  return value.includes('\\') ? value.replace(/\\(["'`\\/])/g, '$1').replace(/\\u0*26/g, '&') : value
}

/** An unquoted value ends before a comment and without the signs that end a statement. */
export function trimPair(pair: SettingPair): SettingPair {
  const value = pair.value
    .replace(/[ \t]+(?:#|\/\/|;).*$/, '')
    .trim()
    .replace(/[;,]+$/, '')
  return { ...pair, value, end: pair.index + value.length }
}
