import { posix } from 'node:path'
import * as z from 'zod'
import { findNewFiles } from '../../inventory/compare-releases.ts'
import type { InventoryFile } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { byteBudget, parseBudget } from '../size/content/byte-budget.ts'
import { nameRelease } from './content/release-label.ts'

const LARGE = 1_000_000

export default defineRule({
  meta: {
    id: 'change/new-file',
    title: 'New kind of file',
    why: 'Most releases change the files they had. A folder, a kind of file, a binary or a large file that was never there before is where things slip in that nobody meant to ship. In 52 pairs of consecutive releases of popular packages, new folders came 3 times, a new kind of file once, and a new file over 1 MB never.',
    fix: 'Check that they are intended. If not, leave them out through `files` in package.json.',
    severity: 'warning',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.strictObject({
    large: byteBudget
      .optional()
      .describe('Bytes from which a new file is large, or a text like "2 MB". Default 1 MB.'),
  }),
  messages: {
    folder: {
      what: 'The folder {folder} is new since {release}, with {files|file|files} ({bytes:bytes}).',
      why: 'The releases before did without it.',
      fix: 'Leave it out unless it is meant to ship.',
    },
    kind: {
      what: 'Files of kinds that {release} had none of: {kinds}.',
      why: 'The releases before did without them.',
      fix: 'Leave them out unless they are meant to ship.',
    },
    binary: {
      what: '{path} is new since {release}: a native binary ({kind}, {bytes:bytes}).',
      why: 'Nobody can read what a binary does.',
      fix: 'Make sure that it was built by your own release build.',
    },
    large: {
      what: '{path} is new since {release} and has {bytes:bytes}.',
      why: 'New files of that size are rarely intended.',
      fix: 'Leave it out unless it is meant to ship.',
    },
  },
  package({ comparison }, context) {
    if (comparison === undefined) return
    const { before, after } = comparison
    const label = nameRelease(before)
    const fresh = findNewFiles(before, after)
    const folders = new Set(before.files.map(({ path }) => findTopFolder(path)))
    const kinds = new Set(before.files.map(({ path }) => readKind(path)))
    for (const [folder, files] of groupByKey(fresh, findTopFolder))
      if (folder !== null && !folders.has(folder))
        context.report({
          message: 'folder',
          data: { folder: `${folder}/`, files: files.length, bytes: sumSizes(files), release: label },
          at: files.map(({ path }) => ({ path })),
        })
    const newKinds = [...groupByKey(fresh, readKind)].filter(([kind]) => kind !== null && !kinds.has(kind))
    if (newKinds.length > 0)
      context.report({
        message: 'kind',
        data: {
          kinds: newKinds.map(([kind, files]) => `${kind} (${files.length})`),
          release: label,
        },
        at: newKinds.flatMap(([, files]) => files.map(({ path }) => ({ path }))),
      })
    const large = parseBudget(context.options.large, LARGE).bytes
    for (const { path, size, binary } of fresh)
      if (binary !== undefined)
        context.report({
          message: 'binary',
          data: { path, kind: binary, bytes: size, release: label },
          at: { path },
        })
      else if (size > large)
        context.report({ message: 'large', data: { path, bytes: size, release: label }, at: { path } })
  },
})

function findTopFolder(path: string): string | null {
  return path.includes('/') ? path.slice(0, path.indexOf('/')) : null
}

/** The ending in lower case; null for a file without one, such as LICENSE. */
function readKind(path: string): string | null {
  return posix.extname(path).toLowerCase() || null
}

function groupByKey<K>(files: readonly InventoryFile[], key: (path: string) => K): Map<K, InventoryFile[]> {
  const all = new Map<K, InventoryFile[]>()
  for (const file of files) {
    const group = all.get(key(file.path))
    if (group === undefined) all.set(key(file.path), [file])
    else group.push(file)
  }
  return all
}

function sumSizes(files: readonly InventoryFile[]): number {
  return files.reduce((total, { size }) => total + size, 0)
}
