import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { CommitFiles, type CommitSource, type CommitTree, type TreeEntry } from './commit-files.ts'
import { assertSize } from './config-files.ts'
import { assertReadable, runGit } from './run-git.ts'

const FULL_HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/

/** Reads what a clone lacks: some clones have the names of files without their content. */
type BlobFallback = CommitSource['blob']

/**
 * The files of a commit in a clone, read by git without touching the working tree. Null when the commit is not there:
 * the clone is shallow, or there is no clone or no git; the caller may then ask an API.
 * @param root of the clone, absolute
 * @param commit full hash, in hex
 * @throws CannotLook when git refuses to read the clone
 */
export async function openGitFiles(
  root: string,
  commit: string,
  fallback: BlobFallback | null = null,
): Promise<CommitFiles | null> {
  if (!FULL_HASH.test(commit)) return null
  try {
    await runGit(root, ['cat-file', '-e', `${commit}^{tree}`])
  } catch (error) {
    assertReadable(error, root)
    return null
  }
  let listing: Promise<CommitTree>
  try {
    listing = Promise.resolve(readTree(await runGit(root, ['ls-tree', '-r', '-z', '--full-tree', commit])))
  } catch {
    // A clone without trees (`filter: tree:0`) has the commit and no more.
    return null
  }
  return new CommitFiles(commit, {
    tree: () => listing,
    blob: makeBlobReader(root, commit, fallback),
  })
}

/** Reads `<mode> <type> <hash>\t<path>`, ended by NUL (git-ls-tree, OUTPUT FORMAT). */
function readTree(listing: Buffer): CommitTree {
  const tree = new Map<string, TreeEntry>()
  for (const line of listing.toString('utf8').split('\0')) {
    const [, mode, hash, file] = /^(\d+) \w+ ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    if (mode !== undefined && hash !== undefined && file !== undefined) tree.set(file, { mode, hash })
  }
  return tree
}

function makeBlobReader(root: string, commit: string, fallback: BlobFallback | null): CommitSource['blob'] {
  return async (entry, file, most) => {
    let size: number
    try {
      size = Number((await runGit(root, ['cat-file', '-s', entry.hash])).toString('latin1'))
    } catch (error) {
      if (fallback !== null) return fallback(entry, file, most)
      throw new CannotLook(
        `Could not look: git cannot read ${file} at commit ${commit.slice(0, 12)}: ${readMessage(error)}. Fetch the commit with its files.`,
      )
    }
    assertSize(size, most)
    return runGit(root, ['cat-file', 'blob', entry.hash])
  }
}

/** The commit that is checked out. */
export interface HeadCommit {
  readonly hash: string
  /** As the commit names them, whether the clone has them or not. */
  readonly parents: readonly string[]
}

/**
 * The commit that is checked out in a clone; null where there is no clone, no git or no commit.
 * @throws CannotLook when git refuses to read the clone
 */
export async function findHeadCommit(root: string): Promise<HeadCommit | null> {
  try {
    const hash = (await runGit(root, ['rev-parse', '--verify', 'HEAD^{commit}'])).toString('latin1').trim()
    const text = (await runGit(root, ['cat-file', 'commit', hash])).toString('latin1')
    const head = text.slice(0, text.indexOf('\n\n'))
    return { hash, parents: [...head.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent) }
  } catch (error) {
    assertReadable(error, root)
    return null
  }
}

/** Host and `owner/name` that the clone was fetched from; null where it names none. */
export async function readRemoteRepository(root: string): Promise<{ host: string; name: string } | null> {
  try {
    const url = (await runGit(root, ['config', '--local', '--get', 'remote.origin.url']))
      .toString('utf8')
      .trim()
    // `https://host/owner/name.git`, `git@host:owner/name.git`, `ssh://git@host:22/owner/name`.
    const match =
      /^(?:[a-z+]+:\/\/)?(?:[^@/]*@)?([\w.-]+)(?::\d+\/|[:/])([\w.-]+\/[\w.-]+?)(?:\.git)?\/?$/i.exec(url)
    const [, host, name] = match ?? []
    return host === undefined || name === undefined ? null : { host: host.toLowerCase(), name }
  } catch {
    return null
  }
}

/** Whether one commit is another or lies before it; null where the clone cannot tell. */
export async function isAncestor(root: string, commit: string, of: string): Promise<boolean | null> {
  try {
    await runGit(root, ['merge-base', '--is-ancestor', commit, of])
    return true
  } catch (error) {
    return (error as { code?: unknown }).code === 1 && !(await isShallow(root)) ? false : null
  }
}

async function isShallow(root: string): Promise<boolean> {
  const answer = await runGit(root, ['rev-parse', '--is-shallow-repository']).catch(() => null)
  return answer?.toString('latin1').trim() !== 'false'
}

/** The day (`YYYY-MM-DD`) of the last commit that changed one of the files, and whether the clone goes back further. */
export async function findLastChange(
  root: string,
  commit: string,
  files: readonly string[],
): Promise<{ readonly day: string; readonly exact: boolean } | null> {
  try {
    const args = ['log', '-1', '--no-show-signature', '--format=%cs', commit, '--', ...files]
    const day = (await runGit(root, args)).toString('latin1').trim()
    return /^\d{4}-\d\d-\d\d$/.test(day) ? { day, exact: !(await isShallow(root)) } : null
  } catch {
    return null
  }
}
