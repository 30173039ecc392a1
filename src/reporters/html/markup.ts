import type { Finding, Level, Verdict } from '../../model/report.ts'
import { fillTemplate } from '../../text/fill-template.ts'
import { encodeHtmlText } from '../../text/safe-text.ts'

/** Characters of one value that are shown. */
const VALUE_SHOWN = 1000

/** A hostile value as code. */
export function renderCode(value: string): string {
  return `<code>${encodeHtmlText(value, VALUE_SHOWN)}</code>`
}

/** A hostile value as text. */
export function renderText(value: string): string {
  return encodeHtmlText(value, VALUE_SHOWN)
}

/** A sentence that may hold hostile parts; what it has in backticks is shown as code. */
export function renderProse(value: string): string {
  return encodeHtmlText(value).replace(/&#96;((?:(?!&#96;).)+)&#96;/g, '<code>$1</code>')
}

/** A message of a rule with its values: the encoder leaves no backtick in a value, so those left are the message's own. */
export function renderMessage(template: string, { data }: Finding): string {
  return fillTemplate(template, data, renderCode).replace(/`([^`]+)`/g, '<code>$1</code>')
}

export function renderList(kind: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<ul class="${kind}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

/** A table; cells are HTML. Columns but the first are numbers unless `plain`. */
export function renderTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  kind: 'numbers' | 'plain' = 'numbers',
): string {
  const top = head.map((cell) => (cell === '' ? '<td></td>' : `<th scope="col">${cell}</th>`)).join('')
  const body = rows.map(([first = '', ...rest]) => {
    const cells = rest.map((cell) => `<td>${cell}</td>`).join('')
    return `<tr><th scope="row">${first}</th>${cells}</tr>`
  })
  return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table class="${kind}"><thead><tr>${top}</tr></thead><tbody>${body.join('')}</tbody></table></div>`
}

/** A section with its heading; nothing where it has no content. */
export function renderSection(id: string, title: string, parts: readonly string[]): string {
  const content = parts.filter((part) => part !== '').join('\n')
  return content === ''
    ? ''
    : `<section id="${id}" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>\n${content}\n</section>`
}

export function renderFold(summary: string, content: string): string {
  return `<details class="more"><summary>${summary}</summary>${content}</details>`
}

/** A share of a whole as a bar; `kind` is its colour. */
export function renderBar(share: number, kind: string): string {
  const width = Math.max(share > 0 ? 0.5 : 0, Math.min(100, share * 100)).toFixed(1)
  return `<svg class="bar ${kind}" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true"><rect class="rail" width="100" height="10"/><rect class="fill" width="${width}" height="10"/></svg>`
}

export function renderLevelPill(level: Level | 'unseen'): string {
  return `<span class="pill ${level}">${level}</span>`
}

const SHAPES: Readonly<Record<Verdict, string>> = {
  pass: '<circle cx="12" cy="12" r="10"/><path d="M7 12.5l3.3 3.3L17 9"/>',
  block: '<path d="M8 2h8l6 6v8l-6 6H8l-6-6V8z"/><path d="M8.5 8.5l7 7m0-7l-7 7"/>',
  error: '<path d="M12 2.5l10.5 18.5h-21z"/><path d="M12 9v6m0 2.4v.4"/>',
}

export function renderVerdictMark(verdict: Verdict): string {
  return `<svg class="mark ${verdict}" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[verdict]}</svg>`
}
