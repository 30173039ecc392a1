import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { explainNoTemporaryFolder } from '../pack/fresh-folder.ts'

/**
 * A folder that is gone when the process is, also when it is interrupted or stopped.
 * @throws CannotLook when it cannot be made.
 */
export function openTemporaryFolder(): { path: string; remove(): void } {
  let folder: string | null = null
  const remove = (): void => {
    if (folder === null) return
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 2 })
    } catch {
      // A child that was stopped may still hold a file on Windows; the system empties its temporary folder.
    }
  }
  // On guard before there is anything to guard: a signal must not come between the two.
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
  folder = makeFolder()
  return { path: folder, remove }
}

function makeFolder(): string {
  try {
    return mkdtempSync(path.join(tmpdir(), 'seaworthy-'))
  } catch (error) {
    throw explainNoTemporaryFolder(tmpdir(), error)
  }
}
