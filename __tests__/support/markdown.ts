import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** Renders as GitHub does before its sanitizer: raw HTML stays. */
export interface MarkdownParser {
  name: string
  render(markdown: string): string
}

/** The parser that is always at hand. What starts a program beside it is in markdown-parsers.ts. */
export const MICROMARK: MarkdownParser = {
  name: 'micromark',
  render: (markdown) =>
    micromark(markdown, {
      allowDangerousHtml: true,
      extensions: [gfm()],
      htmlExtensions: [gfmHtml()],
    }),
}

export interface HtmlParts {
  /** Tag names in order, closing ones with a slash; comments and the like as `!`. */
  tags: string[]
  /** Text outside and inside `<code>`, `<pre>` and `<a>`, entities decoded. */
  text: string
  /** Text that GitHub's filters for mentions, references and links look at, one string a text node. */
  filtered: string[]
  /** Addresses of links, entities decoded; the whole tag of a link that has more, or other, than an address. */
  links: string[]
}

/** Takes rendered HTML apart. */
export function parseHtmlParts(html: string): HtmlParts {
  const parts: HtmlParts = { tags: [], text: '', filtered: [], links: [] }
  let skipped = 0
  for (const [token] of html.matchAll(/<!--[\s\S]*?(?:-->|$)|<[!?][^>]*>|<\/?[a-z][^>]*>|[^<]+|</gi)) {
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(token)
    if (/^<[!?]/.test(token)) parts.tags.push('!')
    else if (tag?.[2] !== undefined) {
      const name = tag[2].toLowerCase()
      parts.tags.push(`${tag[1]}${name}`)
      parts.links.push(...linkIn(token))
      if (['code', 'pre', 'a'].includes(name)) skipped += tag[1] === '/' ? -1 : 1
    } else {
      const text = decodeEntities(token)
      parts.text += text
      if (skipped === 0) parts.filtered.push(text)
    }
  }
  return parts
}

function linkIn(tag: string): string[] {
  return /^<a[^a-z]/i.test(tag) ? [decodeEntities(/^<a href="([^"]*)">$/.exec(tag)?.[1] ?? tag)] : []
}

/** What GitHub would bring to life in the text: mentions, references, links, e-mail addresses, emoji codes, formulas. */
export function findLiveText(parts: HtmlParts): string[] {
  const live = /@[a-z0-9]|(?:^|[^\w])#\d|\w#\d|\bgh-\d|https?:\/\/|\bwww\.\w|\w@\w|:[\w+-]+:|\$[^$]+\$/gi
  return parts.filtered.flatMap((text) => [...text.matchAll(live)].map(([match]) => match))
}

function decodeEntities(text: string): string {
  const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"' }
  return text.replace(/&(?:#(\d+)|(\w+));/g, (whole, code: string | undefined, name: string | undefined) =>
    code !== undefined ? String.fromCodePoint(Number(code)) : (named[name ?? ''] ?? whole),
  )
}
