import { getInput, setSecret } from '@actions/core'
import type { Format } from '../library/formats.ts'
import { PACKERS, type PackerName } from '../model/packing.ts'
import type { FailOn, Profile } from '../model/report.ts'
import { parseShard, type ShardNumber } from '../pack/shards.ts'
import type { PublishOptions } from '../publish/npm-publish.ts'
import { type GivenValues, readGivenValues, sortGivenValues } from '../secrets/given-values.ts'
import { shorten, showInvisible } from '../text/safe-text.ts'

/** Formats that a workflow can have in a file, each by the input and the output `<format>-file`. */
export const FILE_FORMATS = ['sarif', 'html', 'ndjson'] as const satisfies readonly Format[]
export type FileFormat = (typeof FILE_FORMATS)[number]

export const COMMENT_MODES = ['always', 'on-findings', 'on-block', 'never'] as const
export type CommentMode = (typeof COMMENT_MODES)[number]

const MODES = ['check', 'verify', 'guard', 'publish', 'merge', 'comment-from-report'] as const

/** What the workflow asks for. `null` is "not given": the configuration may say. */
export interface Inputs {
  /** `guard`: what later steps publish is judged on its way. `publish`: judge, then publish. `verify`: targets are held against a report. `comment-from-report`: nothing is looked at, the report of another run is told on its pull request. */
  readonly mode: (typeof MODES)[number]
  /** Folders and published versions. */
  readonly paths: readonly string[]
  /** Paths and patterns of ready tarballs. */
  readonly tarballs: readonly string[]
  /** Whether `paths` name repositories whose workspaces are meant. */
  readonly workspaces: boolean
  readonly profile: Profile | null
  readonly failOn: FailOn | null
  readonly comment: CommentMode
  readonly commentKey: string
  /** The pull request to comment on; null for the event's own. */
  readonly pullRequest: number | null
  readonly annotations: boolean
  readonly runScripts: boolean
  /** Part of the targets to look at; null for all. */
  readonly shard: ShardNumber | null
  /** With mode `merge`: paths and patterns of the reports. */
  readonly reports: readonly string[]
  /** Null: by the configuration or the evidence. */
  readonly packer: PackerName | null
  readonly baseline: string | null
  /** Where earlier releases are kept between runs. */
  readonly cacheFolder: string | null
  readonly configFile: string | null
  /** A path, or `owner/repo/path@ref`. */
  readonly policyFile: string | null
  readonly reportFile: string | null
  /** Where the report goes in other formats. */
  readonly files: Readonly<Record<FileFormat, string | null>>
  /** With mode `publish`: what npm is told. */
  readonly publishing: PublishOptions
  /** Whether what can be packed is judged before later steps publish; null: in workspaces. */
  readonly firstLook: boolean | null
  /** Secrets of the workflow that must not be in the package. */
  readonly forbidden: GivenValues
}

