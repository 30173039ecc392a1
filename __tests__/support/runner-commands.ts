/**
 * The rules by which GitHub's runner reads a step's two output streams, ported from actions/runner 2.336.0:
 * `src/Runner.Common/ActionCommand.cs` (parsing), `src/Runner.Worker/ActionCommandManager.cs` (stop-commands,
 * ValidateLinesAndColumns) and `src/Runner.Worker/ExecutionContext.cs` (AddIssue's limits).
 */

export interface RunnerCommand {
  /** 2 for `::name::`, 1 for the older `##[name]`. */
  version: 1 | 2
  name: string
  properties: Record<string, string>
  data: string
}

export interface RunnerAnnotation {
  level: 'error' | 'warning' | 'notice'
  message: string
  title?: string
  file?: string
  line?: number
  endLine?: number
  col?: number
  endColumn?: number
}

/** The commands that are live in a runner of 2.336.0. */
export const RUNNER_COMMANDS: readonly string[] = [
  'stop-commands',
  'set-env',
  'set-output',
  'save-state',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'debug',
  'warning',
  'error',
  'notice',
  'group',
  'endgroup',
  'echo',
]

/** Annotations that are kept of each level in a step, and characters of each message. */
export const ANNOTATIONS_KEPT = 10
export const MESSAGE_KEPT = 4096

type Escapes = readonly (readonly [escaped: string, plain: string])[]

const DATA: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%25', '%'],
]
const PROPERTY: Escapes = [
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%3A', ':'],
  ['%2C', ','],
  ['%25', '%'],
]
const OLDER: Escapes = [
  ['%3B', ';'],
  ['%0D', '\r'],
  ['%0A', '\n'],
  ['%5D', ']'],
  ['%25', '%'],
]

/** Splits a stream as .NET's `StreamReader.ReadLine` does: at `\n`, `\r\n` and at a lone `\r`. */
export function splitRunnerLines(output: string): string[] {
  const lines = output.split(/\r\n|\r|\n/)
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** The command that the runner sees in a line, or null. `registered` is compared without regard to case. */
export function parseCommand(
  line: string,
  registered: Iterable<string> = RUNNER_COMMANDS,
): RunnerCommand | null {
  const names = new Set([...registered].map((name) => name.toLowerCase()))
  return parseCurrent(line, names) ?? parseOlder(line, names)
}

function parseCurrent(line: string, names: ReadonlySet<string>): RunnerCommand | null {
  const message = line.trimStart()
  const end = message.startsWith('::') ? message.indexOf('::', 2) : -1
  if (end < 0) return null
  const { name, rest } = splitInfo(message.slice(2, end))
  if (!names.has(name.toLowerCase())) return null
  const properties = readProperties(rest.trim(), ',', PROPERTY)
  return { version: 2, name, properties, data: decode(message.slice(end + 2), DATA) }
}

function parseOlder(line: string, names: ReadonlySet<string>): RunnerCommand | null {
  const start = line.indexOf('##[')
  const end = start < 0 ? -1 : line.indexOf(']', start)
  if (end < 0) return null
  const { name, rest } = splitInfo(line.slice(start + 3, end))
  if (!names.has(name.toLowerCase())) return null
  const properties = readProperties(rest, ';', OLDER)
  return { version: 1, name, properties, data: decode(line.slice(end + 1), OLDER) }
}

function splitInfo(info: string): { name: string; rest: string } {
  const space = info.indexOf(' ')
  return space < 0 ? { name: info, rest: '' } : { name: info.slice(0, space), rest: info.slice(space + 1) }
}

function readProperties(text: string, separator: string, escapes: Escapes): Record<string, string> {
  const properties: Record<string, string> = {}
  for (const pair of text.split(separator)) {
    const equals = pair.indexOf('=')
    // .NET drops empty halves, and a pair with one half is no pair.
    if (equals > 0 && equals < pair.length - 1)
      properties[pair.slice(0, equals)] = decode(pair.slice(equals + 1), escapes)
  }
  return properties
}

function decode(text: string, escapes: Escapes): string {
  return escapes.reduce((result, [escaped, plain]) => result.replaceAll(escaped, plain), text)
}

export interface RunnerLog {
  /** What the runner kept: at most 10 a level, messages cut. */
  annotations: RunnerAnnotation[]
  /** How many of each level were printed. */
  issued: Record<RunnerAnnotation['level'], number>
  /** Every command that was obeyed, in order. */
  commands: RunnerCommand[]
  /** Values the runner masks from here on. */
  masks: string[]
  /** Lines that are no commands. */
  text: string[]
}

/** Reads the lines of a step as the runner does. */
export function readRunnerLog(lines: Iterable<string>): RunnerLog {
  const log: RunnerLog = {
    annotations: [],
    issued: { error: 0, warning: 0, notice: 0 },
    commands: [],
    masks: [],
    text: [],
  }
  let stopToken: string | null = null
  for (const line of lines) {
    const command = parseCommand(line, stopToken === null ? RUNNER_COMMANDS : [...RUNNER_COMMANDS, stopToken])
    if (command === null) log.text.push(line)
    else if (stopToken !== null) {
      if (command.name.toLowerCase() === stopToken.toLowerCase()) stopToken = null
      else log.text.push(line)
    } else {
      log.commands.push(command)
      if (command.name.toLowerCase() === 'stop-commands') stopToken = command.data
      else obey(command, log)
    }
  }
  return log
}

function obey(command: RunnerCommand, log: RunnerLog): void {
  const name = command.name.toLowerCase()
  if (name === 'add-mask' && command.data.trim() !== '') log.masks.push(command.data)
  if (name !== 'error' && name !== 'warning' && name !== 'notice') return
  log.issued[name]++
  if (log.issued[name] > ANNOTATIONS_KEPT) return
  log.annotations.push({
    level: name,
    message: command.data.slice(0, MESSAGE_KEPT),
    ...assertPosition(command.properties),
  })
}

/** `ValidateLinesAndColumns`: fills starts from ends, drops columns without a line or over several, and reversals. */
export function assertPosition(
  properties: Readonly<Record<string, string>>,
): Omit<RunnerAnnotation, 'level' | 'message'> {
  const find = (name: string): string | undefined =>
    Object.entries(properties).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1]
  const number = (name: string): number | undefined => {
    const text = find(name)
    return text !== undefined && /^\s*[+-]?\d+\s*$/.test(text) ? Number(text) : undefined
  }
  const endLine = number('endLine')
  const endColumn = number('endColumn')
  let line = number('line') ?? endLine
  let col = number('col') ?? endColumn
  let keptEndLine = endLine
  let keptEndColumn = endColumn
  const dropColumns =
    line === undefined ||
    (endLine !== undefined && line !== endLine) ||
    (col !== undefined && endColumn !== undefined && endColumn < col)
  if (dropColumns) {
    col = undefined
    keptEndColumn = undefined
  }
  if (line !== undefined && endLine !== undefined && endLine < line) {
    line = undefined
    keptEndLine = undefined
  }
  const title = find('title')
  const file = find('file')
  return {
    ...(title === undefined ? {} : { title }),
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line }),
    ...(keptEndLine === undefined ? {} : { endLine: keptEndLine }),
    ...(col === undefined ? {} : { col }),
    ...(keptEndColumn === undefined ? {} : { endColumn: keptEndColumn }),
  }
}
