import { Parser, type ReadEntry } from 'tar'

/** One file of a nested tar archive. */
export interface TarMember {
  readonly name: string
  readonly content: Buffer
}

/** Where a header has its checksum (POSIX.1-1988 ustar): the sum of its bytes with this field taken as blanks. */
const CHECKSUM = { from: 148, to: 156 }

/** The `ustar` magic of POSIX and GNU headers, in a block whose checksum is right: a text can hold the word there. */
export function isTar(content: Buffer): boolean {
  if (content.length < 512 || content.toString('latin1', 257, 262) !== 'ustar') return false
  let sum = 0
  for (let at = 0; at < 512; at += 1) sum += at >= CHECKSUM.from && at < CHECKSUM.to ? 32 : (content[at] ?? 0)
  const stated = /^[ 0]*([0-7]+)/.exec(content.toString('latin1', CHECKSUM.from, CHECKSUM.to))?.[1] ?? ''
  return Number.parseInt(stated, 8) === sum
}

/**
 * Reads an unpacked tar archive that is in memory already, so its files cost no more than its own bytes.
 * tar's parser is synchronous for a single write of uncompressed input.
 * @returns the files, and whether the archive could be read to its end.
 */
export function tarMembers(content: Buffer): { members: readonly TarMember[]; complete: boolean } {
  const members: TarMember[] = []
  let complete = true
  const parser = new Parser({
    strict: true,
    onReadEntry(entry: ReadEntry) {
      if (entry.type !== 'File' && entry.type !== 'OldFile' && entry.type !== 'ContiguousFile') {
        entry.resume()
        return
      }
      const chunks: Buffer[] = []
      entry.on('data', (chunk: Buffer) => chunks.push(chunk))
      entry.on('end', () => members.push({ name: entry.path, content: whole(chunks) }))
    },
  })
  parser.on('error', () => {
    complete = false
  })
  try {
    parser.end(content)
  } catch {
    complete = false
  }
  return { members, complete }
}

function whole(chunks: readonly Buffer[]): Buffer {
  const [only] = chunks
  return chunks.length === 1 && only !== undefined ? only : Buffer.concat(chunks)
}
