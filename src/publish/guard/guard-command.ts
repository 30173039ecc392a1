import { existsSync } from 'node:fs'
import path from 'node:path'
import type { Report } from '../../model/report.ts'
import {
  coverLogins,
  describeProtection,
  type LoginsInFiles,
  openNote,
  refuseGivingUp,
} from './covered-logins.ts'
import type { PublishRecord } from './exchange.ts'
import { lookFirst } from './first-look.ts'
import type { GuardOutcome } from './guard-outcome.ts'
import { type Guard, runCommand, startGuard } from './guarded-run.ts'
import { type GuardJudging, judgeByGate } from './judge-by-gate.ts'
import { describeLogin, type LoginInProject } from './logins-in-project.ts'
import { findProgram } from './native-programs.ts'
import {
  askPublishedAnywhere,
  findNewVersions,
  findUnasked,
  type PublishedAnywhere,
  pickPublishedAtHome,
} from './published-versions.ts'
import { ReplacedLogins } from './replaced-logins.ts'

export interface GuardedCommand {
  readonly command: readonly string[]
  readonly judging: GuardJudging
  /** Whether what can be packed is judged before the command starts; null: in workspaces. */
  readonly firstLook: boolean | null
  readonly environment: NodeJS.ProcessEnv
  /** Told which protection is in force, as a sentence, just before the command starts. */
  readonly onStart?: (protection: string, records: readonly PublishRecord[]) => void
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
    const before = await askPublishedBefore(guard)
    if (request.firstLook ?? guard.own.isWorkspaces) {
      const report = await lookFirst(guard, pickPublishedAtHome(before, guard.registries), judging)
      if (report !== null) return { kind: 'refused', report }
    }
    const logins = await coverLogins(guard, request.environment)
    refuseGivingUp(guard, logins)
    request.onStart?.(describeProtection(logins, 'the command ends'), guard.records)
    // Where there is no such program, it is that which must be told.
    const startedBy = isProgram(command, guard) ? logins.startedBy : []
    const replaced = new ReplacedLogins(logins.protection === 'replaced' ? logins.covered : [], guard)
    const commandStatus = await runCommand(command, judging.directory, guard.environment, {
      startedBy,
    }).finally(() => replaced.restore())
    return {
      kind: 'ran',
      outcome: await decideOutcome(guard, before, commandStatus, listNotes(guard, logins)),
    }
  } finally {
    await guard.server.stop()
  }
}

/** What became of everything, after the registry was asked. */
export async function decideOutcome(
  guard: Guard,
  before: PublishedAnywhere,
  commandStatus: number | null,
  notes: readonly string[],
): Promise<GuardOutcome> {
  const { records } = guard
  const names = [...listPublishable(guard), ...records.map(({ name }) => name)]
  const after = await askPublishedAnywhere(names, guard.registries, guard.connection)
  const judged = new Set(
    records.flatMap(({ name, version, judgement }) =>
      judgement?.outcome === 'passed' ? [`${name}@${version} ${judgement.integrity}`] : [],
    ),
  )
  const strangers = findNewVersions(before, after).filter(
    ({ name, version, integrity }) => !judged.has(`${name}@${version} ${integrity}`),
  )
  return {
    commandStatus,
    records,
    strangers,
    unasked: findUnasked(listPublishable(guard), guard.registries, [before, after]),
    notes,
  }
}

function isProgram([program = '']: readonly string[], { directory, environment }: Guard): boolean {
  return program.includes('/')
    ? existsSync(path.resolve(directory, program))
    : findProgram(program, environment.variables.PATH ?? '') !== null
}

/** What the reader should know of how the command is led. */
export function listNotes(
  { environment, logins, learned }: Guard,
  { covered, open }: LoginsInFiles,
): string[] {
  const kept = environment.kept.map(
    (name) =>
      `The command kept ${name}, whose value is also the login of a registry: the guard does not see what it does with it.`,
  )
  const written = learned.map(
    (url) =>
      `The command names or writes the login of ${url} itself, by a secret that the guard could not take away: what goes past it could publish with that. Give it to this step as NPM_TOKEN.`,
  )
  const isCovered = (login: LoginInProject): boolean => covered.some(({ file }) => file === login.file)
  const ofUser = open.filter(({ isOfProject }) => !isOfProject)
  return [
    ...kept,
    ...written,
    ...logins.map((one) => describeLogin(one, isCovered(one))),
    ...ofUser.map(openNote),
  ]
}

/** Which versions of this repository's packages are out. */
export function askPublishedBefore(guard: Guard): Promise<PublishedAnywhere> {
  return askPublishedAnywhere(listPublishable(guard), guard.registries, guard.connection)
}

function listPublishable({ own }: Guard): string[] {
  return [...new Set(own.packages.filter((one) => one.isPublishable).map(({ name }) => name))]
}
