import * as z from 'zod'
import { pathRole } from '../../knowledge/path-role.ts'
import type { Inventory } from '../../model/inventory.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { formatNumber } from '../../text/format-number.ts'
import { listEntryTargets, listTypeTargets } from '../manifest/content/entry-targets.ts'
import { listBins, normaliseEntryPath } from '../manifest/content/members.ts'
import { isBreakingRelease } from './content/breaking-release.ts'
import { nameRelease } from './content/release-label.ts'

/** Kinds of file that a package is used by: that maps, sources, tests and pages go is what people work for. */
const USED = /\.(?:d\.[cm]?ts|[cm]?jsx?|css|wasm|node|json)$/
/** What lies beside the package proper; declarations are told as documentation, and are not. */
const BESIDE: ReadonlySet<string> = new Set(['test', 'example', 'benchmark', 'template'])
/** Files from which on a share says something. */
const FEW = 8
/** Files of a folder or a kind that do not go by chance. */
const SEVERAL = 3

export default defineRule({
  meta: {
    id: 'change/shrink',
    title: 'Release that lost most of its files',
    why: 'A release with two files where the last one had forty is a build that did not run, or ran in another folder. Whoever updates gets a package that fails, and the version cannot be replaced. Tests, maps, sources and pages do not count: leaving those out is a good thing.',
    fix: 'Build everything, then pack and check again. If the release is meant to be that small, say so with a new major version, or set the rule to notice for it.',
    severity: 'warning',
    traits: { harm: 'installation', build: 'shrunk' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    entry: {
      what: 'The folder {folder} of {release} is gone, and {field} in package.json leads into it.',
      why: 'Whoever imports the package after the update gets an error.',
      fix: 'Build before packing, or point the entry point elsewhere.',
      severity: 'error',
    },
    most: {
      what: 'Of {before|file|files} that made up {release}, {after} {verb} left.',
      why: 'Most often the build did not run, or only a part of it.',
      fix: 'Build everything, then pack again.',
    },
    folder: {
      what: 'The folder {folder} of {release} is gone, with {files|file|files}.',
      why: 'Imports of them fail after the update.',
      fix: 'Build before packing, and make sure that `files` covers the folder.',
    },
    kind: {
      what: '{release} had kinds of files that are gone: {kinds}.',
      why: 'Most often a step of the build did not run.',
      fix: 'Run all of the build, then pack again.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined) return
    const { before, after } = facts.comparison
    const [old, now] = [listUsed(before), listUsed(after)]
    const release = nameRelease(before)
    if (old.length >= FEW && now.length * 2 < old.length)
      context.report({ message: 'most', data: { before: old.length, ...describeLeft(now.length), release } })
    const isMeant = isBreakingRelease(facts.comparison)
    const fields = listEntryFields(facts)
    for (const [folder, files] of findGoneFolders(old, after)) {
      const entry = fields.find(({ path }) => findTopFolder(path) === folder)
      const data = { folder: `${folder}/`, release }
      if (entry !== undefined)
        context.report({
          message: 'entry',
          data: { ...data, field: entry.field },
          at: { path: 'package.json' },
        })
      else if (files >= SEVERAL && !isMeant) context.report({ message: 'folder', data: { ...data, files } })
    }
    const kinds = isMeant ? [] : findGoneKinds(old, now)
    if (kinds.length > 0) context.report({ message: 'kind', data: { kinds, release } })
  },
})

/** "none is left", "only 1 is left", "only 12 are left". */
function describeLeft(files: number): { after: string; verb: string } {
  if (files === 0) return { after: 'none', verb: 'is' }
  return { after: `only ${formatNumber(files)}`, verb: files === 1 ? 'is' : 'are' }
}

function findGoneFolders(old: readonly string[], { files }: Inventory): [folder: string, files: number][] {
  const kept = new Set(files.map(({ path }) => findTopFolder(path)))
  return [...counts(old, findTopFolder)].filter(([folder]) => folder !== '' && !kept.has(folder))
}

/** Where all is gone there is nothing to add by kind. */
function findGoneKinds(old: readonly string[], now: readonly string[]): string[] {
  const left = new Set(now.map(readKind))
  return now.length === 0
    ? []
    : [...counts(old, readKind)]
        .filter(([kind, files]) => files >= SEVERAL && !left.has(kind))
        .map(([kind, files]) => `${kind} (${files})`)
}

function listUsed({ files }: Inventory): string[] {
  return files
    .map(({ path }) => path)
    .filter((path) => path !== 'package.json' && USED.test(path) && !BESIDE.has(pathRole(path) ?? ''))
}

const findTopFolder = (path: string) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

const readKind = (path: string) => USED.exec(path)?.[0] ?? ''

function counts(paths: readonly string[], key: (path: string) => string): Map<string, number> {
  const all = new Map<string, number>()
  for (const path of paths) all.set(key(path), (all.get(key(path)) ?? 0) + 1)
  return all
}

/** What package.json names as entry points, with the member that does. */
function listEntryFields({ manifest }: PackageFacts): { field: string; path: string }[] {
  if (manifest === null) return []
  const field = manifest.exports === undefined ? 'main' : 'exports'
  return [
    ...listEntryTargets(manifest).map((target) => ({ field, path: normaliseEntryPath(target) })),
    ...listBins(manifest).map(({ path }) => ({ field: 'bin', path })),
    ...listTypeTargets(manifest).map((target) => ({ field: 'types', path: normaliseEntryPath(target) })),
  ]
}
