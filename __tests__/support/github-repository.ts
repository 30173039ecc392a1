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
export function contentsAnswer(
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
  if (found !== undefined) return { status: 200, body: fileBody(openApi, path, found[1]) }
  const below = known.filter(([name]) => path === '' || name.startsWith(`${path}/`))
  if (below.length === 0 && path !== '') return notFound
  const names = new Set(
    below.map(([name]) => name.slice(path === '' ? 0 : path.length + 1).split('/')[0] ?? ''),
  )
  return {
    status: 200,
    body: [...names].map((name) => ({
      ...fileBody(openApi, path === '' ? name : `${path}/${name}`, ''),
      type: known.some(([whole]) => whole === (path === '' ? name : `${path}/${name}`)) ? 'file' : 'dir',
    })),
  }
}

function fileBody(openApi: GitHubOpenApi, path: string, text: string): Record<string, unknown> {
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

/** `GET /repos/{owner}/{repo}/pulls` by `head`, as GitHub filters; null for any other call. */
export function pullRequestsAnswer(
  call: Call,
  openApi: GitHubOpenApi,
  open: readonly OpenPullRequest[],
): Answer | null {
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
