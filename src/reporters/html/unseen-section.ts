import type { PackageReport } from '../../model/report.ts'
import { formatPackageLabel } from '../phrases.ts'
import {
  adviseOnUnseen,
  formatUnseenAddress,
  formatUnseenSize,
  UNSEEN_DOCS,
  UNSEEN_WHY,
} from '../unseen-text.ts'
import { renderCode, renderLevelPill, renderProse } from './markup.ts'

/** What could not be looked at. */
export function renderUnseen(packages: readonly PackageReport[]): string[] {
  const parts = packages.flatMap((one) => one.unseen.map((part) => ({ one, part })))
  if (parts.length === 0) return []
  const cards = parts.map(({ one, part }) => {
    const of = packages.length > 1 ? ` in ${renderCode(formatPackageLabel(one))}` : ''
    const digest = part.digest === null ? '' : `<p class="foot"><code>${part.digest}</code></p>`
    return `<article class="card unseen"><p>${renderLevelPill('unseen')} ${renderCode(formatUnseenAddress(part))}${formatUnseenSize(part)}${of}</p><p>${renderProse(part.detail)}. ${renderProse(adviseOnUnseen(part))}</p>${digest}</article>`
  })
  return [
    `<p>${UNSEEN_WHY} <a href="${UNSEEN_DOCS}" rel="noreferrer">More on unseen content</a></p>`,
    ...cards,
  ]
}
