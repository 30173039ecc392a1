import { existsSync } from 'node:fs'
import { rename, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { coverLoginsOfJob, describeProtection } from '../publish/guard/covered-logins.ts'
import { lookFirst } from '../publish/guard/first-look.ts'
import { askPublishedBefore, decideOutcome, listNotes } from '../publish/guard/guard-command.ts'
import {
  decideExitStatus,
  describeOutcome,
  isHeld,
  isOut,
  mergeJudgedReports,
} from '../publish/guard/guard-outcome.ts'
import { startGuard } from '../publish/guard/guarded-run.ts'
import { judgeByGate } from '../publish/guard/judge-by-gate.ts'
import { pickPublishedAtHome } from '../publish/guard/published-versions.ts'
import { ReplacedLogins } from '../publish/guard/replaced-logins.ts'
import { readEvent } from './event.ts'
import { type GuardIsDone, type GuardIsReady, locateGuardFiles } from './guard-files.ts'
import { readInputs } from './inputs.ts'
import { openAccesses } from './run.ts'
import { collectJudging } from './run-request.ts'
import { takeTokens } from './token.ts'

/** Milliseconds between two looks whether the job has ended. */
const PAUSE = 200

/**
 * The guard beside a job: stands until the job's last step says so, then writes what became of everything.
 * @returns The exit status of the process.
 */
export async function guardJob(folder: string): Promise<number> {
  try {
    Object.assign(process.env, JSON.parse(await text(process.stdin)))
    await runGuardBeside(folder)
    return 0
  } catch (error) {
    const why =
      error instanceof CannotLook
        ? error.message
        : `Seaworthy itself failed: ${readMessage(error)}. Nothing passed. Please report this.`
    process.stderr.write(`${why}\n`)
    return 1
  }
}

async function runGuardBeside(folder: string): Promise<void> {
  const tokens = takeTokens()
  const inputs = readInputs()
  const event = await readEvent()
  const workspace = process.env.GITHUB_WORKSPACE || process.cwd()
  const [folderInRepository = '.'] = inputs.paths
  if (!existsSync(path.resolve(workspace, folderInRepository)))
    throw new CannotLook(
      `There is no folder ${folderInRepository} in the checkout, so the guard has no packages to judge by. Fix the input path, or check the repository out before this step.`,
    )
  const judging = {
    ...collectJudging(inputs, event, openAccesses(tokens), { workspace, temporary: folder }),
    directory: path.resolve(workspace, folderInRepository),
    onProgress: () => undefined,
  }
  const guard = await startGuard({
    directory: judging.directory,
    temporaryDirectory: folder,
    command: null,
    environment: tokens.npm === null ? process.env : { ...process.env, NPM_TOKEN: tokens.npm },
    judge: judgeByGate(judging),
  })
  const before = await askPublishedBefore(guard)
  const looks = inputs.firstLook ?? guard.own.isWorkspaces
  const refused = looks
    ? await lookFirst(guard, pickPublishedAtHome(before, guard.registries), judging)
    : null
  const logins = coverLoginsOfJob(guard, process.env)
  const replaced = new ReplacedLogins(logins.covered, guard)
  const collectNotes = (): string[] => listNotes(guard, logins)
  const files = locateGuardFiles(folder)
  await writeWhole(files.ready, {
    variables: collectChangedVariables(guard.environment.variables),
    programs: guard.programs,
    protection: describeProtection(logins, 'the job ends'),
    notes: collectNotes(),
    refused,
  } satisfies GuardIsReady)
  if (refused === null) while (!existsSync(files.stop) && existsSync(folder)) await wait(PAUSE)
  replaced.restore()
  const outcome = await decideOutcome(guard, before, 0, collectNotes())
  await writeWhole(files.outcome, {
    status: decideExitStatus(outcome),
    lines: describeOutcome(outcome),
    report: mergeJudgedReports(outcome.records),
    published: outcome.records.filter(isOut).length,
    held: outcome.records.filter(isHeld).length,
  } satisfies GuardIsDone)
  await guard.server.stop()
}

/** Set by the runner anew for each step, or refused by it; PATH is told apart. */
const NOT_EXPORTED = /^(NODE_OPTIONS|PATH|Path|ACTIONS_.*|INPUT_.*|STATE_.*|GITHUB_.*|RUNNER_.*)$/

/** What later steps need other than it is here. What is to be gone is empty. */
function collectChangedVariables(led: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set([...Object.keys(led), ...Object.keys(process.env)])
  const changed = [...names].filter((name) => !NOT_EXPORTED.test(name) && led[name] !== process.env[name])
  return Object.fromEntries(changed.map((name) => [name, led[name] ?? '']))
}

/** So that nobody reads half of it. */
async function writeWhole(file: string, value: object): Promise<void> {
  await writeFile(`${file}.part`, JSON.stringify(value), { mode: 0o600 })
  await rename(`${file}.part`, file)
}
