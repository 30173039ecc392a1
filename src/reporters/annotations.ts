import { type Finding, LEVELS, type Level, type PackageReport, type Report } from '../model/report.ts'
import type { Unseen } from '../model/unseen.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { encodeAnnotationText, shorten } from '../text/safe-text.ts'
import { count, formatAddress, formatPackageLabel } from './phrases.ts'
import { type ActionPlaces, findManifest, findPlaceToAct, findTrackedFile } from './place-to-act.ts'
import {
  adviseOnUnseen,
  formatUnseenAddress,
  formatUnseenSize,
  UNSEEN_DOCS,
  UNSEEN_TITLE,
  UNSEEN_WHY,
} from './unseen-text.ts'

/** A remark at a line of a file, as GitHub shows it among a pull request's changes. */
export interface Annotation {
  readonly level: Level
  readonly title: string
  readonly message: string
  /** Path in the repository; null for a remark on the run as a whole. */
  readonly file: string | null
  /** 1-based. */
  readonly line: number | null
  readonly column: number | null
}

/** One less than the runner keeps of each level (actions/runner, ExecutionContext: `_maxCountPerIssueType` = 10). */
const SHOWN = 9
/** The runner cuts a message without a word after 4,096 characters (ExecutionContext: `_maxIssueMessageLength`). */
const MESSAGE_LIMIT = 4096
/** Characters of one value in a message, so that no value crowds out what to do about it. */
const VALUE_SHOWN = 300
const PLACES_SHOWN = 3

/**
 * At most nine annotations of each level and one that counts the rest, each where one can act: the original source if
 * it is tracked, the packed file if it is tracked, else the cause, else package.json.
 */
export function renderAnnotations(report: Report, options: ActionPlaces): Annotation[] {
  const all = [
    ...report.errors.map((error) => annotateTrouble(error)),
    ...report.packages.flatMap((one) => [
      ...one.errors.map((error) => annotateTrouble(error, findManifest(one, options))),
      ...one.unseen.map((part) => annotateUnseen(part, one, report, options)),
      ...one.findings.map((finding) => annotate(finding, one, report, options)),
    ]),
  ]
  return LEVELS.flatMap((level) => {
    const of = all.filter((annotation) => annotation.level === level)
    return of.length <= SHOWN ? of : [...of.slice(0, SHOWN), annotateRest(level, of.slice(SHOWN))]
  })
}

function annotate(finding: Finding, one: PackageReport, report: Report, options: ActionPlaces): Annotation {
  const fill = (template: string): string => fillTemplate(template, finding.data, encodeValue)
  const several =
    report.packages.length > 1 ? ` in ${encodeAnnotationText(formatPackageLabel(one), VALUE_SHOWN)}` : ''
  const lines = [
    `${fill(finding.template.what)} ${fill(finding.template.why)}`,
    describeWhere(finding),
    finding.cause === null ? '' : `Why it is in the tarball: ${encodeValue(finding.cause.reason)}`,
    `What to change: ${fill(finding.template.fix)}`,
    `${finding.rule}: ${finding.docs}`,
  ]
  return {
    level: finding.severity,
    title: `${finding.title}${several}`,
    message: limitMessage(lines.filter((line) => line !== '').join('\n')),
    ...findPlaceToAct(finding, one, options),
  }
}

/** What could not be looked at: at the file where it is tracked, else at package.json. */
function annotateUnseen(part: Unseen, one: PackageReport, report: Report, options: ActionPlaces): Annotation {
  const several =
    report.packages.length > 1 ? ` in ${encodeAnnotationText(formatPackageLabel(one), VALUE_SHOWN)}` : ''
  const lines = [
    `${encodeValue(formatUnseenAddress(part))}${formatUnseenSize(part)}: ${encodeValue(part.detail)}. ${UNSEEN_WHY}`,
    `What to change: ${adviseOnUnseen(part)}`,
    ...(part.digest === null ? [] : [part.digest]),
    UNSEEN_DOCS,
  ]
  const file = findTrackedFile(part.path, one, options) ?? findManifest(one, options)
  return {
    level: 'error',
    title: `${UNSEEN_TITLE}${several}`,
    message: limitMessage(lines.join('\n')),
    file,
    line: null,
    column: null,
  }
}

/** Where in the tarball, in words: the annotation itself may stand at the cause. */
function describeWhere(finding: Finding): string {
  const shown = finding.places.slice(0, PLACES_SHOWN).map((place) => {
    const evidence = place.evidence === null ? '' : ` (${encodeValue(place.evidence)})`
    return `${encodeValue(formatAddress(place))}${evidence}`
  })
  if (shown.length === 0) return ''
  const left = finding.count - shown.length
  return `In the tarball: ${shown.join(', ')}${left > 0 ? `, and ${count(left, 'more', 'more')}` : ''}`
}

/** What prevented looking, as an annotation; each line of the message on its own. */
export function annotateTrouble(error: string, file: string | null = null): Annotation {
  const message = limitMessage(error.split('\n').map(encodeValue).join('\n'))
  return { level: 'error', title: 'Seaworthy could not look', message, file, line: null, column: null }
}

function annotateRest(level: Level, left: readonly Annotation[]): Annotation {
  const titles = [...new Set(left.map((annotation) => annotation.title))].slice(0, SHOWN)
  return {
    level,
    title: `${count(left.length, `more ${level}`)}`,
    message: limitMessage(
      `GitHub shows ten annotations of a kind. The job summary and the report file have these too: ${titles.join('; ')}.`,
    ),
    file: null,
    line: null,
    column: null,
  }
}

function encodeValue(text: string): string {
  return encodeAnnotationText(text, VALUE_SHOWN)
}

function limitMessage(message: string): string {
  return message.length <= MESSAGE_LIMIT ? message : shorten(message, MESSAGE_LIMIT - 64)
}
