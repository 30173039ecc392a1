import { posix } from 'node:path'
import { findWrittenMembers, parseLiteral } from './config-text.ts'
import type { PackageFolder } from './package-folder.ts'

/** A step of a build that writes maps beside its code whatever anybody sets. */
interface Step {
  /** The package that does it. */
  readonly module: string
  readonly config: string
  /** The member of its options that names the folder it writes, and the folder where it does not. */
  readonly member: string
  readonly folder: string
  /** Folders in there that it copies from the step before. */
  readonly copied: readonly string[]
}

/** SvelteKit's adapter for node bundles what Vite wrote once more (adapter-node, index.js: `sourcemap: true`). */
const STEPS: readonly Step[] = [
  {
    module: '@sveltejs/adapter-node',
    config: 'svelte.config',
    member: 'out',
    folder: 'build',
    copied: ['client', 'prerendered'],
  },
]
const ENDINGS = ['.js', '.ts', '.mjs']

/** What writes the maps at a place and has no setting for that; null where nothing of that kind is known. */
export function findMakerWithoutSetting(
  folder: PackageFolder,
  { path }: { readonly path: string },
): string | null {
  for (const { module, config, member, folder: usual, copied } of STEPS) {
    const text = ENDINGS.map((ending) => folder.readText(config + ending)).find((one) => one !== null)
    if (!text?.includes(module)) continue
    const named = findWrittenMembers(text, member).map(({ value }) => parseLiteral(value))[0]
    const out = posix.normalize(typeof named === 'string' ? named : usual).replace(/\/$/, '')
    const inner = posix.relative(out, path)
    if (!inner.startsWith('../') && !copied.some((one) => inner.startsWith(`${one}/`))) return module
  }
  return null
}
