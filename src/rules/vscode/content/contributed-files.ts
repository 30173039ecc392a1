import { posix } from 'node:path'
import { isObject } from '../../../model/json-object.ts'

/** A file that an extension's manifest names, with the member that does. */
export interface NamedFile {
  readonly member: readonly (string | number)[]
  /** As the manifest has it. */
  readonly target: string
}

/** Keys of contribution points under which the editor looks for a file (https://code.visualstudio.com/api/references/contribution-points). */
const FILE_KEYS = new Set([
  'path',
  'configuration',
  'icon',
  'light',
  'dark',
  'svg',
  'image',
  'markdown',
  'fontPath',
])
const FILE_POINTS = new Set([
  'languages',
  'grammars',
  'themes',
  'iconThemes',
  'productIconThemes',
  'snippets',
  'jsonValidation',
  'commands',
  'walkthroughs',
  'icons',
  'semanticTokenScopes',
  'notebookRenderer',
])
/** Levels of a contribution that are looked through; the deepest file name, an icon's of a walkthrough, is at the fifth. */
const LEVELS = 7

/** The files that the manifest says the editor will load, beside its code. */
export function listContributedFiles(manifest: Readonly<Record<string, unknown>>): NamedFile[] {
  const { icon, contributes } = manifest
  const found: NamedFile[] = typeof icon === 'string' ? [{ member: ['icon'], target: icon }] : []
  if (!isObject(contributes)) return found
  for (const [point, value] of Object.entries(contributes))
    if (FILE_POINTS.has(point)) collect(value, ['contributes', point], found)
  return found.filter(({ target }) => isFileName(target))
}

function collect(value: unknown, member: readonly (string | number)[], found: NamedFile[]): void {
  if (member.length > LEVELS || typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value)) {
    const at = [...member, Array.isArray(value) ? Number(key) : key]
    if (typeof inner === 'string' && FILE_KEYS.has(key)) found.push({ member: at, target: inner })
    else collect(inner, at, found)
  }
}

/** What is no address, no product icon (`$(name)`), no variable, and no name of a language's settings. */
function isFileName(target: string): boolean {
  return target !== '' && !/^(?:[a-z][a-z0-9+.-]*:|\$\(|%)|[$*]\{/i.test(target) && /[/.]/.test(target)
}

/** Where a name of the manifest leads to in the package. */
export function normalisePackagePath(target: string): string {
  return posix.normalize(target.replaceAll('\\', '/')).replace(/^(?:\.?\/)+/, '')
}
