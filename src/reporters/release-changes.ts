import { createColors } from 'picocolors'
import type { TargetComparison } from '../baseline/compare-targets.ts'
import type { FileChange, ReleaseChanges } from '../model/changes.ts'
import type { Inventory } from '../model/inventory.ts'
import { encodeMarkdownCode, encodeTerminalText } from '../text/safe-text.ts'
import { renderChangeTable } from './markdown-baseline.ts'
import { bytes, count } from './phrases.ts'
import { summariseChanges } from './since-baseline.ts'
import { renderChangeLines } from './terminal-baseline.ts'

const SIGNS = { added: '+', removed: '−', changed: '~' } as const

/** The comparison for a person at a terminal: the table, then every file that differs. */
export function renderChangesTerminal(comparison: TargetComparison, color: boolean): string {
  const colors = createColors(color)
  const { before, after, baseline } = comparison
  const paint = { added: colors.green, removed: colors.red, changed: colors.yellow }
  const files = listFileLists(baseline.changes).flatMap(([kind, list]) => [
    ...list.first.map((file) =>
      paint[kind](`${SIGNS[kind]} ${encodeTerminalText(file.path)}${formatSizes(file)}`),
    ),
    ...describeRest(list).map((text) => colors.dim(text)),
  ])
  return [
    colors.bold(
      `${encodeTerminalText(formatLabel(before))} → ${encodeTerminalText(formatLabel(after))}: ${summariseChanges(baseline)}`,
    ),
    '',
    ...renderChangeLines(baseline, colors),
    ...(files.length > 0 ? ['', ...files] : []),
    '',
  ].join('\n')
}

/** The comparison as GitHub-flavoured Markdown, for release notes and pull requests. */
export function renderChangesMarkdown({ before, after, baseline }: TargetComparison): string {
  const lists = listFileLists(baseline.changes)
    .filter(([, { count: number }]) => number > 0)
    .map(([kind, list]) => {
      const items = list.first.map((file) => `- ${encodeMarkdownCode(file.path)}${formatSizes(file)}`)
      const body = [...items, ...describeRest(list).map((text) => `- ${text}`)].join('\n')
      return `<details><summary>${count(list.count, 'file')} ${kind}</summary>\n\n${body}\n\n</details>`
    })
  return [
    `## ${encodeMarkdownCode(formatLabel(before))} → ${encodeMarkdownCode(formatLabel(after))}`,
    renderChangeTable(baseline),
    ...lists,
    '',
  ].join('\n\n')
}

/** The comparison as JSON: both inventories and what differs. */
export function renderChangesJson({ before, after, baseline }: TargetComparison): string {
  return `${JSON.stringify({ schemaVersion: 1, before, after, changes: baseline.changes }, null, 2)}\n`
}

function listFileLists({ files }: ReleaseChanges) {
  return (['added', 'removed', 'changed'] as const).map((kind) => [kind, files[kind]] as const)
}

function describeRest({ count: number, first }: { count: number; first: readonly unknown[] }): string[] {
  return number > first.length ? [`and ${count(number - first.length, 'more', 'more')}`] : []
}

function formatSizes({ before, after }: FileChange): string {
  if (before === null) return after === null ? '' : `  ${bytes(after)}`
  return after === null ? `  ${bytes(before)}` : `  ${bytes(before)} → ${bytes(after)}`
}

/** `name@version`, or the target where the package has none. Raw. */
function formatLabel({ target, inventory }: { target: string; inventory: Inventory }): string {
  const { name, version } = inventory
  return name === null || version === null ? target : `${name}@${version}`
}
