import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import { CannotLook } from '../model/cannot-look.ts'
import type { TarballFacts } from '../model/entry.ts'

const CHUNK_BYTES = 256 * 1024

/** Where compressed bytes come from: what was read too far can be put back. */
export interface ByteSource {
  /** The next bytes, never an empty buffer, or null at the end. */
  read(): Promise<Buffer | null>
  /** Puts bytes back, so that the next `read` returns them. */
  unread(bytes: Buffer): void
}

export type Digests = Pick<TarballFacts, 'integrity' | 'shasum' | 'sha256' | 'size'>

/** A file read once from front to back, hashed on the way. */
export class FileBytes implements ByteSource {
  readonly #file: string
  readonly #handle: FileHandle
  readonly #hashes = [createHash('sha512'), createHash('sha1'), createHash('sha256')] as const
  readonly #hashing: boolean
  #returned: Buffer | null = null
  #bytesRead = 0
  /** Bytes the file had when it was opened. */
  readonly size: number

  private constructor(file: string, handle: FileHandle, size: number, hashing: boolean) {
    this.#file = file
    this.#handle = handle
    this.size = size
    this.#hashing = hashing
  }

  /** @throws CannotLook that names the file, the reason and the remedy, when it cannot be opened or is no regular file. */
  static async open(file: string, hashing = true): Promise<FileBytes> {
    let handle: FileHandle
    try {
      handle = await open(file, 'r')
    } catch (error) {
      throw explainUnreadable(file, error)
    }
    const status = await handle.stat()
    if (status.isFile()) return new FileBytes(file, handle, status.size, hashing)
    await handle.close()
    const what = status.isDirectory() ? 'a directory' : 'no regular file'
    throw new CannotLook(`Cannot read the tarball ${file}: it is ${what}. Name the .tgz file itself.`)
  }

  async read(): Promise<Buffer | null> {
    if (this.#returned !== null) {
      const bytes = this.#returned
      this.#returned = null
      return bytes
    }
    const chunk = Buffer.allocUnsafeSlow(CHUNK_BYTES)
    let bytesRead: number
    try {
      bytesRead = (await this.#handle.read(chunk, 0, CHUNK_BYTES, null)).bytesRead
    } catch (error) {
      throw explainUnreadable(this.#file, error)
    }
    if (bytesRead === 0) return null
    const bytes = chunk.subarray(0, bytesRead)
    this.#bytesRead += bytesRead
    if (this.#hashing) for (const hash of this.#hashes) hash.update(bytes)
    return bytes
  }

  unread(bytes: Buffer): void {
    if (bytes.length === 0) return
    this.#returned = this.#returned === null ? bytes : Buffer.concat([bytes, this.#returned])
  }

  /** Reads what is left, so that the digests are of the whole file however early the look into it ended. */
  async digests(): Promise<Digests> {
    this.#returned = null
    while ((await this.read()) !== null);
    const [sha512, sha1, sha256] = this.#hashes
    return {
      integrity: `sha512-${sha512.digest('base64')}`,
      shasum: sha1.digest('hex'),
      sha256: sha256.digest('hex'),
      size: this.#bytesRead,
    }
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

function explainUnreadable(file: string, error: unknown): CannotLook {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  const reasons: Readonly<Record<string, string>> = {
    ENOENT: 'there is no such file. Check the path, or whether the step that packs it has run',
    EACCES: 'permission denied. Make it readable for the user that runs this',
    EISDIR: 'it is a directory. Name the .tgz file itself',
  }
  const reason = reasons[code] ?? `${String(error)}. Try again`
  return new CannotLook(`Cannot read the tarball ${file}: ${reason}.`, { cause: error })
}
