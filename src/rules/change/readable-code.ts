import * as z from 'zod'
import { normaliseNameForComparison } from '../../inventory/compared-name.ts'
import type { InventoryFile } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { nameRelease } from './content/release-label.ts'

/** Bytes from which a file says something. */
const LEAST_BYTES = 2000
/** Bytes of a hundred that lie in long lines: so many of minified code, and so few of code that can be read. */
const MINIFIED = 80
const READABLE = 20

export default defineRule({
  meta: {
    id: 'change/readable-code',
    title: 'Code that was minified and can be read now',
    why: 'A bundle that has always been minified and is readable in one release gives its names, its comments and its structure away without any source map. Usually a build flag was lost, or a development build was packed.',
    fix: 'Look at what changed in the build: build for production, with the minifier on.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'explain' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    readable: {
      what: '{files|file|files} of JavaScript that {release} had minified can be read now: {named}.',
      why: 'Names, comments and structure can be read as they were written.',
      fix: 'Build the release with the minifier on, as {release} was.',
    },
  },
  package({ comparison }, context) {
    if (comparison === undefined) return
    const { before, after } = comparison
    const minified = new Set(
      before.files.filter(isMinified).map(({ path }) => normaliseNameForComparison(path)),
    )
    const same = after.files.filter(
      (file) => isReadable(file) && minified.has(normaliseNameForComparison(file.path)),
    )
    const found = same.length > 0 ? same : findReadableElsewhere(before.files, after.files)
    if (found.length === 0) return
    context.report({
      message: 'readable',
      data: {
        files: found.length,
        release: nameRelease(before),
        named: found.map(({ path }) => path),
      },
      at: found.map(({ path }) => ({ path })),
    })
  },
})

/** Readable files of a release that has hardly any other code, after one that had hardly any such: the build moved. */
function findReadableElsewhere(
  before: readonly InventoryFile[],
  after: readonly InventoryFile[],
): readonly InventoryFile[] {
  const [then, now] = [gatherCode(before), gatherCode(after)]
  if (Math.min(then.bytes, now.bytes) < LEAST_BYTES) return []
  if (then.long * 100 < then.bytes * MINIFIED || now.long * 100 > now.bytes * READABLE) return []
  return now.files.filter((file) => countLongBytes(file) === 0).toSorted((a, b) => b.size - a.size)
}

function gatherCode(all: readonly InventoryFile[]): { files: InventoryFile[]; bytes: number; long: number } {
  const files = all.filter(({ path }) => CODE.test(path) && !/(?:^|\/)node_modules\//.test(path))
  return {
    files,
    bytes: files.reduce((sum, { size }) => sum + size, 0),
    long: files.reduce((sum, file) => sum + countLongBytes(file), 0),
  }
}

function isMinified(file: InventoryFile): boolean {
  return isCode(file) && countLongBytes(file) * 100 >= file.size * MINIFIED
}

function isReadable(file: InventoryFile): boolean {
  return isCode(file) && countLongBytes(file) * 100 <= file.size * READABLE
}

function countLongBytes({ longLines }: InventoryFile): number {
  return longLines?.bytes ?? 0
}

const CODE = /\.[cm]?js$/i

function isCode({ path, size }: InventoryFile): boolean {
  return size >= LEAST_BYTES && CODE.test(path)
}
