import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'
import type { ConfigError } from '../../model/config-error.ts'
import type { AnyRule } from '../../model/rule.ts'
import type { CommitFiles } from '../../repository/commit-files.ts'
import { ConfigFileError, diskFiles, fromRoot } from '../../repository/config-files.ts'
import { rootAround } from '../../repository/repository-root.ts'
import { type Policy, type PolicyFetcher, parseRemotePolicy } from './policy.ts'
import { readPolicy } from './read-policy.ts'

export interface PolicyRequest {
  /** `owner/repo/path@ref`, or a path. */
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
  const local = path.resolve(request.directory, request.policyFile)
  const remote = parseRemotePolicy(request.policyFile)
  try {
    if (remote === null)
      return await readPolicy(await readLocal(local, request), request.policyFile, request.rules)
    if (request.fetcher === null)
      throw new ConfigFileError(
        'A policy of another repository can only be fetched in a workflow. Give the path of a local copy.',
      )
    return await readPolicy(await request.fetcher.fetch(remote), request.policyFile.trim(), request.rules)
  } catch (error) {
    if (error instanceof CannotLook) throw error
    const why = error instanceof Error ? error.message : String(error)
    return {
      ok: false,
      errors: [
        { message: `The policy cannot be had. ${why}`, file: request.policyFile, line: null, column: null },
      ],
    }
  }
}

async function readLocal(file: string, { checkout, baseOf }: PolicyRequest): Promise<Uint8Array> {
  const root = rootAround(path.dirname(file), checkout)
  const base = await baseOf(root)
  const bytes =
    (base !== null ? await base.read(fromRoot(root, file)) : null) ??
    (await diskFiles(root).read(fromRoot(root, file)))
  if (bytes === null)
    throw new ConfigFileError('There is no such file. Give a path, or owner/repo/path@ref of a repository.')
  return bytes
}
