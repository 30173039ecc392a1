import type { CommentDelivery, CommentRequest } from './comment-request.ts'
import { explainTrouble, failDelivery } from './comment-trouble.ts'
import { CommentsApi } from './comments-api.ts'
import { createGitHubClient } from './github-client.ts'
import { StickyComment } from './sticky-comment.ts'

const TIME_LIMIT = 30_000

/**
 * Brings the one comment of this marker up to date, see {@link StickyComment}. Trouble with the API never throws: it
 * becomes a status and a sentence.
 */
export async function deliverComment(request: CommentRequest): Promise<CommentDelivery> {
  const timeLimit = request.timeLimit ?? TIME_LIMIT
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  // The wait between retries cannot be aborted, so the deadline is a race.
  const timeout = new Promise<CommentDelivery>((resolve) => {
    timer = setTimeout(() => {
      controller.abort()
      resolve(failDelivery(explainDelay(timeLimit, request.timeInAll ?? timeLimit)))
    }, timeLimit)
  })
  const work = createGitHubClient({
    apiUrl: request.apiUrl,
    token: request.token,
    signal: controller.signal,
    deadline: Date.now() + timeLimit,
    retryBase: request.retryBase ?? 1000,
  })
    .then((client) => {
      const api = new CommentsApi(client, request.repository, request.pullRequest)
      return new StickyComment(api, request, controller.signal).deliver()
    })
    .catch((error: unknown) => explainTrouble(error, request.readOnly))
  try {
    return await Promise.race([work, timeout])
  } finally {
    clearTimeout(timer)
  }
}

function explainDelay(limit: number, all: number): string {
  const formatSeconds = (time: number): number => Math.max(0.1, Math.round(time / 100) / 10)
  return limit < all
    ? `GitHub's API did not answer within the ${formatSeconds(all)} seconds that a run waits for it in all`
    : `GitHub's API did not answer within ${formatSeconds(limit)} seconds`
}
