import type { BaselineReport, MemberChange, NameChanges } from '../model/changes.ts'
import type { PackageReport } from '../model/report.ts'
import { formatNumber } from '../text/format-number.ts'
import { bytes, count } from './phrases.ts'

/** One line of the comparison. Values are raw: encode before printing. */
export interface ChangeRow {
  readonly what: string
  readonly before: string
  readonly after: string
  /** What was added, removed or changed, by name. */
  readonly names: readonly string[]
  /** Whether it is worth a look. */
  readonly telling: boolean
}

const NAMES_SHOWN = 6
/** Bytes below which growth is nothing to look at. */
const LEAST_GROWTH = 20_000
const CAPABILITIES = {
  hosts: 'Hosts in the code',
  environment: 'Environment variables read',
  modules: 'Modules of node',
  dynamicCode: 'Text run as code',
  telemetry: 'Telemetry libraries',
  featureFlags: 'Feature flags',
} as const

/** How the earlier release is called: `1.4.2`, or its name too where that is another. Raw. */
export function formatBaselineLabel(one: Pick<PackageReport, 'name'>, baseline: BaselineReport): string {
  const version = baseline.version ?? 'the earlier release'
  return baseline.name === null || baseline.name === one.name ? version : `${baseline.name}@${version}`
}

/** The comparison as rows: files and sizes always, the rest where it changed. */
export function listChangeRows({ changes }: BaselineReport): ChangeRow[] {
  const { files, size, unpackedSize, fileCount, mapText, licence, entryPoints } = changes
  const named = [
    ...files.added.first.map(({ path }) => `+ ${path}`),
    ...files.removed.first.map(({ path }) => `− ${path}`),
  ]
  const more = files.added.count + files.removed.count
  const rows: ChangeRow[] = [
    makeRow('Files', fileCount, String, cutNames(named, more), more > 0),
    makeRow('Packed', size, bytes, [], isLarge(size)),
    makeRow('Unpacked', unpackedSize, bytes, [], isLarge(unpackedSize)),
  ]
  if (mapText.before.files !== mapText.after.files)
    rows.push({
      what: 'Original files in maps',
      before: String(mapText.before.files),
      after: String(mapText.after.files),
      names: [],
      telling: true,
    })
  rows.push(
    ...makeMemberRows('Install scripts', changes.installScripts),
    ...makeMemberRows('Dependencies', changes.dependencies),
    ...makeMemberRows('Optional dependencies', changes.optionalDependencies),
    ...makeMemberRows('Peer dependencies', changes.peerDependencies),
    ...makeMemberRows('Commands', changes.bins),
    ...makeMemberRows('Engines', changes.engines),
  )
  if (licence !== null)
    rows.push({
      what: 'Licence',
      before: licence.before ?? 'none',
      after: licence.after ?? 'none',
      names: [],
      telling: true,
    })
  rows.push(...makeNameRows('Entry points', entryPoints))
  for (const [kind, title] of Object.entries(CAPABILITIES))
    rows.push(...makeNameRows(title, changes.capabilities[kind as keyof typeof CAPABILITIES]))
  return rows
}

/** In a few words: `12 files changed, 1 added`. */
export function summariseChanges({ changes }: BaselineReport): string {
  const { added, removed, changed } = changes.files
  const parts = [
    ...(changed.count > 0 ? [`${count(changed.count, 'file')} changed`] : []),
    ...(added.count > 0 ? [`${formatNumber(added.count)} added`] : []),
    ...(removed.count > 0 ? [`${formatNumber(removed.count)} removed`] : []),
  ]
  return parts.length === 0 ? 'the same files' : parts.join(', ')
}

function makeRow(
  what: string,
  change: { readonly before: number; readonly after: number },
  show: (value: number) => string,
  names: readonly string[],
  telling: boolean,
): ChangeRow {
  return { what, before: show(change.before), after: show(change.after), names, telling }
}

function makeMemberRows(what: string, changes: readonly MemberChange[]): ChangeRow[] {
  if (changes.length === 0) return []
  const describeChange = ({ name, before, after }: MemberChange): string => {
    if (before === null) return `+ ${name} ${after}`
    return after === null ? `− ${name} ${before}` : `${name} ${before} → ${after}`
  }
  const added = changes.filter(({ before }) => before === null).length
  const removed = changes.filter(({ after }) => after === null).length
  return [
    {
      what,
      before: removed > 0 ? `− ${removed}` : '',
      after: added > 0 ? `+ ${added}` : '',
      names: cutNames(changes.map(describeChange), changes.length),
      telling: added > 0 || what === 'Install scripts' || what === 'Engines',
    },
  ]
}

function makeNameRows(what: string, { added, removed }: NameChanges): ChangeRow[] {
  if (added.length + removed.length === 0) return []
  const all = [...added.map((name) => `+ ${name}`), ...removed.map((name) => `− ${name}`)]
  return [
    {
      what,
      before: removed.length > 0 ? `− ${removed.length}` : '',
      after: added.length > 0 ? `+ ${added.length}` : '',
      names: cutNames(all, all.length),
      telling: added.length > 0,
    },
  ]
}

function cutNames(all: readonly string[], total: number): string[] {
  const shown = all.slice(0, NAMES_SHOWN)
  return total > shown.length ? [...shown, `and ${formatNumber(total - shown.length)} more`] : shown
}

function isLarge({ before, after }: { readonly before: number; readonly after: number }): boolean {
  return after > before * 1.25 && after - before > LEAST_GROWTH
}
