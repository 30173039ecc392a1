import type { IncomingMessage } from 'node:http'

/** Why the body of a request cannot be read: a sentence for the tool that sent it. */
export class BodyTrouble extends Error {
  override readonly name = 'BodyTrouble'
}

/** Bytes of the largest body that is looked at: a tarball of 768 MB in base64. */
const LARGEST = 1024 ** 3

/**
 * Reads a body whole, into one buffer where its length is known.
 * @throws BodyTrouble when it is compressed, larger than 1 GiB, or ends early.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    throw new BodyTrouble(
      `Seaworthy cannot judge a publish that is sent with content-encoding ${encoding}. Nothing of it was published.`,
    )
  const length = Number(request.headers['content-length'])
  const limit = Number.isSafeInteger(length) && length >= 0 ? length : LARGEST
  if (limit > LARGEST)
    throw new BodyTrouble(
      `Seaworthy judges what is published up to ${LARGEST / 1024 ** 3} GiB, and this is larger. Nothing of it was published.`,
    )
  if (limit < LARGEST) return readExactly(request, limit)
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += (part as Buffer).length
    if (size > LARGEST)
      throw new BodyTrouble('Seaworthy judges what is published up to 1 GiB, and this is larger.')
    parts.push(part as Buffer)
  }
  if (!request.complete)
    throw new BodyTrouble('The request ended in the middle. Nothing of it was published.')
  return Buffer.concat(parts)
}

async function readExactly(request: IncomingMessage, length: number): Promise<Buffer> {
  const body = Buffer.allocUnsafe(length)
  let size = 0
  for await (const part of request) {
    if (size + (part as Buffer).length > length) break
    size += (part as Buffer).copy(body, size)
  }
  if (size !== length || !request.complete)
    throw new BodyTrouble('The request ended in the middle. Nothing of it was published.')
  return body
}
