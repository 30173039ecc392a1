import path from 'node:path'
import { findCarried } from './carried-commands.ts'
import { CODE_FILE, CODE_RUNNERS, findCodeCommands, SHELL_FILE } from './code-commands.ts'
import {
  listPassedOn,
  listRowValues,
  PACKERS_WITH_SCRIPTS,
  readCalledScriptName,
  readFolderLedTo,
  readProgramName,
  removeRunners,
} from './command-words.ts'
import { DIRECT, isTrial, makeMemberScript, type PublishCommand } from './direct-commands.ts'
import { joinFolders, ShellWalk } from './shell-walk.ts'
import { splitShell } from './split-shell.ts'
import { readWaysIntoWorkspaces } from './workspace-commands.ts'

export type { PublishCommand, ReleaseTool } from './direct-commands.ts'

/**
 * Texts that a command may call: scripts of package.json by name, files of the shell and of code by path, targets of
 * make.
 */
export type Scripts = Readonly<Record<string, string>>

/** Where a text begins; folders are told from the root of the repository, those of scripts and files as well. */
export interface Start {
  /** The folder; null if only a run knows. */
  readonly place: string | null
  /** The folder whose package.json has the scripts; default the root. */
  readonly home?: string
  readonly hops?: number
  /** What is known of the variables that a run sets. */
  readonly variables?: Readonly<Record<string, string>>
}

const AT_ROOT: Start = { place: '.' }
const MOST_HOPS = 5
/** Nobody writes a longer one, and reading it would take minutes; in characters. */
const LONGEST = 200_000
/** Programs that run targets of a file of their own. */
const TARGETS = new Set(['make', 'just', 'task', 'deno'])
/** Programs that run tasks of a file of code. */
const TASK_FILES: Readonly<Record<string, RegExp>> = {
  gulp: /^gulpfile(?:\.babel)?\.[cm]?[jt]s$/i,
  grunt: /^gruntfile\.[cm]?[jt]s$/i,
  hereby: /^herebyfile\.[cm]?js$/i,
  jake: /^jakefile\.[cm]?[jt]s$/i,
}

/**
 * The commands of a shell text that publish, in their order. Scripts of package.json, files of the shell and of code and
 * targets of make that it runs are looked up; what cannot be understood is left out, for a guess would be worse than
 * none.
 * @returns commands whose `goesTo` starts from the root of the repository
 */
export function findPublishCommands(
  text: string,
  scripts: Scripts,
  start: Start = AT_ROOT,
): PublishCommand[] {
  const { home = '.', place: from, hops = 0, variables = {} } = start
  if (hops > MOST_HOPS || text.length > LONGEST) return []
  const found: PublishCommand[] = []
  const walk = new ShellWalk(from, variables)
  for (const given of splitShell(text)) {
    const words = walk.fillVariables(given)
    if (walk.takes(words)) continue
    for (const one of readCommand(words, { scripts, home, place: walk.place, hops, variables })) {
      // A tool publishes the workspaces of its root, those among them that were added right before.
      if (one.tool !== null && one.folder === null)
        found.push(...walk.added.map((folder) => ({ ...one, folder })))
      found.push(one)
    }
  }
  return found
}

/**
 * Of the commands of one file those that make what is published: the ones that publish, and where these publish
 * tarballs, the ones that make tarballs.
 */
export function pickMakers<T extends PublishCommand>(commands: readonly T[]): T[] {
  const packs = commands.filter(({ isPack }) => isPack)
  const publishes = commands.filter(({ isPack }) => !isPack)
  // Where tarballs are made, what only a run knows is one.
  const isNamed = (one: T) => isTarball(one) || (packs.length > 0 && /\$/.test(one.folder ?? ''))
  const ofTarballs = publishes.filter((one) => one.tool === null && isNamed(one))
  return packs.length > 0 && ofTarballs.length > 0
    ? [...publishes.filter((one) => !ofTarballs.includes(one)), ...packs]
    : publishes
}

