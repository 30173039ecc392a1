import { posix } from 'node:path'
import * as z from 'zod'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { entryTargets } from '../manifest/content/entry-targets.ts'
import { manifestPlace } from '../manifest/content/manifest-place.ts'
import { bins, entryPath, stringMembers } from '../manifest/content/members.ts'
import { isFound, MOST_BYTES, relativeImports } from './content/relative-imports.ts'

/** Bytes of short modules that are kept until package.json has said which of them are entry points. */
const MOST_KEPT = 4 * 1024 * 1024
const MODULE = /\.[cm]?js$/
/** What packers put in whatever `files` says. */
const ALWAYS = /^(?:package\.json|(?:readme|licen[cs]e|copying|changelog|changes|history|notice)(?:\..*)?)$/i
/** What builds call the folder that they write. */
const BUILD_FOLDER =
  /^(?:dist|build|built|out|output|es|esm|cjs|umd|lib|bundles?|compiled|release|types|typings|dts)(?:[-_.].*)?$|[-_](?:dist|build)$/i

interface Kept {
  readonly modules: Map<string, string>
  bytes: number
}

export default defineRule({
  meta: {
    id: 'pack/unbuilt',
    title: 'Package that was not built',
    why: 'Without a build, only what lies around it gets packed: a README, a type declaration, a command that loads missing files. There is nothing to check, and such a release is lost: a version cannot be replaced.',
    fix: 'Build first, then pack and check. If the build moved, correct `files` and the entry points.',
    severity: 'error',
    traits: { of: ['npm'], harm: 'installation', build: 'unbuilt' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    files: {
      what: '`files` names {entries}, and nothing of that is in the tarball: build first.',
      why: 'What the package is made of is not in the tarball.',
      fix: 'Run {build} before packing, or take the entry out of `files`.',
    },
    stale: {
      what: '`files` names {entries}, and nothing of that is in the tarball.',
      why: 'If a build was to make it, it did not run.',
      fix: 'Run {build} before packing, or take the entry out of `files`.',
      severity: 'warning',
    },
    entry: {
      what: 'package.json names {targets} as what is loaded, but it is not there: build first.',
      why: 'Whoever loads it gets an error.',
      fix: 'Run {build} before packing, and make sure that `files` covers what it writes.',
    },
    platform: {
      what: 'This package is made for {platforms}, and the tarball holds nothing but package.json and texts about it: build first.',
      why: 'The program that it exists for is not in it.',
      fix: 'Run {build} before packing, so that its program lies in this folder.',
    },
    import: {
      what: '{path} loads {target}, but it is not there: build first.',
      why: 'The package fails as soon as it is used.',
      fix: 'Run {build} before packing, and make sure that `files` covers what it writes.',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file' || !MODULE.test(entry.path) || entry.size > MOST_BYTES) return
    const kept = context.memory<Kept>(() => ({ modules: new Map(), bytes: 0 }))
    if (kept.bytes > MOST_KEPT) return
    kept.bytes += entry.size
    kept.modules.set(entry.path, entry.content.toString('utf8'))
  },
  package(facts, context) {
    const { manifest, byPath } = facts
    if (manifest === null) return
    const build = buildCommand(facts)
    const missing = missingEntries(facts)
    const isEmpty = missing.length > 0 && isUnbuilt(facts, missing)
    const shown = isEmpty ? missing : missing.filter((entry) => BUILD_FOLDER.test(entry.split('/')[0] ?? ''))
    if (shown.length > 0)
      context.report({
        message: isEmpty ? 'files' : 'stale',
        data: { entries: shown, build },
        at: manifestPlace(facts, ['files']),
      })
    const platforms = missing.length > 0 ? [] : platformsWithout(facts)
    if (platforms.length > 0)
      context.report({ message: 'platform', data: { platforms, build }, at: manifestPlace(facts, ['os']) })
    const lost = isEmpty ? [] : lostEntries(facts)
    if (lost.length > 0)
      context.report({
        message: 'entry',
        data: { targets: lost.slice(0, 3), build },
        at: manifestPlace(facts, [manifest.exports === undefined ? 'main' : 'exports']),
      })
    const { modules } = context.memory<Kept>(() => ({ modules: new Map(), bytes: 0 }))
    const entries = new Set([
      ...entryTargets(manifest).map(entryPath),
      ...bins(manifest).map(({ path }) => path),
    ])
    for (const path of entries) {
      const text = modules.get(path)
      const lost = relativeImports(text ?? '')
        .map((specifier) => resolved(path, specifier))
        // The package's own root leads to its entry points, which are looked at elsewhere; what lies outside is another's.
        .find(
          (target) =>
            target !== '' && !target.startsWith('..') && !isFound(target, (name) => byPath.has(name)),
        )
      if (lost !== undefined)
        context.report({ message: 'import', data: { path, target: lost, build }, at: { path } })
    }
  },
})

/** The platforms of a package of which nothing is there but what is always packed. */
function platformsWithout({ manifest, byPath }: PackageFacts): string[] {
  const named = ['os', 'cpu', 'libc'].map((member) => manifest?.[member])
  if (![...byPath.keys()].every((path) => ALWAYS.test(path)) || named.every((one) => one === undefined))
    return []
  return named.flat().filter((one): one is string => typeof one === 'string' && !one.startsWith('!'))
}

/** Scripts that build, by the names that people give them, the usual one first. */
const BUILD_SCRIPTS = ['build', 'prepack', 'prepare', 'prepublishOnly', 'compile', 'bundle', 'dist', 'tsc']

/** The command that builds, as package.json has it for the packer that publishes. */
function buildCommand({ manifest, packing }: PackageFacts): string {
  const scripts = stringMembers(manifest?.scripts).map(([name]) => name)
  const script = BUILD_SCRIPTS.find((name) => scripts.includes(name))
  return script === undefined ? 'the build' : `${packing?.packer ?? 'npm'} run ${script}`
}

/**
 * Entry points in folders without any code, where publishing runs a script that may build and was not run: that is what
 * it writes. Elsewhere a name that leads nowhere is a slip.
 */
function lostEntries({ manifest, byPath, packing }: PackageFacts): string[] {
  if (manifest === null || !packing?.scripts.some(({ mayBuild, ran }) => mayBuild && !ran)) return []
  const targets = [...entryTargets(manifest).map(entryPath), ...bins(manifest).map(({ path }) => path)]
  const withCode = new Set(
    [...byPath.keys()].filter((path) => CODE.test(path)).map((path) => path.split('/')[0]),
  )
  return [...new Set(targets)].filter((target) => {
    const [top = '', ...rest] = target.split('/')
    return (
      rest.length > 0 && top !== 'src' && !target.includes('*') && !withCode.has(top) && !byPath.has(target)
    )
  })
}

const CODE = /\.(?:[cm]?[jt]sx?|node|wasm|json5?|css)$(?<!(?:^|\/)package\.json)/

/** The path that a specifier means, empty for the package's root. */
function resolved(from: string, specifier: string): string {
  const target = posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, '')).replace(/\/+$/, '')
  return target === '.' ? '' : target
}

