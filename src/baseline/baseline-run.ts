import { type BaselineOutcome, NO_BASELINE } from '../model/baseline-outcome.ts'
import { messageOf } from '../model/cannot-look.ts'
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
  /** One for all packages of a run. */
  readonly health: RegistryHealth
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
  result(): Promise<BaselineOutcome> {
    return this.#outcome ?? Promise.resolve(NO_BASELINE)
  }

  /** Lets go of what is still under way. */
  stop(): void {
    this.#abort.abort()
  }

  async #run(candidate: Candidate): Promise<BaselineOutcome> {
    const { temporaryDirectory, timeLimit, health } = this.#options
    const found = await findBaseline(this.#choice, candidate, {
      temporaryDirectory,
      health,
      signal: this.#abort.signal,
      answerLimit: timeLimit ?? ANSWER_LIMIT,
      timeLimit: timeLimit ?? TARBALL_LIMIT,
    })
    return this.#read(found)
  }

  async #read(found: FoundBaseline): Promise<BaselineOutcome> {
    const { source, release, notes, publishedVersions } = found
    const outcome = { source, notes, publishedVersions }
    if (release === null || typeof release !== 'string') return { ...outcome, inventory: release }
    try {
      const { inventory, problem } = await readInventory(release, this.#options.limits)
      if (problem === null) return { ...outcome, inventory }
      return { ...outcome, inventory: null, notes: [...notes, unreadable(problem)] }
    } catch (error) {
      return { ...outcome, inventory: null, notes: [...notes, unreadable(messageOf(error))] }
    }
  }
}

function unreadable(why: string): string {
  return `Not compared with an earlier release: its tarball cannot be read: ${why.replace(/\.$/, '')}.`
}
