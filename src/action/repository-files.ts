import type { PolicyFetcher } from '../config/policy/policy.ts'
import { assertSize, ConfigFileError } from '../repository/config-files.ts'
import { explainApiRefusal } from './api-commit.ts'
import type { GitHubAccess } from './github-access.ts'
import { measureRateLimitWait, readAnswer } from './github-client.ts'

interface FileAddress {
  readonly owner: string
  readonly repository: string
  /** With `/`. */
  readonly path: string
  /** A commit, tag or branch. */
  readonly ref: string
}

/** Fetches policies from other repositories through the API, on GitHub Enterprise Server too. */
export function createPolicyFetcher(access: GitHubAccess | null): PolicyFetcher {
  return {
    async fetch(location) {
      const name = `${location.owner}/${location.repository}`
      if (access === null)
        throw new Error(`There is no token to fetch it with. Give policy-token one that can read ${name}.`)
      const bytes = await readFile(access, location).catch((error: unknown) => {
        throw new Error(`${explainFailure(error, name)} Nothing passes without the policy.`)
      })
      if (bytes === null)
        throw new Error(
          `${name} has no file ${location.path} at ${location.ref}, or the token cannot see it. Check the address, or give policy-token a token that can read that repository.`,
        )
      return bytes
    },
  }
}

/**
 * The bytes of a file, null when nothing is there or it is no file.
 * @throws ConfigFileError for a link or a file that is too large, else what the client throws
 */
async function readFile(access: GitHubAccess, address: FileAddress): Promise<Uint8Array | null> {
  const data = await readContents(access, address)
  if (data === null || Array.isArray(data) || data.type === 'submodule') return null
  if (data.type !== 'file' || !('content' in data))
    throw new ConfigFileError('This is a link, which is not followed. Put the file itself there.')
  assertSize(data.size)
  return Buffer.from(data.content, 'base64')
}

/** What the API says of a path, null when nothing is there. */
async function readContents(access: GitHubAccess, { owner, repository, path, ref }: FileAddress) {
  try {
    const { data } = await access.call((client) =>
      client.rest.repos.getContent({ owner, repo: repository, path, ref }),
    )
    return data
  } catch (error) {
    if (readAnswer(error).status === 404) return null
    throw error
  }
}

function explainFailure(error: unknown, repository: string): string {
  const { status } = readAnswer(error)
  if (error instanceof ConfigFileError) return error.message
  if (status === 403 && measureRateLimitWait(error) === null)
    return `The token may not read ${repository} (403); it needs \`contents: read\` there.`
  return explainApiRefusal(error, repository)
}
