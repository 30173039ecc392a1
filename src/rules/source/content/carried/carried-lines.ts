import type { CarriedText } from './carried-literals.ts'
import { LARGEST_UNIT } from './source-language.ts'

const LINE_FEED = 10
/** First two letters of a statement that begins a file or its body, by the first. */
const PAIRS = new Set(
  [
    'im',
    'ex',
    'fr',
    'de',
    'us',
    'pu',
    'fn',
    'fu',
    'pa',
    'na',
    'pr',
    'co',
    're',
    'mo',
    'lo',
    '#i',
    '<s',
    '<?',
    'cl',
    'va',
    'le',
  ].map((pair) => pair.charCodeAt(0) * 256 + pair.charCodeAt(1)),
)
const STATEMENT =
  /^(?:import |import\{|export |from \.?\w|def \w+\(|use [\w{]+(?:::|;)|pub |fn \w|func |package \w|using \w|namespace \w|pragma \w|contract \w|require(?:_relative)? |module |local |defmodule |#include |<script|<\?php|class \w|(?:const|let|var) [^\n=]{1,30}= require\()/
/** What may stand before the lines of a text in another one: blanks, a mark of a mail or of a change, a number. */
const LEAD = /^(?:[ \t]*(?:[+>-] ?)?[ \t]*|[ \t]*\d{1,6}(?:\t|[ \t]*[:|\u2192→][ \t]?|[ \t]{1,4}))$/
const LONGEST_LEAD = 40
const NUMBER = /^[ \t]*\d{1,6}(?:\t|[ \t]*[:|\u2192→][ \t]?|[ \t]{1,4}|$)/
/** Windows that are looked at in a text. */
const MOST = 40
const BEFORE = 4096

/** Stretches of lines that may be a file, written as they are: between other lines, indented, numbered or marked. */
export function* findLinesAsWritten(bytes: Buffer, isBinary: boolean): Generator<CarriedText> {
  let [count, done] = [0, 0]
  for (let at = -1; at < bytes.length && count < MOST; ) {
    const begin = at + 1
    const next = bytes.indexOf(LINE_FEED, begin)
    at = next === -1 ? bytes.length : next
    if (begin < done) continue
    const statement = findStatement(bytes, begin, at, isBinary)
    if (statement === -1) continue
    count += 1
    const window = readWindowAt(bytes, begin, statement, isBinary)
    done = window.end
    yield window
  }
}

/** Where a line's statement begins, behind what may stand before it; -1 where it has none. */
function findStatement(bytes: Buffer, begin: number, end: number, isBinary: boolean): number {
  let from = begin
  // In bytes, the first line of a text stands behind whatever tells its length.
  if (isBinary)
    for (let at = Math.min(end, begin + 4096) - 1; at >= begin; at -= 1)
      if (isControl(bytes[at])) {
        from = at + 1
        break
      }
  const stop = Math.min(end, from + LONGEST_LEAD)
  let at = from
  while (at < stop && IN_LEAD[bytes[at] as number] === 1) at += 1
  if (!PAIRS.has((bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0))) return -1
  if (!STATEMENT.test(bytes.toString('latin1', at, at + 60))) return -1
  return LEAD.test(bytes.toString('utf8', from, at)) ? at : -1
}

const IN_LEAD = new Uint8Array(256)
for (let byte = 0; byte < 256; byte += 1)
  if (byte >= 0x80 || /[\d\s+>:|-]/.test(String.fromCharCode(byte))) IN_LEAD[byte] = 1

function isControl(byte: number | undefined): boolean {
  return byte !== undefined && (byte < 9 || (byte > 13 && byte < 32) || byte === 127)
}

function readWindowAt(bytes: Buffer, begin: number, statement: number, isBinary: boolean): CarriedText {
  const lead = bytes.toString('utf8', begin, statement)
  const from =
    lead === '' && !isBinary
      ? Math.max(0, begin - BEFORE)
      : isBinary
        ? findTextStart(bytes, statement)
        : begin
  const to = isBinary ? findTextEnd(bytes, statement) : Math.min(bytes.length, begin + LARGEST_UNIT)
  const written = bytes.toString('utf8', from, to).replace(/\r\n?/g, '\n')
  const isNumbered = /\d/.test(lead)
  if (isBinary || lead === '') return { offset: begin, end: to, text: written }
  const lines = written.split('\n')
  const last = lines.findIndex(
    (line) =>
      !(isNumbered
        ? NUMBER.test(line)
        : line.startsWith(lead) || line.trim() === '' || line === lead.trimEnd()),
  )
  const own = last === -1 ? lines : lines.slice(0, last)
  const text = own.map((line) => (isNumbered ? line.replace(NUMBER, '') : line.slice(lead.length))).join('\n')
  return { offset: begin, end: Math.max(begin + 1, begin + Buffer.byteLength(own.join('\n'))), text }
}

function findTextStart(bytes: Buffer, at: number): number {
  const floor = Math.max(0, at - BEFORE)
  let start = at
  while (start > floor && !isControl(bytes[start - 1])) start -= 1
  return start
}

function findTextEnd(bytes: Buffer, at: number): number {
  const most = Math.min(bytes.length, at + LARGEST_UNIT)
  let end = at
  while (end < most && !isControl(bytes[end])) end += 1
  return end
}
