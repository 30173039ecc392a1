import * as z from 'zod'
import { isTestData } from '../../knowledge/path-role.ts'
import { makeTemplateFolderTest } from '../../knowledge/template-folder.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import type { Message } from '../../model/rule.ts'
import { defineRule } from '../../model/rule.ts'
import {
  type LeftoverKind,
  recogniseLeftoverContent,
  recogniseLeftoverKind,
} from './content/leftover-kinds.ts'

function makeMessage(what: string, severity?: Message['severity']): Message {
  return {
    what: `${what} ({files}): {places}.`,
    why: 'They make every install larger and show how the package is made; users do not need them.',
    fix: 'Name what ships in `files` of package.json, or leave them out with .npmignore where there is no `files`.',
    ...(severity === undefined ? {} : { severity }),
  }
}

const QUIET = { 'open-source': 'off', proprietary: 'notice' } as const

const PLACES_NAMED = 3

export default defineRule({
  meta: {
    id: 'file/development-leftover',
    title: 'Development leftovers',
    why: 'Tests, automation, editor settings, backups, caches and lock files make every install larger and show how the package is made. None of them is a leak by itself; a backup or an editor index is a copy of sources that nobody meant to ship.',
    fix: 'Name what ships in `files` of package.json.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { inSourceArchives: 'off', harm: 'tidiness', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    tests: makeMessage('Test files ship', QUIET),
    automation: makeMessage('Automation and deployment files ship', QUIET),
    configuration: makeMessage('Configuration files of development tools ship', QUIET),
    editor: makeMessage('Editor settings ship'),
    system: makeMessage('Files that an operating system left behind ship'),
    backup: makeMessage('Backups or unsaved copies ship'),
    lock: makeMessage('Lock files that npm ignores in a dependency ship'),
    cache: makeMessage('Cache files ship'),
    modules: makeMessage('Undeclared packages ship under node_modules'),
    index: makeMessage('Indexes of all symbols in the sources ship (ctags, etags)'),
  },
  entry(entry, context) {
    const kind = entry.type === 'file' ? recogniseLeftoverContent(entry.content) : null
    if (kind !== null && recogniseLeftoverKind(entry.path) === null)
      context.memory(() => new Map<string, LeftoverKind>()).set(entry.path, kind)
  },
  package(facts, context) {
    const byContent = context.memory(() => new Map<string, LeftoverKind>())
    const byKind = new Map<LeftoverKind | 'modules', Map<string, number>>()
    const isCopied = makeTemplateFolderTest(facts.byPath.keys(), facts.manifest)
    for (const { path } of facts.byPath.values()) {
      if (path.startsWith('node_modules/') || isToolDirectory(path) || isCopied(path)) continue
      const content = byContent.get(path)
      const leftover = content === undefined ? recogniseLeftoverKind(path) : { kind: content, place: path }
      if (leftover === null) continue
      const places = byKind.get(leftover.kind) ?? new Map<string, number>()
      byKind.set(leftover.kind, places.set(leftover.place, (places.get(leftover.place) ?? 0) + 1))
    }
    // An extension ships what it depends on as it was installed.
    const modules = context.kind === 'vscode' ? new Map<string, number>() : findUndeclaredModules(facts)
    if (modules.size > 0) byKind.set('modules', modules)
    for (const [kind, places] of byKind) {
      const names = [...places.keys()]
      const named = names.slice(0, PLACES_NAMED).join(', ')
      const more = names.length - PLACES_NAMED
      context.report({
        message: kind,
        data: {
          files: [...places.values()].reduce((sum, count) => sum + count, 0),
          places: more > 0 ? `${named} and ${more} more` : named,
        },
        at: names.map((path) => ({ path })),
      })
    }
  },
})

/** Top-level dot folders are file/tool-directory's, all but the one that it lets pass. */
function isToolDirectory(path: string): boolean {
  return path.startsWith('.') && path.includes('/') && !path.startsWith('.github/')
}

/** Folders of installed packages, with a package.json, that `bundleDependencies` does not account for, and their files. */
function findUndeclaredModules({ byPath, manifest }: PackageFacts): Map<string, number> {
  const bundles = manifest?.bundleDependencies ?? manifest?.bundledDependencies
  const folders = new Map<string, number>()
  for (const path of byPath.keys()) {
    const folder = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\/package\.json$/.exec(path)?.[1]
    const isBundled =
      folder?.startsWith('node_modules/') === true && (bundles === true || Array.isArray(bundles))
    if (folder !== undefined && !isBundled && !isTestData(path)) folders.set(folder, 0)
  }
  if (folders.size > 0)
    for (const path of byPath.keys()) {
      const folder = /^((?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]
      const count = folder === undefined ? undefined : folders.get(folder)
      if (folder !== undefined && count !== undefined) folders.set(folder, count + 1)
    }
  return folders
}
