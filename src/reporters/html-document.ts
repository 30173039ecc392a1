import { createHash } from 'node:crypto'
import { htmlText } from '../text/safe-text.ts'
import { HTML_STYLE } from './html-style.ts'

/** A page of HTML without its frame. Markup in it is the caller's, who has encoded what is hostile. */
export interface HtmlDocument {
  /** Text. */
  readonly title: string
  readonly kind: 'pass' | 'block' | 'error'
  /** Markup. */
  readonly summary: string
  /** Markup. */
  readonly body: string
  /** Markup. */
  readonly foot: string
  /** More style than every page has. */
  readonly style?: string
}

/** One page that needs nothing else: no script, and a policy that lets it load nothing but its own style sheet. */
export function htmlDocument({ title, kind, summary, body, foot, style = '' }: HtmlDocument): string {
  const sheet = `${HTML_STYLE}${style}`
  const digest = createHash('sha256').update(sheet).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${sheet}</style>
</head>
<body>
<header class="${kind}"><h1>${htmlText(title)}</h1>${summary}</header>
<main>
${body}
</main>
<footer>${foot}</footer>
</body>
</html>
`
}
