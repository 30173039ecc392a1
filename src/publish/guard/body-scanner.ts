/** What is wrong with a JSON text, as a clause. */
export class JsonTrouble extends Error {
  override readonly name = 'JsonTrouble'
}

/** A stretch of a body: of the document's text, or of the data of the attachment that was found last. */
export interface BodyPart {
  readonly kind: 'text' | 'data'
  readonly bytes: Buffer
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
/** Bytes of the longest key. */
const LONGEST_KEY = 64 * 1024

/**
 * Finds the value of each `_attachments.<file>.data` in a JSON text as it comes in, piece by piece: that is the tarball,
 * which may have hundreds of megabytes. A signature (`.sigstore`) is JSON in a string, small, and part of the text.
 */
export class BodyScanner {
  readonly #stack: Frame[] = []
  #place: 'outside' | 'key' | 'value' | 'data' = 'outside'
  /** Whether what came so far of a string ends with a backslash that escapes the next byte. */
  #isEscaped = false
  #key: Buffer[] = []
  #keyLength = 0
  /** Files whose data was found, in their order, those of signatures left out. */
  readonly files: string[] = []

  /** @throws JsonTrouble when the text is not over yet */
  finish(): void {
    if (this.#place !== 'outside' || this.#stack.length > 0)
      throw new JsonTrouble('its JSON ends in the middle')
  }

  /**
   * The stretches of the next piece.
   * @throws JsonTrouble for a key that stands twice in one object, and for JSON that nests too deeply
   */
  *scan(piece: Buffer): Generator<BodyPart> {
    let from = 0
    let at = 0
    while (at < piece.length) {
      if (this.#place === 'outside') {
        at = this.#skipToString(piece, at)
        if (!this.#isInData()) continue
        yield { kind: 'text', bytes: piece.subarray(from, at) }
        from = at
        continue
      }
      const quote = this.#findEndOfString(piece, at)
      const end = quote === -1 ? piece.length : quote
      if (this.#isInData()) {
        yield { kind: 'data', bytes: piece.subarray(at, end) }
        from = end
      }
      this.#addToString(piece.subarray(at, end), quote !== -1)
      at = quote === -1 ? end : end + 1
    }
    if (from < piece.length) yield { kind: 'text', bytes: piece.subarray(from) }
  }

  #isInData(): boolean {
    return this.#place === 'data'
  }

  /** Follows what opens and closes; the index after the quote that begins the next string, or the end of the piece. */
  #skipToString(piece: Buffer, start: number): number {
    for (let at = start; at < piece.length; at += 1) {
      if (piece[at] !== QUOTE) {
        followStructure(this.#stack, piece[at])
        continue
      }
      this.#open()
      return at + 1
    }
    return piece.length
  }

  #open(): void {
    const frame = this.#stack.at(-1)
    this.#isEscaped = false
    if (frame?.isObject && frame.expectsKey) {
      this.#place = 'key'
      this.#key = []
      this.#keyLength = 0
      return
    }
    const file = findAttachment(this.#stack)
    if (file === null || file.endsWith('.sigstore')) this.#place = 'value'
    else {
      this.#place = 'data'
      this.files.push(file)
    }
  }

  #addToString(bytes: Buffer, isOver: boolean): void {
    if (this.#place === 'key') this.#addToKey(bytes)
    if (!isOver) return
    const frame = this.#stack.at(-1)
    if (this.#place === 'key' && frame !== undefined) takeKey(frame, Buffer.concat(this.#key))
    this.#place = 'outside'
  }

  #addToKey(bytes: Buffer): void {
    this.#keyLength += bytes.length
    if (this.#keyLength > LONGEST_KEY) throw new JsonTrouble('its JSON has a key that is too long')
    this.#key.push(Buffer.from(bytes))
  }

  /** Index of the quote that closes the string, or -1 if it is not in this piece. */
  #findEndOfString(piece: Buffer, start: number): number {
    for (let position = start; ; ) {
      const quote = piece.indexOf(QUOTE, position)
      const end = quote === -1 ? piece.length : quote
      let slashes = 0
      while (end - 1 - slashes >= start && piece[end - 1 - slashes] === BACKSLASH) slashes += 1
      const goesOn = end - slashes === start && this.#isEscaped ? 1 : 0
      const isEscaped = (slashes + goesOn) % 2 === 1
      if (quote === -1 || !isEscaped) {
        this.#isEscaped = isEscaped
        return quote
      }
      position = quote + 1
    }
  }
}

/** Follows what opens and closes. */
function followStructure(stack: Frame[], byte: number | undefined): void {
  if (byte === 0x7b || byte === 0x5b) {
    if (stack.length === DEEPEST) throw new JsonTrouble('its JSON is nested too deeply')
    stack.push({ isObject: byte === 0x7b, keys: new Set(), key: '', expectsKey: true })
  } else if (byte === 0x7d || byte === 0x5d) stack.pop()
  else if (byte === 0x2c) {
    const frame = stack.at(-1)
    if (frame !== undefined) frame.expectsKey = true
  }
}

function takeKey(frame: Frame, bytes: Buffer): void {
  frame.key = readKey(bytes)
  if (frame.keys.has(frame.key))
    throw new JsonTrouble(`it has the member ${JSON.stringify(frame.key.slice(0, 100))} twice`)
  frame.keys.add(frame.key)
  frame.expectsKey = false
}

/** The file of `_attachments.<file>.data` of the document itself, where the next value is just that; else null. */
function findAttachment(stack: readonly Frame[]): string | null {
  const [top, attachments, file, ...deeper] = stack
  const isData =
    deeper.length === 0 &&
    top?.key === '_attachments' &&
    attachments?.isObject === true &&
    file?.isObject === true &&
    file.key === 'data' &&
    !file.expectsKey
  return isData ? attachments.key : null
}

function readKey(bytes: Buffer): string {
  try {
    return JSON.parse(`"${bytes.toString('utf8')}"`) as string
  } catch {
    throw new JsonTrouble('its JSON has a key that cannot be read')
  }
}
