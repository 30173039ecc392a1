import { createHash } from 'node:crypto'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import type { ConfigError } from '../../model/config-error.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { CommitFiles } from '../../repository/commit-files.ts'
import { ConfigFileError, makeRelativeToRoot, openDiskFiles } from '../../repository/config-files.ts'
import { findRootAround } from '../../repository/repository-root.ts'
import { type Policy, type PolicyFetcher, parseRemotePolicy, splitPin } from './policy.ts'
import { readPolicy } from './read-policy.ts'

export interface PolicyRequest {
  /** `owner/repo/path@ref`, or a path; with `#sha256:` and a digest behind it where that is pinned. */
  readonly policyFile: string
  /** What a relative path starts from; absolute. */
  readonly directory: string
  /** See `rootAround`. */
  readonly checkout: string | null
  /** The base commit of a pull request, which must not be able to edit a policy that lies in its own repository. */
  readonly baseOf: (root: string) => Promise<CommitFiles | null>
  /** Null where nothing can be fetched: on the command line. */
  readonly fetcher: PolicyFetcher | null
  readonly rules: readonly AnyRule[]
}

/**
 * The policy that `policy-file` names. What cannot be had or read is an error, never "no policy": the verdict is then
 * `error`.
 */
export async function loadPolicy(
  request: PolicyRequest,
): Promise<{ ok: true; policy: Policy } | { ok: false; errors: readonly ConfigError[] }> {
  const { file, digest } = splitPin(request.policyFile)
  try {
    assertDigest(digest)
    const bytes = await readPolicyBytes(file, request)
    assertPinned(bytes, digest)
    return await readPolicy(bytes, file, request.rules)
  } catch (error) {
    if (error instanceof CannotLook) throw error
    const why = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      errors: [
        {
          message: `The policy could not be loaded. ${why}`,
          file: request.policyFile,
          line: null,
          column: null,
        },
      ],
    }
  }
}

async function readPolicyBytes(file: string, request: PolicyRequest): Promise<Uint8Array> {
  const remote = parseRemotePolicy(file)
  if (remote === null) return readLocal(path.resolve(request.directory, file), request)
  if (request.fetcher === null)
    throw new ConfigFileError(
      'A policy of another repository can only be fetched in a workflow. Give the path of a local copy.',
    )
  return request.fetcher.fetch(remote)
}

function assertDigest(digest: string | null): void {
  if (digest !== null && !/^[0-9a-f]{64}$/.test(digest))
    throw new ConfigFileError(
      'What follows #sha256: is not a SHA-256. Write its 64 hexadecimal digits; every report names those of the policy that held.',
    )
}

/** A tag or a branch may come to name another file; a digest cannot. */
function assertPinned(bytes: Uint8Array, pinned: string | null): void {
  if (pinned === null) return
  const digest = createHash('sha256').update(bytes).digest('hex')
  if (digest !== pinned)
    throw new ConfigFileError(
      `It is not the one that is pinned: its SHA-256 is ${digest}, not ${pinned}. Look at what changed in it, then pin the new digest.`,
    )
}

async function readLocal(file: string, { checkout, baseOf }: PolicyRequest): Promise<Uint8Array> {
  const root = findRootAround(path.dirname(file), checkout)
  const base = await baseOf(root)
  const bytes =
    (base !== null ? await base.read(makeRelativeToRoot(root, file)) : null) ??
    (await openDiskFiles(root).read(makeRelativeToRoot(root, file)))
  if (bytes === null)
    throw new ConfigFileError('There is no such file. Give a path, or owner/repo/path@ref of a repository.')
  return bytes
}
