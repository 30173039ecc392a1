import type { PackageReport } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { renderDetails } from './markdown-finding.ts'
import { renderPath, renderProseText } from './markdown-values.ts'
import { count } from './phrases.ts'
import {
  adviseOnUnseen,
  formatUnseenAddress,
  formatUnseenSize,
  UNSEEN_DOCS,
  UNSEEN_ID,
  UNSEEN_TITLE,
  UNSEEN_WHY,
} from './unseen-text.ts'

const SHOWN = 20
const ACCEPTED_SHOWN = 50

/** What could not be looked at, as a section; null if there is nothing. */
export function renderUnseenSection({ unseen }: PackageReport, heading: string): string | null {
  if (unseen.length === 0) return null
  const items = unseen.slice(0, SHOWN).map((part) => {
    const digest = part.digest === null ? '' : `<br><code>${part.digest}</code>`
    return `- ${renderPath(formatUnseenAddress(part))}${formatUnseenSize(part)}: ${renderProseText(part.detail)}. **What to change:** ${renderProseText(adviseOnUnseen(part))}${digest}`
  })
  const left = unseen.length - items.length
  if (left > 0) items.push(`- and ${count(left, 'more part')}`)
  return [
    `${heading} ${UNSEEN_TITLE}`,
    `${UNSEEN_WHY} (<a href="${UNSEEN_DOCS}">${UNSEEN_ID}</a>)`,
    items.join('\n'),
  ].join('\n\n')
}

/** Acceptances in force, folded; null if there are none. */
export function renderAccepted({ accepted }: PackageReport, name: string): string | null {
  if (accepted.length === 0) return null
  const items = accepted.slice(0, ACCEPTED_SHOWN).map(({ unseen, reason, expires, by }) => {
    const who = by === null ? '' : `, approved by ${renderProseText(by)}`
    return `- ${renderPath(formatUnseenAddress(unseen))}${formatUnseenSize(unseen)}, until ${expires}${who} — ${renderProseText(reason)}`
  })
  const left = accepted.length - items.length
  if (left > 0) items.push(`- and ${formatNumber(left)} more`)
  return renderDetails(`${name}${count(accepted.length, 'part')} accepted unseen`, items.join('\n'))
}
