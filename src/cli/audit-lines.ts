import { closeSync, existsSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { visitLines } from '../report/records/file-lines.ts'
import { readRecord } from '../report/records/merge-records.ts'
import type { RunRecord } from '../report/records/run-record.ts'

/** The lines of an audit in a file that it goes on from: each is on the disk before the next release is judged. */
export class AuditLines {
  readonly #file: string
  readonly #done = new Set<string>()
  readonly #descriptor: number

  private constructor(file: string, done: ReadonlySet<string>, descriptor: number) {
    this.#file = file
    this.#done = new Set(done)
    this.#descriptor = descriptor
  }

  /**
   * Opens the file, or makes it. What was judged stays; what failed, whose bytes were not those that the registry
   * speaks of, or is half a line, is left out and done again.
   * @param onKept told of each record that stays
   * @throws CannotLook when it cannot be read or written, or is something else
   */
  static async open(file: string, onKept: (record: RunRecord) => void): Promise<AuditLines> {
    const done = new Set<string>()
    const fresh = `${file}.new`
    const descriptor = runOrExplain(file, () => openSync(fresh, 'w'))
    let [lines, strange] = [0, 0]
    if (existsSync(file))
      await visitLines(file, (_number, text) => {
        lines += 1
        const record = readRecord(text)
        if (typeof record === 'string') strange += 1
        else if (
          record.tarball !== null &&
          record.errors.length === 0 &&
          record.published &&
          !done.has(formatKey(record.name, record.version))
        ) {
          done.add(formatKey(record.name, record.version))
          runOrExplain(file, () => writeSync(descriptor, `${text}\n`))
          onKept(record)
        }
      })
    if (lines > 1 && strange === lines) {
      closeSync(descriptor)
      rmSync(fresh)
      throw new CannotLook(
        `${file} holds no lines of an audit, so nothing was written to it. Name another file for --resume.`,
      )
    }
    runOrExplain(file, () => renameSync(fresh, file))
    return new AuditLines(file, done, descriptor)
  }

  /** @throws CannotLook when the file cannot be written */
  static startFresh(file: string): AuditLines {
    return new AuditLines(
      file,
      new Set(),
      runOrExplain(file, () => openSync(file, 'w')),
    )
  }

  has(name: string, version: string): boolean {
    return this.#done.has(formatKey(name, version))
  }

  add(record: RunRecord): void {
    runOrExplain(this.#file, () => writeSync(this.#descriptor, `${JSON.stringify(record)}\n`))
  }

  close(): void {
    closeSync(this.#descriptor)
  }
}

const formatKey = (name: string | null, version: string | null): string => `${name}@${version}`

function runOrExplain<T>(file: string, work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw new CannotLook(
      `The lines cannot be kept in ${file}: ${readMessage(error)}. Name a file in a folder that can be written to.`,
    )
  }
}
