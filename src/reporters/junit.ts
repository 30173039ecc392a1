import type { Finding, PackageReport, Report } from '../model/report.ts'
import type { Unseen } from '../model/unseen.ts'
import { encodeXmlText } from '../text/safe-text.ts'
import { describePass, formatAddress, formatPackageLabel, isBlocking } from './phrases.ts'
import { adviseOnUnseen, formatUnseenAddress, UNSEEN_ID, UNSEEN_TITLE } from './unseen-text.ts'

/** Places of one finding that are written out. */
const PLACES_SHOWN = 50

/**
 * The report as JUnit XML, as Jenkins, CircleCI, Azure Pipelines and GitLab read it
 * (https://github.com/testmoapp/junitxml): a suite a package, a case a finding. What blocks is a failure, what could not
 * be looked at an error; milder findings pass and are told in `system-out`.
 */
export function renderJunit(report: Report): string {
  const suites = report.packages.map(renderSuite)
  if (report.errors.length > 0) suites.push(renderRunSuite(report.errors))
  const seconds = (report.timing.total / 1000).toFixed(3)
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Seaworthy" time="${seconds}">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n')
}

function renderSuite(one: PackageReport): string {
  const label = encodeXmlText(formatPackageLabel(one))
  const cases = [
    ...one.errors.map((text) =>
      renderTestCase(label, 'could be judged', renderError('could not look', text)),
    ),
    ...one.unseen.map((part) =>
      renderTestCase(label, `${UNSEEN_ID}: ${encodeXmlText(formatUnseenAddress(part))}`, renderUnseen(part)),
    ),
    ...one.findings.map((finding) => renderFindingCase(finding, one, label)),
  ]
  if (cases.length === 0) cases.push(`    <testcase classname="${label}" name="${describePass(one)}"/>`)
  const failures = one.findings.filter((finding) => isBlocking(finding, one)).length
  const errors = one.errors.length + one.unseen.length
  return [
    `  <testsuite name="${label}" tests="${cases.length}" failures="${failures}" errors="${errors}">`,
    ...cases,
    '  </testsuite>',
  ].join('\n')
}

function renderRunSuite(errors: readonly string[]): string {
  return [
    `  <testsuite name="Seaworthy" tests="${errors.length}" failures="0" errors="${errors.length}">`,
    ...errors.map((text) =>
      renderTestCase('Seaworthy', 'could be judged', renderError('could not look', text)),
    ),
    '  </testsuite>',
  ].join('\n')
}

function renderFindingCase(finding: Finding, one: PackageReport, label: string): string {
  const first = finding.places[0]
  const where = first === undefined ? '' : ` at ${encodeXmlText(formatAddress(first))}`
  const name = `${encodeXmlText(finding.rule)}${where}`
  const places = finding.places.slice(0, PLACES_SHOWN).map((place) => formatAddress(place))
  const more = finding.count > places.length ? [`and ${finding.count - places.length} more`] : []
  const text = [
    finding.message,
    finding.fix,
    ...(places.length > 1 ? [...places, ...more] : []),
    ...(finding.evidence === null ? [] : [finding.evidence]),
    `fingerprint ${finding.fingerprint}`,
    finding.docs,
  ]
    .map((line) => encodeXmlText(line))
    .join('\n')
  if (!isBlocking(finding, one)) return renderTestCase(label, name, `<system-out>${text}</system-out>`)
  const kind = `${finding.severity} ${finding.rule}`
  return renderTestCase(
    label,
    name,
    `<failure message="${encodeXmlText(finding.message)}" type="${encodeXmlText(kind)}">${text}</failure>`,
  )
}

function renderUnseen(part: Unseen): string {
  return renderError(UNSEEN_TITLE, `${part.detail}. ${adviseOnUnseen(part)}`)
}

function renderError(type: string, text: string): string {
  return `<error message="${encodeXmlText(text)}" type="${encodeXmlText(type)}">${encodeXmlText(text)}</error>`
}

/** @param label encoded; @param name encoded; @param body XML */
function renderTestCase(label: string, name: string, body: string): string {
  return `    <testcase classname="${label}" name="${name}">${body}</testcase>`
}
