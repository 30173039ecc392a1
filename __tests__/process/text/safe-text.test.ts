import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import {
  encodeAnnotationText,
  encodeHtmlText,
  encodeLogText,
  encodeMarkdownCode,
  encodeMarkdownText,
  encodeOutputText,
  encodeSarifText,
  encodeTerminalText,
  shorten,
  showInvisible,
  VALUE_LIMIT,
} from '../../../src/text/safe-text.ts'
import { HOSTILE_TEXT } from '../../support/hostile-text.ts'
import { findLiveText, parseHtmlParts } from '../../support/markdown.ts'
import { markdownParsers } from '../../support/markdown-parsers.ts'
import { parseCommand, readRunnerLog, splitRunnerLines } from '../../support/runner-commands.ts'
import { readKeyValueFile } from '../../support/runner-files.ts'

const corpus = Object.entries(HOSTILE_TEXT)
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u
/** Whole lines and lines that a value begins, ends or splits. */
const frames: ((value: string) => string)[] = [
  (value) => value,
  (value) => `scanning ${value}`,
  (value) => `  ${value} is ${value}`,
]

describe('the corpus is hostile', () => {
  test('raw, it makes the runner obey', () => {
    const obeyed = corpus.filter(
      ([, value]) => readRunnerLog(splitRunnerLines(`scanning ${value}`)).commands.length > 0,
    )
    expect(obeyed.length).toBeGreaterThan(8)
  })

  test('raw, it makes Markdown come alive', () => {
    for (const parser of markdownParsers) {
      const alive = corpus.filter(([, value]) => {
        const parts = parseHtmlParts(parser.render(`a ${value}`))
        return findLiveText(parts).length > 0 || parts.tags.some((tag) => !['p', '/p'].includes(tag))
      })
      expect(alive.length).toBeGreaterThan(30)
    }
  })
})

describe.each(corpus)('%s', (_title, value) => {
  test('in the log it is one line of text', () => {
    for (const encode of [encodeLogText, encodeTerminalText])
      for (const frame of frames) {
        const line = frame(encode(value))
        expect(splitRunnerLines(line).length).toBeLessThanOrEqual(1)
        expect(readRunnerLog(splitRunnerLines(line)).commands).toEqual([])
        expect(line).not.toMatch(INVISIBLE)
        expect(line).not.toContain('##[')
        expect(encodeLogText(line)).toBe(line)
      }
  })

  test('wrapped anywhere in a terminal it is no command', () => {
    const line = encodeTerminalText(value)
    for (let at = 0; at < Math.min(line.length, 200); at++) expect(parseCommand(line.slice(at))).toBeNull()
  })

  test.each(markdownParsers)('as code in Markdown it is literal ($name)', (parser) => {
    const code = encodeMarkdownCode(value)
    expect(code).not.toContain('\n')
    if (value.trim() === '') {
      expect(code).toBe('(empty)')
      return
    }
    const shown = showInvisible(shorten(value))
    for (const markdown of [code, `text ${code} text`, `- ${code}`, `**${code}**`, `> ${code}`]) {
      const parts = parseHtmlParts(parser.render(markdown))
      const inner = parts.tags.slice(parts.tags.indexOf('code'), parts.tags.lastIndexOf('/code') + 1)
      expect(inner.filter((tag) => tag !== 'wbr')).toEqual(['code', '/code'])
      expect(
        parts.text
          .replace('text ', '')
          .replace(/ text\n?$/, '')
          .trim(),
      ).toBe(shown.trim())
      expect(findLiveText(parts)).toEqual([])
    }
    const table = parseHtmlParts(parser.render(`| a | b |\n|---|---|\n| ${code} | ${code} |\n`))
    expect(table.tags.filter((tag) => tag === 'td')).toHaveLength(2)
    expect(table.tags.filter((tag) => tag === 'code')).toHaveLength(2)
  })

  test.each(markdownParsers)('as text in Markdown it is literal ($name)', (parser) => {
    const text = encodeMarkdownText(value)
    expect(text).not.toContain('\n')
    const shown = showInvisible(shorten(value)).replace(/ +/g, ' ').trim()
    for (const markdown of [text, `Ω ${text}`, `- ${text}`, `| Ω |\n|---|\n| ${text} |`]) {
      const parts = parseHtmlParts(parser.render(markdown))
      const ours = ['p', 'ul', 'li', 'table', 'thead', 'tbody', 'tr', 'th', 'td', 'span']
      expect(parts.tags.filter((tag) => !ours.includes(tag.replace('/', '')))).toEqual([])
      expect(findLiveText(parts)).toEqual([])
      const seen = parts.text.replaceAll('\u200b', '').replace(/\s+/g, ' ').trim()
      expect(seen.replace(/^Ω ?/, '')).toBe(shown)
    }
  })

  test('as an output it stays one value', () => {
    const text = `verdict=block\npath=${encodeOutputText(value)}\n`
    expect(readKeyValueFile(text)).toEqual({ verdict: 'block', path: encodeOutputText(value) })
    expect(encodeOutputText(value)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u)
  })

  test('in an annotation it keeps to its place', () => {
    const text = encodeAnnotationText(value)
    expect(text).not.toMatch(INVISIBLE)
    expect(text.length).toBeLessThan(VALUE_LIMIT * 12)
  })

  test('in HTML it is text', () => {
    const parts = parseHtmlParts(`<p title="${encodeHtmlText(value)}">${encodeHtmlText(value)}</p>`)
    expect(parts.tags).toEqual(['p', '/p'])
    expect(parts.text).toBe(showInvisible(value))
  })

  test('in SARIF it holds no link', () => {
    expect(encodeSarifText(value)).not.toMatch(/\]\(/)
    expect(encodeSarifText(value)).not.toMatch(INVISIBLE)
  })
})

