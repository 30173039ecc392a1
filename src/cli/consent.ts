import path from 'node:path'
import { createInterface } from 'node:readline/promises'
import { CannotLook } from '../model/cannot-look.ts'
import { findUncommitted } from '../plan/write-edits.ts'

/**
 * Asks before files with uncommitted changes are written to; refuses where nobody can be asked.
 * @throws CannotLook when the answer is no
 */
export async function assertMayWrite(files: readonly string[], force: boolean): Promise<void> {
  if (force) return
  const changed = (await findUncommitted(files)).map((file) => path.relative(process.cwd(), file) || file)
  if (changed.length === 0) return
  const names = changed.join(', ')
  const what = `${names} ${changed.length === 1 ? 'has' : 'have'} uncommitted changes`
  if (process.stdin.isTTY && process.stderr.isTTY) {
    const question = createInterface({ input: process.stdin, output: process.stderr })
    const answer = await question.question(`${what}. Edit all the same? [y/N] `)
    question.close()
    if (/^y(?:es)?$/i.test(answer.trim())) return
    throw new CannotLook('Nothing was written.')
  }
  throw new CannotLook(`${what}, so nothing was written. Commit or stash them, or add --force.`)
}
