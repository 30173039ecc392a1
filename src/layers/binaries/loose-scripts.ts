import type { ArchiveMember } from '../archives/archive-member.ts'

/** How a program ends whose table of files no reader follows, where its scripts begin, and what they are written in. */
const ENDS = [
  { end: '<nexe~~sentinel>', start: 'process.__nexe', kind: 'js' },
  { end: '\n---- Bun! ----\n', start: '/$bunfs/root/', kind: 'js' },
  { end: 'GBMB', start: '__HALT_COMPILER();', kind: 'php' },
]
/** The mark stands in the last bytes, with a few numbers behind it. */
const LAST_BYTES = 64
/** What is shorter is a name or a message. */
const SHORTEST = 200
const MOST_SCRIPTS = 1000

/** Scripts that stand as they are in a program of another release or a damaged one: runs of ASCII text. */
export function findLooseScripts(content: Buffer): ArchiveMember[] {
  const tail = content.subarray(-LAST_BYTES)
  const known = ENDS.find(({ end }) => tail.includes(end))
  const start = known === undefined ? -1 : content.indexOf(known.start)
  if (known === undefined || start === -1) return []
  const found: ArchiveMember[] = []
  let from = start
  for (let at = start; at <= content.length && found.length < MOST_SCRIPTS; at += 1) {
    if (isText(content[at])) continue
    if (at - from >= SHORTEST)
      found.push({ name: `script-at-${from}.${known.kind}`, content: content.subarray(from, at) })
    from = at + 1
  }
  return found
}

function isText(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13
}
