import { existsSync, mkdirSync } from 'node:fs'
import nodeModule from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'

/**
 * Keeps what node compiled of the bundle for the next start, where node can (from 22.1 on): a fifth of a start. In a
 * folder of the user's own, as nobody else may say what is run; where there can be none, nothing is kept.
 */
export function keepCompiledCode(environment: NodeJS.ProcessEnv): void {
  // Types are those of the oldest node that we run on.
  const { enableCompileCache } = nodeModule as { enableCompileCache?: (folder?: string) => unknown }
  if (enableCompileCache === undefined || environment.NODE_COMPILE_CACHE) return
  const folder = ownFolder(environment)
  if (folder !== null) enableCompileCache(folder)
}

function ownFolder(environment: NodeJS.ProcessEnv): string | null {
  const windows = process.platform === 'win32' ? environment.LOCALAPPDATA : undefined
  const caches = environment.XDG_CACHE_HOME || windows || path.join(homedir(), '.cache')
  // node makes every missing folder of a path, and never ends where that cannot be done (`/proc`).
  if (!path.isAbsolute(caches) || !existsSync(path.dirname(caches))) return null
  const folder = path.join(caches, 'seaworthy')
  try {
    if (!existsSync(caches)) mkdirSync(caches, { mode: 0o700 })
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    return folder
  } catch {
    return null
  }
}
