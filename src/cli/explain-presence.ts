import { createColors } from 'picocolors'
import { type FoundCause, findCause } from '../cause/find-cause.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { nearestName } from '../model/config-error.ts'
import { count } from '../reporters/phrases.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { GlobError, matchesGlob, parseGlob } from '../text/glob.ts'
import { terminalText } from '../text/safe-text.ts'
import { packedPaths } from './packed-paths.ts'
import { print, type Screen, screen } from './screen.ts'

export interface PresenceRequest {
  /** A path, a folder, or a pattern, from the package's root. */
  readonly pattern: string
  readonly folder: string
  readonly format: 'terminal' | 'json'
  readonly runScripts: boolean
}

/** Paths that are there for one reason, and the one edit that takes them all out. */
interface Presence extends FoundCause {
  readonly paths: readonly string[]
}

const PATHS_SHOWN = 5
const NEEDED = 'None: there is no package without it.'
const NO_LINE = 'No line of a list takes it out: remove the file, or what makes it, before packing.'
/** Exit status when the path is not in the tarball. */
const NOT_THERE = 1

/**
 * Says why paths are in the tarball of a folder.
 * @returns 0, or 1 when nothing in the tarball has that path.
 * @throws CannotLook when the folder cannot be packed, or is none.
 */
export async function why(request: PresenceRequest): Promise<number> {
  const wanted = insidePackage(request.pattern)
  const matches = matcher(wanted)
  const { paths, manifest, directory } = await packedPaths(request.folder, request.runScripts)
  if (directory === null)
    throw new CannotLook(
      `${request.folder} is no folder. Why a path was packed can be seen only in the folder it was packed from.`,
    )
  const found = paths.filter(matches)
  const groups = grouped(found, directory, manifest)
  if (request.format === 'json')
    await print(`${JSON.stringify({ pattern: wanted, folder: request.folder, found: groups }, null, 2)}\n`)
  else await print(found.length === 0 ? notThere(wanted, paths, screen()) : shown(groups, screen()))
  return found.length === 0 ? NOT_THERE : 0
}

/** The path of an address in a report: `./dist/a.map!src/a.ts:12` is about `dist/a.map`. */
function insidePackage(pattern: string): string {
  return pattern
    .replace(/^(?:\.?\/)+/, '')
    .replace(/(?<=.)!.*$/, '')
    .replace(/(?<=[^/]):\d+(?::\d+)?$/, '')
}

/** @throws CannotLook when it is no pattern. */
function matcher(wanted: string): (path: string) => boolean {
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

function grouped(
  paths: readonly string[],
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): Presence[] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const key = JSON.stringify(findCause(directory, manifest, path).cause)
    const group = groups.get(key)
    if (group) group.push(path)
    else groups.set(key, [path])
  }
  return [...groups.values()].map((group) => ({ paths: group, ...findCause(directory, manifest, group) }))
}

function shown(groups: readonly Presence[], { color, width }: Screen): string {
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  for (const { paths, cause, change } of groups) {
    page.blank()
    for (const path of paths.slice(0, PATHS_SHOWN)) page.line(colors.bold(colors.cyan(terminalText(path))))
    if (paths.length > PATHS_SHOWN)
      page.line(colors.dim(`and ${count(paths.length - PATHS_SHOWN, 'more path')}`))
    const place = cause.path === null || cause.line === null ? cause.path : `${cause.path}:${cause.line}`
    const at = place === null ? '' : `${colors.cyan(terminalText(place))}  `
    page.labelled('why', `${at}${terminalText(cause.reason)}`)
    if (change === null) {
      page.labelled('change', paths.includes('package.json') ? NEEDED : NO_LINE)
      continue
    }
    page.labelled('change', colors.cyan(terminalText(`${change.path}:${change.line}`)))
    for (const line of change.remove) page.exact(colors.red(`- ${terminalText(line)}`))
    for (const line of change.add) page.exact(colors.green(`+ ${terminalText(line)}`))
  }
  return page.text()
}

function notThere(wanted: string, paths: readonly string[], { color, width }: Screen): string {
  const page = new TerminalPage(createColors(color), width)
  const near = nearestName(wanted, paths)
  page.line(
    `${terminalText(wanted)} is not in the tarball, which has ${count(paths.length, 'file')}.${near === null ? '' : ` Did you mean ${terminalText(near)}?`}`,
  )
  return page.text()
}
