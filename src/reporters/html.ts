import { createHash } from 'node:crypto'
import type { Finding, PackageReport, Report, Verdict } from '../model/report.ts'
import { fillTemplate } from '../text/fill-template.ts'
import { htmlText } from '../text/safe-text.ts'
import { HTML_STYLE } from './html-style.ts'
import {
  address,
  bytes,
  count,
  levelCounts,
  originalAddress,
  packageLabel,
  packedSentence,
  passSentence,
  repositoryPath,
} from './phrases.ts'
import {
  UNSEEN_DOCS,
  UNSEEN_ID,
  UNSEEN_TITLE,
  UNSEEN_WHY,
  unseenAddress,
  unseenCount,
  unseenFix,
  unseenSize,
} from './unseen-text.ts'

/** Places of one finding that are written out. */
const PLACES_SHOWN = 100
const VALUE_SHOWN = 1000

/**
 * The report as one HTML page that needs nothing else: no script, and a content security policy that lets the page
 * load nothing but its own style sheet.
 */
export function renderHtml(report: Report): string {
  const policy = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(HTML_STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'`
  const title = headline(report)
  const found = levelCounts(report.packages.flatMap((one) => one.findings))
  const counts = [unseenCount(report.packages), found].filter((part) => part !== '').join(', ')
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<header class="${report.verdict}"><h1>${htmlText(title)}</h1><p>${counts || 'Nothing found'}</p></header>
<main>
${report.errors.map(problem).join('\n')}
${report.packages.map(packageSection).join('\n')}
</main>
<footer>Seaworthy ${htmlText(report.tool.version)}${report.policy === null ? '' : `, policy ${code(report.policy.source)}`}</footer>
</body>
</html>
`
}

function headline(report: Report): string {
  const [only, other] = report.packages
  const subject =
    only !== undefined && other === undefined ? packageLabel(only) : count(report.packages.length, 'package')
  return report.verdict === 'pass'
    ? passSentence(subject, report.packages)
    : headlines[report.verdict](subject)
}

const headlines: Readonly<Record<Exclude<Verdict, 'pass'>, (subject: string) => string>> = {
  block: (subject) => `Do not publish ${subject}`,
  error: (subject) => `${subject} could not be judged`,
}

function packageSection(one: PackageReport): string {
  const parts = [
    `<h2 class="${one.verdict}">${htmlText(packageLabel(one))}</h2>`,
    ...one.errors.map(problem),
    tarballList(one),
    list('notes', one.notes.map(prose)),
    unseenArticle(one),
    ...one.findings.map((finding) => findingSection(finding, one)),
    exposureTable(one),
    suppressionList(one),
    acceptedList(one),
    contentsTable(one),
  ]
  return `<section>\n${parts.filter((part) => part !== '').join('\n')}\n</section>`
}

function findingSection(finding: Finding, one: PackageReport): string {
  // The encoder leaves no backtick in a value, so those that are left are the message's own.
  const fill = (template: string): string =>
    fillTemplate(template, finding.data, code).replace(/`([^`]+)`/g, '<code>$1</code>')
  const { cause, change } = finding
  const parts = [
    `<h3><span class="level ${finding.severity}">${finding.severity}</span> ${htmlText(finding.title)}</h3>`,
    `<p>${fill(finding.template.what)} ${fill(finding.template.why)}</p>`,
    placesList(finding),
    cause === null
      ? ''
      : `<p><b>Why it is in the tarball:</b> ${causePlace(cause, one)}${prose(cause.reason)}</p>`,
    `<p><b>What to change:</b> ${fill(finding.template.fix)}</p>`,
    change === null
      ? ''
      : `<pre><span>${htmlText(change.path)}</span>${change.remove.map((line) => `<del>- ${htmlText(line)}</del>`).join('')}${change.add.map((line) => `<ins>+ ${htmlText(line)}</ins>`).join('')}</pre>`,
    `<p class="small"><a href="${htmlText(finding.docs)}" rel="noreferrer">${htmlText(finding.rule)}</a> · ${htmlText(finding.fingerprint)}</p>`,
  ]
  return `<article>\n${parts.filter((part) => part !== '').join('\n')}\n</article>`
}

function placesList(finding: Finding): string {
  const items = finding.places.slice(0, PLACES_SHOWN).map((place) => {
    const original = originalAddress(place)
    const from = original === null ? '' : ` from ${code(original)}`
    return `${code(address(place))}${from}${place.evidence === null ? '' : ` <span>${htmlText(place.evidence, VALUE_SHOWN)}</span>`}`
  })
  const left = finding.count - items.length
  if (items.length > 0 && left > 0) items.push(`and ${count(left, 'more place')}`)
  return list('places', items)
}

function causePlace({ path, line }: NonNullable<Finding['cause']>, one: PackageReport): string {
  if (path === null) return ''
  const file = repositoryPath(one, path)
  return `${code(line === null ? file : `${file}:${line}`)}: `
}

function tarballList(one: PackageReport): string {
  const { tarball, profile, profileReason } = one
  if (tarball === null) return ''
  const packed = packedSentence(one)
  return list('facts', [
    `${code(tarball.filename)}, ${count(tarball.fileCount, 'file')}, ${bytes(tarball.size)} packed, ${bytes(tarball.unpackedSize)} unpacked`,
    `Integrity <code>${htmlText(tarball.integrity)}</code>`,
    `SHA-256 <code>${htmlText(tarball.sha256)}</code>`,
    ...(packed === null ? [] : [prose(packed)]),
    `Profile ${profile}, because ${prose(profileReason)}`,
  ])
}

function exposureTable({ exposure }: PackageReport): string {
  if (exposure.files === 0) return ''
  const rows = exposure.folders.map(({ path, files, lines }) => [code(path), String(files), String(lines)])
  return `<h3>What would become readable</h3>\n<p>${count(exposure.files, 'original file')}, ${count(exposure.lines, 'line')}, ${bytes(exposure.bytes)} of text that is published nowhere else.</p>\n${table(['Folder', 'Files', 'Lines'], rows)}`
}

function suppressionList({ suppressed }: PackageReport): string {
  if (suppressed.length === 0) return ''
  const items = suppressed.map(
    ({ finding, reason, expires, by }) =>
      `${htmlText(finding.rule)}${finding.path === null ? '' : ` in ${code(finding.path)}`}, ${expires === null ? 'without end' : `until ${htmlText(expires)}`}${by === null ? '' : `, approved by ${htmlText(by)}`}: ${htmlText(reason)}`,
  )
  return `<h3>${count(suppressed.length, 'suppression')} in force</h3>\n${list('suppressions', items)}`
}

function unseenArticle({ unseen }: PackageReport): string {
  if (unseen.length === 0) return ''
  const items = unseen.map(
    (part) =>
      `${code(unseenAddress(part))}${unseenSize(part)}: ${prose(part.detail)}. ${prose(unseenFix(part))}${part.digest === null ? '' : `<br><span class="small">${code(part.digest)}</span>`}`,
  )
  return `<article>
<h3><span class="level error">unseen</span> ${UNSEEN_TITLE}</h3>
<p>${UNSEEN_WHY}</p>
${list('unseen', items)}
<p class="small"><a href="${UNSEEN_DOCS}" rel="noreferrer">${UNSEEN_ID}</a></p>
</article>`
}

function acceptedList({ accepted }: PackageReport): string {
  if (accepted.length === 0) return ''
  const items = accepted.map(
    ({ unseen, reason, expires, by }) =>
      `${code(unseenAddress(unseen))}${unseenSize(unseen)}, until ${htmlText(expires)}${by === null ? '' : `, approved by ${htmlText(by)}`}: ${htmlText(reason)}`,
  )
  return `<h3>${count(accepted.length, 'part')} accepted unseen</h3>\n${list('suppressions', items)}`
}

function contentsTable({ contents }: PackageReport): string {
  if (contents.folders.length === 0) return ''
  const rows = contents.folders.map(({ path, files, bytes: size }) => [
    path === '' ? 'the root' : code(`${path}/`),
    String(files),
    bytes(size),
  ])
  return `<h3>What takes room</h3>\n${table(['Folder', 'Files', 'Unpacked'], rows)}`
}

function problem(error: string): string {
  return `<p class="problem">${error
    .split('\n')
    .map((line) => htmlText(line))
    .join('<br>')}</p>`
}

function list(kind: string, items: readonly string[]): string {
  return items.length === 0
    ? ''
    : `<ul class="${kind}">${items.map((item) => `<li>${item}</li>`).join('')}</ul>`
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string): string =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`
  return `<table>${row(head, 'th')}${rows.map((cells) => row(cells, 'td')).join('')}</table>`
}

/** A sentence that may hold hostile parts; what it has in backticks is shown as code. */
function prose(text: string): string {
  return htmlText(text).replace(/&#96;((?:(?!&#96;).)+)&#96;/g, '<code>$1</code>')
}

function code(value: string): string {
  return `<code>${htmlText(value, VALUE_SHOWN)}</code>`
}
