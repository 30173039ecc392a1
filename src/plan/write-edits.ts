import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { PlanEdit } from '../model/plan.ts'
import { applyHunks } from './file-diff.ts'

const run = promisify(execFile)
const TIME_LIMIT = 30_000

/** An edit of a file on disk. */
export interface FileEdit extends Pick<PlanEdit, 'hunks'> {
  /** Absolute. */
  readonly file: string
}

/** The edits of plans by file; what several packages share, a configuration they extend, once. */
export function collectFileEdits(
  plans: readonly { directory: string; edits: readonly PlanEdit[] }[],
): FileEdit[] {
  const found = new Map<string, FileEdit>()
  for (const { directory, edits } of plans)
    for (const { path: name, hunks } of edits) {
      const file = path.resolve(directory, name)
      found.set(`${file}\0${JSON.stringify(hunks)}`, { file, hunks })
    }
  return [...found.values()]
}

/**
 * Writes edits into their files. All are worked out before the first is written.
 * @throws CannotLook when a file is not what the edit was made for
 */
export async function writeEdits(edits: readonly FileEdit[]): Promise<void> {
  const texts = new Map<string, string>()
  for (const { file, hunks } of edits) {
    const text = texts.get(file) ?? (existsSync(file) ? await readFile(file, 'utf8') : null)
    try {
      texts.set(file, applyHunks(text, hunks))
    } catch {
      throw new CannotLook(`${file} has changed since the plan was made, so nothing was written. Run again.`)
    }
  }
  const done: [file: string, before: Buffer | null][] = []
  try {
    for (const [file, text] of texts) {
      done.push([file, existsSync(file) ? await readFile(file) : null])
      await writeFile(file, text)
    }
  } catch (error) {
    for (const [file, before] of done.slice(0, -1))
      await (before === null ? rm(file, { force: true }) : writeFile(file, before))
    throw new CannotLook(
      `${done.at(-1)?.[0]} cannot be written: ${readMessage(error)}. Nothing was changed. Make it writable, and run again.`,
    )
  }
}

/** Those of the files that hold changes that no commit has; none where there is no git or no repository. */
export async function findUncommitted(files: readonly string[]): Promise<string[]> {
  const changed: string[] = []
  for (const file of files) {
    if (!existsSync(file)) continue
    const args = [
      '-c',
      'core.fsmonitor=false',
      '-C',
      path.dirname(file),
      'status',
      '--porcelain',
      '--',
      path.basename(file),
    ]
    const said = await run('git', args, { timeout: TIME_LIMIT, windowsHide: true }).catch(() => null)
    if (said !== null && said.stdout.trim() !== '') changed.push(file)
  }
  return changed
}
