import { realpath } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { PolicyFetcher, RemotePolicy } from '../config/policy/policy.ts'
import type { GateRequest } from '../gate/gate-request.ts'
import type { Report } from '../model/report.ts'
import { expandTargets } from '../pack/expand-targets.ts'
import { makeFreshFolder } from '../pack/fresh-folder.ts'
import { dealOut } from '../pack/shards.ts'
import { findRootAround } from '../repository/repository-root.ts'
import { readTagOfRun } from '../repository/tag-of-run.ts'
import type { WorkflowEvent } from './event.ts'
import { makeBaseFinder, type RunPlace } from './find-base.ts'
import type { GitHubAccess } from './github-access.ts'
import type { Inputs } from './inputs.ts'
import type { Folders } from './report-files.ts'
import { createPolicyFetcher } from './repository-files.ts'
import { assertScriptsMayRun } from './scripts-may-run.ts'
import { findTarballs } from './tarball-files.ts'
import { say } from './workflow-log.ts'

/** The API with the job's token, and with the one for the policy; null where there is no token. */
export interface Accesses {
  readonly access: GitHubAccess | null
  readonly policyAccess: GitHubAccess | null
}

/** The checkout, and a folder of ours in the runner's temporary one. */
export async function locateFolders(): Promise<Folders> {
  return {
    workspace: await realpath(process.env.GITHUB_WORKSPACE || process.cwd()),
    temporary: await makeFreshFolder(process.env.RUNNER_TEMP || tmpdir(), 'seaworthy-'),
  }
}

/** A gate's request without its targets. */
export type RunJudging = Omit<GateRequest, 'targets' | 'notes' | 'keepTarballs' | 'runScripts'>

/** How a run judges, whatever it looks at. */
export function collectJudging(
  inputs: Inputs,
  event: WorkflowEvent,
  { access, policyAccess }: Accesses,
  { workspace, temporary }: Folders,
): RunJudging {
  return {
    directory: workspace,
    profile: inputs.profile,
    failOn: inputs.failOn,
    configFile: inputs.configFile,
    policyFile: inputs.policyFile,
    policyFetcher: rememberAnswers(createPolicyFetcher(policyAccess)),
    base: makeBaseFinder(describeRunPlace(event, access)),
    baseline: inputs.baseline,
    cacheFolder: inputs.cacheFolder,
    packer: inputs.packer,
    forbidden: inputs.forbidden,
    releaseTag: readTagOfRun({ ...process.env, GITHUB_ACTIONS: 'true' }),
    repository: { visibility: event.visibility, checkout: workspace },
    temporaryDirectory: temporary,
    onProgress: say,
  }
}

function describeRunPlace(event: WorkflowEvent, access: GitHubAccess | null): RunPlace {
  return {
    event,
    access,
    repository: process.env.GITHUB_REPOSITORY ?? '',
    sha: process.env.GITHUB_SHA ?? '',
    ref: process.env.GITHUB_REF ?? '',
    server: readHost(process.env.GITHUB_SERVER_URL || 'https://github.com'),
  }
}

/** What a run looks at; `shard` where that is one part of a matrix. */
interface Found {
  readonly targets: string[]
  readonly notes: readonly string[]
  readonly chooser: GateRequest['chooser'] & object
  readonly shard?: Report['shard']
}

/**
 * What a run looks at.
 * @throws CannotLook where there is nothing, or scripts are to run that may be a stranger's
 */
export async function collectTargets(
  inputs: Inputs,
  event: WorkflowEvent,
  { access }: Accesses,
  workspace: string,
): Promise<Found & Pick<GateRequest, 'named'>> {
  const found = await findTargets(inputs, workspace)
  if (inputs.runScripts)
    for (const target of found.targets)
      await assertScriptsMayRun(
        findRootAround(path.resolve(workspace, target), workspace),
        describeRunPlace(event, access),
      )
  return { ...found, named: { paths: inputs.paths, workspaces: inputs.workspaces } }
}

async function findTargets(inputs: Inputs, workspace: string): Promise<Found> {
  const { targets, notes, chooser } = await expandTargets(inputs.paths, workspace, {
    workspaces: inputs.workspaces,
    beside: inputs.mode !== 'publish',
  })
  const all = [...new Set([...targets, ...(await findTarballs(inputs.tarballs, workspace))])]
  if (inputs.shard === null) return { targets: all, notes, chooser }
  return { notes, chooser, ...(await dealOut(all, workspace, inputs.shard)) }
}

/** Every tarball of a guard is held to one and the same policy. */
function rememberAnswers(fetcher: PolicyFetcher): PolicyFetcher {
  const asked = new Map<string, Promise<Uint8Array>>()
  return {
    fetch(location: RemotePolicy) {
      const key = JSON.stringify(location)
      const answer = asked.get(key) ?? fetcher.fetch(location)
      asked.set(key, answer)
      return answer
    },
  }
}

function readHost(url: string): string {
  try {
    return new URL(url).hostname
  } catch {
    return ''
  }
}
