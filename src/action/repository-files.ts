import type { PolicyFetcher } from '../config/policy/policy.ts'
import { messageOf } from '../model/cannot-look.ts'
import { assertSize, ConfigFileError, type ConfigFiles } from '../repository/config-files.ts'
import { gitFiles } from '../repository/git-files.ts'
import { repositoryRoot } from '../repository/repository-root.ts'
import type { GitHubAccess } from './github-access.ts'
import { answerOf } from './github-client.ts'

/** Entries of a folder that the API lists at most (https://docs.github.com/rest/repos/contents). */
const LISTED = 1000

interface FileAddress {
  readonly owner: string
  readonly repository: string
  /** With `/`. */
  readonly path: string
  /** A commit, tag or branch. */
  readonly ref: string
}

/** Fetches policies from other repositories through the API, on GitHub Enterprise Server too. */
export function policyFetcher(access: GitHubAccess | null): PolicyFetcher {
  return {
    async fetch(location) {
      const name = `${location.owner}/${location.repository}`
      if (access === null)
        throw new Error(`There is no token to fetch it with. Give policy-token one that can read ${name}.`)
      const bytes = await readFile(access, location).catch((error: unknown) => {
        throw new Error(`${explained(error, name)} Nothing passes without the policy.`)
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
 * The files of the commit that a change is to be merged into: from the clone if it has the commit, else from the API.
 * Where neither can be asked, reading throws a ConfigFileError.
 */
export async function baseFiles(
  commit: string,
  workspace: string,
  repository: string,
  access: GitHubAccess | null,
): Promise<ConfigFiles> {
  const root = repositoryRoot(workspace)
  const local = root === null ? null : await gitFiles(root, commit)
  if (local !== null) return local
  const [owner = '', name = ''] = repository.split('/')
  return new CommitFiles(access, { owner, repository: name, path: '', ref: commit })
}

/** Files of a commit, through the API. What failed once is not asked again. */
class CommitFiles implements ConfigFiles {
  readonly #access: GitHubAccess | null
  readonly #root: FileAddress
  readonly #folders = new Map<string, Promise<ReadonlySet<string> | null>>()
  readonly #files = new Map<string, Promise<Uint8Array | null>>()
  #failure: ConfigFileError | null = null

  constructor(access: GitHubAccess | null, root: FileAddress) {
    this.#access = access
    this.#root = root
  }

  async read(file: string): Promise<Uint8Array | null> {
    // One look at a folder answers for all the names a configuration may have there.
    const names = await remembered(this.#folders, folderOf(file), (folder) => this.#list(folder))
    if (names !== null && !names.has(file)) return null
    return remembered(this.#files, file, (path) =>
      this.#ask((access) => readFile(access, { ...this.#root, path })),
    )
  }

  /** The paths in a folder; null where it has more than the API lists. */
  #list(folder: string): Promise<ReadonlySet<string> | null> {
    return this.#ask(async (access) => {
      const entries = await readContents(access, { ...this.#root, path: folder })
      if (!Array.isArray(entries)) return new Set<string>()
      return entries.length >= LISTED ? null : new Set(entries.map(({ path }) => path))
    })
  }

  async #ask<T>(work: (access: GitHubAccess) => Promise<T>): Promise<T> {
    if (this.#failure !== null) throw this.#failure
    try {
      if (this.#access === null) throw new ConfigFileError('The API cannot be asked: github-token is empty.')
      return await work(this.#access)
    } catch (error) {
      if (error instanceof ConfigFileError) throw error
      this.#failure = new ConfigFileError(explained(error, `${this.#root.owner}/${this.#root.repository}`))
      throw this.#failure
    }
  }
}

function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  make: (key: string) => Promise<T>,
): Promise<T> {
  const found = known.get(key) ?? make(key)
  known.set(key, found)
  return found
}

function folderOf(file: string): string {
  return file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : ''
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
    if (answerOf(error).status === 404) return null
    throw error
  }
}

function explained(error: unknown, repository: string): string {
  const { status } = answerOf(error)
  if (status === null) return `GitHub's API cannot be reached: ${messageOf(error)}`
  if (status === 401) return 'The token is not accepted (401).'
  if (status === 403 || status === 404)
    return `The token may not read ${repository} (${status}); it needs \`contents: read\` there.`
  return `GitHub's API answered ${status}: ${messageOf(error)}.`
}
