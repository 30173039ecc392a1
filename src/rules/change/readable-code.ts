import * as z from 'zod'
import { comparedName } from '../../inventory/compared-name.ts'
import type { InventoryFile } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { releaseLabel } from './content/release-label.ts'

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
    const minified = new Set(before.files.filter(isMinified).map(({ path }) => comparedName(path)))
    const found = after.files.filter((file) => isReadable(file) && minified.has(comparedName(file.path)))
    if (found.length === 0) return
    context.report({
      message: 'readable',
      data: {
        files: found.length,
        release: releaseLabel(before),
        named: found.map(({ path }) => path),
      },
      at: found.map(({ path }) => ({ path })),
    })
  },
})

function isMinified(file: InventoryFile): boolean {
  return isCode(file) && (file.longLines?.bytes ?? 0) * 100 >= file.size * MINIFIED
}

function isReadable(file: InventoryFile): boolean {
  return isCode(file) && (file.longLines?.bytes ?? 0) * 100 <= file.size * READABLE
}

function isCode({ path, size }: InventoryFile): boolean {
  return size >= LEAST_BYTES && /\.[cm]?js$/i.test(path)
}
