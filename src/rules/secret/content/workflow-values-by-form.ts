import {
  checkForbiddenValue,
  type ForbiddenValue,
  listNeedles,
  type Needle,
} from '../../../secrets/forbidden-value.ts'
import { findHead } from '../../../secrets/split-value.ts'

/** Forms of values, by the keyword that leads to them. */
export type NeedlesByKeyword = ReadonlyMap<string, readonly Needle[]>

/** The forms that values may be written in, by their keyword; values that `checkForbiddenValue` refuses have none. */
export function groupNeedlesByKeyword(values: readonly ForbiddenValue[]): NeedlesByKeyword {
  const byKeyword = new Map<string, Needle[]>()
  for (const needle of listNeedles(values))
    byKeyword.set(needle.keyword, [...(byKeyword.get(needle.keyword) ?? []), needle])
  return byKeyword
}

/** Values that may stand in two constants, by the beginning that leads to them. */
export function groupValuesByHead(
  values: readonly ForbiddenValue[],
): ReadonlyMap<string, readonly ForbiddenValue[]> {
  const byHead = new Map<string, ForbiddenValue[]>()
  for (const value of values) {
    const head = checkForbiddenValue(value.name, value.value) === null ? findHead(value.value) : null
    if (head !== null) byHead.set(head, [...(byHead.get(head) ?? []), value])
  }
  return byHead
}

/** A value as programs for Windows hold it, in UTF-16. */
export interface WideValue {
  readonly name: string
  readonly bytes: Buffer
}

/** Values as UTF-16, little endian. */
export function encodeWideValues(values: readonly ForbiddenValue[]): WideValue[] {
  return values
    .filter(({ name, value }) => checkForbiddenValue(name, value) === null)
    .map(({ name, value }) => ({ name, bytes: Buffer.from(value.trim(), 'utf16le') }))
}
