import { describe, expect, test } from '@jest/globals'
import { findRule } from '../../src/cli/rule-pages.ts'
import { describeOptions } from '../../src/config/files/describe-options.ts'
import { readOptions } from '../../src/config/merge/effective-config.ts'
import { readDirection } from '../../src/config/merge/option-direction.ts'
import { resolveConfig } from '../../src/config/merge/resolve-config.ts'
import { RULES } from '../../src/rules/index.ts'
import { commitOf } from '../support/commit.ts'
import { temporaryFolder } from './temporary-repository.ts'

/** Left out, they have a value of their own, so that any number may be looser than none. */
const UNDIRECTED = ['change/new-file large', 'change/size least']

test('every option of a rule says in which direction it gets stricter, or is known not to', () => {
  const silent = RULES.flatMap((rule) =>
    describeOptions(rule)
      .filter(({ name }) => readDirection(rule, name) === null)
      .map(({ name }) => `${rule.meta.id} ${name}`),
  )
  expect(silent).toEqual(UNDIRECTED)
})

describe('in a pull request', () => {
  test.each<[string, string, string, string, unknown]>([
    [
      'a domain more must not show, at once',
      'internal/host',
      'domains: [a.example]',
      'domains: [a.example, b.example]',
      ['a.example', 'b.example'],
    ],
    ['the first domain must not show, at once', 'internal/host', '', 'domains: [a.example]', ['a.example']],
    [
      'a domain less still counts until the merge',
      'internal/host',
      'domains: [a.example]',
      'domains: []',
      ['a.example'],
    ],
    ['a domain that may show waits for the merge', 'internal/host', '', 'allow: [a.example]', []],
    [
      'a codename more must not show, at once',
      'internal/marker',
      'terms: [Alpha]',
      'terms: [Beta]',
      ['Beta', 'Alpha'],
    ],
    ['the first budget holds at once', 'size/package', '', 'packed: 5 MB', '5 MB'],
    ['a smaller budget holds at once', 'size/package', 'packed: 5 MB', 'packed: 4 MB', '4 MB'],
    ['a larger budget waits for the merge', 'size/package', 'packed: 5 MB', 'packed: 6 MB', '5 MB'],
    [
      'a budget in another unit is compared by what it comes to',
      'size/package',
      'packed: 5 MB',
      'packed: 5000 kB',
      '5000 kB',
    ],
    ['a budget that is gone holds until the merge', 'size/package', 'packed: 5 MB', '', '5 MB'],
    [
      'a pattern more of what may ship waits for the merge',
      'file/unexpected',
      'contents: ["a/**"]',
      'contents: ["a/**", "b/**"]',
      ['a/**'],
    ],
    [
      'a pattern less of what may ship holds at once',
      'file/unexpected',
      'contents: ["a/**", "b/**"]',
      'contents: ["a/**"]',
      ['a/**'],
    ],
  ])('%s', async (_title, id, base, head, expected) => {
    const option = (head || base).split(':')[0] ?? ''
    const config = (options: string) => ({
      'package.json': '{}',
      'seaworthy.yml': `rules: { ${id}: { options: { ${options} } } }\n`,
    })
    const root = temporaryFolder(config(head))
    const loaded = await resolveConfig({
      directory: root,
      repositoryRoot: root,
      configFile: null,
      rules: RULES,
      inputs: { profile: null, failOn: null },
      base: commitOf(config(base)),
      policy: null,
      now: new Date('2026-11-21'),
    })
    if (!loaded.ok) throw new Error(JSON.stringify(loaded.errors))
    expect(readOptions(loaded.config, findRule(id, RULES))[option]).toEqual(expected)
  })
})
