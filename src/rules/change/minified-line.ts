import * as z from 'zod'
import { normaliseNameForComparison } from '../../inventory/compared-name.ts'
import type { InventoryFile } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { nameRelease } from './content/release-label.ts'

/** Bytes from which a line in ordinary code stands out. */
const LONG = 2000

/** As many times the longest line of before. */
const TIMES = 5

/** Bytes of ordinary code that a file must have had to be called readable. */
const READABLE = 200

export default defineRule({
  meta: {
    id: 'change/minified-line',
    title: 'Minified line in readable code',
    why: 'In September 2025 some of the most used packages were published with one line added to a file that people can read: thousands of characters of obfuscated code that stole from wallets. Nothing else about the releases stood out.',
    fix: 'Look at the line in the file that is packed, and find out what put it there.',
    severity: 'warning',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    line: {
      what: '{path} has a line of {after:bytes} among ordinary code. Its longest line in {release} was {before}.',
      why: 'Hijacked releases hide their code in one long line of a file that was readable.',
      fix: 'Look at the line before anything is published.',
    },
    file: {
      what: '{path} is new since {release} and minified, with a line of {after:bytes}. No JavaScript in {release} was.',
      why: 'A package that ships readable code has no reason to ship one file that nobody can read.',
      fix: 'Look at the file before anything is published.',
    },
  },
  package({ comparison }, context) {
    if (comparison === undefined) return
    const { before, after } = comparison
    const old = new Map(before.files.map((file) => [normaliseNameForComparison(file.path), file]))
    const wasReadable = before.files.every(({ longLines }) => longLines === undefined)
    for (const file of after.files) {
      const longest = file.longLines?.longest ?? 0
      if (longest < LONG) continue
      const known = old.get(normaliseNameForComparison(file.path))
      const data = { path: file.path, after: longest, release: nameRelease(before) }
      if (known === undefined) {
        if (wasReadable && before.files.some(isCode))
          context.report({ message: 'file', data, at: { path: file.path } })
      } else if (standsOut(known, file))
        context.report({
          message: 'line',
          data: { ...data, before: describeLongest(known) },
          at: { path: file.path },
        })
    }
  },
})

/** Whether a long line came into a file that otherwise stayed as readable as it was. */
function standsOut(before: InventoryFile, after: InventoryFile): boolean {
  const longest = before.longLines?.longest ?? 0
  if ((after.longLines?.longest ?? 0) < TIMES * longest) return false
  const countReadable = (file: InventoryFile): number => file.size - (file.longLines?.bytes ?? 0)
  return countReadable(before) >= READABLE && countReadable(after) >= countReadable(before) / 2
}

function isCode({ path }: InventoryFile): boolean {
  return /\.[cm]?jsx?$/i.test(path)
}

function describeLongest({ longLines }: InventoryFile): string {
  return longLines === undefined ? 'under 1 kB' : `${longLines.longest} bytes`
}
