import { existsSync, statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../cannot-look.ts'
import { RULES } from '../rules/index.ts'
import { formatConfigError } from './config-error.ts'
import type { EffectiveConfig } from './effective-config.ts'
import { loadConfig } from './load-config.ts'

/**
 * The configuration that holds for a target: for a folder, its own or the next one up to the repository's root; for a
 * file or a published version, that of the folder we work in.
 * @throws CannotLook when a configuration is there and wrong, with every mistake and its place.
 */
export async function configForTarget(
  target: string,
  request: { readonly directory: string; readonly configFile: string | null },
): Promise<EffectiveConfig> {
  const named = path.resolve(request.directory, target)
  const isFolder = statSync(named, { throwIfNoEntry: false })?.isDirectory() === true
  const directory = isFolder ? named : request.directory
  const loaded = await loadConfig({
    directory,
    repositoryRoot: repositoryRoot(directory),
    configFile: request.configFile === null ? null : path.resolve(request.directory, request.configFile),
    rules: RULES,
    ...(isFolder ? {} : { packageName: null }),
  })
  if (loaded.ok) return loaded.config
  const [first, ...rest] = loaded.errors.map(formatConfigError)
  throw new CannotLook(
    [`The configuration is wrong, so nothing was judged. ${first ?? ''}`, ...rest].join('\n'),
  )
}

/** The folder above that holds `.git`, or null. */
function repositoryRoot(directory: string): string | null {
  for (let folder = path.resolve(directory); ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder
    if (folder === path.dirname(folder)) return null
  }
}
