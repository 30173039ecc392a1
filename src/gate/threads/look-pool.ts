import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { CannotLook } from '../../model/cannot-look.ts'
import type { CustomRule } from '../../model/custom-rule.ts'
import type { ForbiddenValue } from '../../secrets/forbidden-value.ts'
import { type Look, type LookRequest, look } from './look.ts'
import {
  type FromThread,
  portable,
  portableRule,
  receivedLook,
  type SentRequest,
  type ToThread,
} from './thread-messages.ts'

/** What a pool is asked for: a look, and what a thread needs to make the same rules. */
export interface PoolRequest extends LookRequest {
  /** The team's own rules among the rules. */
  readonly ownRules: readonly CustomRule[]
  /** The values that `rules` look for; they stay in this process. */
  readonly values: readonly ForbiddenValue[]
  /** Told when the turn of this one has come. */
  onStart(): void
}

/** Milliseconds that a small tarball takes, and bytes of a packed one that take a millisecond more. */
const SMALL = 10
const BYTES_A_MILLISECOND = 4000
/** Milliseconds of work that must be waiting for each thread that is started: starting one takes a third of it. */
const PAYS = 1000
/** Threads, the main one included: each takes memory for what it reads. */
const MOST_THREADS = 8

interface Job {
  readonly request: PoolRequest
  resolve(look: Look): void
  reject(error: unknown): void
}

/**
 * Looks at tarballs, at as many at a time as there are processors: in the main thread and, where so much is waiting that
 * it pays, in worker threads. What comes out is the same in either. A thread that ends on its own changes no verdict:
 * what it was at is looked at in the main thread.
 */
export class LookPool {
  #most: number
  readonly #pays: number
  readonly #waiting: Job[] = []
  /** What no thread could do. */
  readonly #forMain: Job[] = []
  readonly #threads = new Set<LookThread>()
  /** Milliseconds of work that is not done yet, as far as anybody knows. */
  #ahead = 0
  #coming = 0
  #mainIsBusy = false
  #closed = false

  /**
   * @param threads that there are to be, the main one included; null: as many as there are processors and 8 at most,
   *   where they pay
   */
  constructor(threads: number | null = null) {
    const most = threads ?? Math.min(availableParallelism(), MOST_THREADS)
    this.#most = existsSync(THREAD) ? Math.max(1, most) : 1
    this.#pays = threads === null ? PAYS : 0
  }

  /** Tarballs that are looked at at a time, at most. */
  get most(): number {
    return this.#most
  }

  /** How many threads work beside the main one. */
  get threads(): number {
    return this.#threads.size
  }

  /** Tells that so many tarballs will come. A single one is looked at in the main thread. */
  expect(tarballs: number): void {
    this.#ahead += tarballs * SMALL
    this.#coming += tarballs
    this.#grow()
  }

  /** Tells how large one of the expected tarballs is, packed. */
  weigh(bytes: number): void {
    this.#ahead += bytes / BYTES_A_MILLISECOND
    this.#grow()
  }

  /**
   * Looks at one of the expected tarballs.
   * @throws CannotLook when it cannot be opened
   */
  look(request: PoolRequest): Promise<Look> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      this.#deal()
    })
  }

  /** Tells that one of the expected tarballs is done with, looked at or not. */
  done(bytes: number): void {
    this.#ahead -= SMALL + bytes / BYTES_A_MILLISECOND
    this.#coming -= 1
  }

  /** Ends the threads, whatever they are at. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all([...this.#threads].map((thread) => thread.end()))
  }

  #grow(): void {
    while (
      !this.#closed &&
      this.#threads.size + 1 < Math.min(this.#most, this.#coming) &&
      this.#ahead / (this.#threads.size + 1) > this.#pays
    ) {
      const thread = new LookThread(
        () => this.#deal(),
        () => {
          this.#threads.delete(thread)
          // Where one cannot live, another cannot either.
          this.#most = 1
          this.#deal()
        },
      )
      this.#threads.add(thread)
    }
  }

  #deal(): void {
    for (const thread of this.#threads) {
      if (!thread.isFree) continue
      const job = this.#next(this.#waiting)
      if (job === null) break
      void this.#inThread(thread, job)
    }
    if (this.#mainIsBusy) return
    const job = this.#forMain.shift() ?? this.#next(this.#waiting)
    if (job !== null) void this.#here(job)
  }

  /** The next one whose turn has come; one that was given up meanwhile ends here. */
  #next(jobs: Job[]): Job | null {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift())
      try {
        job.request.onStart()
        return job
      } catch (error) {
        job.reject(error)
      }
    return null
  }

  async #inThread(thread: LookThread, job: Job): Promise<void> {
    try {
      job.resolve(await thread.look(job.request))
    } catch (error) {
      // What no message can carry, and what a thread ended over, is looked at in the main thread.
      if (error instanceof CannotLook || this.#closed) job.reject(error)
      else this.#forMain.push(job)
    } finally {
      this.#deal()
    }
  }

  async #here(job: Job): Promise<void> {
    this.#mainIsBusy = true
    try {
      job.resolve(await look(job.request))
    } catch (error) {
      job.reject(error)
    } finally {
      this.#mainIsBusy = false
      this.#deal()
    }
  }
}

