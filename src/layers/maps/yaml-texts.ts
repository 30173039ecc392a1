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
  const from = start + lead[0].length
  const body = bytes.toString('utf8', from, from + LONGEST)
  const texts: string[] = []
  let item = -1
  let block: string[] | null = null
  let end = 0
  for (const line of body.split(/(?<=\n)/)) {
    const indent = line.search(/\S/)
    const begins = /^( *)- ([^\n]*)/.exec(line)
    const isItem = begins !== null && (item === -1 || begins[1]?.length === item)
    if (!isItem && indent !== -1 && indent <= item) break
    if (item === -1 && !isItem) break
    end += Buffer.byteLength(line)
    if (!isItem) {
      block?.push(line)
      continue
    }
    if (block !== null) texts.push(dedented(block))
    item = begins[1]?.length ?? 0
    const value = (begins[2] ?? '').trim()
    block = /^[|>][-+\d]{0,2}$/.test(value) ? [] : null
    if (block === null) texts.push(value.replace(/^(["'])([\s\S]*)\1$/, '$2').replaceAll('\\n', '\n'))
  }
  if (block !== null) texts.push(dedented(block))
  return texts.length === 0 ? null : { texts, end: from + end }
}

function dedented(lines: readonly string[]): string {
  const indent = lines.find((line) => line.trim() !== '')?.search(/\S/) ?? 0
  return lines.map((line) => line.slice(Math.min(indent, Math.max(0, line.search(/\S|\n|$/))))).join('')
}
