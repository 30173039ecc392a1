import { isObject } from '../../../model/json-object.ts'
import type { PackageFacts } from '../../../model/package-facts.ts'
import { listEntryTargets } from '../../manifest/content/entry-targets.ts'

/** Written in TypeScript and what belongs to it, or in the components of one framework. */
const LANGUAGES: readonly RegExp[] = [/\.[cm]?tsx?$/i, /\.jsx$/i, /\.(?:vue|svelte|astro)$/i]

/** What package.json enters the package by: where that is a source, the sources are what users run. */
export function makeEnteredLanguageTest(manifest: PackageFacts['manifest']): (path: string) => boolean {
  if (manifest === null) return () => false
  const targets = [
    ...listEntryTargets(manifest),
    manifest.svelte,
    manifest['react-native'],
    ...listCommandTargets(manifest.bin),
  ].filter((target): target is string => typeof target === 'string' && !/\.d\.[cm]?ts$/.test(target))
  const isSource = targets.some((target) => LANGUAGES.some((language) => language.test(target)))
  const isComponents = typeof manifest.svelte === 'string'
  return (path) => (isSource || isComponents) && LANGUAGES.some((language) => language.test(path))
}

function listCommandTargets(bin: unknown): unknown[] {
  return isObject(bin) ? Object.values(bin) : [bin]
}
