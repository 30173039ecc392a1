import { FORMAT_NAMES } from '../library/formats.ts'
import { wrapText } from '../text/wrap-text.ts'
import type { AnyCommand, Options } from './command.ts'
import { COMMANDS, loadCommand } from './commands.ts'

const TITLE = 'seaworthy: the last look at an npm package before it is published'
const TARGETS =
  'Targets are package folders (default: .), .tgz files (also .vsix, .whl and .crate) and published versions (name@version).'
const EXIT_STATUS = 'Exit status: 0 safe to publish, 1 blocked, 2 could not be checked.'

/** What `seaworthy --help` prints: the commands, and the options of the one that needs no name. */
export async function renderGeneralHelp(width: number): Promise<string> {
  const { default: check } = await loadCommand('check')
  const commands = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, { summary, load }]) => {
      const { usage } = (await load()).default
      return [`${name === 'check' ? '[check]' : name} ${shortenUsage(usage)}`.trimEnd(), summary] as const
    }),
  )
  return [
    `${wrapParagraph(TITLE, width)}\n`,
    'seaworthy <command>\n',
    renderTable(commands, width),
    `${wrapParagraph(TARGETS, width)}\n`,
    'Options of check:\n',
    renderTable(listOptionRows(check.options), width),
    wrapParagraph(`Formats: ${FORMAT_NAMES.join(', ')}.`, width),
    wrapParagraph('Options of other commands: seaworthy <command> --help', width),
    wrapParagraph(EXIT_STATUS, width),
    '',
  ].join('\n')
}

/** What `seaworthy <command> --help` prints. */
export function renderCommandHelp(name: string, command: AnyCommand, width: number): string {
  const options = listOptionRows(command.options)
  return [
    `${`seaworthy ${name} ${command.usage}`.trimEnd()}${options.length > 0 ? ' [options]' : ''}\n`,
    `${wrapParagraph(command.about, width)}\n`,
    ...(options.length > 0 ? [renderTable(options, width)] : []),
    'More: seaworthy --help',
    '',
  ].join('\n')
}

function wrapParagraph(text: string, width: number): string {
  return wrapText(text, Math.min(width, 100)).join('\n')
}

/** The operands alone: a command's own help has the rest. */
function shortenUsage(usage: string): string {
  return usage.replace(/ --.*$/, ' …')
}

function listOptionRows(options: Options): (readonly [string, string])[] {
  return Object.entries(options).map(([name, { short, value, help }]) => {
    const letter = short === undefined ? '    ' : `-${short}, `
    return [`${letter}--${name}${value === undefined ? '' : ` ${value}`}`, help] as const
  })
}

function renderTable(rows: readonly (readonly [string, string])[], width: number): string {
  const column = Math.max(...rows.map(([left]) => left.length)) + 3
  const lines = rows.flatMap(([left, right]) => {
    const room = Math.max(24, Math.min(width, 110) - column - 2)
    return wrapText(right, room).map((line, index) => `  ${(index === 0 ? left : '').padEnd(column)}${line}`)
  })
  return `${lines.join('\n')}\n`
}