test('random text never becomes a command, a tag or something alive', () => {
  const pieces = [
    ...'@#:[]()<>`*_|~!&;%\\/- \n\r\t',
    '##[',
    '::',
    'error',
    '&#64;',
    'a',
    'www.',
    'http://',
    '\u202e',
    '\ud800',
  ]
  const hostile = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary' })), {
    maxLength: 20,
  })
  fc.assert(
    fc.property(hostile, (parts) => {
      const value = parts.join('')
      expect(readRunnerLog(splitRunnerLines(`x ${encodeLogText(value)}`)).commands).toEqual([])
      const micromark = markdownParsers[0]
      const code = parseHtmlParts(micromark?.render(encodeMarkdownCode(value)) ?? '')
      const isEmpty = encodeMarkdownCode(value) === '(empty)'
      expect(code.tags.filter((tag) => tag !== 'wbr')).toEqual(
        isEmpty ? ['p', '/p'] : ['p', 'code', '/code', '/p'],
      )
      const text = parseHtmlParts(micromark?.render(`x ${encodeMarkdownText(value)}`) ?? '')
      expect(text.tags.filter((tag) => !/^\/?span$/.test(tag))).toEqual(['p', '/p'])
      expect(findLiveText(text)).toEqual([])
    }),
    { numRuns: 500, seed: 6 },
  )
})

test('what does not show is shown', () => {
  expect(encodeLogText('a\u202eb\r\n\u001b[31m')).toBe('a\\u{202e}b\\u{d}\\u{a}\\u{1b}[31m')
  expect(encodeMarkdownCode('a\nb')).toBe('<code>a&#92;u&#123;a&#125;b</code>')
  expect(encodeMarkdownCode('dist/a_b.js')).toBe('`dist/a_b.js`')
  expect(encodeMarkdownText('package.json has a files list: "dist" (v1.2) and snake_case')).toBe(
    'package.json has a files list: "dist" (v1.2) and snake_case',
  )
  expect(showInvisible('\ud800x')).toBe('\\u{d800}x')
  expect(showInvisible('naïve ❤️ 世界')).toBe('naïve ❤ 世界')
})

test('a long value loses its middle and says how much', () => {
  expect(shorten('abc', 3)).toBe('abc')
  expect(shorten(`${'a'.repeat(70)}${'b'.repeat(1000)}${'c'.repeat(30)}`, 100)).toBe(
    `${'a'.repeat(70)} … (1,000 more characters) … ${'c'.repeat(30)}`,
  )
  expect(showInvisible(shorten('\u{1f980}'.repeat(100), 31))).not.toContain('u{d')
})
