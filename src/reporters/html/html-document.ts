import { createHash } from 'node:crypto'
import type { Verdict } from '../../model/report.ts'
import { PAGE_STYLE } from './bundled-page.ts'
import { renderText, renderVerdictMark } from './markup.ts'

/** A page of HTML without its frame. Markup in it is the caller's, who has encoded what is hostile. */
export interface HtmlDocument {
  /** Text. */
  readonly title: string
  readonly kind: Verdict
  /** Markup. */
  readonly summary: string
  /** Markup. */
  readonly body: string
  /** Markup. */
  readonly foot: string
  /** More style than every page has. */
  readonly style?: string
  /** What the page runs, and the JSON that it reads; `data` stands in a script element, in which nothing may end it. */
  readonly script?: { readonly source: string; readonly data: string }
}

/**
 * One page that needs nothing else. A content security policy lets it use its own style and script alone, load nothing,
 * and never turn text into markup.
 */
export function renderHtmlDocument({
  title,
  kind,
  summary,
  body,
  foot,
  style = '',
  script,
}: HtmlDocument): string {
  const sheet = `${PAGE_STYLE}${style}`
  const policy = [
    "default-src 'none'",
    ...(script === undefined ? [] : [`script-src '${computeDigest(script.source)}'`]),
    `style-src '${computeDigest(sheet)}'`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
  const scripts =
    script === undefined
      ? ''
      : `<script type="application/json" id="data">${script.data}</script>\n<script>${script.source}</script>\n`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${renderText(title)}</title>
<style>${sheet}</style>
</head>
<body>
<header class="top ${kind}"><div class="inner">
<p class="brand">Seaworthy</p>
<h1>${renderVerdictMark(kind)}<span>${renderText(title)}</span></h1>
${summary}
</div></header>
${body}
<footer class="inner">${foot}</footer>
${scripts}</body>
</html>
`
}

function computeDigest(source: string): string {
  return `sha256-${createHash('sha256').update(source).digest('base64')}`
}
