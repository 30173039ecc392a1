import { CannotLook, messageOf } from '../cannot-look.ts'
import { terminalText } from '../reporters/safe-text.ts'
import { VERSION } from '../version.ts'
import { readArguments } from './arguments.ts'
import { HELP } from './help.ts'

/** Exit status when nothing could be judged: usage, configuration, unreadable input. */
const COULD_NOT_JUDGE = 2

/** Runs one command and sets the exit status; nothing it meets ends in a stack trace. */
export async function runCommandLine(argv: readonly string[]): Promise<void> {
  process.exitCode = COULD_NOT_JUDGE
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
      : `Seaworthy itself failed: ${messageOf(error)}. Nothing was passed. Please report this.`
  for (const line of text.split('\n')) process.stderr.write(`${terminalText(line)}\n`)
  process.exitCode = COULD_NOT_JUDGE
}

async function run(argv: readonly string[]): Promise<number> {
  const given = readArguments(argv)
  switch (given.command) {
    case 'version':
      process.stdout.write(`${VERSION}\n`)
      return 0
    case 'help':
      process.stdout.write(HELP)
      return 0
    case 'rules': {
      const { listRules } = await import('./rules-command.ts')
      process.stdout.write(listRules())
      return 0
    }
    case 'explain': {
      const { explainRule } = await import('./rules-command.ts')
      process.stdout.write(explainRule(given.rule))
      return 0
    }
    case 'check': {
      const { check } = await import('./check-command.ts')
      return check(given.check)
    }
  }
}
