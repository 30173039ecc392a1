import * as z from 'zod'
import { findNewFiles } from '../../inventory/compare-releases.ts'
import type { Comparison } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { formatBytes } from '../../text/format-bytes.ts'
import { byteBudget, parseBudget } from '../size/content/byte-budget.ts'
import { nameRelease } from './content/release-label.ts'

const FILES_NAMED = 3

/** Small packages grow by half with every feature. */
const LEAST = 500_000

export default defineRule({
  meta: {
    id: 'change/size',
    title: 'Package that grew a lot',
    why: 'A release that is suddenly half as large again has something in it that was not there before: maps, a second build, a folder of data. In 52 pairs of consecutive releases of popular packages none grew by half packed, or to twice its size unpacked.',
    fix: 'Look at what is new and leave out what is not meant to ship. If the growth is intended, suppress this finding for this release, or raise the factor.',
    severity: 'error',
    traits: { harm: 'tidiness' },
    since: '0.1.0',
  },
  options: z.strictObject({
    packed: z
      .number()
      .min(1)
      .default(1.5)
      .describe('The tarball may be this many times as large.')
      .meta({ stricter: 'smaller' }),
    unpacked: z
      .number()
      .min(1)
      .default(2)
      .describe('All files together may be this many times as large.')
      .meta({ stricter: 'smaller' }),
    least: byteBudget
      .optional()
      .describe('Growth below this many bytes never counts, or a text like "2 MB". Default 500 kB.'),
  }),
  messages: {
    grown: {
      what: 'The package grew from {before:bytes} to {after:bytes} {measure} since {release}. New or larger: {files}.',
      why: 'Releases rarely grow that much unless something ships by mistake.',
      fix: 'Look at these files, and leave out what is not meant to ship.',
    },
  },
  package({ comparison }, context) {
    if (comparison === undefined) return
    const { before, after } = comparison
    const least = parseBudget(context.options.least, LEAST).bytes
    const measures = [
      { measure: 'packed', before: before.size, after: after.size, factor: context.options.packed },
      {
        measure: 'unpacked',
        before: before.unpackedSize,
        after: after.unpackedSize,
        factor: context.options.unpacked,
      },
    ]
    const grown = measures.find(
      (one) => one.after > one.factor * one.before && one.after - one.before >= least,
    )
    if (grown === undefined) return
    const { factor: _, ...data } = grown
    const largest = findLargestGrowth(comparison)
    context.report({
      message: 'grown',
      data: {
        ...data,
        release: nameRelease(before),
        files: largest.map(({ path, growth }) => `${path} (+${formatBytes(growth)})`),
      },
      at: largest.map(({ path }) => ({ path })),
      group: 'grown',
    })
  },
})

function findLargestGrowth(comparison: Comparison): { path: string; growth: number }[] {
  const fresh = new Set(findNewFiles(comparison.before, comparison.after))
  const old = new Map(comparison.before.files.map(({ path, size }) => [path, size]))
  return comparison.after.files
    .map((file) => ({
      path: file.path,
      growth: fresh.has(file) ? file.size : file.size - (old.get(file.path) ?? file.size),
    }))
    .filter(({ growth }) => growth > 0)
    .sort((a, b) => b.growth - a.growth)
    .slice(0, FILES_NAMED)
}