/** Whether a command publishes a tarball that was made before. */
export function isTarball({ folder }: PublishCommand): boolean {
  return folder !== null && /\.(?:tgz|tar\.gz)\b|^\$\((?:ls|npm|pnpm|find)\b/.test(folder)
}

/** Where a command stands, and what it can call. */
interface Standing extends Required<Start> {
  readonly scripts: Scripts
}

function readCommand(given: readonly string[], at: Standing): PublishCommand[] {
  if (at.hops > MOST_HOPS) return []
  const words = removeRunners(given)
  const [program = '', ...rest] = words
  const name = readProgramName(program)
  const isPacker = PACKERS_WITH_SCRIPTS.includes(name)
  const goesTo = joinFolders(at.place, isPacker ? readFolderLedTo(rest) : '.')
  const direct = Object.hasOwn(DIRECT, name) ? (DIRECT[name]?.(rest) ?? null) : null
  if (direct !== null)
    return isTrial(name, rest) ? [] : [{ ...direct, ...readWordsBeside(words, direct), goesTo }]
  const readInner = (next: readonly string[]) => readCommand(next, { ...at, scripts: {}, hops: at.hops + 1 })
  const inEach = readWaysIntoWorkspaces(name, rest)
  if (inEach.length > 0)
    return inEach.flatMap((one) =>
      'runs' in one
        ? [{ ...one.runs, goesTo: at.place }]
        : readInner(one.words).map((found) => ({ ...found, isByWorkspace: true, only: one.only })),
    )
  const script = readCalledScriptName(name, rest)
  const place = rest.some((word) => /^(?:-w|--workspace-root)$/.test(word)) ? '.' : goesTo
  if (script !== null && place !== at.home) {
    const own = { ...makeMemberScript(script, `${name} run ${script}`), isByWorkspace: false, goesTo: place }
    return isRun(rest) ? [own] : [own, ...readInner(rest)]
  }
  const called = findCalledTexts(name, rest, script === null ? at : { ...at, place })
  if (called !== null)
    return called.flatMap((one) =>
      findPublishCommands(one, at.scripts, {
        ...at,
        place: script === null ? at.place : place,
        hops: at.hops + 1,
      }),
    )
  const carried = readCarried(name, rest, at)
  if (carried !== null) return carried
  // `pnpm changeset publish`, `yarn lerna publish`: a program of node_modules behind its runner.
  return ['pnpm', 'yarn', 'bun'].includes(name) &&
    rest.length > 0 &&
    !['run', 'install'].includes(rest[0] ?? '')
    ? readInner(rest)
    : []
}

/** The commands that a program starts for another; null for one that starts none. */
function readCarried(name: string, rest: readonly string[], at: Standing): PublishCommand[] | null {
  const carried = findCarried(name, rest)
  if (carried === null) return null
  const there = { ...at, place: carried.goesTo === null ? at.place : joinFolders(at.place, carried.goesTo) }
  const further = { ...there, hops: at.hops + 1 }
  const inLines = carried.lines.flatMap((line) => findPublishCommands(line, at.scripts, further))
  if (inLines.length > 0) return inLines
  for (const words of carried.words) {
    const found = readCommand(words, further)
    if (found.length > 0) return found
  }
  return []
}

/** What the words of a command say beside what it publishes. */
function readWordsBeside(
  [program = '', ...rest]: readonly string[],
  { tool }: PublishCommand,
): Pick<PublishCommand, 'ignoresScripts' | 'version'> {
  const version = /@[\^~]?v?(\d[\w.-]*)$/.exec(program)?.[1] ?? null
  return {
    ignoresScripts: rest.some((word) => /^--(?:config\.)?ignore-scripts(?:=true)?$/.test(word)),
    version: tool === null ? version : null,
  }
}

const isRun = (rest: readonly string[]) => /^run(?:-script)?$/.test(listRowValues(rest)[0] ?? '')

/** The texts that a command runs: a script, a file of the shell or of code, a target of make; null where it runs none. */
function findCalledTexts(name: string, rest: readonly string[], at: Standing): string[] | null {
  const { scripts } = at
  const has = (key: string) => Object.hasOwn(scripts, key)
  const named = ['bash', 'sh', 'zsh', 'source', '.'].includes(name) ? (listRowValues(rest)[0] ?? '') : name
  const file = resolveFile(at, named)
  if (SHELL_FILE.test(file) && has(file)) return [scripts[file] ?? '']
  if (CODE_FILE.test(file) && has(file)) return findCodeCommands(file, scripts)
  if (CODE_RUNNERS.has(name)) {
    const code = findCodeFile(rest, at)
    if (code !== null) return findCodeCommands(code, scripts)
  }
  const tasks = listTasks(name, rest, scripts)
  if (tasks !== null) return tasks
  if (/^(?:run-s|run-p|npm-run-all2?|concurrently)$/.test(name))
    return listSeveralScripts(name, rest, scripts)
  const script = readCalledScriptName(name, rest)
  if (script === null || !has(script)) return null
  const main = [scripts[script] ?? '', ...listPassedOn(name, script, rest)].join(' ')
  return [scripts[`pre${script}`] ?? '', main, scripts[`post${script}`] ?? '']
}

/** What a program does that runs tasks of a file of its own; null for one that does not. */
function listTasks(name: string, rest: readonly string[], scripts: Scripts): string[] | null {
  if (TARGETS.has(name))
    return listRowValues(name === 'deno' ? rest.slice(1) : rest).flatMap(
      (target) => scripts[`${name} ${target}`] ?? [],
    )
  const file = Object.hasOwn(TASK_FILES, name) ? TASK_FILES[name] : undefined
  if (file === undefined) return null
  return Object.keys(scripts)
    .filter((one) => file.test(one))
    .flatMap((one) => findCodeCommands(one, scripts))
}

/** A file as the texts are named: from the root. Where the folder is not known, the file is taken to be named from there. */
const resolveFile = ({ place }: Standing, file: string) => path.posix.join(place ?? '.', file)

/** The file among the words that is one of the repository's, also where its ending is left out. */
function findCodeFile(rest: readonly string[], at: Standing): string | null {
  const { scripts } = at
  for (const word of rest) {
    if (word.startsWith('-')) continue
    const named = resolveFile(at, word)
    const found = [
      named,
      `${named}.js`,
      `${named}.ts`,
      `${named}.mjs`,
      `${named}/index.js`,
      `${named}/index.ts`,
    ].find((one) => CODE_FILE.test(one) && Object.hasOwn(scripts, one))
    if (found !== undefined) return found
  }
  return null
}

/** `run-s build publish`, `concurrently "npm:build" "npm run release"` */
function listSeveralScripts(name: string, rest: readonly string[], scripts: Scripts): string[] {
  return listRowValues(rest).flatMap((word) => {
    const named = word.replace(/^(?:npm|pnpm|yarn|bun):/, '')
    if (Object.hasOwn(scripts, named)) return [scripts[named] ?? '']
    return name === 'concurrently' ? [word] : []
  })
}
