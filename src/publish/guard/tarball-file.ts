import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { Readable } from 'node:stream'

/** Digests of the very bytes that a registry would store. */
export interface TarballDigests {
  readonly integrity: string
  readonly shasum: string
  readonly size: number
}

/** A tarball that came in. */
export interface StoredTarball {
  /** Absolute path. */
  readonly file: string
  readonly digests: TarballDigests
}

/** Bytes of a body that are worked on at a time. */
const PIECE = 1024 * 1024
/** Bytes of a file that are read at a time; a multiple of three, so that their base64 can be joined. */
const READ = 3 * 256 * 1024

/** Writes a tarball to a file as it comes in, and takes its digests on the way. */
export class TarballWriter {
  readonly #file: string
  readonly #handle: FileHandle
  readonly #sha512 = createHash('sha512')
  readonly #sha1 = createHash('sha1')
  #size = 0

  private constructor(file: string, handle: FileHandle) {
    this.#file = file
    this.#handle = handle
  }

  /** @throws Error when there is a file already, or it cannot be written */
  static async open(file: string): Promise<TarballWriter> {
    return new TarballWriter(file, await open(file, 'wx', 0o600))
  }

  async write(bytes: Buffer): Promise<void> {
    this.#sha512.update(bytes)
    this.#sha1.update(bytes)
    this.#size += bytes.length
    let done = 0
    while (done < bytes.length) done += (await this.#handle.write(bytes, done)).bytesWritten
  }

  async close(): Promise<StoredTarball> {
    await this.#handle.close()
    const integrity = `sha512-${this.#sha512.digest('base64')}`
    return {
      file: this.#file,
      digests: { integrity, shasum: this.#sha1.digest('hex'), size: this.#size },
    }
  }
}

/** Decodes base64 that comes in pieces of any length. What another decoder might read otherwise is none. */
export class Base64Decoder {
  readonly #write: (bytes: Buffer) => Promise<void>
  #waiting: Buffer[] = []
  #length = 0
  #isPlain = true

  constructor(write: (bytes: Buffer) => Promise<void>) {
    this.#write = write
  }

  /** Whether everything so far was plain base64, of which there is only one reading. */
  get isPlain(): boolean {
    return this.#isPlain
  }

  async add(bytes: Buffer): Promise<void> {
    if (!this.#isPlain) return
    this.#waiting.push(bytes)
    this.#length += bytes.length
    if (this.#length >= PIECE) await this.#decode(this.#length - (this.#length % 4))
  }

  async end(): Promise<void> {
    if (!this.#isPlain) return
    if (this.#length % 4 === 0) await this.#decode(this.#length)
    else this.#isPlain = false
  }

  async #decode(length: number): Promise<void> {
    const all = Buffer.concat(this.#waiting)
    const text = all.toString('latin1', 0, length)
    this.#waiting = length === all.length ? [] : [all.subarray(length)]
    this.#length = all.length - length
    const decoded = Buffer.from(text, 'base64')
    // What does not come back as it was has other letters in it, or bits that decoders leave out.
    if (decoded.toString('base64') !== text) this.#isPlain = false
    else await this.#write(decoded)
  }
}

/** The tarball of a body came to be other bytes than those that were judged: some program of this machine wrote to it. */
export class TarballChanged extends Error {
  override readonly name = 'TarballChanged'
}

/**
 * A stored tarball in base64. The end is held back until it is known that the file is still what was judged.
 * @throws TarballChanged in the stream
 */
export async function* asBase64({ file, digests }: StoredTarball): AsyncGenerator<Buffer> {
  const hash = createHash('sha512')
  let carried: Buffer = Buffer.alloc(0)
  let held: Buffer | null = null
  for await (const chunk of createReadStream(file, { highWaterMark: READ })) {
    hash.update(chunk as Buffer)
    const bytes: Buffer = carried.length === 0 ? (chunk as Buffer) : Buffer.concat([carried, chunk as Buffer])
    const whole = bytes.length - (bytes.length % 3)
    if (held !== null) yield held
    held = Buffer.from(bytes.toString('base64', 0, whole), 'latin1')
    carried = bytes.subarray(whole)
  }
  if (`sha512-${hash.digest('base64')}` !== digests.integrity)
    throw new TarballChanged('the tarball was changed on the disk after it had been judged')
  if (held !== null) yield held
  yield Buffer.from(carried.toString('base64'), 'latin1')
}

/** A body of known length that can be sent. */
export interface StoredBody {
  /** Bytes. */
  readonly size: number
  open(): Readable
}

/** The very body that came in: text around the tarball. */
export function bodyAround(before: Buffer, tarball: StoredTarball, after: Buffer): StoredBody {
  const { size } = tarball.digests
  return {
    size: before.length + 4 * Math.ceil(size / 3) + after.length,
    open() {
      async function* pieces(): AsyncGenerator<Buffer> {
        yield before
        yield* asBase64(tarball)
        yield after
      }
      return Readable.from(pieces(), { objectMode: false })
    },
  }
}
