import * as z from 'zod'
import { isNativeBuildFile } from '../../knowledge/native-build.ts'
import { pathRole } from '../../knowledge/path-role.ts'
import { shippedTemplates } from '../../knowledge/template-folder.ts'
import type { Entry } from '../../model/entry.ts'
import { defineRule } from '../../model/rule.ts'
import { type OriginalFile, originalFile } from './content/original-file.ts'

interface Seen {
  readonly files: { readonly file: OriginalFile; readonly path: string }[]
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
  entry(entry: Entry, context) {
    // A wheel ships Python as it is written.
    if (entry.type !== 'file' || (context.kind === 'wheel' && /\.pyi?$/.test(entry.path))) return
    const seen = context.memory((): Seen => ({ files: [], isNative: false }))
    if (isNativeBuildFile(entry.path)) seen.isNative = true
    const file = originalFile(entry.path, entry.content)
    if (file !== null && !isExpected(file, entry.path)) seen.files.push({ file, path: entry.path })
  },
  package({ byPath, manifest }, context) {
    const { files, isNative } = context.memory((): Seen => ({ files: [], isNative: false }))
    if (files.length === 0) return
    // What a generator copies to its users is source on purpose.
    const isCopied = shippedTemplates(byPath.keys(), manifest)
    for (const { file, path } of files)
      if (!(isNative && file.isNative) && !isCopied(path))
        context.report({ message: file.message, at: [{ path }] })
  },
})

/** Patches of dependencies are applied where the package is installed; tests and examples are meant to be read. */
function isExpected({ message }: OriginalFile, path: string): boolean {
  const role = pathRole(path)
  if (message === 'patch') return role !== null || /(^|\/)(?:patches|\.yarn\/patches)\//.test(path)
  return message !== 'files' && role !== null
}
