import * as z from 'zod'
import { isNativeBuildFile } from '../../knowledge/native-build.ts'
import { pathRole } from '../../knowledge/path-role.ts'
import { shippedTemplates } from '../../knowledge/template-folder.ts'
import type { Entry } from '../../model/entry.ts'
import { isObject } from '../../model/json-object.ts'
import { type Layer, layerPath } from '../../model/layer.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { entryTargets } from '../manifest/content/entry-targets.ts'
import { isTypedCode, type OriginalFile, originalFile } from './content/original-file.ts'

interface Seen {
  readonly files: { readonly file: OriginalFile; readonly path: string }[]
  /** Sources in archives, by the archive's path. */
  readonly neighbours: { readonly path: string; readonly name: string }[]
  readonly archived: Map<string, { files: number; readonly first: string }>
  isNative: boolean
}

export default defineRule({
  meta: {
    id: 'source/original-files',
    title: 'Original sources as files',
    why: 'A package that is built from TypeScript or another language rarely needs its sources. In a closed product they are the product. They also come under other names: as a copy, as a patch, in a notebook.',
    fix: 'Name only the build’s output in `files` of package.json.',
    severity: { 'open-source': 'off', proprietary: 'warning' },
    traits: { inSourceArchives: 'off', harm: 'source', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    files: {
      what: 'The package ships original sources as files.',
      why: 'Readers get the code as you wrote it, not as you built it.',
      fix: 'Name only the build’s output in `files` of package.json.',
    },
    styles: {
      what: 'The package ships style sheets as they were written.',
      why: 'Themes need them; anything else needs only the CSS made from them.',
      fix: 'Nothing, if users are to build on them. Otherwise name only the build’s output in `files`.',
      severity: { 'open-source': 'off', proprietary: 'notice' },
    },
    neighbour: {
      what: 'Another package lies in this one that is marked private: {name}, with {files|file|files}.',
      why: 'It was never to be published, and its own settings for what ships do not count here.',
      fix: 'Leave its folder out of the package, or build what you need of it into your own files.',
    },
    archived: {
      what: 'The archive {path} holds {files|an original source|original sources}, among them {first}.',
      why: 'Readers who unpack it get the code as you wrote it, not as you built it.',
      fix: 'Pack only the build’s output into it, or leave it out of the package.',
    },
    patch: {
      what: 'The package ships changes to its source, as a patch.',
      why: 'A patch shows what was changed, by whom and why, line by line.',
      fix: 'Leave it out of the package, unless an install script applies it.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    notebook: {
      what: 'The package ships a notebook.',
      why: 'A notebook holds code as it was tried out, with notes.',
      fix: 'Leave it out of the package.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    'notebook-output': {
      what: 'The package ships a notebook with its output.',
      why: 'The output holds what was in the data when it was run: names, numbers, paths, errors.',
      fix: 'Clear the output, or leave the notebook out of the package.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ['import type ', '\ninterface ', 'export interface ', 'export type ', 'export enum '],
  alwaysFor: ['text'],
  entry(entry: Entry, context) {
    // A wheel ships Python as it is written.
    if (entry.type !== 'file' || (context.kind === 'wheel' && /\.pyi?$/.test(entry.path))) return
    const seen = context.memory(nothingSeen)
    if (isNativeBuildFile(entry.path)) seen.isNative = true
    const name = WORKSPACE.test(entry.path) ? privateName(entry.content.toString('utf8')) : null
    if (name !== null) seen.neighbours.push({ path: entry.path, name })
    const file = originalFile(entry.path, entry.content)
    if (file !== null && !isExpected(file, entry.path)) seen.files.push({ file, path: entry.path })
  },
  layer(layer, context) {
    const member = layer.trail.at(-1)
    if (isTyped(layer, context.hits.length)) {
      const file: OriginalFile = { message: 'files', isNative: false }
      context.memory(nothingSeen).files.push({ file, path: layer.entry.path })
      return
    }
    if (layer.kind !== 'text' || member === undefined || !isArchived(layer, member)) return
    if (context.kind === 'wheel' || pathRole(layerPath(layer)) !== null) return
    if (originalFile(member, layer.bytes)?.message !== 'files') return
    const { archived } = context.memory(nothingSeen)
    const known = archived.get(layer.entry.path)
    if (known === undefined) archived.set(layer.entry.path, { files: 1, first: member })
    else known.files += 1
  },
  package({ byPath, manifest }, context) {
    const { files, neighbours, archived, isNative } = context.memory(nothingSeen)
    for (const [path, { files: count, first }] of archived)
      context.report({ message: 'archived', data: { path, files: count, first }, at: [{ path }] })
    for (const { path, name } of neighbours) {
      const folder = path.slice(0, -'package.json'.length)
      const count = [...byPath.keys()].filter((other) => other.startsWith(folder)).length - 1
      if (count > 0 && pathRole(path) === null && !shippedTemplates(byPath.keys(), manifest)(path))
        context.report({ message: 'neighbour', data: { name, files: count }, at: [{ path }] })
    }
    if (files.length === 0) return
    const isEntered = enteredLanguages(manifest)
    // What a generator copies to its users is source on purpose.
    const isCopied = shippedTemplates(byPath.keys(), manifest)
    for (const { file, path } of files)
      if (!(isNative && file.isNative) && !isCopied(path) && !(file.message === 'files' && isEntered(path)))
        context.report({ message: file.message, at: [{ path }] })
  },
})

/** Patches of dependencies are applied where the package is installed; tests and examples are meant to be read. */
function isExpected({ message }: OriginalFile, path: string): boolean {
  const role = pathRole(path)
  if (message === 'patch') return role !== null || /(^|\/)(?:patches|\.yarn\/patches)\//.test(path)
  return message !== 'files' && role !== null
}

/** Bytes of code that are looked at; a bundle has no types. */
const LARGEST_SOURCE = 256 * 1024
/** Declarations of types, or imports of them, of which a file has more than one. */
const FEWEST_TYPES = 2

function isTyped({ kind, entry, trail, bytes }: Layer, types: number): boolean {
  if (kind !== 'text' || trail.length > 0 || types < FEWEST_TYPES || bytes.length > LARGEST_SOURCE)
    return false
  return (
    /\.[cm]?js$/i.test(entry.path) && pathRole(entry.path) === null && isTypedCode(bytes.toString('utf8'))
  )
}

function nothingSeen(): Seen {
  return { files: [], neighbours: [], archived: new Map(), isNative: false }
}

/** A member of an archive under its own name; maps and decoded stretches have trails too. */
function isArchived(layer: Layer, member: string): boolean {
  return /\.\w+$/.test(member) && layer.parent !== null && layer.parent.kind !== 'source-map'
}

/** Written in TypeScript and what belongs to it, or in the components of one framework. */
const LANGUAGES: readonly RegExp[] = [/\.[cm]?tsx?$/i, /\.jsx$/i, /\.(?:vue|svelte|astro)$/i]

/** What package.json enters the package by: where that is a source, the sources are what users run. */
function enteredLanguages(manifest: PackageFacts['manifest']): (path: string) => boolean {
  if (manifest === null) return () => false
  const targets = [...entryTargets(manifest), manifest.svelte, ...commandTargets(manifest.bin)].filter(
    (target): target is string => typeof target === 'string' && !/\.d\.[cm]?ts$/.test(target),
  )
  const isSource = targets.some((target) => LANGUAGES.some((language) => language.test(target)))
  const isComponents = typeof manifest.svelte === 'string'
  return (path) => (isSource || isComponents) && LANGUAGES.some((language) => language.test(path))
}

function commandTargets(bin: unknown): unknown[] {
  return isObject(bin) ? Object.values(bin) : [bin]
}

/** Where monorepos keep their packages. */
const WORKSPACE =
  /^(?:packages|apps|services|libs|modules|workspaces|projects)\/(?:@[^/]+\/)?[^/]+\/package\.json$/

/** What a package.json that forbids to publish calls itself; null for any other. */
function privateName(text: string): string | null {
  try {
    const { name, private: isPrivate } = JSON.parse(text) as { name?: unknown; private?: unknown }
    return isPrivate === true && typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}
