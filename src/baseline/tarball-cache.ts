import { createHash } from 'node:crypto'
import { constants, createWriteStream } from 'node:fs'
import { copyFile, lstat, mkdir, open, readdir, rename, rm, utimes } from 'node:fs/promises'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** Bytes of all tarballs that are kept; those that were not used for longest go first. */
const MOST_BYTES = 1024 ** 3
/** Our files in the folder, and no others. */
const NAME = /^sha512-[0-9a-f]{128}\.tgz$/
const SHA512 = /^sha512-([A-Za-z0-9+/]{86}==)$/

/**
 * Tarballs of earlier releases in a folder that outlives a run, by the digest that the registry gives. What lies there
 * may come from anybody: it is copied out and held against the digest each time, so a wrong one is never more than
 * one that has to be fetched.
 */
export class TarballCache {
  readonly #folder: string

  /** @param folder absolute; made when there is something to keep */
  constructor(folder: string) {
    this.#folder = path.join(folder, 'tarballs')
  }

  /**
   * Copies a tarball out.
   * @param integrity as the registry gives it
   * @returns whether it was there; if not, there is no file at the destination
   */
  async take(integrity: unknown, destination: string): Promise<boolean> {
    const place = this.#findPlace(integrity)
    if (place === null) return false
    try {
      if (!(await lstat(place.file)).isFile()) return false
      const hash = createHash('sha512')
      const hashed = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          hash.update(chunk)
          done(null, chunk)
        },
      })
      // No link is followed that was put there since.
      const opened = await open(place.file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0))
      await pipeline(opened.createReadStream(), hashed, createWriteStream(destination))
      if (hash.digest('base64') !== place.digest) throw new Error('not what it should be')
      const now = new Date()
      await utimes(place.file, now, now).catch(() => undefined)
      return true
    } catch {
      await rm(destination, { force: true })
      await rm(place.file, { force: true }).catch(() => undefined)
      return false
    }
  }

  /** Keeps a copy of a tarball that has this digest. A folder that cannot be written to keeps nothing, and that is all. */
  async keep(integrity: unknown, tarball: string): Promise<void> {
    const place = this.#findPlace(integrity)
    if (place === null) return
    const fresh = `${place.file}.${process.pid}.new`
    try {
      await mkdir(this.#folder, { recursive: true })
      await copyFile(tarball, fresh, constants.COPYFILE_EXCL)
      await rename(fresh, place.file)
      await this.#prune()
    } catch {
      await rm(fresh, { force: true }).catch(() => undefined)
    }
  }

  async #prune(): Promise<void> {
    const names = (await readdir(this.#folder)).filter((name) => NAME.test(name))
    const files = await Promise.all(
      names.map(async (name) => {
        const file = path.join(this.#folder, name)
        const { size, mtimeMs } = await lstat(file)
        return { file, size, mtimeMs }
      }),
    )
    let left = MOST_BYTES
    for (const { file, size } of files.sort((a, b) => b.mtimeMs - a.mtimeMs)) {
      left -= size
      if (left < 0) await rm(file, { force: true })
    }
  }

  /** Null where the registry gives no digest that says anything. */
  #findPlace(integrity: unknown): { file: string; digest: string } | null {
    const given = typeof integrity === 'string' ? integrity.split(/\s+/) : []
    const digests = given.flatMap((one) => SHA512.exec(one)?.[1] ?? [])
    const [digest] = digests
    if (digest === undefined || digests.length > 1) return null
    const hex = Buffer.from(digest, 'base64').toString('hex')
    return { file: path.join(this.#folder, `sha512-${hex}.tgz`), digest }
  }
}
