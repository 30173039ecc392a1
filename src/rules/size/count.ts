import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { formatNumber } from '../../text/format-number.ts'

/** The largest of 1,568 real packages has 8,711 files. */
const COUNT = 10_000

const FOLDERS_NAMED = 3

function describeFullestFolders(paths: Iterable<string>): string {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : 'the root'
    counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, FOLDERS_NAMED)
    .map(([folder, count]) => `${folder} (${formatNumber(count)})`)
    .join(', ')
}

export default defineRule({
  meta: {
    id: 'size/count',
    title: 'Number of files',
    why: 'Installing many small files takes longer than installing a few large ones, on every machine and in every build. A sudden jump means that a folder ships by mistake.',
    fix: 'Look at the fullest folders and leave out what users do not need.',
    severity: 'warning',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.object({
    most: z
      .int()
      .min(1)
      .optional()
      .describe('Most files. Exceeding it is an error.')
      .meta({ stricter: 'smaller' }),
  }),
  messages: {
    many: {
      what: '{count|file ships|files ship}. The fullest folders: {folders}.',
      why: 'Every install writes them all.',
      fix: 'Leave out what users do not need, or set a budget that fits.',
    },
    budget: {
      what: '{count|file ships|files ship}, more than the budget of {budget}. The fullest folders: {folders}.',
      why: 'The configuration sets this budget.',
      fix: 'Leave out what users do not need, or raise the budget.',
      severity: 'error',
    },
  },
  package(facts, context) {
    const { most } = context.options
    const { fileCount } = facts.tarball
    const budget = most ?? COUNT
    if (fileCount > budget)
      context.report({
        message: most === undefined ? 'many' : 'budget',
        data: { count: fileCount, budget, folders: describeFullestFolders(facts.byPath.keys()) },
      })
  },
})
