import { inheritState, uniteStates } from '../reporters/comment-join.ts'
import { type CommentState, isOvertaken, readState } from '../reporters/comment-state.ts'
import type { CommentRequest } from './comment-request.ts'
import type { PullRequestComment } from './comments-api.ts'

/** The comments that matter, as they stand. */
export interface Scene {
  /** Ours, of this marker, that holds. */
  readonly current: PullRequestComment | null
  /** What it remembers, and what others of this marker do that were made at the same time. */
  readonly known: CommentState | null
  /** Those others. */
  readonly spare: readonly PullRequestComment[]
  /** Of a workflow that is gone, whose place this one takes. */
  readonly inherited: PullRequestComment | null
  /** Others that no run brings up to date. */
  readonly remnants: readonly PullRequestComment[]
}

/** The scene that all comments of a pull request make for a run: `author` is who writes its comments. */
export function viewScene(
  all: readonly PullRequestComment[],
  author: string,
  request: CommentRequest,
): Scene {
  return new SceneView(author, request).readScene(all)
}

/** What a run takes a comment for. */
class SceneView {
  readonly #author: string
  readonly #request: CommentRequest

  constructor(author: string, request: CommentRequest) {
    this.#author = author
    this.#request = request
  }

  readScene(all: readonly PullRequestComment[]): Scene {
    const own = all.filter((comment) => this.#isOwn(comment)).sort(compareRank)
    const [current = null, ...spare] = own
    const states = own.flatMap(({ body }) => readState(body) ?? [])
    const ofOurs = all.filter(({ author }) => author === this.#author)
    const heirless = ofOurs.filter(({ body }) => this.#findKinship(body) === 'predecessor')
    const inherited = current === null ? (heirless.at(-1) ?? null) : null
    const known = findKnownState(current, inherited, states)
    const before = current === null ? 0 : (known?.before ?? 0)
    const remnants = [
      ...heirless.filter((comment) => comment !== inherited),
      ...ofOurs.filter(({ body }) => this.#findKinship(body) === 'remnant' && before > 0),
      // Another key of this workflow: of no use when the run before did not bring it up to date either.
      ...ofOurs.filter(
        ({ body }) =>
          this.#findKinship(body) === 'sibling' && (readState(body)?.run.number ?? before) < before,
      ),
      ...ofOurs.filter(
        ({ body }) => this.#findKinship(body) === 'stranger' && this.#isLeftBehind(body, known),
      ),
      ...all.filter((comment) => this.#isOfOtherToken(comment)),
    ]
    return { current, known, spare, inherited, remnants }
  }

  /** Whether it is about neither this commit nor the one before, of which its workflow must have heard as this one has. */
  #isLeftBehind(body: string, known: CommentState | null): boolean {
    const of = readState(body)?.run.commit ?? ''
    const [now, before] = [this.#request.run.commit, known?.run.commit ?? '']
    return of !== '' && now !== '' && before !== '' && now !== before && of !== now && of !== before
  }

  /** Anybody can write the marker, so it is not enough. */
  #isOwn({ author, body }: PullRequestComment): boolean {
    return author === this.#author && findMarker(body) === this.#request.marker
  }

  #findKinship(body: string): ReturnType<NonNullable<CommentRequest['kinship']>> {
    const marker = findMarker(body)
    return marker === null || marker === this.#request.marker
      ? null
      : (this.#request.kinship?.(marker) ?? null)
  }

  /** Whether the workflow made it when it had another token: nobody else's marker is believed. */
  #isOfOtherToken({ author, body, byBot, byMember }: PullRequestComment): boolean {
    if (author === this.#author || !(byBot || byMember) || findMarker(body) !== this.#request.marker)
      return false
    const state = readState(body)
    return state !== null && !isOvertaken(this.#request.run, state)
  }
}

/** The hidden first line of a comment of Seaworthy's, without the comment signs. */
function findMarker(body: string): string | null {
  const line = body.split(/\r?\n/, 1)[0]?.trim() ?? ''
  return /^<!-- (seaworthy workflow=\S.*) -->$/.exec(line)?.[1] ?? null
}

/** The newest run's first; of those the one that was made for others; of those the oldest. */
function compareRank(a: PullRequestComment, b: PullRequestComment): number {
  const [one, other] = [readState(a.body), readState(b.body)]
  return (
    (other?.run.number ?? -1) - (one?.run.number ?? -1) ||
    (other?.run.attempt ?? -1) - (one?.run.attempt ?? -1) ||
    (other?.generation ?? -1) - (one?.generation ?? -1) ||
    a.id - b.id
  )
}

function findKnownState(
  current: PullRequestComment | null,
  inherited: PullRequestComment | null,
  states: readonly CommentState[],
): CommentState | null {
  if (current !== null) {
    const state = readState(current.body)
    return state === null ? null : uniteStates(state, states)
  }
  const state = inherited === null ? null : readState(inherited.body)
  return state === null ? null : inheritState(state)
}
