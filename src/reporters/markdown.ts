import type { Finding, PackageReport, Report } from '../model/report.ts'
import { groupFindings } from './finding-groups.ts'
import { renderBaselineBlock, renderBaselineLine } from './markdown-baseline.ts'
import { type Block, fitBlocks, IMPORTANCE } from './markdown-budget.ts'
import { renderContents } from './markdown-contents.ts'
import {
  renderDetails,
  renderFindingItem,
  renderFindingSection,
  renderFoldedFinding,
  type SourceOfFiles,
} from './markdown-finding.ts'
import {
  listNotesOfMany,
  MARKS,
  NO_MARKS,
  renderExposureText,
  renderLabel,
  renderLabelInSummary,
  renderNotes,
  renderPackageTable,
  renderScanned,
  renderSuppressions,
} from './markdown-package.ts'
import { renderFooter, renderProblem, writeHeadline, writeLeftOut, writeOpening } from './markdown-page.ts'
import { renderPlanTexts } from './markdown-plan.ts'
import { renderAccepted, renderUnseenSection } from './markdown-unseen.ts'
import { count, isBlocking } from './phrases.ts'
import { tellWayOn } from './way-on.ts'

export interface MarkdownOptions {
  /** The page of the run, for a link. */
  readonly runUrl?: string | null
  /** The commit that was looked at, in hexadecimal. */
  readonly commit?: string | null
  /** Where the repository lies in the folder that targets are named from; empty where it is that folder. */
  readonly checkout?: string
  /** Size of the page, in what `measure` counts: UTF-16 units unless given. */
  readonly limit: number
  readonly measure?: (text: string) => number
  /** Whether to tell what takes how much room in the tarball. */
  readonly contents?: boolean
  /** A block of Markdown to put after the verdict: what was fixed. */
  readonly after?: string | null
  /** The report is somebody else's word: it is told as such, and nothing is said to have passed. */
  readonly untrusted?: boolean
}

/** Blocking findings that are written out; those after them are folded. */
const OPEN = 5
/** Packages of which circumstances are told each by itself; of more they are told together. */
const MANY = 8
/** Findings in one folded list. */
const LIST = 20

/**
 * The report as GitHub-flavoured Markdown: the verdict first, then what would leak, why, and the change to make.
 * Within a limit, cut by importance and never inside a construct.
 */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const untrusted = options.untrusted ?? false
  const several = report.packages.length > 1
  const way = untrusted ? null : tellWayOn(report)
  const blocks: Block[] = [
    makeKeptBlock(writeHeadline(report, untrusted)),
    makeKeptBlock(writeOpening(report, untrusted)),
    ...(options.after ? [makeKeptBlock(options.after)] : []),
    ...report.errors.map((error) => makeKeptBlock(renderProblem(error))),
    ...(several ? [makeKeptBlock(renderPackageTable(report.packages, untrusted ? NO_MARKS : MARKS))] : []),
    ...report.packages.flatMap((one) => renderProblemBlocks(one, several)),
    ...renderBlockingBlocks(report, several, untrusted ? null : findSource(options)),
    ...renderPlanTexts(report, '###').map((text, at) =>
      makeBlock(text, at === 0 ? IMPORTANCE.blocking : IMPORTANCE.moreBlocking),
    ),
    ...(way === null ? [] : [makeBlock(way, IMPORTANCE.wayOn)]),
    ...renderFoldedLists(report),
    ...renderSharedNotes(report),
    ...report.packages.flatMap((one) => renderCircumstancesOfPackage(one, report, options.contents ?? false)),
    ...renderBaselineLists(report),
    ...(options.contents ? renderSizeLists(report) : []),
    ...renderScannedBlocks(report),
  ]
  const end = (left: readonly Finding[]): string => {
    const parts = [writeLeftOut(left), renderFooter(report, options.runUrl ?? null, options.commit ?? null)]
    return parts.filter((part) => part !== '').join('\n\n')
  }
  return fitBlocks(blocks, end, {
    limit: options.limit,
    measure: options.measure ?? ((text) => text.length),
  })
}

/** What prevented looking at a package, or at parts of it. */
function renderProblemBlocks(one: PackageReport, several: boolean): Block[] {
  const unseen = renderUnseenSection(one, several ? '####' : '###')
  const texts = [...one.errors.map(renderProblem), ...(unseen === null ? [] : [unseen])]
  const heading = several && texts.length > 0 ? [makeKeptBlock(`### ${renderLabel(one)}`)] : []
  return [...heading, ...texts.map((text) => makeBlock(text, IMPORTANCE.blocking))]
}