/** Thrown for inputs that mean nothing; one sentence for each, naming what is accepted. */
export class WrongInputs extends Error {
  override readonly name = 'WrongInputs'
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/**
 * Reads the inputs of action.yml from the environment (`INPUT_<NAME>`), all but the token.
 * @throws WrongInputs with every problem at once.
 */
export function readInputs(): Inputs {
  const reader = new InputReader()
  const { problems } = reader
  const readChoice: InputReader['readChoice'] = (name, values) => reader.readChoice(name, values)
  const flag: InputReader['readFlag'] = (name, otherwise) => reader.readFlag(name, otherwise)
  const key = getInput('comment-key')
  if (!/^[\w.-]{0,64}$/.test(key))
    reader.refuse('comment-key', key, 'up to 64 letters, digits, dots, dashes and underscores')
  const tarballs = readLines('tarball')
  for (const tarball of tarballs)
    if (!/\.(tgz|tar\.gz|vsix|whl|crate)$/i.test(tarball))
      reader.refuse(
        'tarball',
        tarball,
        'paths and patterns that end in .tgz or .tar.gz, .vsix, .whl or .crate; a folder belongs in path',
      )
  const profile = readChoice('profile', ['auto', 'open-source', 'proprietary'])
  const packer = readChoice('packer', ['auto', ...PACKERS])
  const paths = readLines('path')
  const mode = readChoice('mode', MODES) ?? 'check'
  const missing = explainMissingReport(mode, paths.length + tarballs.length)
  if (missing !== null) problems.push(missing)
  const reports = mode === 'merge' ? readLines('report-file') : []
  const shardText = readText('shard')
  const shard = shardText === null ? null : parseShard(shardText)
  if (shardText !== null && shard === null)
    reader.refuse('shard', shardText, 'the number of the part and how many there are, like 2/5')
  const given = readGivenValues(takeForbiddenValues())
  if (given === null)
    problems.push(
      'The input forbidden-values is neither lines NAME=value nor a JSON object. Write one secret a line: its name, an equals sign, and the secrets expression.',
    )
  const inputs: Inputs = {
    mode,
    paths: paths.length + tarballs.length > 0 ? paths : ['.'],
    tarballs,
    workspaces: flag('workspaces', false),
    profile: profile === 'auto' ? null : profile,
    failOn: readChoice('fail-on', ['error', 'warning', 'notice', 'never']),
    comment: readChoice('comment', COMMENT_MODES) ?? 'on-findings',
    commentKey: key,
    pullRequest: reader.readNumber('pull-request', 'the number of a pull request'),
    annotations: flag('annotations', true),
    runScripts: flag('run-scripts', mode === 'publish'),
    packer: packer === 'auto' ? null : packer,
    baseline: readText('baseline'),
    cacheFolder: readText('cache-folder'),
    configFile: readText('config-file'),
    policyFile: readText('policy-file'),
    reportFile: mode === 'merge' ? null : readText('report-file'),
    shard,
    reports,
    files: { sarif: readText('sarif-file'), html: readText('html-file'), ndjson: readText('ndjson-file') },
    publishing: {
      tag: readText('tag'),
      access: readChoice('access', ['public', 'restricted']),
      otp: null,
      provenance: flag('provenance', false),
      stage: flag('stage', false),
      dryRun: flag('dry-run', false),
    },
    firstLook: getInput('first-look') === '' ? null : flag('first-look', true),
    forbidden: sortGivenValues(given ?? []),
  }
  if (problems.length > 0) throw new WrongInputs(problems)
  return inputs
}

/** Reads single inputs and keeps a sentence for each that means nothing. */
class InputReader {
  readonly problems: string[] = []

  refuse(name: string, value: string, accepted: string): null {
    const shown = showInvisible(shorten(value, 100))
    this.problems.push(`The input ${name} is "${shown}", which is not valid here. It accepts: ${accepted}.`)
    return null
  }

  readChoice<T extends string>(name: string, values: readonly T[]): T | null {
    const given = getInput(name)
    if (given === '') return null
    const found = values.find((value) => value === given.toLowerCase())
    return found ?? this.refuse(name, given, values.join(', '))
  }

  readFlag(name: string, otherwise: boolean): boolean {
    const given = this.readChoice(name, ['true', 'false'])
    return given === null ? otherwise : given === 'true'
  }

  readNumber(name: string, accepted: string): number | null {
    const given = getInput(name)
    const digits = /^#?([1-9]\d{0,8})$/.exec(given)?.[1]
    if (digits !== undefined) return Number(digits)
    return given === '' ? null : this.refuse(name, given, accepted)
  }
}

function readText(name: string): string | null {
  return getInput(name) || null
}

/** What a mode wants to know of reports and was not told; null if nothing is missing. */
function explainMissingReport(mode: Inputs['mode'], targets: number): string | null {
  const isGiven = readText('report-file') !== null
  if (mode === 'comment-from-report' && !isGiven)
    return 'With mode: comment-from-report, report-file names the report to comment on. Give its path.'
  if (mode === 'verify' && (!isGiven || targets === 0))
    return 'With mode: verify, report-file names the report of the check, and tarball or path what is held against it. Give both.'
  if (mode === 'merge' && readLines('report-file').length === 0)
    return 'With mode: merge, report-file names the reports to merge, as paths or patterns, one a line. Give them.'
  return null
}

/** The lines of an input that say something. */
function readLines(name: string): string[] {
  return getInput(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
}

/** Reads the secrets to look for, masks them before anything can print them, and takes them from what children see. */
function takeForbiddenValues(): string {
  const text = getInput('forbidden-values')
  delete process.env['INPUT_FORBIDDEN-VALUES']
  // The runner masks line by line; a word of a few letters would blot out the log.
  for (const { value } of readGivenValues(text) ?? [])
    for (const line of value.split('\n')) if (line.trim().length >= 6) setSecret(line.trim())
  return text
}
