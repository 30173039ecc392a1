import { type BaselineOutcome, NO_BASELINE } from '../model/baseline-outcome.ts'
import { readMessage } from '../model/cannot-look.ts'
import type { Limits } from '../model/limits.ts'
import type { RegistryHealth } from './ask-registry.ts'
import type { BaselineChoice } from './baseline-choice.ts'
import { type Candidate, type FoundBaseline, findBaseline } from './find-baseline.ts'
import { readInventory } from './read-inventory.ts'

/** Milliseconds for the registry to answer what it has of a package. */
const ANSWER_LIMIT = 8_000
/** Milliseconds from then on for the tarball. */
const TARBALL_LIMIT = 20_000

export interface BaselineRunOptions {
  readonly temporaryDirectory: string
  readonly limits: Limits
  /** Milliseconds for each step: the registry's answer, the tarball. Default 8 and 20 seconds. */
  readonly timeLimit: number | null
  /** Whether nothing passes where there is an earlier release and it cannot be had. */
  readonly required: boolean
  /** One for all packages of a run. */
  readonly health: RegistryHealth
  /** Where tarballs are kept between runs, absolute; null or left out: nowhere. */
  readonly cacheFolder?: string | null
}

/** Gets the release to compare with while the package itself is packed and scanned. */
export class BaselineRun {
  readonly #choice: BaselineChoice
  readonly #options: BaselineRunOptions
  readonly #abort = new AbortController()
  #outcome: Promise<BaselineOutcome> | null = null

  constructor(choice: BaselineChoice, options: BaselineRunOptions) {
    this.#choice = choice
    this.#options = options
  }

  /** Whether it still has to be told what is about to be released. */
  get waits(): boolean {
    return this.#outcome === null && this.#choice.kind !== 'none'
  }

  /** Begins; comes back at once. */
  start(candidate: Candidate): void {
    this.#outcome ??= this.#run(candidate)
  }

  /** What came of it. Never throws. */
  readResult(): Promise<BaselineOutcome> {
    return this.#outcome ?? Promise.resolve({ ...NO_BASELINE, trouble: this.#explainTrouble(null, []) })
  }

  /** Lets go of what is still under way. */
  stop(): void {
    this.#abort.abort()
  }

  async #run(candidate: Candidate): Promise<BaselineOutcome> {
    const { temporaryDirectory, timeLimit, health, cacheFolder = null } = this.#options
    const found = await findBaseline(this.#choice, candidate, {
      temporaryDirectory,
      health,
      cacheFolder,
      signal: this.#abort.signal,
      answerLimit: timeLimit ?? ANSWER_LIMIT,
      timeLimit: timeLimit ?? TARBALL_LIMIT,
    })
    const outcome = await this.#read(found)
    return outcome.inventory === null
      ? { ...outcome, trouble: this.#explainTrouble(found, outcome.notes) }
      : outcome
  }

  /** A comparison that somebody named and that cannot be made is no pass; nor is one that the configuration requires. */
  #explainTrouble(found: FoundBaseline | null, notes: readonly string[]): string | null {
    const name = nameChoice(this.#choice)
    const why =
      notes.map((note) => note.replace(NOT_COMPARED, '')).join(' ') || 'nothing is known of the package.'
    if (name !== null)
      return `Could not look: the release to compare with, ${name}, is not available: ${why} Name another, or say none.`
    if (!this.#options.required) return null
    if (this.#choice.kind === 'none')
      return 'Could not look: the configuration says `baseline: required`, and this run is told to compare with none. Leave the baseline out.'
    return found?.isFirst === true
      ? null
      : `Could not look: the configuration says \`baseline: required\`, and the earlier release is not available: ${why} Run again, or hand over its tarball as the baseline.`
  }

  async #read(found: FoundBaseline): Promise<BaselineOutcome> {
    const { source, release, notes, publishedVersions } = found
    const outcome = { source, notes, trouble: null, publishedVersions }
    if (release === null || typeof release !== 'string') return { ...outcome, inventory: release }
    try {
      const { inventory, problem } = await readInventory(release, this.#options.limits)
      if (problem === null) return { ...outcome, inventory }
      return { ...outcome, inventory: null, notes: [...notes, explainUnreadable(problem)] }
    } catch (error) {
      return { ...outcome, inventory: null, notes: [...notes, explainUnreadable(readMessage(error))] }
    }
  }
}

const NOT_COMPARED = /^Not compared with an earlier release: /

/** The release that somebody named, as they wrote it; null where it is the one before, or none. */
function nameChoice(choice: BaselineChoice): string | null {
  switch (choice.kind) {
    case 'version':
      return choice.version
    case 'tag':
      return `the dist-tag ${choice.tag}`
    case 'published':
      return choice.spec
    case 'tarball':
    case 'report':
      return choice.file
    default:
      return null
  }
}

function explainUnreadable(why: string): string {
  return `Not compared with an earlier release: its tarball cannot be read: ${why.replace(/\.$/, '')}.`
}