/** Where the files of the commit are read: beside the page of the run, as GitHub lays it out. */
function findSource({ runUrl, commit, checkout }: MarkdownOptions): SourceOfFiles | null {
  const repository = /^(https:\/\/[^/"<>]+\/[\w.-]+\/[\w.-]+)\/actions\/runs\//.exec(runUrl ?? '')?.[1]
  return repository === undefined || !/^[0-9a-f]{7,64}$/.test(commit ?? '')
    ? null
    : { address: `${repository}/blob/${commit}/`, checkout: checkout ?? '' }
}

function renderBlockingBlocks({ packages }: Report, several: boolean, source: SourceOfFiles | null): Block[] {
  const found = packages.flatMap((one) =>
    one.findings.filter((finding) => isBlocking(finding, one)).map((finding) => ({ one, finding })),
  )
  return groupFindings(found).map((group, index) => {
    const account =
      group.finding.exposes && group.members.length === 1 ? renderExposureText(group.one.exposure) : null
    const isOpen = index < OPEN
    return {
      text: isOpen
        ? renderFindingSection(group, { heading: '###', several, account, source })
        : renderFoldedFinding(group, { several, account, source }),
      importance: isOpen ? IMPORTANCE.blocking : IMPORTANCE.moreBlocking,
      findings: group.members.map(({ finding }) => finding),
    }
  })
}

/** What does not block, folded, in lists small enough to be left out one by one. */
function renderFoldedLists({ packages }: Report): Block[] {
  const found = packages.flatMap((one) =>
    one.findings.filter((finding) => !isBlocking(finding, one)).map((finding) => ({ one, finding })),
  )
  return (['error', 'warning', 'notice'] as const).flatMap((level) => {
    const of = groupFindings(found.filter(({ finding }) => finding.severity === level))
    const all = of.reduce((sum, { members }) => sum + members.length, 0)
    return splitIntoParts(of, LIST).map((part, index) => {
      const range = of.length > LIST ? `, part ${index + 1}` : ''
      return {
        text: renderDetails(
          `${count(all, level)}${range}`,
          part.map((group) => renderFindingItem(group, packages.length > 1)).join('\n'),
        ),
        importance: IMPORTANCE[`${level}s`],
        findings: part.flatMap(({ members }) => members.map(({ finding }) => finding)),
      }
    })
  })
}

/** How it was made, what is set aside, and what changed since the last release. */
function renderCircumstancesOfPackage(one: PackageReport, { packages }: Report, contents: boolean): Block[] {
  const several = packages.length > 1
  const isMany = packages.length > MANY
  const name = several ? `${renderLabelInSummary(one)}: ` : ''
  const since = isMany ? '' : renderBaselineBlock(one)
  const notes = several ? null : renderNotes(one)
  const texts = [notes, renderSuppressions(one, name), renderAccepted(one, name)]
  const sizes = contents && !isMany ? renderContents(one) : null
  return [
    ...texts.flatMap((text) => (text === null ? [] : [makeBlock(text, IMPORTANCE.circumstances)])),
    ...(since === ''
      ? []
      : [makeBlock(several ? `${renderLabel(one)}\n\n${since}` : since, IMPORTANCE.circumstances)]),
    ...(sizes === null
      ? []
      : [makeBlock(several ? renderDetails(`${name}size by folder`, sizes) : sizes, IMPORTANCE.contents)]),
  ]
}

/** Of several packages: what is noted of more than one is told once. */
function renderSharedNotes({ packages }: Report): Block[] {
  if (packages.length < 2) return []
  const texts = listNotesOfMany(packages)
  return splitIntoParts(texts, LIST).map((part, index) =>
    makeBlock(
      index === 0 ? part.join('\n') : renderDetails('More notes', part.join('\n')),
      IMPORTANCE.circumstances,
    ),
  )
}

/** Of many packages: what changed since the last release, folded, one line each. */
function renderBaselineLists({ packages }: Report): Block[] {
  if (packages.length <= MANY) return []
  const lines = packages.map(renderBaselineLine).filter((line) => line !== '')
  return splitIntoParts(lines, LIST * 3).map((part) =>
    makeBlock(
      renderDetails(`Since the last release, ${count(part.length, 'package')}`, part.join('\n')),
      IMPORTANCE.circumstances,
    ),
  )
}

/** Of many packages: what takes how much room, folded together. */
function renderSizeLists({ packages }: Report): Block[] {
  if (packages.length <= MANY) return []
  const texts = packages.flatMap((one) => {
    const sizes = renderContents(one)
    return sizes === null ? [] : [renderDetails(renderLabelInSummary(one), sizes)]
  })
  return splitIntoParts(texts, LIST).map((part, index) => {
    const range = texts.length > LIST ? `, part ${index + 1}` : ''
    return makeBlock(renderDetails(`Size by folder${range}`, part.join('\n\n')), IMPORTANCE.contents)
  })
}

/** Which bytes were looked at: of a single package always, of several in one folded list. */
function renderScannedBlocks({ packages }: Report): Block[] {
  const texts = packages.map(renderScanned).filter((text) => text !== null)
  const [only] = texts
  if (only === undefined) return []
  if (packages.length === 1) return [makeKeptBlock(only)]
  return splitIntoParts(texts, LIST).map((part, index) =>
    makeBlock(
      renderDetails(`What was scanned${texts.length > LIST ? `, part ${index + 1}` : ''}`, part.join('\n\n')),
      IMPORTANCE.contents,
    ),
  )
}

function splitIntoParts<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  )
}

function makeBlock(text: string, importance: Block['importance']): Block {
  return { text, importance, findings: [] }
}

function makeKeptBlock(text: string): Block {
  return makeBlock(text, IMPORTANCE.verdict)
}