/** Where the build puts a thread's door; in the sources there is none, and all is done in the main thread. */
const THREAD = new URL('./thread.js', import.meta.url)

/** A worker thread, and the one tarball that it is at. */
class LookThread {
  readonly #worker: Worker
  readonly #onFree: () => void
  #isReady = false
  #publicBlobs: LookRequest['publicBlobs'] = null
  #at: {
    readonly request: PoolRequest
    resolve(answer: FromThread & { kind: 'seen' | 'failed' }): void
    reject(error: Error): void
  } | null = null
  #baseline: Awaited<ReturnType<LookRequest['baseline']>> | null = null

  constructor(onFree: () => void, onEnd: () => void) {
    this.#onFree = onFree
    this.#worker = new Worker(THREAD, { name: 'seaworthy', execArgv: [] })
    // A process that has nothing else to do is not kept for it.
    this.#worker.unref()
    this.#worker.on('message', (message: FromThread) => void this.#hear(message))
    const end = (error: Error): void => {
      this.#isReady = false
      onEnd()
      this.#at?.reject(error)
    }
    this.#worker.on('error', end)
    this.#worker.on('exit', () => end(new Error('The thread ended.')))
  }

  get isFree(): boolean {
    return this.#isReady && this.#at === null
  }

  /** @throws CannotLook as the main thread would; any other error where this one cannot do it */
  async look(request: PoolRequest): Promise<Look> {
    const sent = this.#sent(request)
    this.#baseline = null
    // While it is at something it is waited for.
    this.#worker.ref()
    try {
      const answer = await new Promise<FromThread & { kind: 'seen' | 'failed' }>((resolve, reject) => {
        this.#at = { request, resolve, reject }
        this.#tell({ kind: 'look', request: sent })
      })
      if (answer.kind === 'failed')
        throw answer.cannotLook ? new CannotLook(answer.message) : new Error(answer.message)
      const rules = new Map(request.rules.map(({ rule }) => [rule.meta.id, rule]))
      return receivedLook(answer.look, rules, this.#baseline ?? (await request.baseline()))
    } finally {
      this.#at = null
      this.#worker.unref()
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #sent(request: PoolRequest): SentRequest {
    const { file, directory, limits, packing, release, rules, ownRules, values, publicBlobs } = request
    const own = new Map(ownRules.map((one) => [one.id, one]))
    const isKnown = publicBlobs === this.#publicBlobs
    this.#publicBlobs = publicBlobs
    return {
      file,
      directory,
      limits,
      packing,
      release,
      values,
      rules: rules.map(({ rule: { meta }, options }) => {
        const definition = own.get(meta.id)
        return {
          id: meta.id,
          own: definition === undefined ? null : portableRule(definition),
          options: portable(options),
        }
      }),
      ...(isKnown ? {} : { publicBlobs }),
    }
  }

  async #hear(message: FromThread): Promise<void> {
    if (message.kind === 'ready') {
      this.#isReady = true
      this.#onFree()
    } else if (message.kind === 'baseline') {
      this.#baseline = (await this.#at?.request.baseline()) ?? null
      if (this.#baseline !== null) this.#tell({ kind: 'baseline', outcome: this.#baseline })
    } else this.#at?.resolve(message)
  }

  /** @throws DataCloneError for what no message can carry */
  #tell(message: ToThread): void {
    this.#worker.postMessage(message)
  }
}
