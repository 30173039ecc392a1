import path from 'node:path'
import { readMessage } from '../../model/cannot-look.ts'
import { coverLogins, describeProtection } from '../../publish/guard/covered-logins.ts'
import { startGuard } from '../../publish/guard/guarded-run.ts'

/**
 * What a guard would be here, as a sentence: what keeps a command from logins in files, or why it would not start.
 * Starts one, and no command. Never throws.
 */
export async function gatherGuardFacts(folder: string, temporaryDirectory: string): Promise<string> {
  const directory = path.resolve(folder)
  try {
    const guard = await startGuard({
      directory,
      temporaryDirectory,
      command: null,
      environment: process.env,
      judge: () => () => Promise.reject(new Error('nothing is judged here')),
    })
    try {
      return describeProtection(await coverLogins(guard, process.env), 'the command ends')
    } finally {
      await guard.server.stop()
    }
  } catch (error) {
    return readMessage(error)
  }
}
