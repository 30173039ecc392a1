/** A page that looks much as GitHub draws a comment: its own elements only, in a style sheet of ours. */
const STYLE = `
  body { margin: 0; padding: 16px; background: #fff; color: #1f2328; font: 14px/1.5 'Noto Sans', 'Liberation Sans', Arial, 'Noto Color Emoji', sans-serif; overflow-wrap: break-word }
  .comment { border: 1px solid #d1d9e0; border-radius: 6px }
  .head { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; border-radius: 6px 6px 0 0; color: #59636e }
  .head b { color: #1f2328 }
  .head i { font-style: normal; font-size: 12px; border: 1px solid #d1d9e0; border-radius: 2em; padding: 0 7px; margin-left: 4px }
  .body { padding: 16px }
  .body > :first-child { margin-top: 0 } .body > :last-child { margin-bottom: 0 }
  h2 { font-size: 1.5em; border-bottom: 1px solid #d1d9e0b3; padding-bottom: .3em; margin: 24px 0 16px; line-height: 1.25 }
  h3 { font-size: 1.25em; margin: 24px 0 16px; line-height: 1.25 } h4 { font-size: 1em; margin: 24px 0 16px }
  p, ul, table, pre, blockquote, details { margin: 0 0 16px }
  ul { padding-left: 2em } li + li { margin-top: .25em } li > p { margin-bottom: 4px }
  code { font: 85%/1.45 'Liberation Mono', 'DejaVu Sans Mono', monospace; background: #818b981f; border-radius: 6px; padding: .2em .4em; white-space: break-spaces }
  pre { background: #f6f8fa; border-radius: 6px; padding: 16px; overflow: auto; line-height: 1.45 } pre code { background: none; padding: 0; white-space: pre }
  table { border-collapse: collapse; display: block; width: max-content; max-width: 100%; overflow: auto }
  th, td { border: 1px solid #d1d9e0; padding: 6px 13px } tr:nth-child(2n) td { background: #f6f8fa }
  a { color: #0969da; text-decoration: underline } summary { cursor: pointer }
  sub { font-size: 75%; line-height: 0; position: relative; bottom: -.25em }
  .alert { border-left: .25em solid; padding: 8px 16px; margin-bottom: 16px } .alert p { margin: 0; color: #1f2328 }
  .alert b.kind { display: block; font-weight: 600; margin-bottom: 8px }
  .caution { border-color: #cf222e } .caution .kind { color: #d1242f } .warning { border-color: #9a6700 } .warning .kind { color: #9a6700 }
  .important { border-color: #8250df } .important .kind { color: #8250df } .note { border-color: #0969da } .note .kind { color: #0969da }
  .tip { border-color: #1a7f37 } .tip .kind { color: #1a7f37 }
  .plus { background: #dafbe1; color: #116329; display: block } .minus { background: #ffebe9; color: #82071e; display: block } .at { color: #8250df; display: block } .same { display: block }
`

const COMMENT = '<b>github-actions</b> <i>bot</i> commented'

/** A rendered comment as a whole page. */
export function renderInFrame(html: string): string {
  const body = html.replace(ALERT, renderAlert).replace(DIFF, renderDiff)
  return `<!doctype html><html><head><meta charset="utf-8"><title></title><style>${STYLE}</style></head><body><div class="comment"><div class="head">${COMMENT}</div><div class="body">${body}</div></div></body></html>`
}

const ALERT = /<blockquote>\s*<p>\[!(\w+)\]\s*([\s\S]*?)<\/blockquote>/g
const DIFF = /<pre><code class="language-diff">([\s\S]*?)<\/code><\/pre>/g

function renderAlert(_whole: string, kind: string, rest: string): string {
  const name = kind.toLowerCase()
  return `<div class="alert ${name}"><b class="kind">${name.charAt(0).toUpperCase()}${name.slice(1)}</b><p>${rest}</div>`
}

function renderDiff(_whole: string, lines: string): string {
  const classes: Readonly<Record<string, string>> = { '+': 'plus', '-': 'minus', '@': 'at' }
  const coloured = lines
    .trimEnd()
    .split('\n')
    .map((line) => `<span class="${classes[line.charAt(0)] ?? 'same'}">${line}</span>`)
  return `<pre><code>${coloured.join('')}</code></pre>`
}
