import { describeLineChange } from './line-change.ts'
import type { MapSetting } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'

/** A word of a script and where it stands in it. */
interface Word {
  readonly text: string
  readonly start: number
  readonly end: number
}

/** One command of a script in package.json: what stands between `&&` and the like. */
export interface ScriptCommand {
  /** Name of the script. */
  readonly script: string
  /** The whole script. */
  readonly line: string
  /** Name of the program without its folder: `esbuild`. */
  readonly tool: string
  /** What comes behind the program. */
  readonly words: readonly Word[]
  /** Where in the script an assignment for this command's environment may stand. */
  readonly start: number
}

/** A flag of a command. */
export interface Flag {
  /** `true` where none is given. */
  readonly value: string | true
  /** Range in the script, value included. */
  readonly start: number
  readonly end: number
}

const SEPARATOR = /^(?:&&|\|\||;|\||&)$/
/** Programs that run another one, with the words between. */
const WRAPPER =
  /^(?:npx|bunx|pnpx|cross-env|cross-env-shell|dotenv|env|exec|dlx|run|x|npm|pnpm|yarn|--|-y|[A-Z_][A-Z0-9_]*=.*)$/
/** Of these, those that set variables for the program behind them. */
const SETTER = /^(?:cross-env|cross-env-shell|env)$/
/** Programs that are another with a little more, and read its configuration. */
const SAME_AS: Readonly<Record<string, string>> = {
  'vue-tsc': 'tsc',
  ttsc: 'tsc',
  tspc: 'tsc',
  tsgo: 'tsc',
  ngc: 'tsc',
  nuxi: 'nuxt',
  'gulp-cli': 'gulp',
  max: 'umi',
  nitro: 'nitropack',
}
/** What may stand behind a flag that can also stand alone. */
const OPTIONAL_VALUE = /^(?:inline|hidden|both|linked|external|none|true|false)$/

/** The commands of all scripts in package.json, in order. */
export function listScriptCommands({ manifest }: Pick<PackageFolder, 'manifest'>): ScriptCommand[] {
  const { scripts } = manifest
  if (typeof scripts !== 'object' || scripts === null) return []
  return Object.entries(scripts).flatMap(([script, line]) =>
    typeof line === 'string' ? splitCommands(script, line) : [],
  )
}

/** The last flag of these names, with the value after `=` or, if it is one, the word behind it. */
export function findFlag(
  { words }: ScriptCommand,
  names: readonly string[],
  takesValue = false,
): Flag | null {
  for (const [index, { text, start, end }] of [...words.entries()].toReversed()) {
    const [name = '', value] = text.split(/=(.*)/s)
    if (!names.some((one) => one.toLowerCase() === name.toLowerCase())) continue
    if (value !== undefined) return { value, start, end }
    const next = words[index + 1]
    const belongs = next !== undefined && (takesValue || OPTIONAL_VALUE.test(next.text))
    return belongs ? { value: next.text, start, end: next.end } : { value: true, start, end }
  }
  return null
}

/** The edit of package.json that takes flags out of a command, adds words at its end, or sets a variable for it. */
export function changeCommand(
  folder: PackageFolder,
  { script, line, words, start }: ScriptCommand,
  {
    without = [],
    added = '',
    variable = '',
  }: { without?: readonly Flag[]; added?: string; variable?: string },
): MapSetting['change'] {
  const end = words.at(-1)?.end ?? line.length
  let after = added === '' ? line : `${line.slice(0, end)} ${added}${line.slice(end)}`
  if (variable !== '') after = `${after.slice(0, start)}${variable} ${after.slice(start)}`
  for (const flag of without.toSorted((a, b) => b.start - a.start))
    after = after.slice(0, flag.start).trimEnd() + after.slice(flag.end)
  return replaceScript(folder, script, after)
}

/** The edit of package.json that gives a script another line. */
export function replaceScript(folder: PackageFolder, script: string, line: string): MapSetting['change'] {
  const range = folder.positions.findRange(['scripts', script])
  const text = folder.manifestText
  if (range === null || text === null) return null
  const after = text.slice(0, range.start) + JSON.stringify(line) + text.slice(range.end)
  return describeLineChange('package.json', text, after)
}

function splitCommands(script: string, line: string): ScriptCommand[] {
  const commands: ScriptCommand[] = []
  let words: Word[] = []
  const close = (): void => {
    const program = words.findIndex(({ text }) => !WRAPPER.test(text))
    const name = words[program]?.text.replace(/^.*\//, '')
    if (name !== undefined)
      commands.push({
        script,
        line,
        tool: SAME_AS[name] ?? name,
        words: words.slice(program + 1),
        start:
          (words.slice(0, program).findLast(({ text }) => SETTER.test(text))?.end ?? -1) + 1 ||
          (words[0]?.start ?? 0),
      })
    words = []
  }
  for (const match of line.matchAll(/[^\s;]+|;/g))
    if (SEPARATOR.test(match[0])) close()
    else words.push({ text: match[0], start: match.index, end: match.index + match[0].length })
  close()
  return commands
}
