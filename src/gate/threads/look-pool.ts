import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { CannotLook } from '../../model/cannot-look.ts'
import { type Look, look } from './look.ts'
import { waitBeforeOptimising } from './patient-engine.ts'
import { LookThread, type PoolRequest, THREAD } from './thread-in-pool.ts'

/** Milliseconds that a small tarball takes, and bytes of a packed one that take a millisecond more. */
const SMALL = 10
const BYTES_A_MILLISECOND = 4000
/** Milliseconds of work that must be waiting for each thread that is started: starting one takes a third of it. */
const PAYS = 1000
/** Milliseconds of work for which the engine is better patient. */
const LONG = 60
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
  #endPatience: (() => void) | null = null

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
    if (this.#ahead > LONG && !this.#closed) this.#endPatience ??= waitBeforeOptimising()
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
  finish(bytes: number): void {
    this.#ahead -= SMALL + bytes / BYTES_A_MILLISECOND
    this.#coming -= 1
  }

  /** Ends the threads, whatever they are at. */
  async close(): Promise<void> {
    this.#closed = true
    this.#endPatience?.()
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
      const job = this.#takeNext(this.#waiting)
      if (job === null) break
      void this.#runInThread(thread, job)
    }
    if (this.#mainIsBusy) return
    const job = this.#forMain.shift() ?? this.#takeNext(this.#waiting)
    if (job !== null) void this.#runHere(job)
  }

  /** The next one whose turn has come; one that was given up meanwhile ends here. */
  #takeNext(jobs: Job[]): Job | null {
    for (let job = jobs.shift(); job !== undefined; job = jobs.shift())
      try {
        job.request.onStart()
        return job
      } catch (error) {
        job.reject(error)
      }
    return null
  }

  async #runInThread(thread: LookThread, job: Job): Promise<void> {
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

  async #runHere(job: Job): Promise<void> {
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
