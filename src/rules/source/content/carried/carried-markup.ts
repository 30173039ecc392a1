const LARGEST = 4 * 1024 ** 2
/** Elements in which lines are kept as they are. */
const HOLDERS = [
  '<pre',
  '<code',
  '<textarea',
  'CDATA[',
  '<table',
  '&#10;',
  '&#xa;',
  '&#xA;',
  '<source',
  '<td',
]
const ENTITIES: Readonly<Record<string, string>> = {
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  amp: '&',
  nbsp: ' ',
}
const ATTRIBUTE = /\s[\w:.-]+=(?:"([^"]{200,})"|'([^']{200,})')/g
const DATA = /<!\[CDATA\[([\s\S]*?)\]\]>/g
/** Where the text of one element has nothing to do with the next one's. */
const PART = /<\/(?:pre|textarea|table|article|section)>/i
const MOST_PARTS = 400

/** The texts of a page or of XML as a reader sees them, those in attributes and sections of data too. */
export function textsOfMarkup(bytes: Buffer): string[] {
  if (bytes.length > LARGEST || !HOLDERS.some((holder) => bytes.includes(holder))) return []
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n')
  const texts = [...text.matchAll(DATA)].map(([, data = '']) => data)
  for (const [, double, single] of text.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? ''
    if (/\n|&#(?:10|xa);/i.test(value)) texts.push(unescaped(value))
  }
  const shown = text.replace(DATA, '').replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
  for (const part of shown.split(PART).slice(0, MOST_PARTS)) texts.push(shownText(part))
  return texts
}

function shownText(part: string): string {
  const start = part.search(/<(?:pre|textarea|table|code|source)\b/i)
  const own = start === -1 ? part : part.slice(start)
  // Line numbers stand in elements of their own.
  return unescaped(
    own
      .replace(
        /<(\w+)[^<>]*\b(?:class|data-line-number)="[^"]*(?:line-?num|lineno|ln-num|line-count|blob-num)[^"]*"[^<>]*>[^<]*(?:<a\b[^<>]*>[^<]*<\/a>)?<\/\1>/gi,
        '',
      )
      .replace(/<br\s*\/?>|<\/(?:tr|li|div|p)>/gi, '\n')
      .replace(/<[a-z/!][^<>]*>/gi, ''),
  )
}

function unescaped(text: string): string {
  return text.replace(
    /&(?:#(\d{1,6})|#x([0-9a-f]{1,5})|(lt|gt|quot|apos|amp|nbsp));/gi,
    (_, decimal, hex, name) =>
      name === undefined
        ? String.fromCodePoint(
            Math.min(0x10ffff, decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal)),
          )
        : (ENTITIES[name.toLowerCase()] ?? ''),
  )
}
