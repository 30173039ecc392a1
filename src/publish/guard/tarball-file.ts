import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import type { KeptBytes } from './kept-bytes.ts'

/** Digests of the very bytes that a registry would store. */
export interface TarballDigests {
  readonly integrity: string
  readonly size: number
}

/** A tarball that came in. */
export interface StoredTarball {
  /** Absolute path. */
  readonly file: string
  readonly digests: TarballDigests
  /** Null where it is on the disk alone. */
  readonly kept: KeptBytes | null
}

/** Letters of base64 that are decoded at a time; a multiple of four. */
const PIECE = 96 * 1024
/** Bytes of a file that are read at a time; a multiple of three, so that their base64 can be joined. */
const READ = 3 * 32 * 1024

/** Writes a tarball to a file as it comes in, and takes its digests on the way. */
export class TarballWriter {
  readonly #file: string
  readonly #handle: FileHandle
  readonly #kept: KeptBytes | null
  readonly #sha512 = createHash('sha512')
  #size = 0

  private constructor(file: string, handle: FileHandle, kept: KeptBytes | null) {
    this.#file = file
    this.#handle = handle
    this.#kept = kept
  }

  /** @throws Error when there is a file already, or it cannot be written */
  static async open(file: string, kept: KeptBytes | null): Promise<TarballWriter> {
    return new TarballWriter(file, await open(file, 'wx', 0o600), kept)
  }

  async write(bytes: Buffer): Promise<void> {
    this.#sha512.update(bytes)
    this.#kept?.add(bytes)
    this.#size += bytes.length
    let done = 0
    while (done < bytes.length) done += (await this.#handle.write(bytes, done)).bytesWritten
  }

  async close(): Promise<StoredTarball> {
    await this.#handle.close()
    const integrity = `sha512-${this.#sha512.digest('base64')}`
    return {
      file: this.#file,
      digests: { integrity, size: this.#size },
      kept: this.#kept,
    }
  }
}

/**
 * Decodes base64 that comes in pieces of any length. What another decoder might read otherwise is none. It works in the
 * same two buffers throughout: new ones for each piece cost as much again, in collecting them.
 */
export class Base64Decoder {
  readonly #write: (bytes: Buffer) => Promise<void>
  readonly #text = Buffer.allocUnsafeSlow(PIECE)
  readonly #bytes = Buffer.allocUnsafeSlow((PIECE / 4) * 3)
  #length = 0
  #isPlain = true
  /** Whether the letters that fill up the end have come. */
  #isOver = false

  constructor(write: (bytes: Buffer) => Promise<void>) {
    this.#write = write
  }

  /** Whether everything so far was plain base64, of which there is only one reading. */
  get isPlain(): boolean {
    return this.#isPlain
  }

  async add(bytes: Buffer): Promise<void> {
    for (let from = 0; from < bytes.length && this.#isPlain; ) {
      const taken = bytes.copy(this.#text, this.#length, from)
      from += taken
      this.#length += taken
      if (this.#length === PIECE) await this.#decode()
    }
  }

  async finish(): Promise<void> {
    if (!this.#isPlain || this.#length === 0) return
    if (this.#length % 4 === 0) await this.#decode()
    else this.#isPlain = false
  }

  async #decode(): Promise<void> {
    const text = this.#text.toString('latin1', 0, this.#length)
    this.#length = 0
    const size = this.#bytes.write(text, 'base64')
    // What does not come back as it was has other letters in it, or bits that decoders leave out.
    this.#isPlain = !this.#isOver && this.#bytes.toString('base64', 0, size) === text
    this.#isOver = size % 3 !== 0
    if (this.#isPlain) await this.#write(this.#bytes.subarray(0, size))
  }
}

/** The tarball of a body came to be other bytes than those that were judged: some program of this machine wrote to it. */
export class TarballChanged extends Error {
  override readonly name = 'TarballChanged'
}

/**
 * A stored tarball in base64. Where it is read from its file, the end is held back until it is known that this is still
 * what was judged.
 * @throws TarballChanged in the stream
 */
export async function* encodeBase64(tarball: StoredTarball): AsyncGenerator<Buffer> {
  const { pieces } = tarball.kept ?? { pieces: null }
  if (pieces === null) return yield* readAsBase64(tarball)
  for (const piece of pieces)
    for (let at = 0; at < piece.length; at += READ)
      yield Buffer.from(piece.toString('base64', at, Math.min(at + READ, piece.length)), 'latin1')
}

async function* readAsBase64({ file, digests }: StoredTarball): AsyncGenerator<Buffer> {
  const hash = createHash('sha512')
  const bytes = Buffer.allocUnsafeSlow(READ)
  const handle = await open(file)
  let held: Buffer | null = null
  try {
    for (let size = READ; size === READ; ) {
      size = await fill(handle, bytes)
      hash.update(bytes.subarray(0, size))
      if (held !== null) yield held
      held = Buffer.from(bytes.toString('base64', 0, size), 'latin1')
    }
  } finally {
    await handle.close()
  }
  if (`sha512-${hash.digest('base64')}` !== digests.integrity)
    throw new TarballChanged('the tarball was changed on the disk after it had been judged')
  if (held !== null) yield held
}

/** Reads on until a buffer is full or the file ends; how many bytes it has then. */
async function fill(handle: FileHandle, bytes: Buffer): Promise<number> {
  for (let size = 0; ; ) {
    const { bytesRead } = await handle.read(bytes, size, bytes.length - size)
    size += bytesRead
    if (bytesRead === 0 || size === bytes.length) return size
  }
}

/** A body of known length that can be sent. */
export interface StoredBody {
  /** Bytes. */
  readonly size: number
  open(): Readable
}

/** The very body that came in: text around the tarball. */
export function wrapBody(before: Buffer, tarball: StoredTarball, after: Buffer): StoredBody {
  const { size } = tarball.digests
  return {
    size: before.length + 4 * Math.ceil(size / 3) + after.length,
    open() {
      async function* readPieces(): AsyncGenerator<Buffer> {
        yield before
        yield* encodeBase64(tarball)
        yield after
      }
      return Readable.from(readPieces(), { objectMode: false })
    },
  }
}
