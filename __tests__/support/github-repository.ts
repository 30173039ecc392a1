import { createHash } from 'node:crypto'
import type { Call, GitHubOpenApi } from './github-openapi.ts'

export interface Answer {
  status: number
  body: unknown
  headers?: Record<string, string>
}

export interface OpenPullRequest {
  number: number
  /** Commit of its head. */
  sha: string
  branch: string
  /** `owner/name` of the repository its head lies in; null when that is deleted. */
  repository: string | null
}

export const notFound: Answer = {
  status: 404,
  body: { message: 'Not Found', documentation_url: 'https://docs.github.com' },
}

/** `GET /repos/{owner}/{repo}/contents/{path}`; null for any other call. */
export function answerContents(
  call: Call,
  openApi: GitHubOpenApi,
  files: Readonly<Record<string, string>>,
): Answer | null {
  const match = /^\/repos\/([^/]+\/[^/]+)\/contents\/?([^/]*)$/.exec(call.url.pathname)
  if (match === null) return null
  const [, repository = '', encoded = ''] = match
  const path = decodeURIComponent(encoded)
  const ref = call.url.searchParams.get('ref') ?? ''
  const known = Object.entries(files)
    .filter(([name]) => name.startsWith(`${repository}/`) && name.endsWith(`@${ref}`))
    .map(([name, text]) => [name.slice(repository.length + 1, name.length - ref.length - 1), text] as const)
  const found = known.find(([name]) => name === path)
  if (found !== undefined) return { status: 200, body: makeFileBody(openApi, path, found[1]) }
  const below = known.filter(([name]) => path === '' || name.startsWith(`${path}/`))
  if (below.length === 0 && path !== '') return notFound
  const names = new Set(
    below.map(([name]) => name.slice(path === '' ? 0 : path.length + 1).split('/')[0] ?? ''),
  )
  return {
    status: 200,
    body: [...names].map((name) => ({
      ...makeFileBody(openApi, path === '' ? name : `${path}/${name}`, ''),
      type: known.some(([whole]) => whole === (path === '' ? name : `${path}/${name}`)) ? 'file' : 'dir',
    })),
  }
}

/**
 * `GET …/git/trees/{commit}?recursive=1` and `GET …/git/blobs/{sha}` over the files of the commits; null for any other
 * call. Of commits that nothing is known of, there are none in `missing`, and empty ones for all other hashes.
 */
export function answerGit(
  call: Call,
  openApi: GitHubOpenApi,
  files: Readonly<Record<string, string>>,
  missing: readonly string[],
): Answer | null {
  const match = /^\/repos\/([^/]+\/[^/]+)\/git\/(trees|blobs)\/(.+)$/.exec(call.url.pathname)
  if (match === null) return null
  const [, repository = '', kind, encoded = ''] = match
  const name = decodeURIComponent(encoded)
  const ofRepository = Object.entries(files).filter(([file]) => file.startsWith(`${repository}/`))
  if (kind === 'trees') {
    if (missing.includes(name)) return notFound
    const tree = ofRepository
      .filter(([file]) => file.endsWith(`@${name}`))
      .map(([file, text]) => ({
        path: file.slice(repository.length + 1, -name.length - 1),
        mode: '100644',
        type: 'blob',
        sha: computeBlobHash(text),
        size: Buffer.byteLength(text),
      }))
    return { status: 200, body: { ...openApi.sample('git-tree'), sha: name, truncated: false, tree } }
  }
  const text = ofRepository.find(([, content]) => computeBlobHash(content) === name)?.[1]
  if (text === undefined) return notFound
  return {
    status: 200,
    body: {
      ...openApi.sample('blob'),
      sha: name,
      encoding: 'base64',
      content: Buffer.from(text).toString('base64'),
      size: Buffer.byteLength(text),
    },
  }
}

/** git's object id of a file with this content. */
function computeBlobHash(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
}

/** `GET …/compare/{base}...{head}`: a head that is listed lies on the branch; null for any other call. */
export function compareAnswer(
  call: Call,
  openApi: GitHubOpenApi,
  onBranch: readonly string[],
): Answer | null {
  const match = /^\/repos\/[^/]+\/[^/]+\/compare\/(.+)\.\.\.([^/]+)$/.exec(call.url.pathname)
  if (match === null) return null
  const status = onBranch.includes(match[2] ?? '') ? 'behind' : 'diverged'
  return { status: 200, body: { ...openApi.sample('commit-comparison'), status } }
}

function makeFileBody(openApi: GitHubOpenApi, path: string, text: string): Record<string, unknown> {
  return {
    ...openApi.sample('content-file'),
    type: 'file',
    encoding: 'base64',
    path,
    name: path.split('/').at(-1) ?? '',
    size: Buffer.byteLength(text),
    content: Buffer.from(text).toString('base64'),
  }
}

/** `GET /repos/{owner}/{repo}/pulls` by `head`, as GitHub filters, and one by its number; null for any other call. */
export function pullRequestsAnswer(
  call: Call,
  openApi: GitHubOpenApi,
  open: readonly OpenPullRequest[],
): Answer | null {
  const number = /^\/repos\/[^/]+\/[^/]+\/pulls\/(\d+)$/.exec(call.url.pathname)?.[1]
  if (number !== undefined) {
    const found = open.find((one) => one.number === Number(number))
    if (found === undefined) return notFound
    const whole = openApi.sample('pull-request')
    return {
      status: 200,
      body: { ...whole, number: found.number, head: { ...(whole.head as object), sha: found.sha } },
    }
  }
  if (!/^\/repos\/[^/]+\/[^/]+\/pulls$/.test(call.url.pathname)) return null
  const head = call.url.searchParams.get('head')
  const sample = openApi.sample('pull-request-simple')
  const body = open
    .filter(({ repository, branch }) => head === `${repository?.split('/')[0]}:${branch}`)
    .map(({ number, sha, branch, repository }) => {
      const side = sample.head as Record<string, unknown>
      const repo = repository === null ? null : { ...(side.repo as object), full_name: repository }
      return { ...sample, number, head: { ...side, sha, ref: branch, repo } }
    })
  return { status: 200, body }
}
