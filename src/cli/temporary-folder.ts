import { rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { freshFolder } from '../pack/fresh-folder.ts'

/**
 * A folder that is gone when the process is, also when it is interrupted or stopped.
 * @throws CannotLook when it cannot be made.
 */
export async function temporaryFolder(): Promise<{ path: string; remove(): void }> {
  const path = await freshFolder(tmpdir(), 'seaworthy-')
  const remove = (): void => {
    try {
      rmSync(path, { recursive: true, force: true, maxRetries: 2 })
    } catch {
      // A child that was stopped may still hold a file on Windows; the system empties its temporary folder.
    }
  }
  process.once('exit', remove)
  for (const [signal, status] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)
    process.once(signal, () => {
      remove()
      process.exit(status)
    })
  return { path, remove }
}
