import { readMessage } from '../../model/cannot-look.ts'
import type { Report } from '../../model/report.ts'
import { explainChecksumTrouble, explainDigestTrouble } from './digest-trouble.ts'
import { tellHeld, tellRefused } from './held-text.ts'
import type { JudgeTarball } from './judge-tarball.ts'
import { explainManifestDifference } from './manifest-difference.ts'
import type { Upload } from './publish-body.ts'
import { judgeTextBeside } from './text-beside.ts'

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
  readonly #reports = new Map<string, Report>()
  #last: Promise<unknown> = Promise.resolve()

  constructor(judge: JudgeTarball) {
    this.#judge = judge
  }

  /** Never throws: what goes wrong is a judgement, and never `passed`. */
  judge(upload: Upload): Promise<Judgement> {
    const next = this.#last.then(() => this.#judgeNow(upload))
    this.#last = next
    return next
  }

  async #judgeNow(upload: Upload): Promise<Judgement> {
    const { name, version, tarball } = upload
    const { integrity } = tarball.digests
    try {
      const trouble = explainDigestTrouble(upload)
      if (trouble !== null) return { ...judgeWithoutReport(upload, trouble), outcome: 'held' }
      const report = this.#reports.get(integrity) ?? (await this.#judge(tarball.file, name))
      this.#reports.set(integrity, report)
      const judgement = makeJudgement(upload, integrity, report)
      if (judgement.outcome !== 'passed') return judgement
      const beside = await judgeTextBeside(upload, report, this.#judge)
      return beside === null ? judgement : { ...judgement, ...beside }
    } catch (error) {
      return judgeWithoutReport(
        { name, version, tarball },
        `Seaworthy itself failed on it: ${readMessage(error)}`,
      )
    }
  }
}

/** What cannot be judged; the reason is a clause. */
function judgeWithoutReport(
  { name, version, tarball }: Pick<Upload, 'name' | 'version' | 'tarball'>,
  why: string,
): Judgement {
  const text = tellRefused(`${name}@${version}`, why)
  const { integrity } = tarball.digests
  return { name, version, integrity, outcome: 'could-not-judge', text, report: null }
}

function makeJudgement(upload: Upload, integrity: string, report: Report): Judgement {
  const { name, version, manifest } = upload
  const spec = `${name}@${version}`
  const base = { name, version, integrity, report }
  const [judged] = report.packages
  if (report.verdict !== 'pass' || judged === undefined)
    return {
      ...base,
      outcome: report.verdict === 'block' ? 'held' : 'could-not-judge',
      text: tellHeld(spec, report),
    }
  if (judged.tarball?.integrity !== integrity || judged.inventory === null)
    return {
      ...base,
      outcome: 'could-not-judge',
      text: tellRefused(spec, 'other bytes were read than were sent'),
    }
  const difference =
    explainChecksumTrouble(upload, judged.tarball.shasum) ??
    explainManifestDifference(manifest, judged.inventory)
  return difference === null
    ? { ...base, outcome: 'passed', text: '' }
    : { ...base, outcome: 'held', text: tellRefused(spec, difference) }
}
