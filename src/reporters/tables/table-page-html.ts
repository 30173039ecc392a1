import { htmlText } from '../../text/safe-text.ts'
import { htmlDocument } from '../html-document.ts'
import { count } from '../phrases.ts'
import { type Cell, linkTarget, type Piece, type TablePage, type TablePart } from './table-page.ts'

const VALUE_SHOWN = 500
const STYLE = `body{max-width:80rem}td:not(:first-child),th:not(:first-child){text-align:left}td{vertical-align:top}
td,th{overflow-wrap:break-word}th,.level{white-space:nowrap}main ul{columns:18rem;column-gap:2rem}
main table{display:block;overflow-x:auto}main ol{max-width:54rem;padding-left:1.5rem}main ol li{margin:.4rem 0}.level.pass{color:var(--green)}section>p{max-width:54rem}
`

/** A page of tables as one page of HTML that needs nothing else. */
export function tablePageHtml(page: TablePage): string {
  return htmlDocument({
    title: page.title,
    kind: page.isGood ? 'pass' : 'block',
    summary: page.summary.map((line) => `<p>${cell(line)}</p>`).join(''),
    body: page.parts.map(section).join('\n'),
    foot: htmlText(page.foot),
    style: STYLE,
  })
}

function section({ title, about, head, rows, more, isOrdered }: TablePart): string {
  const tag = isOrdered ? 'ol' : 'ul'
  const left = more > 0 ? `<p class="small">and ${count(more, 'more', 'more')}</p>` : ''
  const body =
    rows.length === 0
      ? ''
      : head === null
        ? `<${tag}>${rows.map((row) => `<li>${row.map(cell).join(' ')}</li>`).join('')}</${tag}>`
        : `<table><tr>${head.map((one) => `<th>${htmlText(one)}</th>`).join('')}</tr>${rows.map(tableRow).join('\n')}</table>`
  const intro = about === null ? '' : `<p>${cell(about)}</p>\n`
  return `<section>\n<h2>${htmlText(title)}</h2>\n${intro}${body}${left}\n</section>`
}

function tableRow(row: readonly Cell[]): string {
  return `<tr>${row.map((one) => `<td>${cell(one)}</td>`).join('')}</tr>`
}

function cell(pieces: Cell): string {
  return pieces.map(piece).join('')
}

function piece(one: Piece): string {
  if (typeof one === 'string') return htmlText(one, VALUE_SHOWN)
  if ('code' in one) return `<code>${htmlText(one.code, VALUE_SHOWN)}</code>`
  if ('level' in one) return `<span class="level ${one.level}">${htmlText(one.text)}</span>`
  const target = linkTarget(one.link)
  const text = htmlText(one.text, VALUE_SHOWN)
  return target === null ? text : `<a href="${htmlText(target)}" rel="noreferrer">${text}</a>`
}
