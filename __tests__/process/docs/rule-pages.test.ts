import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { RULES } from '../../../src/rules/index.ts'
import { ROOT } from '../../support/command-line.ts'

test.each(RULES.map(({ meta }) => [meta.id]))('the page of %s says all that a reader asks', (id) => {
  const page = readFileSync(path.join(ROOT, `docs/rules/${id}.md`), 'utf8')
  const headings = [...page.matchAll(/^## (.+)$/gm)].map(([, heading]) => heading)
  expect(headings).toEqual(
    expect.arrayContaining([
      'Why it matters',
      'What to do',
      'What it says',
      'Examples',
      'Options',
      'Setting it aside',
      'What it cannot see',
    ]),
  )
})
