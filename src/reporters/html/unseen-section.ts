import type { PackageReport } from '../../model/report.ts'
import { packageLabel } from '../phrases.ts'
import { UNSEEN_DOCS, UNSEEN_WHY, unseenAddress, unseenFix, unseenSize } from '../unseen-text.ts'
import { code, levelPill, prose } from './markup.ts'

/** What could not be looked at. */
export function unseenContent(packages: readonly PackageReport[]): string[] {
  const parts = packages.flatMap((one) => one.unseen.map((part) => ({ one, part })))
  if (parts.length === 0) return []
  const cards = parts.map(({ one, part }) => {
    const of = packages.length > 1 ? ` in ${code(packageLabel(one))}` : ''
    const digest = part.digest === null ? '' : `<p class="foot"><code>${part.digest}</code></p>`
    return `<article class="card unseen"><p>${levelPill('unseen')} ${code(unseenAddress(part))}${unseenSize(part)}${of}</p><p>${prose(part.detail)}. ${prose(unseenFix(part))}</p>${digest}</article>`
  })
  return [
    `<p>${UNSEEN_WHY} <a href="${UNSEEN_DOCS}" rel="noreferrer">More on unseen content</a></p>`,
    ...cards,
  ]
}
