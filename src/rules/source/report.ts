import * as z from 'zod'
import { pathRole } from '../../knowledge/path-role.ts'
import type { Layer } from '../../model/layer.ts'
import { defineRule, type Place } from '../../model/rule.ts'
import { isMostlyHidden } from './content/carried/carried-log.ts'
import { readTextsOfMarkup } from './content/carried/carried-markup.ts'
import { REPORT_KEYWORDS, type Report, recogniseReportKind } from './content/report-kind.ts'

export default defineRule({
  meta: {
    id: 'source/report',
    title: 'Report that shows or lists the source',
    why: 'A coverage report in HTML has every line of the source on its pages; the report of a bundle analyser lists every module by its path, often with its text. Anyone who opens the package can read them, and no setting for source maps takes them out.',
    fix: 'Let the tool write its report outside of the folder that is published (`coverageDirectory`, `reportFilename`, `filename`), or name only the build’s output in `files` of package.json.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'source', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    source: {
      what: 'A report shows your source line by line: {kind}.',
      why: 'The pages have the code as it was written, with its comments.',
      fix: 'Leave the folder of the report out of the package.',
      severity: 'error',
    },
    texts: {
      what: 'A report holds the text of your source files: {kind}.',
      why: 'The files can be read as they were written.',
      fix: 'Write the report outside of the folder that is published.',
    },
    pages: {
      what: 'Pages of documentation show your source files: {kind}.',
      why: 'The tool writes a page with the whole text for every file, unless it is told not to.',
      fix: 'Turn these pages off (JSDoc: `templates.default.outputSourceFiles: false`), or leave the folder out.',
      severity: { 'open-source': 'notice', proprietary: 'error' },
    },
    modules: {
      what: 'A report lists the modules of the build: {kind}.',
      why: 'It names every source file and how they depend on each other.',
      fix: 'Write the report outside of the folder that is published.',
    },
    sample: {
      what: 'A report in tests or documents shows source: {kind}.',
      why: 'Nobody who uses the package needs it.',
      fix: 'Leave it out of the package, unless tests of yours read it.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  keywords: REPORT_KEYWORDS,
  layer(layer, context) {
    const found = layer.kind === 'text' && isPage(layer) ? recogniseReportKind(layer.text) : null
    if (found === null) return
    const { kind, message } = found
    const { path } = layer.entry
    const role = pathRole(path)
    // A report in documents is no sample: its pages are no leak only where the code can be read anyway.
    const isInDocuments = role === 'documentation'
    const pages = context.memory(() => [] as DocumentedSource[])
    if (isInDocuments && SHOWN.has(message) && pages.length < MOST_PAGES)
      pages.push({
        place: { path, trail: layer.trail },
        message,
        kind,
        texts: readTextsOfMarkup(layer.bytes),
      })
    else
      context.report({
        message: role === null || isInDocuments ? message : 'sample',
        data: { kind },
        at: [{ layer }],
        group: kind,
      })
  },
  package({ hiddenLines }, context) {
    for (const { place, message, kind, texts } of context.memory(() => [] as DocumentedSource[])) {
      const isHidden =
        hiddenLines === undefined ||
        texts.some((text) => isMostlyHidden(hiddenLines(removeLineNumbers(text))))
      context.report({
        message: isHidden ? message : 'sample',
        data: { kind },
        at: [place],
        group: `${kind} ${isHidden}`,
      })
    }
  },
})

/** What pages show as it is written. */
const SHOWN: ReadonlySet<Report['message']> = new Set(['source', 'pages'])
/** Pages in documents that are compared; they go on like the first ones. */
const MOST_PAGES = 200

interface DocumentedSource {
  readonly place: Place
  readonly message: Report['message']
  readonly kind: string
  readonly texts: readonly string[]
}

/** The lines of a page without the numbers before them. */
function removeLineNumbers(text: string): Buffer {
  return Buffer.from(text.replace(/^[ \t]*\d{1,6}(?=\D|$)/gm, ''))
}

/** The templates of the tools that write such pages are code, or have gaps to be filled. */
function isPage({ bytes }: Layer): boolean {
  const head = bytes.toString('latin1', 0, 2048)
  if (
    /^\s*(?:\[\s*)?\{\s*"(?:schemaVersion|thresholds|files|config|filePath|duplicates|statistics|metadata|data|paths|resolvedId)"\s*:/.test(
      head,
    )
  )
    return true
  return (
    /^\s*(?:<!doctype html|<html|<\?xml|<!--|<head|<body)/i.test(head) && !/\{\{[#/>^\w]|<%[=-]?/.test(head)
  )
}
