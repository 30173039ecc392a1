import { inflateSync } from 'node:zlib'

/** `\x89PNG\r\n\x1a\n` (PNG specification, third edition, section 5.2). */
const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
/** Chunks of pixels, still and moving: compressed, and nothing in them to read. */
const PIXELS = new Set(['IDAT', 'fdAT'])

/** Chunks of texts (section 11.3.3): plain, compressed, and in UTF-8 either way. */
const TEXTS = new Set(['tEXt', 'zTXt', 'iTXt'])
/** What cameras and editors write fits many times. */
const MOST_TEXT = 1024 ** 2

interface Chunk {
  readonly type: string
  readonly start: number
  readonly end: number
}

function* readChunks(content: Buffer): Generator<Chunk> {
  if (!content.subarray(0, 8).equals(SIGNATURE)) return
  let at = 8
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at)
    const type = content.toString('latin1', at + 4, at + 8)
    if (end > content.length) return
    yield { type, start: at + 8, end: end - 4 }
    if (type === 'IEND') return
    at = end
  }
}

/**
 * What of a PNG is read elsewhere or not at all: its pixels, and its texts, which `readPngTexts` reads. Empty for anything
 * else; profiles and what follows the end are outside.
 */
export function findPixelRanges(content: Buffer): (readonly [start: number, end: number])[] {
  return [...readChunks(content)]
    .filter(({ type }) => PIXELS.has(type) || TEXTS.has(type))
    .map(({ start, end }) => [start, end])
}

/** The texts of a PNG, a line each, their keyword before a colon. */
export function readPngTexts(content: Buffer): string {
  const lines: string[] = []
  for (const { type, start, end } of readChunks(content))
    if (TEXTS.has(type)) lines.push(readChunkText(type, content.subarray(start, end)))
  return lines.filter((line) => line !== '').join('\n')
}

function readChunkText(type: string, data: Buffer): string {
  const first = data.indexOf(0)
  if (first === -1) return ''
  const keyword = data.toString('latin1', 0, first)
  if (type === 'tEXt') return `${keyword}: ${decodePlain(data.subarray(first + 1))}`
  if (type === 'zTXt') return `${keyword}: ${inflateText(data.subarray(first + 2))}`
  // Whether it is compressed and how, its language, and its keyword in that language.
  const language = data.indexOf(0, first + 3)
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1)
  if (translated === -1) return ''
  const text = data.subarray(translated + 1)
  return `${keyword}: ${data[first + 1] === 1 ? inflateText(text) : text.toString('utf8')}`
}

/** Latin-1 as the format says, or UTF-8 as many write. */
function decodePlain(bytes: Buffer): string {
  const text = bytes.toString('utf8')
  return text.includes('\ufffd') ? bytes.toString('latin1') : text
}

function inflateText(bytes: Buffer): string {
  try {
    return inflateSync(bytes, { maxOutputLength: MOST_TEXT }).toString('utf8')
  } catch {
    return ''
  }
}
