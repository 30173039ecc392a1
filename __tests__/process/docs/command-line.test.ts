import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { readArguments, readCommand } from '../../../src/cli/arguments.ts'
import { COMMANDS, loadCommand } from '../../../src/cli/commands.ts'
import { readJudging } from '../../../src/cli/options.ts'
import { readOutputs } from '../../../src/cli/outputs.ts'
import { FORMAT_NAMES } from '../../../src/library/formats.ts'
import { ROOT } from '../../support/command-line.ts'

const PAGES = ['README.md', 'docs/command-line.md', 'docs/configuration.md']
const text = (page: string) => readFileSync(path.join(ROOT, page), 'utf8')
const MANUAL = text('docs/command-line.md')

/** A command line's words, quotes taken off, up to a comment or the next command. */
function wordsOf(line: string): string[] {
  const words = line.match(/"[^"]*"|'[^']*'|[^\s"']+/g) ?? []
  const end = words.findIndex((word) => word === '#' || word === '&&')
  return words.slice(0, end === -1 ? undefined : end).map((word) => word.replace(/^(["'])(.*)\1$/, '$2'))
}

const SHOWN = PAGES.flatMap((page) =>
  [...text(page).matchAll(/(?:npx |^ {4})seaworthy( .*)?$/gm)]
    .map((match) => (match[1] ?? '').trim())
    .filter((line) => !/[[<…]|^: /.test(line) && !/^(init|config) {2,}/.test(line))
    .map((line) => [page, line] as const),
)

test.each(SHOWN)('%s: seaworthy %s is understood', async (_page, line) => {
  const given = readCommand(wordsOf(line.replace(/`.*$/, '')))
  const { default: command } = await loadCommand(given.name)
  const read = readArguments(given, command)
  expect(read.asks).toBe('run')
  if (read.asks !== 'run') return
  const { format, output, config, policy, profile, 'fail-on': failOn } = read.options
  const one = (value: unknown) => (typeof value === 'string' ? value : null)
  readJudging({ config: one(config), policy: one(policy), profile: one(profile), 'fail-on': one(failOn) })
  if (Array.isArray(format)) readOutputs(format, one(output))
})

test('enough is shown for that to mean something', () => {
  expect(SHOWN.length).toBeGreaterThan(15)
})

test.each(Object.keys(COMMANDS))('the manual has the command %s', async (name) => {
  const { default: command } = await loadCommand(name)
  if (name === 'check')
    for (const option of Object.keys(command.options))
      expect(MANUAL).toMatch(new RegExp(`\\| .*\`--${option}`))
  else expect(MANUAL).toMatch(new RegExp(`^### .*\\b${name}\\b`, 'm'))
})

test('the manual has every format', () => {
  for (const format of FORMAT_NAMES) expect(MANUAL).toContain(`| \`${format}\` |`)
})
