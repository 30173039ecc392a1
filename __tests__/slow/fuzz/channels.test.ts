import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { renderAnnotations } from '../../../src/reporters/annotations.ts'
import { renderMarkdown } from '../../../src/reporters/markdown.ts'
import { renderTerminal } from '../../../src/reporters/terminal.ts'
import { encodeLogText, encodeOutputText } from '../../../src/text/safe-text.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { findLiveText, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../../support/reports.ts'
import { readRunnerLog, splitRunnerLines } from '../../support/runner-commands.ts'
import { FUZZ_TIMEOUT, fuzz } from './fuzz.ts'
import { markdownRegressions } from './regressions.ts'

const PIECES = [
  ...Object.values(HOSTILE_TEXT),
  ...[
    '::',
    '##[',
    'set-output name=a',
    ']',
    '\r',
    '\n',
    '`',
    '|',
    '<',
    '>',
    '](',
    '![',
    '@a',
    '#1',
    '&#',
    '\\',
    '\u202e',
  ],
]
/** Texts made of what means something to somebody. */
const hostile = fc
  .array(fc.oneof(fc.constantFrom(...PIECES), fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 8 })
  .map((pieces) => pieces.join(''))

/** A report with the text in every place that a tarball or the network can fill. */
function reportWith(text: string) {
  const one = makeFinding({
    data: { file: text },
    places: [place({ path: text, layer: text, line: 3, column: 7, evidence: text })],
    original: { path: text, line: 1, column: 1 },
    cause: { path: text, line: 1, reason: text },
  })
  return reportOf(
    [
      makePackageReport({
        name: text,
        version: text,
        target: text,
        notes: [text],
        errors: [text],
        findings: [one, makeFinding()],
      }),
    ],
    { errors: [text] },
  )
}

/** Tags of the same report with a harmless text: no text may add one. */
const tagsOf = (html: string): string => [...new Set(parseHtmlParts(html).tags)].sort().join(' ')

describe('hostile text in a report', () => {
  test.each(markdownParsers)(
    '$name finds no more in it than in harmless text',
    ({ render, name }) => {
      const options = { runUrl: null, limit: Number.POSITIVE_INFINITY }
      const allowed = new Set(tagsOf(render(renderMarkdown(reportWith('plain'), options))).split(' '))
      for (const tag of ['wbr', '/code', 'span', '/span']) allowed.add(tag)
      return fuzz(
        fc.property(hostile, (text) => {
          const parts = parseHtmlParts(render(renderMarkdown(reportWith(text), options)))
          expect(parts.tags.filter((tag) => !allowed.has(tag))).toEqual([])
          expect(findLiveText(parts)).toEqual([])
        }),
        { runs: name === 'micromark' ? 60 : 20, regressions: [...markdownRegressions] },
      )
    },
    FUZZ_TIMEOUT,
  )

  test(
    'the runner obeys nothing of it in the log, and reads it as one output',
    () =>
      fuzz(
        fc.property(hostile, (text) => {
          const terminal = renderTerminal(reportWith(text), { color: false, width: 100, quiet: false })
          const log = readRunnerLog(splitRunnerLines(`${terminal}\n${encodeLogText(text)}\nlast\n`))
          expect(log.commands).toEqual([])
          expect(splitRunnerLines(encodeOutputText(text)).length).toBeLessThanOrEqual(1)
        }),
        { runs: 300 },
      ),
    FUZZ_TIMEOUT,
  )

  test(
    'annotations stay as many as they were, within what the runner keeps',
    () =>
      fuzz(
        fc.property(hostile, (text) => {
          const annotations = renderAnnotations(reportWith(text), { tracked: new Set(), folders: new Map() })
          expect(annotations.length).toBeLessThanOrEqual(30)
          for (const { message, title } of annotations)
            expect(message + title).not.toMatch(/##\[|[\0-\x08\x0b-\x1f]/)
        }),
        { runs: 300 },
      ),
    FUZZ_TIMEOUT,
  )
})
