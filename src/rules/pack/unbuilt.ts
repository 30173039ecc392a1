import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { findBuildCommand } from './content/build-command.ts'
import { listEntryPaths } from './content/entry-paths.ts'
import { findLostEntries } from './content/lost-entries.ts'
import { findMissingEntries, isInBuildFolder, isUnbuilt } from './content/missing-entries.ts'
import { listPlatformsWithoutProgram } from './content/platforms-without-program.ts'
import { findLostImport, MOST_BYTES } from './content/relative-imports.ts'

/** Bytes of short modules that are kept until package.json has said which of them are entry points. */
const MOST_KEPT = 4 * 1024 * 1024
const MODULE = /\.[cm]?js$/

interface Kept {
  readonly modules: Map<string, string>
  bytes: number
}

function startKept(): Kept {
  return { modules: new Map(), bytes: 0 }
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
      what: '`files` names {entries}, but none of it is in the tarball: build first.',
      why: 'The package’s own code is missing.',
      fix: 'Run {build} before packing, or take the entry out of `files`.',
    },
    stale: {
      what: '`files` names {entries}, but none of it is in the tarball.',
      why: 'If a build makes it, the build did not run.',
      fix: 'Run {build} before packing, or take the entry out of `files`.',
      severity: 'warning',
    },
    entry: {
      what: 'package.json names {targets} as what is loaded, but it is not there: build first.',
      why: 'Whoever loads it gets an error.',
      fix: 'Run {build} before packing, and make sure that `files` covers what it writes.',
    },
    platform: {
      what: 'This package is made for {platforms}, but the tarball contains only package.json and documentation: build first.',
      why: 'The program that it is meant to deliver is missing.',
      fix: 'Run {build} before packing, so that the program is in this folder.',
    },
    import: {
      what: '{path} loads {target}, but it is not there: build first.',
      why: 'The package fails as soon as it is used.',
      fix: 'Run {build} before packing, and make sure that `files` covers what it writes.',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file' || !MODULE.test(entry.path) || entry.size > MOST_BYTES) return
    const kept = context.memory(startKept)
    if (kept.bytes > MOST_KEPT) return
    kept.bytes += entry.size
    kept.modules.set(entry.path, entry.content.toString('utf8'))
  },
  package(facts, context) {
    const { manifest, byPath } = facts
    if (manifest === null) return
    const build = findBuildCommand(facts)
    const missing = findMissingEntries(facts)
    const isEmpty = missing.length > 0 && isUnbuilt(facts, missing)
    const shown = isEmpty ? missing : missing.filter(isInBuildFolder)
    if (shown.length > 0)
      context.report({
        message: isEmpty ? 'files' : 'stale',
        data: { entries: shown, build },
        at: findManifestPlace(facts, ['files']),
      })
    const platforms = missing.length > 0 ? [] : listPlatformsWithoutProgram(facts)
    if (platforms.length > 0)
      context.report({
        message: 'platform',
        data: { platforms, build },
        at: findManifestPlace(facts, ['os']),
      })
    const lost = isEmpty ? [] : findLostEntries(facts)
    if (lost.length > 0)
      context.report({
        message: 'entry',
        data: { targets: lost.slice(0, 3), build },
        at: findManifestPlace(facts, [manifest.exports === undefined ? 'main' : 'exports']),
      })
    const { modules } = context.memory(startKept)
    for (const path of new Set(listEntryPaths(manifest))) {
      const target = findLostImport(path, modules.get(path) ?? '', byPath)
      if (target !== undefined)
        context.report({ message: 'import', data: { path, target, build }, at: { path } })
    }
  },
})
