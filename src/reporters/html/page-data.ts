import type { Level, PackageReport } from '../../model/report.ts'
import { shorten, showInvisible } from '../../text/safe-text.ts'
import { quoteShellWord } from '../../text/shell-word.ts'
import { formatPackageLabel, resolveRepositoryPath } from '../phrases.ts'
import { formatBaselineLabel } from '../since-baseline.ts'
import { formatUnseenAddress } from '../unseen-text.ts'
import type { Card } from './finding-cards.ts'
import { MARKS, type Mark, type PagePackage } from './page-package.ts'

/** Findings of one file that are listed. */
const LISTED = 20
const PATH_SHOWN = 500

/** The data of every package whose files are known, as JSON that can stand inside of a script element. */
export function formatPageData(packages: readonly PackageReport[], cards: readonly Card[]): string {
  const data = packages
    .filter(({ inventory }) => inventory !== null)
    .map((one) => buildPackageData(one, cards))
  return JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function buildPackageData(one: PackageReport, cards: readonly Card[]): PagePackage {
  const { inventory, presence = [], baseline, target } = one
  const files = inventory?.files ?? []
  const positions = new Map(files.map(({ path }, index) => [path, index]))
  const changes = baseline?.changes.files
  return {
    label: shortenShown(formatPackageLabel(one)),
    target: target === '.' ? null : shortenShown(quoteShellWord(target)),
    files: files.map(({ path, size }) => [shortenShown(path), size] as const),
    reasons: presence.flatMap(({ cause, ranges }) => {
      const reason = shortenShown(describeReason(one, cause))
      return ranges.map(([first, last]) => [first, last, reason] as const)
    }),
    changedIsAll: [changes?.added, changes?.changed].every(
      (list) => list === undefined || list.count <= list.first.length,
    ),
    found: listFound(one, cards, positions),
    since: baseline === null ? null : shortenShown(formatBaselineLabel(one, baseline)),
    changed: [...(changes?.added.first ?? []), ...(changes?.changed.first ?? [])].flatMap(
      ({ path, before }) => {
        const position = positions.get(path)
        return position === undefined ? [] : [[position, before] as const]
      },
    ),
  }
}

function describeReason(
  one: PackageReport,
  { path, line, reason }: NonNullable<PackageReport['presence']>[number]['cause'],
): string {
  if (path === null) return reason
  const file = resolveRepositoryPath(one, path)
  return `\`${line === null ? file : `${file}:${line}`}\`: ${reason}`
}

interface InFile {
  mark: Mark
  readonly items: (readonly [string, string | null])[]
}

function listFound(
  one: PackageReport,
  cards: readonly Card[],
  positions: ReadonlyMap<string, number>,
): PagePackage['found'] {
  const found = new Map<number, InFile>()
  const add = (path: string | null, mark: Mark, text: string, id: string | null): void => {
    const position = path === null ? undefined : positions.get(path)
    if (position === undefined) return
    const file: InFile = found.get(position) ?? { mark: 'none', items: [] }
    found.set(position, file)
    if (MARKS.indexOf(mark) > MARKS.indexOf(file.mark)) file.mark = mark
    if (file.items.length < LISTED && !file.items.some(([known]) => known === text))
      file.items.push([text, id])
  }
  for (const part of one.unseen)
    add(part.path, 'unseen', `not looked at: ${shortenShown(formatUnseenAddress(part))}`, 'unseen')
  for (const { id, group } of cards)
    for (const member of group.members)
      if (member.one === one)
        for (const { path } of member.finding.places)
          add(
            path,
            member.finding.severity satisfies Level,
            `${member.finding.severity}: ${shortenShown(member.finding.title)}`,
            id,
          )
  for (const { finding } of one.suppressed)
    for (const { path } of finding.places)
      add(path, 'aside', `set aside: ${shortenShown(finding.title)}`, 'exceptions')
  for (const { unseen } of one.accepted) add(unseen.path, 'aside', 'accepted unseen', 'exceptions')
  return [...found].map(([position, { mark, items }]) => [position, mark, items] as const)
}

function shortenShown(value: string): string {
  return showInvisible(shorten(value, PATH_SHOWN))
}
