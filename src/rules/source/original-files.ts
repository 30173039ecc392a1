import * as z from 'zod'
import { isNativeBuildFile } from '../../knowledge/native-build.ts'
import { makeTemplateTest } from '../../knowledge/template-folder.ts'
import { defineRule } from '../../model/rule.ts'
import { makeEnteredLanguageTest } from './content/entered-languages.ts'
import { isExpected, type OriginalFile, recogniseOriginalFile } from './content/original-file.ts'
import {
  countFilesOfNeighbour,
  type PrivateNeighbour,
  recognisePrivateNeighbour,
} from './content/private-neighbours.ts'
import { findArchivedSource, isTypedModule, TYPE_KEYWORDS } from './content/sources-in-layers.ts'

interface Seen {
  readonly files: { readonly file: OriginalFile; readonly path: string }[]
  readonly neighbours: PrivateNeighbour[]
  /** Sources in archives, by the archive's path. */
  readonly archived: Map<string, { files: number; readonly first: string }>
  isNative: boolean
}

function startSeen(): Seen {
  return { files: [], neighbours: [], archived: new Map(), isNative: false }
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
      what: '{path} holds {files|original source|original sources}, among them {first}.',
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
  keywords: TYPE_KEYWORDS,
  alwaysFor: ['text'],
  entry(entry, context) {
    // A wheel ships Python as it is written.
    if (entry.type !== 'file' || (context.kind === 'wheel' && /\.pyi?$/.test(entry.path))) return
    const seen = context.memory(startSeen)
    if (isNativeBuildFile(entry.path)) seen.isNative = true
    const neighbour = recognisePrivateNeighbour(entry.path, entry.content)
    if (neighbour !== null) seen.neighbours.push(neighbour)
    const file = recogniseOriginalFile(entry.path, entry.content)
    if (file !== null && !isExpected(file, entry.path)) seen.files.push({ file, path: entry.path })
  },
  layer(layer, context) {
    const { path } = layer.entry
    const { files, archived } = context.memory(startSeen)
    if (isTypedModule(layer, context.hits.length)) {
      files.push({ file: { message: 'files', isNative: false }, path })
      return
    }
    const first = context.kind === 'wheel' ? null : findArchivedSource(layer)
    if (first === null) return
    const known = archived.get(path)
    if (known === undefined) archived.set(path, { files: 1, first })
    else known.files += 1
  },
  package({ byPath, manifest }, context) {
    const { files, neighbours, archived, isNative } = context.memory(startSeen)
    for (const [path, { files: count, first }] of archived)
      context.report({ message: 'archived', data: { path, files: count, first }, at: [{ path }] })
    if (files.length === 0 && neighbours.length === 0) return
    // What a generator copies to its users is source on purpose.
    const isCopied = makeTemplateTest(byPath.keys(), manifest)
    for (const neighbour of neighbours) {
      const { path, name } = neighbour
      const count = countFilesOfNeighbour(neighbour, byPath.keys())
      if (count > 0 && !isCopied(path))
        context.report({ message: 'neighbour', data: { name, files: count }, at: [{ path }] })
    }
    const isEntered = makeEnteredLanguageTest(manifest)
    for (const { file, path } of files)
      if (!(isNative && file.isNative) && !isCopied(path) && !(file.message === 'files' && isEntered(path)))
        context.report({ message: file.message, at: [{ path }] })
  },
})
