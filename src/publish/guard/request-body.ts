import type { IncomingMessage } from 'node:http'

/** Why the body of a request cannot be read: a sentence for the tool that sent it. */
export class BodyTrouble extends Error {
  override readonly name = 'BodyTrouble'
  /** Whether it is no more than the end that is missing. */
  readonly isCut: boolean

  constructor(message: string, isCut = false) {
    super(message)
    this.isCut = isCut
  }
}

/** Bytes of the largest body that is looked at: a tarball of 768 MB in base64. */
const LARGEST = 1024 ** 3
/** Bytes of the largest body that is kept in memory whole: none of these carries a tarball. */
const LARGEST_WHOLE = 64 * 1024 ** 2

/**
 * The body of a request as it comes in.
 * @throws BodyTrouble when it is compressed, larger than 1 GiB, or ends early.
 */
export async function* readBodyPieces(request: IncomingMessage): AsyncGenerator<Buffer> {
  const encoding = request.headers['content-encoding']
  if (encoding !== undefined && encoding !== 'identity')
    throw new BodyTrouble(
      `Seaworthy cannot judge a publish that is sent with content-encoding ${encoding}. Nothing of it was published.`,
    )
  const stated = request.headers['content-length']
  const length = stated === undefined ? null : Number(stated)
  if (length !== null && length > LARGEST) throw refuseTooLarge()
  let size = 0
  // An answer is still to be given on this connection, whoever stops reading.
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length
    if (size > LARGEST) throw refuseTooLarge()
    yield piece as Buffer
  }
  if (!request.complete || (length !== null && size !== length))
    throw new BodyTrouble('The request ended in the middle. Nothing of it was published.', true)
}

/**
 * Reads a body whole.
 * @throws BodyTrouble as {@link readBodyPieces}, and when it is larger than 64 MB.
 */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of readBodyPieces(request)) {
    size += piece.length
    if (size > LARGEST_WHOLE)
      throw new BodyTrouble('The request is larger than any of its kind. Nothing was published.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** Whether a tarball is in it in any form that a registry could take: a document's, base64, or as it is. */
export function holdsTarball(body: Buffer): boolean {
  return ['"_attachments"', 'H4sI', '\x1f\x8b\x08'].some((mark) => body.includes(mark, 0, 'latin1'))
}

function refuseTooLarge(): BodyTrouble {
  return new BodyTrouble(
    `Seaworthy judges what is published up to ${LARGEST / 1024 ** 3} GiB, and this is larger. Nothing of it was published.`,
  )
}
