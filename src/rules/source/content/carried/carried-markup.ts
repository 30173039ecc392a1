const LARGEST = 4 * 1024 ** 2
/** Elements in which lines are kept as they are, and the classes of lines. */
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
  'class="line',
  'lineno',
  'class="highlight',
  'class="code',
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
export function readTextsOfMarkup(bytes: Buffer): string[] {
  if (bytes.length > LARGEST || !HOLDERS.some((holder) => bytes.includes(holder))) return []
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n')
  const texts = [...text.matchAll(DATA)].map(([, data = '']) => data)
  for (const [, double, single] of text.matchAll(ATTRIBUTE)) {
    const value = double ?? single ?? ''
    if (/\n|&#(?:10|xa);/i.test(value)) texts.push(decodeEntities(value))
  }
  const shown = text.replace(DATA, '').replace(/<(script|style)\b[\s\S]*?<\/\1>/gi, '')
  for (const part of removeShortHolders(shown).split(PART).slice(0, MOST_PARTS)) {
    texts.push(readShownText(part))
    const lines = part.match(LINE_OF_CODE)
    if (lines !== null && lines.length >= MANY) texts.push(readPlainText(lines.join('\n')))
  }
  return texts
}

/** So many elements with a line each are the lines of one text. */
const MANY = 8
const SHORT_HOLDER = /<pre\b[^<>]*>([^\n<]*(?:<(?!\/?pre\b)[^\n<]*)*)<\/pre>/gi
const LINE_OF_CODE = /<code\b[^<>]*>[^\n<]*(?:<(?!\/?code\b)[^\n<]*)*<\/code>/gi

/** A page that has an element for each line, where others have one for all of them. */
function removeShortHolders(page: string): string {
  return (page.match(SHORT_HOLDER)?.length ?? 0) < MANY ? page : page.replace(SHORT_HOLDER, '$1')
}

function readShownText(part: string): string {
  const start = part.search(
    /<(?:pre|textarea|table|code|source)\b|<div class="(?:fragment|line|highlight|code)/i,
  )
  const own = (start === -1 ? part : part.slice(start)).replace(ROW, readCodeOfRow)
  return readPlainText(own)
}

/** A part without its tags, and without line numbers, which stand in elements of their own. */
function readPlainText(part: string): string {
  return decodeEntities(
    part
      .replace(NUMBER, '')
      .replace(/<br\s*\/?>|<\/(?:tr|li|div|p)>\n?/gi, '\n')
      .replace(/<[a-z/!][^<>]*>/gi, ''),
  )
}

const NUMBER =
  /<(\w+)[^<>]*\b(?:class|data-line-number)=["'][^"'<>]*(?:line-?num|lineno|ln-num|line-count|blob-num|hits)[^<>]*>[^<]*(?:<a\b[^<>]*>[^<]*<\/a>)?<\/\1>/gi
const ROW = /<tr\b[^<>]*>((?:(?!<\/tr>)[\s\S]){0,4000})<\/tr>/gi
/** The cell of a row that has the line, by what reports call it. */
const CODE_CELL =
  /<td\b[^<>]*class=["'][^"'<>]*(?:src|source|code|text|content)[^<>]*>([\s\S]*?)(?:<\/td>|$)/i

/** What has the line in a cell of several lines. */
const CODE_IN_CELL =
  /<(?:span|code|div)\b[^<>]*class=["'][^"'<>]*(?:-ctn|-inner|-content|line-code)\b[^\n]*/gi

/** One line of a table that has a row for each: the cell with the code, or the last one. */
function readCodeOfRow(row: string, inner: string): string {
  const cells = inner.split(/<td\b[^<>]*>/i).slice(1)
  if (cells.length < 2) return row
  if (cells.some((cell) => cell.trim().includes('\n'))) {
    const own = inner.match(CODE_IN_CELL)?.at(-1)
    return own === undefined ? row : `${own.replace(/<br\s*\/?>/gi, '')}\n`
  }
  const cell = CODE_CELL.exec(inner)?.[1] ?? cells.at(-1) ?? ''
  return `${cell.replace(/<\/td>\s*$/i, '').replace(/\n\s*$/, '')}\n`
}

function decodeEntities(text: string): string {
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
