import * as z from 'zod'
import { readManifestString } from '../../manifest/parse-manifest.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { listContributedFiles, normalisePackagePath } from './content/contributed-files.ts'

export default defineRule({
  meta: {
    id: 'vscode/entry-point',
    title: 'Missing file of an extension',
    why: 'An editor loads an extension by the files that its package.json names. One whose `main` or `browser` was not packed installs without a word and then cannot be activated; a theme, a grammar or an icon that is missing shows as an error to every user.',
    fix: 'Build before packing, and see to it that .vscodeignore lets in what package.json names.',
    severity: 'warning',
    traits: { of: ['vscode'], harm: 'installation' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    nothing: {
      what: '{field} in package.json names {target}, which is not in the extension.',
      why: 'The editor cannot activate the extension.',
      fix: 'Build before packing, and check that .vscodeignore lets the file in.',
      severity: 'error',
    },
    missing: {
      what: '{field} in package.json names {target}, which is not in the extension.',
      why: 'The editor reports an error where it would show it.',
      fix: 'Let .vscodeignore include the file, or correct the name.',
    },
  },
  package(facts, context) {
    const { manifest } = facts
    if (manifest === null) return
    for (const field of ['main', 'browser']) {
      const target = readManifestString(manifest, field)
      if (target !== null && !isModule(target, facts.byPath))
        context.report({ message: 'nothing', data: { field, target }, at: findManifestPlace(facts, [field]) })
    }
    for (const { member, target } of listContributedFiles(manifest))
      if (!isThere(target, facts.byPath))
        context.report({
          message: 'missing',
          data: { field: member.join(' > '), target },
          at: findManifestPlace(facts, member),
        })
  },
})

/** The editor loads code as node does: with or without the extension, or a folder's index. */
function isModule(target: string, byPath: PackageFacts['byPath']): boolean {
  const path = normalisePackagePath(target).replace(/\/$/, '')
  const folder = path === '' || path === '.' ? '' : `${path}/`
  return ['', '.js', '.cjs', '.mjs', '.json', '.node']
    .map((extension) => `${path}${extension}`)
    .concat(`${folder}index.js`, `${folder}index.cjs`, `${folder}package.json`)
    .some((candidate) => byPath.has(candidate))
}

/** `vsce` writes readme and licence in its own letters, so that letters do not count; a folder is there by its files. */
function isThere(target: string, byPath: PackageFacts['byPath']): boolean {
  const path = normalisePackagePath(target)
  return (
    byPath.has(path) || [...byPath.keys()].some((other) => other.startsWith(`${path.replace(/\/$/, '')}/`))
  )
}
