import { readMessage } from '../model/cannot-look.ts'
import type { CommentDelivery, ReadOnly } from './comment-request.ts'
import { measureRateLimitWait, readAnswer } from './github-client.ts'

const READ_ONLY = {
  fork: 'this pull request comes from a fork, and the token of such a run can only read, whatever the workflow permits',
  dependabot:
    'Dependabot started this run, and the token of such a run can only read unless the workflow permits more',
} as const
const PERMISSION =
  'the token may not write on this pull request; give the job `permissions: pull-requests: write`'

/** Why there is no comment, as a status and a sentence; raw: it may hold words of the API's. */
export function explainTrouble(error: unknown, readOnly: ReadOnly): CommentDelivery {
  const { status } = readAnswer(error)
  if (measureRateLimitWait(error) !== null)
    return failDelivery(`GitHub's API is limiting this token's rate (${status})`)
  if (status === 403)
    return {
      status: 'forbidden',
      sentence: explainMissingComment(`${explainRefusal(error, readOnly)} (403)`),
    }
  if (status === 401) return failDelivery('the token is not accepted (401); check the input github-token')
  if (status === 404)
    return failDelivery(
      'the token cannot see this pull request (404): it is gone, or the token belongs to another repository; check the input github-token',
    )
  if (status === 410)
    return failDelivery(`the conversation of the pull request is gone (410): ${readErrorWords(error)}`)
  if (status === null) return failDelivery(`GitHub's API cannot be reached: ${readMessage(error)}`)
  return failDelivery(`GitHub's API answered ${status}: ${readErrorWords(error)}`)
}

/** There is no comment, and nothing else depends on it. */
export function failDelivery(reason: string): CommentDelivery {
  return { status: 'failed', sentence: explainMissingComment(reason) }
}

/** GitHub answers 403 for many reasons; only one of them is the workflow's permissions. */
function explainRefusal(error: unknown, readOnly: ReadOnly): string {
  const words = readErrorWords(error)
  const { headers } = readAnswer(error)
  if (/\blocked\b/i.test(words))
    return `the conversation of the pull request is locked, and this token may not comment there: "${words}"`
  if (headers['x-github-sso'] !== undefined || /\bSAML\b|single sign-on/i.test(words)) {
    const url = /\burl=(https:\/\/[^\s;,"]+)/.exec(headers['x-github-sso'] ?? '')?.[1]
    return `the organisation asks for single sign-on; authorise the token of github-token for it${url === undefined ? '' : ` at ${url}`}: "${words}"`
  }
  if (/^Resource not accessible by integration/i.test(words))
    return readOnly === null ? PERMISSION : READ_ONLY[readOnly]
  if (/^Resource not accessible by personal access token/i.test(words))
    return 'the personal access token in github-token may not write on pull requests here; give it the permission "Pull requests: write" for this repository'
  return `GitHub's API refuses it: "${words}"`
}

/** The API's own message, without the address of a page that the client adds to it. */
function readErrorWords(error: unknown): string {
  const data = (error as { response?: { data?: { message?: unknown } } } | null)?.response?.data
  const message = typeof data?.message === 'string' ? data.message : readMessage(error)
  return message.replace(/ - https?:\S+$/, '').replace(/\.$/, '')
}

function explainMissingComment(reason: string): string {
  return `No comment: ${reason}. The verdict, the annotations and the job summary are there all the same.`
}
