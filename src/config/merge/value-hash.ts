import { scryptSync } from 'node:crypto'

/** Cost of one hash, about 50 ms: a value that is easily guessed must not be guessed from its hash in passing. */
const COST = { N: 2 ** 14, r: 8, p: 1 }
/** Bytes that are kept: enough that no two values meet by accident. */
const KEPT = 8
/** Hashes that one run works out; what is beyond is covered by no exception. */
const MOST = 300

/**
 * Slow, truncated hashes of the values that exceptions are bound to. Of a value that is not set aside, none is written
 * anywhere.
 */
export class ValueHashes {
  readonly #known = new Map<string, string>()

  /** 16 hexadecimal digits; null when more values were asked for than a run works out. */
  hash(rule: string, value: string): string | null {
    const key = `${rule}\0${value}`
    const known = this.#known.get(key)
    if (known !== undefined) return known
    if (this.#known.size >= MOST) return null
    const hash = scryptSync(value, `seaworthy exception, ${rule}`, KEPT, COST).toString('hex')
    this.#known.set(key, hash)
    return hash
  }
}
