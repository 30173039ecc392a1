import path from 'node:path'
import { createColors } from 'picocolors'
import { findCause } from '../cause/find-cause.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { findNearestName } from '../model/config-error.ts'
import type { PackerName, Packing } from '../model/packing.ts'
import type { PlanEdit } from '../model/plan.ts'
import type { Cause } from '../model/report.ts'
import { count } from '../reporters/phrases.ts'
import { renderEdit } from '../reporters/terminal-package.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { writeShortList } from '../text/fill-template.ts'
import { GlobError, matchesGlob, parseGlob } from '../text/glob.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { assertMayWrite } from './consent.ts'
import { packAndListPaths } from './packed-paths.ts'
import { describeScreen, print, type Screen } from './screen.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

export interface PresenceRequest {
  /** A path, a folder, or a pattern, from the package's root. */
  readonly pattern: string
  readonly folder: string
  readonly format: 'terminal' | 'json'
  readonly runScripts: boolean
  /** Null: by the configuration or the evidence. */
  readonly packer: PackerName | null
  /** Whether the edits are made. */
  readonly write: boolean
  readonly force: boolean
}

/** Paths that are there for one reason. */
interface Presence {
  readonly paths: readonly string[]
  readonly cause: Cause
  /** Why a path stays, as a whole sentence; null where all go. */
  readonly stays: string | null
}

const PATHS_SHOWN = 5
/** Why paths are there, and the edits that take them all out. */
interface Presences {
  readonly groups: readonly Presence[]
  readonly edits: readonly PlanEdit[]
}

/** Exit status when the path is not in the tarball. */
const NOT_THERE = 1

/**
 * Says why paths are in the tarball of a folder.
 * @returns 0, or 1 when nothing in the tarball has that path.
 * @throws CannotLook when the folder cannot be packed, or is none.
 */
export async function printPresence(request: PresenceRequest): Promise<number> {
  const wanted = readPathInPackage(request.pattern)
  const matches = makeMatcher(wanted)
  const { paths, manifest, directory, packing } = await packAndListPaths(
    request.folder,
    request.runScripts,
    request.packer,
  )
  if (directory === null)
    throw new CannotLook(
      `${request.folder} is not a folder. Why a path was packed can be seen only in the folder it was packed from.`,
    )
  const found = paths.filter(matches)
  const { groups, edits } = await groupByCause(found, { paths, directory, manifest, packing })
  if (request.format === 'json')
    await print(
      `${JSON.stringify({ pattern: wanted, folder: request.folder, found: groups, edits }, null, 2)}\n`,
    )
  else
    await print(
      found.length === 0
        ? explainAbsence(wanted, paths, describeScreen())
        : renderPresences({ groups, edits }, request.folder, describeScreen()),
    )
  if (found.length === 0) return NOT_THERE
  return request.write ? leaveThemOut(request, directory, edits, matches) : 0
}

/** Makes the edits and packs again: 0 if nothing that was named is left in the tarball. */
async function leaveThemOut(
  request: PresenceRequest,
  directory: string,
  edits: readonly PlanEdit[],
  matches: (path: string) => boolean,
): Promise<number> {
  if (edits.length === 0) return NOT_THERE
  const { collectFileEdits, writeEdits } = await import('../plan/write-edits.ts')
  const files = collectFileEdits([{ directory, edits }])
  await assertMayWrite(
    files.map(({ file }) => file),
    request.force,
  )
  await writeEdits(files)
  const left = (await packAndListPaths(request.folder, request.runScripts, request.packer)).paths.filter(
    matches,
  )
  const gone = `Edited ${files.map(({ file }) => path.relative(process.cwd(), file)).join(', ')}.`
  const rest = left.length === 0 ? 'None of it ships any more.' : `Still there: ${writeShortList(left)}.`
  await print(`\n${encodeTerminalText(`${gone} ${rest}`)}\n`)
  return left.length === 0 ? 0 : NOT_THERE
}

/** The path of an address in a report: `./dist/a.map!src/a.ts:12` is about `dist/a.map`. */
function readPathInPackage(pattern: string): string {
  return pattern
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<=.)!.*$/, '')
    .replace(/(?<=[^/]):\d+(?::\d+)?$/, '')
}

/** @throws CannotLook when it is no pattern. */
function makeMatcher(wanted: string): (path: string) => boolean {
  const folder = `${wanted.replace(/\/+$/, '')}/`
  const isItself = (path: string) => path === wanted || path.startsWith(folder)
  try {
    const glob = parseGlob(wanted)
    return (path) => isItself(path) || matchesGlob(glob, path)
  } catch (error) {
    if (!(error instanceof GlobError)) throw error
    if (!/[*?[{]/.test(wanted)) return isItself
    throw new CannotLook(`The pattern ${JSON.stringify(wanted)} cannot be used: ${error.message}.`)
  }
}

interface Packed {
  readonly paths: readonly string[]
  readonly directory: string
  readonly manifest: Readonly<Record<string, unknown>> | null
  readonly packing: Packing | null
}

async function groupByCause(found: readonly string[], packed: Packed): Promise<Presences> {
  const { directory, manifest, packing } = packed
  const groups = new Map<string, { cause: Cause; paths: string[] }>()
  for (const path of found) {
    const cause = findCause(directory, manifest, path, packing?.packer)
    const key = JSON.stringify(cause)
    const group = groups.get(key)
    if (group) group.paths.push(path)
    else groups.set(key, { cause, paths: [path] })
  }
  if (groups.size === 0) return { groups: [], edits: [] }
  const { planToLeaveOut } = await import('../plan/plan-to-leave-out.ts')
  const temporary = openTemporaryFolder()
  try {
    const { edits, stays } = await planToLeaveOut({
      directory,
      manifest,
      packed: packed.paths,
      unwanted: new Set(found),
      packer: packed.packing ?? { packer: 'npm', version: null },
      temporaryDirectory: temporary.path,
    })
    return {
      edits,
      groups: [...groups.values()].map(({ cause, paths }) => ({
        paths,
        cause,
        stays: paths.map((path) => stays.get(path)).find((reason) => reason !== undefined) ?? null,
      })),
    }
  } finally {
    temporary.remove()
  }
}

function renderPresences({ groups, edits }: Presences, folder: string, { color, width }: Screen): string {
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  for (const { paths, cause, stays } of groups) {
    page.addBlank()
    for (const path of paths.slice(0, PATHS_SHOWN))
      page.addLine(colors.bold(colors.cyan(encodeTerminalText(path))))
    if (paths.length > PATHS_SHOWN)
      page.addLine(colors.dim(`and ${count(paths.length - PATHS_SHOWN, 'more path')}`))
    const place = cause.path === null || cause.line === null ? cause.path : `${cause.path}:${cause.line}`
    const at = place === null ? '' : `${colors.cyan(encodeTerminalText(place))}  `
    page.addLabelled('why', `${at}${encodeTerminalText(cause.reason)}`)
    if (stays !== null) page.addLabelled('stays', encodeTerminalText(stays))
  }
  if (edits.length > 0) {
    page.addBlank()
    page.addLine(colors.bold('To leave it out:'))
    for (const edit of edits) renderEdit(page, folder, edit)
  }
  return page.readText()
}

function explainAbsence(wanted: string, paths: readonly string[], { color, width }: Screen): string {
  const page = new TerminalPage(createColors(color), width)
  const near = findNearestName(wanted, paths)
  page.addLine(
    `${encodeTerminalText(wanted)} is not in the tarball, which has ${count(paths.length, 'file')}.${near === null ? '' : ` Did you mean ${encodeTerminalText(near)}?`}`,
  )
  return page.readText()
}
