import type { PackageReport } from '../model/report.ts'
import { type ForbiddenValue, listNeedles } from '../secrets/forbidden-value.ts'

/**
 * The report without the workflow's values: a name of a file or a member of package.json may hold one, in any form that
 * is looked for. In its place stands the name that the workflow knows it by. The target keeps what the user called it.
 */
export function hideValues(report: PackageReport, values: readonly ForbiddenValue[]): PackageReport {
  const needles = listNeedles(values)
    .map(({ name, bytes }) => ({ text: bytes.toString(), shown: `[${name}]` }))
    .toSorted((a, b) => b.text.length - a.text.length)
  if (needles.length === 0) return report
  const anyOf = new RegExp(needles.map(({ text }) => escapeForExpression(text)).join('|'), 'g')
  const shownFor = new Map(needles.map(({ text, shown }) => [text, shown]))
  const hideIn = (value: unknown): unknown => {
    if (typeof value === 'string') return value.replace(anyOf, (text) => shownFor.get(text) ?? '[…]')
    if (Array.isArray(value)) return value.map(hideIn)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [hideIn(key), hideIn(member)]))
  }
  return { ...(hideIn(report) as PackageReport), target: report.target }
}

const escapeForExpression = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')
