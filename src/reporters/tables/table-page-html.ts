import { encodeHtmlText } from '../../text/safe-text.ts'
import { renderHtmlDocument } from '../html/html-document.ts'
import { count } from '../phrases.ts'
import { type Cell, type Piece, readLinkTarget, type TablePage, type TablePart } from './table-page.ts'

const VALUE_SHOWN = 500
const STYLE =
  'td,th{overflow-wrap:break-word}thead th,.pill{white-space:nowrap}main ul{columns:18rem;column-gap:2rem}section>p,main ol{max-width:54rem}main ol{padding-left:1.5rem}main ol li{margin:.4rem 0}'

/** A page of tables as one page of HTML that needs nothing else. */
export function renderTablePageAsHtml(page: TablePage): string {
  return renderHtmlDocument({
    title: page.title,
    kind: page.isGood ? 'pass' : 'block',
    summary: page.summary.map((line) => `<p class="counts">${renderCell(line)}</p>`).join(''),
    body: `<main class="inner">\n${page.parts.map(renderSection).join('\n')}\n</main>`,
    foot: encodeHtmlText(page.foot),
    style: STYLE,
  })
}

function renderSection({ title, about, head, rows, more, isOrdered }: TablePart): string {
  const tag = isOrdered ? 'ol' : 'ul'
  const left = more > 0 ? `<p class="soft">and ${count(more, 'more', 'more')}</p>` : ''
  const body =
    rows.length === 0
      ? ''
      : head === null
        ? `<${tag}>${rows.map((row) => `<li>${row.map(renderCell).join(' ')}</li>`).join('')}</${tag}>`
        : `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table class="plain"><thead><tr>${head.map((one) => `<th scope="col">${encodeHtmlText(one)}</th>`).join('')}</tr></thead><tbody>${rows.map(renderTableRow).join('\n')}</tbody></table></div>`
  const intro = about === null ? '' : `<p>${renderCell(about)}</p>\n`
  return `<section>\n<h2>${encodeHtmlText(title)}</h2>\n${intro}${body}${left}\n</section>`
}

function renderTableRow(row: readonly Cell[]): string {
  return `<tr>${row.map((one) => `<td>${renderCell(one)}</td>`).join('')}</tr>`
}

function renderCell(pieces: Cell): string {
  return pieces.map(renderPiece).join('')
}

function renderPiece(one: Piece): string {
  if (typeof one === 'string') return encodeHtmlText(one, VALUE_SHOWN)
  if ('code' in one) return `<code>${encodeHtmlText(one.code, VALUE_SHOWN)}</code>`
  if ('level' in one) return `<span class="pill ${one.level}">${encodeHtmlText(one.text)}</span>`
  const target = readLinkTarget(one.link)
  const text = encodeHtmlText(one.text, VALUE_SHOWN)
  return target === null ? text : `<a href="${encodeHtmlText(target)}" rel="noreferrer">${text}</a>`
}
