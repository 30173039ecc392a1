import { existsSync } from 'node:fs'
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { CannotLook } from '../model/cannot-look.ts'
import { findNearest } from '../text/nearest-name.ts'
import type { AnyCommand, Options, OptionValues } from './command.ts'
import { COMMANDS } from './commands.ts'

/** What every command understands. */
const ALWAYS = {
  help: { type: 'boolean', short: 'h', help: 'show this' },
  version: { type: 'boolean', short: 'v', help: 'show the version' },
} as const satisfies Options

export interface CommandLine {
  readonly name: string
  /** Whether the name was given, or is the one that holds without. */
  readonly isNamed: boolean
  readonly rest: readonly string[]
}

/** The command that a command line names, and the rest of the line. */
export function readCommand(argv: readonly string[]): CommandLine {
  const [first = '', ...rest] = argv
  return Object.hasOwn(COMMANDS, first)
    ? { name: first, isNamed: true, rest }
    : { name: 'check', isNamed: false, rest: argv }
}

/** A command line, understood. */
export type ReadArguments =
  | { readonly asks: 'help' | 'version' }
  | { readonly asks: 'run'; readonly options: OptionValues<Options>; readonly operands: readonly string[] }

/**
 * Reads a command line, of which the command is loaded.
 * @throws CannotLook for anything that is not understood, naming what would be.
 */
export function readArguments({ name, isNamed, rest }: CommandLine, command: AnyCommand): ReadArguments {
  const { values, positionals } = parse(name, command, rest)
  if (values.version === true) return { asks: 'version' }
  if (values.help === true) return { asks: 'help' }
  const { least, most } = command.operands
  if (positionals.length < least)
    throw new CannotLook(`seaworthy ${name} needs ${command.usage}. See: seaworthy ${name} --help`)
  if (positionals.length > most)
    throw new CannotLook(
      `seaworthy ${name} does not know what to do with ${JSON.stringify(positionals[most])}. Usage: seaworthy ${name} ${command.usage}`.trimEnd(),
    )
  if (!isNamed) refuseMistaken(rest, positionals)
  return { asks: 'run', options: fillAbsent(command.options, values), operands: positionals }
}

/**
 * Without a command's name everything is a target, a command's name that is misspelt or stands too late as well.
 * @throws CannotLook when the first target is no file and looks like that.
 */
function refuseMistaken(argv: readonly string[], [first]: readonly string[]): void {
  if (first === undefined || !/^[a-z]+$/.test(first) || existsSync(first)) return
  if (Object.hasOwn(COMMANDS, first))
    throw new CannotLook(
      `The command comes first: seaworthy ${[first, ...argv.filter((word) => word !== first)].join(' ')}`,
    )
  const near = findNearest(first, Object.keys(COMMANDS))
  if (near !== null)
    throw new CannotLook(
      `There is no command and no folder or file ${first}. Did you mean: seaworthy ${near}? To check a published package, name its version: ${first}@latest.`,
    )
}

type Values = Readonly<Record<string, string | boolean | (string | boolean)[] | undefined>>

function parse(name: string, command: AnyCommand, argv: readonly string[]) {
  const options = { ...command.options, ...ALWAYS }
  try {
    const config: NonNullable<ParseArgsConfig['options']> = Object.fromEntries(
      Object.entries<Options[string]>(options).map(([option, { type, short, multiple }]) => [
        option,
        { type, ...(short === undefined ? {} : { short }), ...(multiple ? { multiple } : {}) },
      ]),
    )
    const parsed = parseArgs({ args: [...argv], options: config, allowPositionals: true, strict: true })
    return { values: parsed.values as Values, positionals: parsed.positionals }
  } catch (error) {
    throw new CannotLook(explainUsage(error as Error, name, Object.keys(options)))
  }
}

function explainUsage(error: Error, name: string, known: readonly string[]): string {
  const help = name === 'check' ? 'seaworthy --help' : `seaworthy ${name} --help`
  const unknown = /Unknown option '(-+[^']+)'/.exec(error.message)?.[1]
  if (unknown === undefined) return `${error.message.split('. ')[0]}. See: ${help}`
  const near = findNearest(unknown.replace(/^-+/, ''), known)
  const of = name === 'check' ? '' : ` of seaworthy ${name}`
  return `There is no option ${unknown}${of}.${near === null ? '' : ` Did you mean --${near}?`} See: ${help}`
}

function fillAbsent(options: Options, values: Values): OptionValues<Options> {
  return Object.fromEntries(
    Object.entries(options).map(([name, { type, multiple }]) => [
      name,
      values[name] ?? (type === 'boolean' ? false : multiple ? [] : null),
    ]),
  ) as OptionValues<Options>
}
