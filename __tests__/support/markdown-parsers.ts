import { execFileSync, spawnSync } from 'node:child_process'
import { type MarkdownParser, MICROMARK } from './markdown.ts'

/** GitHub's own parser, a Debian package; CI installs it. */
export const hasCmark: boolean = spawnSync('cmark-gfm', ['--version']).status === 0

const CMARK_OPTIONS = ['--unsafe', '-e', 'table', '-e', 'autolink', '-e', 'strikethrough', '-e', 'tasklist']

const CMARK: MarkdownParser = {
  name: 'cmark-gfm',
  render: (markdown) =>
    execFileSync('cmark-gfm', CMARK_OPTIONS, { input: markdown, encoding: 'utf8', maxBuffer: 1 << 28 }),
}

/** The parsers at hand: micromark always, cmark-gfm where it is installed. */
export const markdownParsers: readonly MarkdownParser[] = hasCmark ? [MICROMARK, CMARK] : [MICROMARK]
