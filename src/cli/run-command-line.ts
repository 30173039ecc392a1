import { allowPatience } from '../gate/threads/patient-engine.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { VERSION } from '../model/version.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { readArguments, readCommand } from './arguments.ts'
import { loadCommand } from './commands.ts'
import { describeScreen, print } from './screen.ts'

/** Exit status when nothing could be judged: usage, configuration, unreadable input. */
const COULD_NOT_JUDGE = 2

/** Runs one command and sets the exit status; nothing it meets ends in a stack trace. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  process.exitCode = COULD_NOT_JUDGE
  allowPatience(!process.env.CI)
  // `seaworthy | head` closes the pipe early: nobody reads on, so there is nothing to say.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit()
    explain(error)
  })
  process.on('uncaughtException', (error) => {
    explain(error)
    process.exit(COULD_NOT_JUDGE)
  })
  try {
    process.exitCode = await run(argv)
  } catch (error) {
    explain(error)
  }
}

/** Says on standard error what went wrong, and that nothing was passed. */
function explain(error: unknown): void {
  const text =
    error instanceof CannotLook
      ? error.message
      : `Seaworthy itself failed: ${readMessage(error)}. Nothing passed. Please report this.`
  for (const line of text.split('\n')) process.stderr.write(`${encodeTerminalText(line)}\n`)
  process.exitCode = COULD_NOT_JUDGE
}

async function run(argv: readonly string[]): Promise<number> {
  if (argv[0] === 'help' || isGeneralHelp(argv)) return printHelp(argv[0] === 'help' ? argv[1] : undefined)
  const line = readCommand(argv)
  const { default: command } = await loadCommand(line.name)
  const given = readArguments(line, command)
  if (given.asks === 'run') return command.run(given.options, given.operands)
  if (given.asks === 'help') return printHelp(line.name)
  await print(`${VERSION}\n`)
  return 0
}

const isGeneralHelp = ([first]: readonly string[]): boolean => first === '--help' || first === '-h'

async function printHelp(name: string | undefined): Promise<number> {
  const { renderCommandHelp, renderGeneralHelp } = await import('./help.ts')
  const { width } = describeScreen()
  await print(
    name === undefined
      ? await renderGeneralHelp(width)
      : renderCommandHelp(name, (await loadCommand(name)).default, width),
  )
  return 0
}
