import path from 'node:path'
import { CODE_FILE, CODE_RUNNERS, codeCommands } from './code-commands.ts'
import { goesToOf, programName, values, withoutRunners } from './command-words.ts'
import { DIRECT, isTrial, type PublishCommand } from './direct-commands.ts'
import { splitShell } from './split-shell.ts'
import { inWorkspaces } from './workspace-commands.ts'

export type { PublishCommand, ReleaseTool } from './direct-commands.ts'

/**
 * Texts that a command may call: scripts of package.json by name, files of the shell and of code by path, targets of
 * make.
 */
export type Scripts = Readonly<Record<string, string>>

const MOST_HOPS = 5
const PACKERS_WITH_SCRIPTS = ['npm', 'pnpm', 'yarn', 'bun']

/**
 * The commands of a shell text that publish, in their order. Scripts of package.json, files of the shell and of code and
 * targets of make that it runs are looked up; what cannot be understood is left out, for a guess would be worse than
 * none.
 */
export function publishCommands(text: string, scripts: Scripts, hops = 0): PublishCommand[] {
  if (hops > MOST_HOPS) return []
  const found: PublishCommand[] = []
  let place: string | null = '.'
  const loops = new Map<string, string>()
  for (const given of splitShell(text)) {
    const words = given.map((word) => withLoops(word, loops))
    if (words[0] === 'for' && words[2] === 'in') loops.set(words[1] ?? '', words[3] ?? '')
    else if (words[0] === 'cd' || words[0] === 'pushd') place = joined(place, words[1] ?? '.')
    else
      for (const one of readCommand(words, scripts, hops))
        found.push({ ...one, goesTo: joined(place, one.goesTo) })
  }
  return found
}

/** `$f` of `for f in out/*.tgz` as what it goes through. */
function withLoops(word: string, loops: ReadonlyMap<string, string>): string {
  return word.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => loops.get(name) ?? whole)
}

/**
 * Of the commands of one file those that make what is published: the ones that publish, and where these publish
 * tarballs, the ones that make tarballs.
 */
export function makers<T extends PublishCommand>(commands: readonly T[]): T[] {
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

function joined(place: string | null, next: string | null): string | null {
  if (place === null || next === null || /[$*`]/.test(next)) return null
  return path.posix.join(place, next)
}

function readCommand(given: readonly string[], scripts: Scripts, hops: number): PublishCommand[] {
  if (hops > MOST_HOPS) return []
  const words = withoutRunners(given)
  const [program = '', ...rest] = words
  const name = programName(program)
  const version = /@[\^~]?v?(\d[\w.-]*)$/.exec(program)?.[1] ?? null
  const direct = Object.hasOwn(DIRECT, name) ? (DIRECT[name]?.(rest) ?? null) : null
  if (direct !== null) {
    if (isTrial(name, rest)) return []
    const goesTo = PACKERS_WITH_SCRIPTS.includes(name) ? goesToOf(rest) : '.'
    const ignoresScripts = rest.some((word) => /^--(?:config\.)?ignore-scripts(?:=true)?$/.test(word))
    return [{ ...direct, goesTo, ignoresScripts, version: direct.tool === null ? version : null }]
  }
  const inEach = inWorkspaces(name, rest)
  if (inEach.length > 0)
    return inEach.flatMap((one) =>
      'runs' in one
        ? [one.runs]
        : readCommand(one.words, {}, hops + 1).map((inner) => ({
            ...inner,
            isByWorkspace: true,
            only: one.only,
          })),
    )
  const called = calledTexts(name, rest, scripts)
  if (called !== null) return called.flatMap((one) => publishCommands(one, scripts, hops + 1))
  // `pnpm changeset publish`, `yarn lerna publish`: a program of node_modules behind its runner.
  return ['pnpm', 'yarn', 'bun'].includes(name) &&
    rest.length > 0 &&
    !['run', 'install'].includes(rest[0] ?? '')
    ? readCommand(rest, {}, hops + 1)
    : []
}

/** The texts that a command runs: a script, a file of the shell or of code, a target of make; null where it runs none. */
function calledTexts(name: string, rest: readonly string[], scripts: Scripts): string[] | null {
  const has = (key: string) => Object.hasOwn(scripts, key)
  const file = path.posix.normalize(
    ['bash', 'sh', 'zsh', 'source', '.'].includes(name) ? (values(rest)[0] ?? '') : name,
  )
  if (/\.(?:ba)?sh$/.test(file) && has(file)) return [scripts[file] ?? '']
  if (CODE_FILE.test(file) && has(file)) return codeCommands(file, scripts)
  if (CODE_RUNNERS.has(name)) {
    const code = codeFile(rest, scripts)
    if (code !== null) return codeCommands(code, scripts)
  }
  if (name === 'make') return values(rest).flatMap((target) => scripts[`make ${target}`] ?? [])
  if (/^(?:run-s|run-p|npm-run-all2?|concurrently)$/.test(name)) return severalScripts(name, rest, scripts)
  const script = calledScript(name, rest)
  if (script === null || !has(script)) return null
  const main = [scripts[script] ?? '', ...passedOn(name, script, rest)].join(' ')
  return [scripts[`pre${script}`] ?? '', main, scripts[`post${script}`] ?? '']
}

/** The words that a script gets behind its own: with npm what stands after `--`, with the others all. */
function passedOn(program: string, script: string, rest: readonly string[]): string[] {
  const from = program === 'npm' ? rest.indexOf('--') : rest.indexOf(script)
  if (from === -1) return []
  return rest
    .slice(from + 1)
    .filter((word) => word !== '--')
    .map((word) => (/\s/.test(word) ? `"${word}"` : word))
}

/** The file among the words that is one of the repository's, also where its ending is left out. */
function codeFile(rest: readonly string[], scripts: Scripts): string | null {
  for (const word of rest) {
    if (word.startsWith('-')) continue
    const named = path.posix.normalize(word)
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
function severalScripts(name: string, rest: readonly string[], scripts: Scripts): string[] {
  return values(rest).flatMap((word) => {
    const named = word.replace(/^(?:npm|pnpm|yarn|bun):/, '')
    if (Object.hasOwn(scripts, named)) return [scripts[named] ?? '']
    return name === 'concurrently' ? [word] : []
  })
}

function calledScript(program: string, rest: readonly string[]): string | null {
  if (!PACKERS_WITH_SCRIPTS.includes(program)) return null
  const words = values(program === 'pnpm' ? rest.filter((word) => word !== '-w') : rest)
  if (words[0] === 'run' || words[0] === 'run-script') return words[1] ?? null
  return program === 'npm' ? null : (words[0] ?? null)
}
