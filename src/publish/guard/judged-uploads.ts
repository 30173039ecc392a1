import { rm } from 'node:fs/promises'
import path from 'node:path'
import { messageOf } from '../../model/cannot-look.ts'
import type { Report } from '../../model/report.ts'
import { freshFolder } from '../../pack/fresh-folder.ts'
import { heldText, refusedText } from './held-text.ts'
import { manifestDifference } from './manifest-difference.ts'
import { digestTrouble, type Upload, writeTarball } from './publish-body.ts'

/** Judges one tarball with the configuration of the package of that name. */
export type JudgeTarball = (file: string, name: string) => Promise<Report>

/** What became of one tarball. */
export interface Judgement {
  readonly name: string
  readonly version: string
  /** Of the very bytes in the request; null where they could not be had. */
  readonly integrity: string | null
  readonly outcome: 'passed' | 'held' | 'could-not-judge'
  /** What the publishing tool is told; empty if it passed. */
  readonly text: string
  /** Null where the request itself is why. */
  readonly report: Report | null
}

/** Judges uploads one after the other; the same bytes for the same manifest are judged once. */
export class JudgedUploads {
  readonly #judge: JudgeTarball
  readonly #temporaryDirectory: string
  readonly #reports = new Map<string, Report>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(judge: JudgeTarball, temporaryDirectory: string) {
    this.#judge = judge
    this.#temporaryDirectory = temporaryDirectory
  }

  /** Never throws: what goes wrong is a judgement, and never `passed`. */
  judge(body: Buffer, upload: Upload): Promise<Judgement> {
    const next = this.#last.then(() => this.#judgeNow(body, upload))
    this.#last = next
    return next
  }

  async #judgeNow(body: Buffer, upload: Upload): Promise<Judgement> {
    const { name, version } = upload
    const spec = `${name}@${version}`
    let folder: string | null = null
    try {
      folder = await freshFolder(this.#temporaryDirectory, 'upload-')
      const file = path.join(folder, upload.filename)
      const digests = await writeTarball(body, upload.data, file)
      const trouble = digests === null ? 'its tarball is no plain base64' : digestTrouble(upload, digests)
      const integrity = digests?.integrity ?? null
      if (trouble !== null || integrity === null)
        return {
          name,
          version,
          integrity,
          outcome: 'held',
          text: refusedText(spec, trouble ?? ''),
          report: null,
        }
      const report = this.#reports.get(integrity) ?? (await this.#judge(file, name))
      this.#reports.set(integrity, report)
      return judgementOf(upload, integrity, report)
    } catch (error) {
      const why = `Seaworthy itself failed on it: ${messageOf(error)}`
      return {
        name,
        version,
        integrity: null,
        outcome: 'could-not-judge',
        text: refusedText(spec, why),
        report: null,
      }
    } finally {
      if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
    }
  }
}

function judgementOf(upload: Upload, integrity: string, report: Report): Judgement {
  const { name, version, manifest } = upload
  const spec = `${name}@${version}`
  const base = { name, version, integrity, report }
  const [judged] = report.packages
  if (report.verdict !== 'pass' || judged === undefined)
    return {
      ...base,
      outcome: report.verdict === 'block' ? 'held' : 'could-not-judge',
      text: heldText(spec, report),
    }
  if (judged.tarball?.integrity !== integrity || judged.inventory === null)
    return {
      ...base,
      outcome: 'could-not-judge',
      text: refusedText(spec, 'other bytes were read than were sent'),
    }
  const difference = manifestDifference(manifest, judged.inventory)
  return difference === null
    ? { ...base, outcome: 'passed', text: '' }
    : { ...base, outcome: 'held', text: refusedText(spec, difference) }
}
