import { statSync } from 'node:fs'
import path from 'node:path'
import { addAcceptances, type NewAcceptance } from '../config/files/exception-writer.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { readReport } from '../report/read-report.ts'
import { ConfigFileError } from '../repository/config-files.ts'
import { READABLE } from '../text/readable.ts'
import { readTextIfAny, resolveFromHere, writeText } from './config-file.ts'
import { loadEffectiveConfig } from './effective-config.ts'
import { findUnseen } from './find-unseen.ts'
import { parseDayToCome } from './given-date.ts'
import { judgeTargets } from './judge-targets.ts'
import { print } from './screen.ts'
import { assertHolds, describeWrittenException, type ExceptionRequest } from './written-exception.ts'

export interface AcceptRequest extends ExceptionRequest {
  /** A digest or its beginning, or the path of what was not looked at. */
  readonly wanted: string
}

/**
 * Writes an acceptance of bytes that could not be looked at, and says what it wrote.
 * @throws CannotLook when there are no such bytes, when reason or expiry is missing, or when it would not hold.
 */
export async function accept(request: AcceptRequest): Promise<number> {
  const { judging, reportFile } = request
  const reason = request.reason?.trim() ?? ''
  if (!READABLE.test(reason))
    throw new CannotLook(
      `An acceptance needs a reason: every report shows it. Add: --reason "why these bytes may ship unseen"`,
    )
  if (request.expires === null)
    throw new CannotLook(
      'An acceptance needs an end, so that somebody looks again. Add the last day it holds: --expires 2027-03-31',
    )
  const expires = parseDayToCome('--expires', request.expires, formatDay(new Date()))
  const report =
    reportFile === null
      ? await judgeTargets({
          targets: [request.target ?? '.'],
          ...judging,
          workspaces: false,
          baseline: 'none',
          runScripts: request.runScripts,
        })
      : await readReport(reportFile)
  const { one, part, digest } = findUnseen(report, request.wanted)

  const folder = [request.target ?? one.target, '.'].find(isFolder) ?? '.'
  const load = () => loadEffectiveConfig(folder, judging)
  const { file, config } = await load()
  const written = file ?? path.resolve(folder, 'seaworthy.yml')
  const before = await readTextIfAny(written)
  const added: NewAcceptance = {
    digest,
    ...(part.path === null
      ? {}
      : { path: [part.path, part.layer].filter((name) => name !== null).join('!') }),
    reason,
    expires,
    ...(request.approvedBy === null ? {} : { 'approved-by': request.approvedBy }),
  }
  const after = insertAcceptance(before ?? '', written, added)
  await writeText(written, after)
  await assertHolds(written, before, config.ignoredWeakenings, 'acceptance', load)
  const where = part.path === null ? 'These bytes' : `${added.path}`
  await print(
    describeWrittenException(
      written,
      before,
      after,
      `${where} may ship unseen until ${expires}, as long as not a byte changes.`,
    ),
  )
  return 0
}

function isFolder(target: string): boolean {
  return statSync(target, { throwIfNoEntry: false })?.isDirectory() === true
}

function insertAcceptance(text: string, file: string, added: NewAcceptance): string {
  try {
    return addAcceptances(text, file, [added])
  } catch (error) {
    if (error instanceof ConfigFileError) throw new CannotLook(`${resolveFromHere(file)}: ${error.message}`)
    throw error
  }
}
