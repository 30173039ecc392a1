import * as z from 'zod'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { findUnresolvedRoot } from './content/entry-targets.ts'
import { lintEntryPoints } from './content/lint-entry-points.ts'
import { findManifestPlace } from './content/manifest-place.ts'
import { normaliseEntryPath } from './content/members.ts'

type Advice = 'missing' | 'shadowed' | 'pattern' | 'order' | 'value'

/** publint's codes and what we call them; the others are advice on style. */
const MESSAGES: Readonly<Record<string, Advice>> = {
  FILE_DOES_NOT_EXIST: 'missing',
  FILE_NOT_PUBLISHED: 'missing',
  EXPORTS_GLOB_NO_MATCHED_FILES: 'pattern',
  EXPORTS_TYPES_SHOULD_BE_FIRST: 'order',
  EXPORTS_DEFAULT_SHOULD_BE_LAST: 'order',
  EXPORTS_VALUE_INVALID: 'value',
}

function readTextAt(manifest: unknown, path: readonly string[]): string {
  let value = manifest
  for (const step of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, step) : undefined
  return typeof value === 'string' ? value : path.join('.')
}

export default defineRule({
  meta: {
    id: 'manifest/entry-point',
    title: 'Missing entry point',
    why: 'A package whose `main`, `exports`, `types` or `bin` names a file that was not packed fails at the first import, on every machine but the one where it was built. A version cannot be replaced: the release is lost.',
    fix: 'Build before packing, make sure that `files` covers what the entry points name, and correct the names.',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'installation', build: 'unreachable' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    nothing: {
      what: 'Importing the package loads what is not in the tarball: {targets}.',
      why: 'Nobody can import the package.',
      fix: 'Build before packing, and make sure that `files` covers the entry points.',
      severity: 'error',
    },
    missing: {
      what: '{field} in package.json names {target}, which is not in the tarball.',
      why: 'Importing it fails.',
      fix: 'Pack the file, or remove the entry.',
    },
    shadowed: {
      what: '{field} in package.json names {target}, which is not in the tarball; `exports` overrides it.',
      why: 'Only tools that do not know `exports` ask for it.',
      fix: 'Remove the entry, or pack the file.',
      severity: 'notice',
    },
    pattern: {
      what: '{field} in package.json has the pattern {target}, and no file in the tarball matches it.',
      why: 'Every import through it fails.',
      fix: 'Pack the files, or remove the entry.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    order: {
      what: 'A condition of {field} in package.json is never used: it comes too late.',
      why: 'Conditions are tried from the top, and one above it always matches.',
      fix: 'Put "types" first and "default" last.',
      severity: 'notice',
    },
    value: {
      what: '{field} in package.json has a form that node refuses: {target}.',
      why: 'Importing it fails.',
      fix: 'Begin the target with "./".',
    },
  },
  async package(facts, context) {
    const { manifest } = facts
    if (manifest === null) return
    const nowhere = findUnresolvedRoot(manifest, facts.byPath)
    if (nowhere !== null) {
      const targets = [...new Set(nowhere)].slice(0, 3).join(', ')
      const field = manifest.exports === undefined ? 'main' : 'exports'
      context.report({ message: 'nothing', data: { targets }, at: findManifestPlace(facts, [field]) })
    }
    const faults = new Map<Advice, { field: string; target: string; at: string[] }[]>()
    for (const { code, at } of await lintEntryPoints(manifest, facts.byPath)) {
      const target = readTextAt(manifest, at)
      const message = adviseOn(code, at, target, facts)
      if (message === null || nowhere?.includes(target)) continue
      // Where nothing can be imported, the types that are missing with it are no news.
      if (nowhere !== null && /^typ/.test(at[0] ?? '')) continue
      const list = faults.get(message) ?? []
      list.push({ field: at.join(' > '), target, at })
      faults.set(message, list)
    }
    for (const [message, found] of faults) {
      const [first, ...more] = found
      if (first === undefined) continue
      const and = more.length === 0 ? '' : ` (and ${more.length} more)`
      context.report({
        message,
        data: { field: `${first.field}${and}`, target: first.target },
        at: found.map(({ at }) => findManifestPlace(facts, at)),
      })
    }
  },
})

/** What to say of a fault that publint found; null for what harms nobody. */
function adviseOn(code: string, at: readonly string[], target: string, facts: PackageFacts): Advice | null {
  const message = MESSAGES[code] ?? null
  if (message === 'missing') return decideGravity(at, target, facts)
  return message === 'value' && isOwnCondition(at, target) ? null : message
}

/** Conditions of node and of bundlers; others are a tool's own, which may put under them what it likes. */
const CONDITIONS =
  /^(?:\.|types|typings|node|node-addons|import|require|module-sync|default|browser|module|development|production|worker|workerd|deno|bun|react-native|react-server|electron|edge|edge-light|netlify|svelte|solid|style|sass|script|umd|esm|es\d+|asset|webpack|vite)/

/** Whether a value that is no path stands under a condition that only one tool asks for. */
function isOwnCondition(at: readonly string[], target: string): boolean {
  return !target.startsWith('.') && at.slice(1).some((step) => !CONDITIONS.test(step) && !/^\d+$/.test(step))
}

/** A target that is not there, but that hardly anybody asks for, or that its users find under a longer name. */
function decideGravity(
  at: readonly string[],
  target: string,
  { manifest, byPath }: PackageFacts,
): Advice | null {
  const [field, key] = at
  if (target === '' || (field === 'browser' && key !== undefined)) return null
  const path = normaliseEntryPath(target)
  if (/^typ/.test(field ?? '') && (byPath.has(`${path}.d.ts`) || byPath.has(`${path}/index.d.ts`)))
    return null
  return (field === 'main' || field === 'module') && manifest?.exports !== undefined ? 'shadowed' : 'missing'
}