/** Entries of `files` without wildcards that name nothing in the tarball. */
function missingEntries({ manifest, byPath }: PackageFacts): string[] {
  const { files } = manifest ?? {}
  if (!Array.isArray(files)) return []
  const paths = [...byPath.keys()].map((path) => path.toLowerCase())
  return files
    .filter((entry): entry is string => typeof entry === 'string' && !entry.startsWith('!'))
    .map((entry) => entryPath(entry.replace(/\/\*{1,2}(?:\/\*)?$/, '')))
    .filter((entry) => entry !== '' && !/[*?{}[\]!]/.test(entry) && !ALWAYS.test(entry))
    .filter((entry) => {
      const lower = entry.toLowerCase()
      return !paths.some((path) => path === lower || path.startsWith(`${lower}/`))
    })
}

/** TypeScript that `files` does not name: packed only because an entry point leads to it until publishing. */
function isSourceBeside(files: unknown): (target: string) => boolean {
  const named = (Array.isArray(files) ? files : []).map((one) =>
    entryPath(String(one).replace(/\/?\*.*$/, '')),
  )
  return (target) =>
    /(?<!\.d)\.[cm]?tsx?$/.test(target) &&
    !named.some((entry) => entry === '' || target === entry || target.startsWith(`${entry}/`))
}

/**
 * Whether what is missing is what the package is made of: an entry point lies in it, all of them lead to sources that
 * only lie beside it, or nothing else of `files` is there.
 */
function isUnbuilt({ manifest, byPath }: PackageFacts, missing: readonly string[]): boolean {
  if (manifest === null) return false
  const targets = [...entryTargets(manifest).map(entryPath), ...bins(manifest).map(({ path }) => path)]
  const isInside = (target: string) =>
    missing.some((entry) => target === entry || target.startsWith(`${entry}/`))
  if (targets.some(isInside)) return true
  if (targets.length > 0 && targets.every(isSourceBeside(manifest.files))) return true
  return [...byPath.keys()].every((path) => ALWAYS.test(path))
}
