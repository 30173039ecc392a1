import { type ParseArgsConfig, parseArgs } from 'node:util'
import { distance } from 'fastest-levenshtein'
import { CannotLook } from '../cannot-look.ts'
import type { FailOn, Profile } from '../report/report.ts'

export const FORMATS = ['terminal', 'json', 'sarif', 'markdown', 'html'] as const
export type Format = (typeof FORMATS)[number]
export const COMMANDS = ['check', 'rules', 'explain', 'help'] as const
export type Command = (typeof COMMANDS)[number]

/** A format and where it goes; null is standard output. */
export interface Output {
  readonly format: Format
  readonly file: string | null
}

export interface CheckArguments {
  readonly targets: readonly string[]
  readonly outputs: readonly Output[]
  readonly profile: Profile | null
  readonly failOn: FailOn | null
  readonly configFile: string | null
  readonly baseline: string | null
  readonly runScripts: boolean
  readonly quiet: boolean
}

export type Arguments =
  | { readonly command: 'check'; readonly check: CheckArguments }
  | { readonly command: 'rules' }
  | { readonly command: 'explain'; readonly rule: string }
  | { readonly command: 'help' }
  | { readonly command: 'version' }

const OPTIONS = {
  format: { type: 'string', multiple: true, short: 'f' },
  output: { type: 'string', short: 'o' },
  profile: { type: 'string' },
  'fail-on': { type: 'string' },
  config: { type: 'string', short: 'c' },
  baseline: { type: 'string' },
  'run-scripts': { type: 'boolean' },
  quiet: { type: 'boolean', short: 'q' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const satisfies NonNullable<ParseArgsConfig['options']>

/**
 * Reads the command line.
 * @throws CannotLook for anything that is not understood, naming what would be.
 */
export function readArguments(argv: readonly string[]): Arguments {
  const { values, positionals } = parse(argv)
  if (values.version) return { command: 'version' }
  const [first, ...rest] = positionals
  if (values.help || first === 'help') return { command: 'help' }
  if (first === 'rules') return { command: 'rules' }
  if (first === 'explain') {
    const [rule] = rest
    if (rule === undefined)
      throw new CannotLook('seaworthy explain needs a rule. List them with: seaworthy rules')
    return { command: 'explain', rule }
  }
  const targets = first === 'check' ? rest : positionals
  return {
    command: 'check',
    check: {
      targets: targets.length > 0 ? targets : ['.'],
      outputs: readOutputs(values.format ?? [], values.output ?? null),
      profile: oneOf('--profile', values.profile, ['auto', 'open-source', 'proprietary']) as Profile | null,
      failOn: oneOf('--fail-on', values['fail-on'], ['error', 'warning', 'notice', 'never']) as FailOn | null,
      configFile: values.config ?? null,
      baseline: values.baseline ?? null,
      runScripts: values['run-scripts'] ?? false,
      quiet: values.quiet ?? false,
    },
  }
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true })
  } catch (error) {
    throw new CannotLook(usageProblem(error as Error & { code?: string }))
  }
}

function usageProblem(error: Error & { code?: string }): string {
  const unknown = /Unknown option '(-+[^']+)'/.exec(error.message)?.[1]
  if (unknown === undefined) return `${error.message.split('. ')[0]}. See: seaworthy --help`
  const near = nearest(unknown.replace(/^-+/, ''), Object.keys(OPTIONS))
  return `There is no option ${unknown}.${near === null ? '' : ` Did you mean --${near}?`} See: seaworthy --help`
}

function readOutputs(formats: readonly string[], file: string | null): Output[] {
  if (formats.length === 0) return [{ format: 'terminal', file }]
  const outputs = formats.map((text) => {
    const split = text.indexOf('=')
    const name = split === -1 ? text : text.slice(0, split)
    const format = oneOf('--format', name, FORMATS) as Format
    return { format, file: split === -1 ? file : text.slice(split + 1) }
  })
  const toScreen = outputs.filter((output) => output.file === null)
  if (toScreen.length > 1)
    throw new CannotLook(
      'Only one format can go to the screen. Give the others a file: --format json=report.json',
    )
  if (outputs.some((output) => output.file === ''))
    throw new CannotLook('A format was given an empty file name. Write it as: --format json=report.json')
  return outputs
}

function oneOf(option: string, value: string | undefined, allowed: readonly string[]): string | null {
  if (value === undefined || (option === '--profile' && value === 'auto')) return null
  if (allowed.includes(value)) return value
  const near = nearest(value, allowed)
  throw new CannotLook(
    `${option} ${JSON.stringify(value)} is not one of ${allowed.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
  )
}

/** The candidate that is spelt most like a word, or null if none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const ranked = candidates
    .map((candidate) => [candidate, distance(word.toLowerCase(), candidate)] as const)
    .sort((a, b) => a[1] - b[1])
  const best = ranked[0]
  return best !== undefined && best[1] <= Math.max(2, Math.floor(word.length / 3)) ? best[0] : null
}
