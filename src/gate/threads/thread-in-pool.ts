import { Worker } from 'node:worker_threads'
import { CannotLook } from '../../model/cannot-look.ts'
import type { CustomRule } from '../../model/custom-rule.ts'
import type { ForbiddenValue } from '../../secrets/forbidden-value.ts'
import type { Look, LookRequest } from './look.ts'
import {
  type FromThread,
  makePortable,
  makePortableRule,
  type SentRequest,
  type ToThread,
  unpackLook,
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

/** Where the build puts a thread's door; in the sources there is none, and all is done in the main thread. */
export const THREAD = new URL('./thread.js', import.meta.url)

/** A worker thread, and the one tarball that it is at. */
export class LookThread {
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
    const sent = this.#prepareRequest(request)
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
      return unpackLook(answer.look, rules, this.#baseline ?? (await request.baseline()))
    } finally {
      this.#at = null
      this.#worker.unref()
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate()
  }

  #prepareRequest(request: PoolRequest): SentRequest {
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
          own: definition === undefined ? null : makePortableRule(definition),
          options: makePortable(options),
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
