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
