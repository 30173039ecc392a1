import { CannotLook } from '../model/cannot-look.ts'

/** An option of a command, as `--help` shows it. */
export interface Option {
  readonly type: 'string' | 'boolean'
  readonly short?: string
  /** May be given several times. */
  readonly multiple?: boolean
  /** What stands for the value in the help: `<file>`. */
  readonly value?: string
  readonly help: string
}

export type Options = Readonly<Record<string, Option>>

/** What was given: a flag is true or false, a text is null when it was left out, several are a list. */
export type OptionValues<Given extends Options> = {
  readonly [Name in keyof Given]: Given[Name]['type'] extends 'boolean'
    ? boolean
    : Given[Name] extends { readonly multiple: true }
      ? readonly string[]
      : string | null
}

/** One command of the command line: a file in `commands/`, a line in `commands.ts`. */
export interface Command<Given extends Options = Options> {
  /** What follows the command's name: `<rule>`, `<path> [target]`. */
  readonly usage: string
  /** A few lines for its own help; says what it writes and where. */
  readonly about: string
  readonly options: Given
  /** How many arguments it takes. */
  readonly operands: { readonly least: number; readonly most: number }
  /**
   * Does it and writes the answer to standard output.
   * @returns The exit status.
   * @throws CannotLook with what the user has to change.
   */
  run(options: OptionValues<Given>, operands: readonly string[]): Promise<number>
}

/** A command whose options' types no longer matter. */
export type AnyCommand = Command<Options>

/** A command before it is loaded. */
export interface ListedCommand {
  /** One line in the help. */
  readonly summary: string
  /** Loads the command: nobody waits for those that were not asked for. */
  load(): Promise<{ readonly default: AnyCommand }>
}

/** Declares a command, so that `run` gets its options by their types. One with `--format` gets `--json` as well. */
export function defineCommand<const Given extends Options>(command: Command<Given>): AnyCommand {
  const declared = command as unknown as AnyCommand
  const { format } = declared.options
  if (format === undefined || declared.options.json !== undefined) return declared
  const { format: _, ...others } = declared.options
  return {
    ...declared,
    options: { format, json: { type: 'boolean', help: 'the same as --format json' }, ...others },
    run(given, operands) {
      const { json, ...options }: Readonly<Record<string, unknown>> = given
      const shown = json === true ? { ...options, format: addJson(options.format) } : options
      return declared.run(shown as OptionValues<Options>, operands)
    },
  }
}

/** @throws CannotLook when another format is to be shown in its place */
function addJson(format: unknown): unknown {
  if (Array.isArray(format)) return [...format, 'json']
  if (format === null || format === 'json') return 'json'
  throw new CannotLook(`--json and --format ${String(format)} contradict each other. Give one of them.`)
}
