import { createColors } from 'picocolors'
import type { FileChange } from '../model/changes.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import type { Verification } from '../verify/verify-target.ts'
import { bytes, count } from './phrases.ts'

const FILES_SHOWN = 20

/** What no verification can say. */
export const TAKEN_ON_TRUST =
  'The report is taken at its word: nothing was looked at anew. Take it from a job that the code of the package cannot write to.'

/** Whether the bytes may be published. */
export function isVerified({ outcome }: Verification): boolean {
  return outcome === 'same'
}

/** What came of it as one sentence. Values in it are raw: encode before printing. */
export function describeVerification(verification: Verification): string {
  const { outcome, target, judged } = verification
  const was = judged === null ? '' : formatName(judged)
  switch (outcome) {
    case 'same':
      return `${target} is what was judged: ${was}, byte for byte.`
    case 'blocked':
      return `${target} is what was judged, and ${was} ${judged?.verdict === 'error' ? 'could not be judged' : 'must not be published'}.`
    case 'expired':
      return `${target} is what was judged, and ${was} passed by an exception that has run out since. Check it again, or renew the exception first.`
    case 'repacked':
      return `${target} is not what was judged. It holds the same files as ${was} in other bytes: it was packed again, or compressed differently, or dates, modes or the order of files differ. Publish the tarball that was judged.`
    case 'different':
      return `${target} is not what was judged: ${listDifferences(verification)}. Publish the tarball that was judged, or judge this one.`
    case 'unknown':
      return `${target} holds ${formatName(verification)}, which the report does not mention. Judge it first.`
  }
}

/** The verification for a person at a terminal. */
export function renderVerification(verification: Verification, color: boolean): string {
  const colors = createColors(color)
  const mark = isVerified(verification) ? colors.green('✔ verified') : colors.red('✖ not verified')
  const { judged, integrity, changes } = verification
  const lines = [`${mark}  ${encodeTerminalText(describeVerification(verification))}`]
  if (judged !== null && judged.integrity !== integrity)
    lines.push(`  judged  ${judged.integrity}`, `  found   ${integrity}`)
  else lines.push(colors.dim(`  ${integrity}`))
  for (const text of verification.reservations)
    lines.push(`  ${colors.yellow('note')} ${encodeTerminalText(text)}`)
  if (changes !== null) {
    const { added, removed, changed } = changes.files
    lines.push(...listFileLines('+', added), ...listFileLines('−', removed), ...listFileLines('~', changed))
  }
  return `${lines.join('\n')}\n`
}

function listDifferences({ name, version, judged, changes }: Verification): string {
  const other =
    judged !== null && (judged.name !== name || judged.version !== version)
      ? [`it holds ${formatName({ name, version })}, and ${formatName(judged)} was judged`]
      : []
  const { added, removed, changed } = changes?.files ?? {}
  const files = [
    ...(changed?.count ? [`${count(changed.count, 'file')} with different content`] : []),
    ...(added?.count ? [`${count(added.count, 'file')} that the judged one does not have`] : []),
    ...(removed?.count ? [`${count(removed.count, 'file')} missing`] : []),
  ]
  return [...other, ...files].join(', ')
}

function listFileLines(
  sign: string,
  list: { readonly count: number; readonly first: readonly FileChange[] },
): string[] {
  const shown = list.first.slice(0, FILES_SHOWN).map(({ path, before, after }) => {
    const sizes = [before, after].filter((size) => size !== null).map((size) => bytes(size))
    return `  ${sign} ${encodeTerminalText(path)}  ${sizes.join(' → ')}`
  })
  const left = list.count - shown.length
  return left > 0 ? [...shown, `  ${sign} and ${count(left, 'more', 'more')}`] : shown
}

function formatName({
  name,
  version,
}: {
  readonly name: string | null
  readonly version: string | null
}): string {
  if (name === null) return 'a package without a name'
  return version === null ? name : `${name}@${version}`
}
