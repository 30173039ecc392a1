import { createReadStream } from 'node:fs'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'

/** Bytes of the longest line that is read; a record has a few hundred. */
export const LINE_LIMIT = 1024 * 1024

const LINE_FEED = 0x0a

/**
 * Reads a file line by line, in bounded memory; empty lines are left out.
 * @param visit gets the line's number, from 1, and its text; null for one that is longer than `LINE_LIMIT`
 * @throws CannotLook when the file cannot be read
 */
export async function visitLines(
  file: string,
  visit: (number: number, text: string | null) => void,
): Promise<void> {
  let number = 0
  let rest: Buffer[] = []
  let length = 0
  const end = (last: Buffer): void => {
    number += 1
    if (length + last.length > LINE_LIMIT) visit(number, null)
    else {
      const text = (rest.length === 0 ? last : Buffer.concat([...rest, last])).toString('utf8')
      if (text.trim() !== '') visit(number, text)
    }
    rest = []
    length = 0
  }
  try {
    for await (const chunk of createReadStream(file, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
      let from = 0
      for (let to = chunk.indexOf(LINE_FEED); to !== -1; to = chunk.indexOf(LINE_FEED, from)) {
        end(chunk.subarray(from, to))
        from = to + 1
      }
      length += chunk.length - from
      if (length <= LINE_LIMIT) rest.push(chunk.subarray(from))
      else rest = []
    }
    if (length > 0) end(Buffer.alloc(0))
  } catch (error) {
    throw new CannotLook(
      `The lines of ${file} cannot be read: ${readMessage(error)}. Name files that --format ndjson wrote.`,
    )
  }
}
