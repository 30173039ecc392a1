import type { Report } from '../../model/report.ts'
import { firstLook } from './first-look.ts'
import type { GuardOutcome } from './guard-outcome.ts'
import { type Guard, runCommand, startGuard } from './guarded-run.ts'
import { type GuardJudging, judgeByGate } from './judge-by-gate.ts'
import { loginNote } from './logins-in-project.ts'
import { appeared, atHome, type PublishedAnywhere, publishedAnywhere, unasked } from './published-versions.ts'

export interface GuardedCommand {
  readonly command: readonly string[]
  readonly judging: GuardJudging
  /** Whether what can be packed is judged before the command starts; null: in workspaces. */
  readonly firstLook: boolean | null
  readonly environment: NodeJS.ProcessEnv
}

/** Either the command ran under guard, or the first look refused it. */
export type GuardResult =
  | { readonly kind: 'ran'; readonly outcome: GuardOutcome }
  | { readonly kind: 'refused'; readonly report: Report }

/**
 * Runs a command that publishes, with everything it publishes judged on its way.
 * @throws CannotLook when the guard cannot be set up, or a setting would lead a publish past it.
 */
export async function guardCommand(request: GuardedCommand): Promise<GuardResult> {
  const { command, judging } = request
  const guard = await startGuard({
    directory: judging.directory,
    temporaryDirectory: judging.temporaryDirectory,
    command,
    environment: request.environment,
    judge: judgeByGate(judging),
  })
  try {
    const before = await publishedBefore(guard)
    if (request.firstLook ?? guard.own.isWorkspaces) {
      const report = await firstLook(guard, atHome(before, guard.registries), judging)
      if (report !== null) return { kind: 'refused', report }
    }
    const commandStatus = await runCommand(command, judging.directory, guard.environment)
    return { kind: 'ran', outcome: await outcomeOf(guard, before, commandStatus, notesOf(guard)) }
  } finally {
    await guard.server.stop()
  }
}

/** What became of everything, after the registry was asked. */
export async function outcomeOf(
  guard: Guard,
  before: PublishedAnywhere,
  commandStatus: number | null,
  notes: readonly string[],
): Promise<GuardOutcome> {
  const { records } = guard
  const names = [...publishable(guard), ...records.map(({ name }) => name)]
  const after = await publishedAnywhere(names, guard.registries, guard.connection)
  const judged = new Set(
    records.flatMap(({ name, version, judgement }) =>
      judgement?.outcome === 'passed' ? [`${name}@${version} ${judgement.integrity}`] : [],
    ),
  )
  const strangers = appeared(before, after).filter(
    ({ name, version, integrity }) => !judged.has(`${name}@${version} ${integrity}`),
  )
  return {
    commandStatus,
    records,
    strangers,
    unasked: unasked(publishable(guard), guard.registries, [before, after]),
    notes,
  }
}

/** What the reader should know of how the command is led. */
export function notesOf({ environment, logins }: Guard): string[] {
  const kept = environment.kept.map(
    (name) =>
      `The command kept ${name}, whose value is also the login of a registry: the guard does not see what it does with it.`,
  )
  return [...kept, ...logins.map(loginNote)]
}

/** Which versions of this repository's packages are out. */
export function publishedBefore(guard: Guard): Promise<PublishedAnywhere> {
  return publishedAnywhere(publishable(guard), guard.registries, guard.connection)
}

function publishable({ own }: Guard): string[] {
  return [...new Set(own.packages.filter((one) => one.isPublishable).map(({ name }) => name))]
}
