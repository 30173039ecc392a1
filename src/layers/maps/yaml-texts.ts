/** Bytes of a list that are read. */
const LONGEST = 64 * 1024 ** 2

/** The texts of a list in YAML, and where it ends. */
export interface YamlTexts {
  readonly texts: readonly string[]
  readonly end: number
}

/**
 * Reads the list that stands under a key: blocks of lines (`- |`, `- >`) and texts in quotes or plain (YAML 1.2, 8.1).
 * @param start Offset behind the key's name.
 * @returns null when there is no such list.
 */
export function readYamlTexts(bytes: Buffer, start: number): YamlTexts | null {
  const lead = /^["']?:[ \t]*\r?\n/.exec(bytes.toString('latin1', start, start + 16))
  if (lead === null) return null
  const texts: string[][] = []
  let column = -1
  let end = start + lead[0].length
  for (const line of readLinesFrom(bytes, end)) {
    const item = /^( *)- ([^\n]*)/.exec(line)
    const indent = line.search(/\S/)
    if (column === -1) column = item?.[1]?.length ?? -1
    if (column === -1 || (indent !== -1 && indent <= column && item?.[1]?.length !== column)) break
    end += Buffer.byteLength(line)
    if (item?.[1]?.length === column) texts.push([item[2] ?? ''])
    else texts.at(-1)?.push(line)
  }
  return texts.length === 0 ? null : { texts: texts.map(readItemText), end }
}

/** Lines with their ends, one after the other. */
function* readLinesFrom(bytes: Buffer, start: number): Generator<string> {
  const last = Math.min(bytes.length, start + LONGEST)
  for (let at = start; at < last; ) {
    const next = bytes.indexOf(10, at)
    const end = next === -1 ? bytes.length : next + 1
    yield bytes.toString('utf8', at, end)
    at = end
  }
}

function readItemText([first = '', ...more]: readonly string[]): string {
  const value = first.trim()
  if (/^[|>][-+\d]{0,2}$/.test(value)) return removeIndent(more)
  return value.replace(/^(["'])([\s\S]*)\1$/, '$2').replaceAll('\\n', '\n')
}

function removeIndent(lines: readonly string[]): string {
  const indent = lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0
  return lines.map((line) => line.slice(Math.min(indent, Math.max(0, line.search(/\S|\n|$/))))).join('')
}
