import { FORMAT_NAMES } from '../library/formats.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { PACKERS } from '../model/packing.ts'
import { LEVELS } from '../model/report.ts'
import { RULES } from '../rules/index.ts'
import { findNearest } from '../text/nearest-name.ts'
import type { ListedCommand } from './command.ts'

/** A command as a shell completes it. */
interface Completed {
  readonly name: string
  readonly summary: string
  readonly options: readonly {
    readonly name: string
    readonly short: string | null
    readonly takesValue: boolean
    readonly help: string
  }[]
}

const SHELLS = ['bash', 'zsh', 'fish'] as const

/** Values of options that are words of a list. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  format: FORMAT_NAMES,
  profile: ['auto', 'open-source', 'proprietary'],
  'fail-on': [...LEVELS, 'never'],
  packer: ['auto', ...PACKERS],
  baseline: ['latest', 'none'],
  access: ['public', 'restricted'],
}

/** First arguments that are words of a list, by command. */
const OPERANDS: Readonly<Record<string, readonly string[]>> = {
  explain: RULES.map(({ meta }) => meta.id),
  completion: SHELLS,
}

/**
 * What a shell reads to complete our command line.
 * @throws CannotLook for a shell that there is nothing for
 */
export async function writeCompletion(
  shell: string,
  listed: Readonly<Record<string, ListedCommand>>,
): Promise<string> {
  const commands = await Promise.all(
    Object.entries(listed).map(([name, one]) => describeCompleted(name, one)),
  )
  if (shell === 'bash') return writeBash(commands)
  if (shell === 'zsh') return writeZsh(commands)
  if (shell === 'fish') return writeFish(commands)
  const near = findNearest(shell, SHELLS)
  throw new CannotLook(
    `There is no completion for ${JSON.stringify(shell)}. There is one for ${SHELLS.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
  )
}

async function describeCompleted(name: string, { summary, load }: ListedCommand): Promise<Completed> {
  const { options } = (await load()).default
  const own = Object.entries(options).map(([option, { short, type, help }]) => ({
    name: option,
    short: short ?? null,
    takesValue: type === 'string',
    help,
  }))
  return {
    name,
    summary,
    options: [...own, { name: 'help', short: 'h', takesValue: false, help: 'show this' }],
  }
}

function writeBash(commands: readonly Completed[]): string {
  const names = commands.map(({ name }) => name).join(' ')
  const joinWords = ({ options }: Completed) => options.map(({ name }) => `--${name}`).join(' ')
  return `# seaworthy: completion for bash
_seaworthy() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} command=check words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -gt 1 ]; then
    case \${COMP_WORDS[1]} in
      ${[...commands.map(({ name }) => name), 'help'].join('|')}) command=\${COMP_WORDS[1]} ;;
    esac
  fi
  case $previous in
${Object.entries(VALUES)
  .map(
    ([option, values]) =>
      `    ${option === 'format' ? '--format|-f' : `--${option}`}) words="${values.join(' ')}" ;;`,
  )
  .join('\n')}
  esac
  if [ -n "$words" ]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
    return
  fi
  case $command in
${commands.map((one) => `    ${one.name}) words="${joinWords(one)}" ;;`).join('\n')}
  esac
  if [ "$COMP_CWORD" = 1 ]; then
    COMPREPLY=($(compgen -W "${names} help $words" -- "$current"))
  elif [[ $current == -* ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [ "$COMP_CWORD" = 2 ]; then
    case $command in
${Object.entries(OPERANDS)
  .map(([name, values]) => `      ${name}) COMPREPLY=($(compgen -W "${values.join(' ')}" -- "$current")) ;;`)
  .join('\n')}
    esac
  fi
}
complete -o default -o bashdefault -F _seaworthy seaworthy
`
}

function writeZsh(commands: readonly Completed[]): string {
  const quote = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`
  const describe = (text: string) => text.replaceAll('[', '(').replaceAll(']', ')').replaceAll(':', '\\:')
  const writeArgument = ({ name, short, takesValue, help }: Completed['options'][number]) => {
    const values = VALUES[name]
    const value = takesValue ? `:${name}:${values === undefined ? '_files' : `(${values.join(' ')})`}` : ''
    const named = short === null ? [`--${name}`] : [`-${short}`, `--${name}`]
    return named.map((one) => quote(`*${one}[${describe(help)}]${value}`)).join(' ')
  }
  const writeLine = ({ name, options }: Completed) => {
    const values = OPERANDS[name]
    const rest = quote(values === undefined ? '*:target:_files' : `1:what:(${values.join(' ')})`)
    return `    ${name}) _arguments ${[...options.map(writeArgument), rest].join(' ')} ;;`
  }
  return `#compdef seaworthy
_seaworthy() {
  local -a commands
  commands=(
${commands.map(({ name, summary }) => `    ${quote(`${name}:${describe(summary)}`)}`).join('\n')}
  )
  if (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _describe command commands
    _files
    return
  fi
  local command=\${words[2]}
  if [[ -n \${commands[(r)$command:*]} ]]; then
    shift words
    (( CURRENT-- ))
  else
    command=check
  fi
  case $command in
${commands.map(writeLine).join('\n')}
  esac
}
compdef _seaworthy seaworthy
`
}

function writeFish(commands: readonly Completed[]): string {
  const quoteWord = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const names = commands.map(({ name }) => name).join(' ')
  const writeOption = (command: string, { name, short, takesValue, help }: Completed['options'][number]) => {
    const values = VALUES[name]
    const condition =
      command === 'check'
        ? quoteWord(`not __fish_seen_subcommand_from ${names.replace('check ', '')}`)
        : quoteWord(`__fish_seen_subcommand_from ${command}`)
    return [
      `complete -c seaworthy -n ${condition} -l ${name}`,
      ...(short === null ? [] : [`-s ${short}`]),
      ...(takesValue ? ['-r'] : []),
      ...(values === undefined ? [] : [`-f -a ${quoteWord(values.join(' '))}`]),
      `-d ${quoteWord(help)}`,
    ].join(' ')
  }
  return [
    '# seaworthy: completion for fish',
    ...commands.map(
      ({ name, summary }) =>
        `complete -c seaworthy -n __fish_use_subcommand -a ${name} -d ${quoteWord(summary)}`,
    ),
    ...commands.flatMap(({ name, options }) => options.map((one) => writeOption(name, one))),
    ...Object.entries(OPERANDS).map(
      ([name, values]) =>
        `complete -c seaworthy -f -n ${quoteWord(`__fish_seen_subcommand_from ${name}`)} -a ${quoteWord(values.join(' '))}`,
    ),
    '',
  ].join('\n')
}
