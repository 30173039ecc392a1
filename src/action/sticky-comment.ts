import { setTimeout as sleep } from 'node:timers/promises'
import { renderOutdatedComment } from '../reporters/comment.ts'
import { type CommentState, isOvertaken, readState } from '../reporters/comment-state.ts'
import type { CommentDelivery, CommentRequest } from './comment-request.ts'
import { type Scene, viewScene } from './comment-scene.ts'
import type { CommentsApi, PullRequestComment } from './comments-api.ts'

/** How often a comment is written before other jobs have the last word. */
const ROUNDS = 6
/** Milliseconds after which a comment is read again, at least and at most. */
const SETTLE = [250, 3000] as const

const SENTENCES = {
  created: 'Commented on the pull request.',
  updated: 'Brought the comment on the pull request up to date.',
  unchanged: 'The comment on the pull request says the same already.',
  nothing: 'Nothing to comment on.',
} as const

interface Written {
  readonly status: 'created' | 'updated'
  readonly id: number
  readonly url: string
}

/**
 * The one comment of a marker: found by marker and author, changed in place, made anew where it was deleted or where
 * a block comes after a pass, because only a new comment notifies. Several jobs may write it at once: GitHub knows no
 * condition for an edit, so each reads again what it has written, and adds itself again where it was lost.
 */
export class StickyComment {
  readonly #api: CommentsApi
  readonly #request: CommentRequest
  readonly #signal: AbortSignal
  #author = ''
  /** The comment that holds, as far as this run has written or found it. */
  #holder: { readonly id: number; readonly url: string } | null = null

  constructor(api: CommentsApi, request: CommentRequest, signal: AbortSignal) {
    this.#api = api
    this.#request = request
    this.#signal = signal
  }

  async deliver(): Promise<CommentDelivery> {
    this.#author = await this.#api.askWhoAmI()
    const first = await this.#look()
    const delivery = await this.#bringUpToDate(first)
    await this.#tidy(first)
    return delivery
  }

  async #bringUpToDate(first: Scene): Promise<CommentDelivery> {
    let scene = first
    let status: Written['status'] | null = null
    for (let round = 0; round < ROUNDS; round++) {
      const begin = performance.now()
      this.#holder = scene.current
      const step = await this.#write(scene)
      if (step !== 'gone' && 'sentence' in step) return status === null ? step : describeWritten(status)
      if (step !== 'gone') {
        this.#holder = step
        status = status === 'created' ? 'created' : step.status
        await this.#settle(performance.now() - begin)
      }
      const next = step === 'gone' ? await this.#look() : await this.#planNextWrite(step)
      if (next === null) break
      scene = next
    }
    return status === null ? { status: 'unchanged', sentence: SENTENCES.unchanged } : describeWritten(status)
  }

  /** Makes the comment or changes it; `gone` where it was deleted meanwhile. */
  async #write({ current, known, spare, inherited }: Scene): Promise<Written | CommentDelivery | 'gone'> {
    const holder = current ?? inherited
    if (holder === null) {
      if (!this.#request.create) return { status: 'unchanged', sentence: SENTENCES.nothing }
      return this.#create(this.#request.render(null))
    }
    if (isOvertaken(this.#request.run, known))
      return {
        status: 'unchanged',
        sentence: `The comment on the pull request is of a later run (number ${known?.run.number}) and stays as it is.`,
      }
    const body = this.#request.render(known)
    if (worsens(known, readState(body))) {
      const written = await this.#create(body)
      for (const comment of [holder, ...spare]) await this.#retire(comment, written.url)
      return written
    }
    const says = removeState(holder.body) === removeState(body)
    if (says && hasSameState(holder.body, body)) return { status: 'unchanged', sentence: SENTENCES.unchanged }
    if (!(await this.#api.update(holder.id, body))) return 'gone'
    for (const comment of spare) await this.#retire(comment, holder.url)
    if (says) return { status: 'unchanged', sentence: SENTENCES.unchanged }
    return { status: 'updated', id: holder.id, url: holder.url }
  }

  /** Where the API would not say who we are, the comment does: an older one of ours is found then. */
  async #create(body: string): Promise<Written> {
    const { id, url, author } = await this.#api.create(body)
    this.#author = author ?? this.#author
    return { status: 'created', id, url }
  }

  /** What is left to do after a comment was written: null where it stands as it should. */
  async #planNextWrite(written: Written): Promise<Scene | null> {
    const scene = await this.#look()
    if (scene.current?.id === written.id) return this.#holds(scene) ? null : scene
    // Another job made its comment at the same time, and that one stays.
    if (scene.current !== null && written.status === 'created')
      await this.#api.remove(written.id).catch(() => undefined)
    return { ...scene, spare: scene.spare.filter(({ id }) => id !== written.id) }
  }

  /** Whether the comment says what this run would make it say. */
  #holds({ current, known }: Scene): boolean {
    const body = current?.body ?? ''
    if (isOvertaken(this.#request.run, known)) return true
    const again = this.#request.render(known)
    return removeState(again) === removeState(body) && hasSameState(again, body)
  }

  /** Other jobs read and write meanwhile; about as long as this one took. */
  async #settle(took: number): Promise<void> {
    const [least, most] = SETTLE
    const wait = this.#request.settle ?? Math.min(most, Math.max(least, 3 * took))
    await sleep(wait, undefined, { signal: this.#signal })
  }

  async #look(): Promise<Scene> {
    return viewScene(await this.#api.listComments(), this.#author, this.#request)
  }

  /** Marks what no run brings up to date any more. That it cannot changes nothing else. */
  async #tidy({ spare, inherited, remnants }: Scene): Promise<void> {
    const gone = inherited !== null && this.#holder !== null ? [inherited] : []
    for (const comment of [...spare, ...gone, ...remnants])
      if (comment.id !== this.#holder?.id) await this.#retire(comment, this.#holder?.url ?? null)
  }

  async #retire(comment: PullRequestComment, newer: string | null): Promise<void> {
    // The words of a person are left as they are, and folded.
    if (comment.byBot || comment.author === this.#author)
      await this.#api.update(comment.id, renderOutdatedComment(newer)).catch(() => undefined)
    await this.#api.minimize(comment.nodeId).catch(() => undefined)
  }
}

function describeWritten(status: Written['status']): CommentDelivery {
  return { status, sentence: SENTENCES[status] }
}

function worsens(previous: CommentState | null, next: CommentState | null): boolean {
  return previous?.verdict === 'pass' && next !== null && next.verdict !== 'pass'
}

/** The body without its state and without what names the run that wrote it. */
function removeState(body: string): string {
  return body
    .replaceAll('\r\n', '\n')
    .replace(/^<!-- state .*$/m, '')
    .replace(/\/actions\/runs\/\d+(\/attempts\/\d+)?/g, '')
    .trim()
}

function hasSameState(one: string, other: string): boolean {
  return JSON.stringify(readState(one)) === JSON.stringify(readState(other))
}
