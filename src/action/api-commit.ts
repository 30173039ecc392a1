import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { CommitSource, CommitTree, TreeEntry } from '../repository/commit-files.ts'
import { assertSize } from '../repository/config-files.ts'
import type { GitHubAccess } from './github-access.ts'
import { readAnswer } from './github-client.ts'

/** Milliseconds that one look at a commit may cost: the comment needs some of the time too. */
const TIME_LIMIT = 12_000

/** What to do where a commit cannot be had, whatever the reason. */
export const WAY_OUT =
  'Set `fetch-depth: 2` in actions/checkout, or give `github-token` the permission `contents: read`.'

const WITHOUT_TOKEN =
  "Set `fetch-depth: 2` in actions/checkout, or leave the input github-token out, so that it is the job's own."

/**
 * The files of a commit, through the API: one call for the names, one for each file that is read. That it has no such
 * file is known only when the commit itself was seen.
 * @param commit full hash, or the name of a branch
 */
export function readCommitByApi(
  access: GitHubAccess | null,
  repository: string,
  commit: string,
): CommitSource {
  const [owner = '', repo = ''] = repository.split('/')
  const short = /^[0-9a-f]{40,}$/.test(commit) ? commit.slice(0, 12) : commit
  const refuse = (what: string, why: string, wayOut = WAY_OUT): never => {
    throw new CannotLook(
      `Could not look: ${what} at the base commit ${short} cannot be read. ${why} ${wayOut}`,
    )
  }
  let failed: unknown = null
  const ask = async <T>(what: string, work: Parameters<GitHubAccess['call']>[0]): Promise<T> => {
    // What failed once is not asked again for every file.
    if (failed !== null) throw failed
    try {
      if (access === null)
        return refuse(what, 'The API cannot be asked: github-token is empty.', WITHOUT_TOKEN)
      return (await access.call(work, TIME_LIMIT)) as T
    } catch (error) {
      failed = error
      if (error instanceof CannotLook) throw error
      return refuse(what, explainApiRefusal(error, repository))
    }
  }
  return {
    async tree(): Promise<CommitTree> {
      const what = 'the configuration'
      const { tree, truncated } = await ask<Tree>(what, async (client) => {
        const { data } = await client.rest.git.getTree({ owner, repo, tree_sha: commit, recursive: '1' })
        return data
      })
      if (truncated)
        refuse(what, `${repository} has more files than GitHub's API lists, so not all of it can be seen.`)
      return new Map(
        tree.flatMap(({ path, mode, type, sha }): [string, TreeEntry][] =>
          type === 'tree' ? [] : [[path, { mode, hash: sha }]],
        ),
      )
    },
    blob: readBlob,
  }

  async function readBlob({ hash }: TreeEntry, file: string, most: number): Promise<Uint8Array> {
    const blob = await ask<Blob>(file, async (client) => {
      const { data } = await client.rest.git.getBlob({ owner, repo, file_sha: hash })
      return data
    })
    assertSize(blob.size ?? 0, most)
    return Buffer.from(blob.content, blob.encoding === 'base64' ? 'base64' : 'utf8')
  }
}

interface Tree {
  readonly truncated: boolean
  readonly tree: readonly { path: string; mode: string; type: string; sha: string }[]
}

interface Blob {
  readonly size: number | null
  readonly content: string
  readonly encoding: string
}

/** Why the API did not give what it was asked for; a sentence, with GitHub's own words where it says more. */
export function explainApiRefusal(error: unknown, repository: string): string {
  const { status } = readAnswer(error)
  if (status === null) return `GitHub's API cannot be reached: ${readMessage(error).replace(/\.?$/, '.')}`
  if (status === 401) return 'The token is not accepted (401).'
  if (status === 404) return `${repository} has no such commit, or the token may not see it (404).`
  return `GitHub's API answered ${status}: ${readMessage(error)
    .replace(/ - https?:\S+$/, '')
    .replace(/\.?$/, '.')}`
}
