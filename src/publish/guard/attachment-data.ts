/** Bytes of a body, the end not included. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/** What is wrong with a JSON text, as a clause. */
export class JsonTrouble extends Error {
  override readonly name = 'JsonTrouble'
}

interface Frame {
  readonly isObject: boolean
  readonly keys: Set<string>
  key: string
  /** Whether the next string of an object is a key. */
  expectsKey: boolean
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
/** Containers inside each other; a publishing tool's body has a few. */
const DEEPEST = 200

/**
 * Finds the value of each `_attachments.<file>.data` in a JSON text without making a string of it: that is the tarball,
 * which may have hundreds of megabytes.
 * @returns The ranges of the values by file, and the text with these values empty.
 * @throws JsonTrouble for a key that stands twice in one object, or for data that is no plain string.
 */
export function findAttachmentData(body: Buffer): { rest: string; data: Map<string, ByteRange> } {
  const data = new Map<string, ByteRange>()
  const pieces: Buffer[] = []
  const stack: Frame[] = []
  let copied = 0
  for (let at = 0; at < body.length; at += 1) {
    const byte = body[at]
    if (byte !== QUOTE) {
      structure(stack, byte)
      continue
    }
    const range = { start: at + 1, end: endOfString(body, at + 1) }
    at = range.end
    const frame = stack.at(-1)
    if (frame?.isObject && frame.expectsKey) takeKey(frame, body, range)
    else if (isAttachmentData(stack)) {
      const file = stack[1]?.key ?? ''
      data.set(file, range)
      // A signature is JSON in a string, and small.
      if (file.endsWith('.sigstore')) continue
      pieces.push(body.subarray(copied, range.start))
      copied = range.end
    }
  }
  pieces.push(body.subarray(copied))
  const rest = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces))
  return { rest, data }
}

/** Follows what opens and closes. */
function structure(stack: Frame[], byte: number | undefined): void {
  if (byte === 0x7b || byte === 0x5b) {
    if (stack.length === DEEPEST) throw new JsonTrouble('its JSON is nested too deeply')
    stack.push({ isObject: byte === 0x7b, keys: new Set(), key: '', expectsKey: true })
  } else if (byte === 0x7d || byte === 0x5d) stack.pop()
  else if (byte === 0x2c) {
    const frame = stack.at(-1)
    if (frame !== undefined) frame.expectsKey = true
  }
}

function takeKey(frame: Frame, body: Buffer, { start, end }: ByteRange): void {
  frame.key = keyOf(body, start - 1, end)
  if (frame.keys.has(frame.key))
    throw new JsonTrouble(`it has the member ${JSON.stringify(frame.key.slice(0, 100))} twice`)
  frame.keys.add(frame.key)
  frame.expectsKey = false
}

/** `_attachments` of the document itself, any file, `data`. */
function isAttachmentData(stack: readonly Frame[]): boolean {
  const [top, attachments, file, ...deeper] = stack
  return (
    deeper.length === 0 &&
    top?.key === '_attachments' &&
    attachments?.isObject === true &&
    file?.isObject === true &&
    file.key === 'data' &&
    !file.expectsKey
  )
}

/** Index of the quote that closes a string. */
function endOfString(body: Buffer, start: number): number {
  for (let end = body.indexOf(QUOTE, start); end !== -1; end = body.indexOf(QUOTE, end + 1)) {
    let slashes = 0
    while (end - 1 - slashes >= start && body[end - 1 - slashes] === BACKSLASH) slashes += 1
    if (slashes % 2 === 0) return end
  }
  throw new JsonTrouble('its JSON ends in the middle')
}

function keyOf(body: Buffer, start: number, end: number): string {
  try {
    return JSON.parse(body.toString('utf8', start, end + 1)) as string
  } catch {
    throw new JsonTrouble('its JSON has a key that cannot be read')
  }
}
