import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ROOT } from '../../support/command-line.ts'

const PAGES = ['docs/github.md', 'docs/threat-model.md']
const textOf = (file: string) => readFileSync(path.join(ROOT, file), 'utf8')

const sources = readdirSync(path.join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.examples.ts'))
  .map((name) => textOf(path.join('src', name)))

/** Lines of blocks that say what the program says; `…` stands for what differs from run to run. */
const quoted = PAGES.flatMap((page) =>
  [...textOf(page).matchAll(/^```text says\n([\s\S]*?)^```$/gm)].flatMap(([, lines = '']) =>
    lines.split('\n').filter((line) => line !== ''),
  ),
)

describe('what the manual says that the program says', () => {
  test('is quoted', () => expect(quoted.length).toBeGreaterThan(5))

  test.each(quoted)('%s', (line) => {
    // A source puts a sentence together from pieces that end where a value or a sentence does.
    const parts = line.split(/[….:()]+/).map((part) => part.trim())
    const saying = sources.filter((source) => parts.every((part) => source.includes(part)))
    expect(saying).not.toEqual([])
  })
})

describe('the threat model', () => {
  const named = [...textOf('docs/threat-model.md').matchAll(/`(__tests__\/[\w./-]+)`/g)].map(
    ([, file = '']) => file,
  )

  test.each([...new Set(named)])('names %s, which is there', (file) => {
    expect(existsSync(path.join(ROOT, file))).toBe(true)
  })
})
