import { listOptionValues, listRowValues } from './command-words.ts'
import {
  makeMemberScript,
  type PublishCommand,
  readWorkspaceNames,
  removeRootFlag,
} from './direct-commands.ts'

/** What a command does in each workspace. */
export type InWorkspaces =
  /** It runs a script of theirs. */
  | { readonly runs: PublishCommand }
  /** It runs a program in their folders. */
  | { readonly words: readonly string[]; readonly only: readonly string[] | null }

/** Programs that run tasks of a monorepo, and where the names of tasks stand in their words. */
const TASK_RUNNERS: Readonly<Record<string, (rest: readonly string[]) => string[]>> = {
  turbo: (rest) => readTasksOf(rest, 'run'),
  lage: (rest) => readTasksOf(rest, 'run'),
  lerna: (rest) => (listRowValues(rest)[0] === 'run' ? listRowValues(rest).slice(1, 2) : []),
  wsrun: (rest) => listRowValues(rest).slice(-1),
  ultra: (rest) => listRowValues(rest).slice(-1),
  moon: (rest) =>
    listRowValues(rest)[0] === 'run'
      ? listRowValues(rest)
          .slice(1)
          .map((one) => one.replace(/^.*:/, ''))
      : [],
  nx(rest) {
    const words = listRowValues(rest)
    if (words[0] === 'run-many' || words[0] === 'affected')
      return listOptionValues(rest, /^(?:-t|--targets?)$/).flatMap((one) => one.split(','))
    if (words[0] === 'run') return words.slice(1, 2).map((one) => one.split(':')[1] ?? '')
    return words.length === 2 && words[0] !== 'release' ? words.slice(0, 1) : []
  },
}

/** How a command leads into the workspaces of a repository; an empty list where it does not. */
export function readWaysIntoWorkspaces(name: string, given: readonly string[]): InWorkspaces[] {
  const runner = TASK_RUNNERS[name]
  if (runner !== undefined) {
    const execAt = given.indexOf('exec')
    if (name === 'lerna' && execAt !== -1) return [makeProgram(cutAfterDashes(given, 'exec'), null)]
    return runner(given).map((task) => ({ runs: makeMemberScript(task, `${name} ${task}`) }))
  }
  return PACKERS[name]?.(given) ?? []
}

const PACKERS: Readonly<Record<string, (rest: readonly string[]) => InWorkspaces[]>> = {
  npm(rest) {
    if (!rest.some((word) => /^(?:-w|-ws|--workspaces?)(?:=|$)/.test(word))) return []
    const only = readWorkspaceNames(listOptionValues(rest, /^(?:-w|--workspace)$/))
    const words = listRowValues(rest)
    if (words[0] === 'exec') return [makeProgram(cutAfterDashes(rest, 'exec'), only)]
    return /^(?:run|run-script)$/.test(words[0] ?? '') ? [makeScript(words[1], 'npm', only)] : []
  },
  pnpm(given) {
    const rest = cutOwnWords(removeRootFlag(given))
    const isRecursive = /^(?:recursive|multi|m)$/.test(listRowValues(rest)[0] ?? '')
    if (
      !isRecursive &&
      !rest.some((word) => /^(?:-r|--recursive|-F|--filter|--filter-prod)(?:=|$)/.test(word))
    )
      return []
    const only = readWorkspaceNames(listOptionValues(rest, /^(?:-F|--filter|--filter-prod)$/))
    const words = isRecursive ? listRowValues(rest).slice(1) : listRowValues(rest)
    if (words[0] === 'exec') return [makeProgram(cutAfterDashes(rest, 'exec'), only)]
    return [makeScript(words[0] === 'run' ? words[1] : words[0], 'pnpm', only)]
  },
  yarn(rest) {
    const words = listRowValues(rest)
    const isOne = words[0] === 'workspace'
    if (!isOne && words[0] !== 'workspaces') return []
    const only = isOne ? readWorkspaceNames(words.slice(1, 2)) : null
    const inner = words.slice(isOne ? 2 : words[1] === 'foreach' ? 2 : 1)
    if (inner[0] === 'exec') return [makeProgram(cutAfterDashes(rest, 'exec'), only)]
    return [makeScript(inner[0] === 'run' ? inner[1] : inner[0], 'yarn', only)]
  },
  bun(rest) {
    if (!rest.some((word) => /^(?:-F|--filter|--workspaces)(?:=|$)/.test(word))) return []
    const only = readWorkspaceNames(listOptionValues(rest, /^(?:-F|--filter)$/))
    const words = listRowValues(rest)
    return [makeScript(words[0] === 'run' ? words[1] : words[0], 'bun', only)]
  },
}

function makeScript(name: string | undefined, packer: string, only: readonly string[] | null): InWorkspaces {
  return { runs: makeMemberScript(name ?? '', `${packer} run ${name ?? ''}`, only) }
}

function makeProgram(words: readonly string[], only: readonly string[] | null): InWorkspaces {
  return { words, only }
}

function cutAfterDashes(words: readonly string[], word: string): readonly string[] {
  const rest = words.slice(words.indexOf(word) + 1)
  return rest
    .slice(rest.findIndex((one) => !one.startsWith('-') || one === '--'))
    .filter((one, index) => index > 0 || one !== '--')
}

/** Verbs of pnpm that take its options behind them as well. */
const VERBS = /^(?:run|exec|publish|pack|stage|recursive|multi|m)$/

/** The words that are pnpm's own: what stands behind another program's name is that program's. */
function cutOwnWords(words: readonly string[]): readonly string[] {
  const [first] = listRowValues(words)
  if (first === undefined || VERBS.test(first)) return words
  const at = words.indexOf(first)
  const isFiltered = words
    .slice(0, at)
    .some((word) => /^(?:-r|--recursive|-F|--filter|--filter-prod)(?:=|$)/.test(word))
  return isFiltered ? words : words.slice(0, at + 1)
}

/** `turbo run a b`, `turbo a` */
function readTasksOf(rest: readonly string[], verb: string): string[] {
  const words = listRowValues(rest)
  return words[0] === verb ? words.slice(1) : words
}
