import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { loadConfig } from '../../../src/config/files/load-config.ts'
import { readPolicy } from '../../../src/config/policy/read-policy.ts'
import { readContentsList } from '../../../src/contents/contents-list.ts'
import { RULES } from '../../../src/rules/index.ts'
import { temporaryFolder } from '../../config/temporary-repository.ts'
import { ROOT } from '../../support/command-line.ts'

interface Snippet {
  readonly at: string
  readonly language: string
  readonly kind: string
  readonly text: string
}

/** Fenced blocks whose language is followed by what they are: `yaml seaworthy`. */
function snippetsOf(file: string): Snippet[] {
  const text = readFileSync(path.join(ROOT, file), 'utf8')
  return [...text.matchAll(/^```(\w+) (seaworthy[\w.-]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    at: `${file}:${text.slice(0, match.index).split('\n').length}`,
    language: match[1] ?? '',
    kind: match[2] ?? '',
    text: match[3] ?? '',
  }))
}

const RULE_PAGES = RULES.map(({ meta }) => `docs/rules/${meta.id}.md`)
const MANUAL = ['README.md', 'docs/configuration.md', 'docs/custom-rules.md'].flatMap(snippetsOf)
const SNIPPETS = [...MANUAL, ...RULE_PAGES.flatMap(snippetsOf)]
const named = (kind: string) =>
  SNIPPETS.filter((one) => one.kind === kind).map((one) => [one.at, one] as const)

describe('what the manual shows is what the program reads', () => {
  test.each(named('seaworthy'))('the configuration at %s', async (_at, { language, text }) => {
    const root = temporaryFolder({
      [language === 'json' ? 'seaworthy.json' : 'seaworthy.yml']: text,
      'shared/seaworthy.yml': 'profile: auto\n',
    })
    const loaded = await loadConfig({ directory: root, repositoryRoot: root, configFile: null, rules: RULES })
    expect(loaded).toMatchObject({ ok: true })
  })

  test.each(named('seaworthy-policy'))('the policy at %s', async (at, { text }) => {
    expect(await readPolicy(new TextEncoder().encode(text), at, RULES)).toMatchObject({ ok: true })
  })

  test.each(named('seaworthy.contents'))('the contents list at %s', (_at, { text }) => {
    expect(readContentsList(text)).toMatchObject({ errors: [] })
  })

  test('shows the defaults of the limits as they are', async () => {
    const [, limits] = named('seaworthy').find(([, { text }]) => text.startsWith('limits:')) ?? []
    const root = temporaryFolder({ 'seaworthy.yml': limits?.text ?? '' })
    const empty = temporaryFolder()
    const load = (directory: string) =>
      loadConfig({ directory, repositoryRoot: directory, configFile: null, rules: RULES })
    const [shown, byDefault] = [await load(root), await load(empty)]
    if (!shown.ok || !byDefault.ok) throw new Error('not read')
    expect(shown.config.limits).toEqual(byDefault.config.limits)
  })
})

test('every key of the schemas is shown in an example', () => {
  const keys = (file: string) =>
    Object.keys(JSON.parse(readFileSync(path.join(ROOT, 'schema', file), 'utf8')).properties).filter(
      (key) => key !== '$schema',
    )
  const shown = (kind: string) =>
    MANUAL.filter((one) => one.kind === kind)
      .map(({ text }) => text)
      .join('\n')
  for (const key of keys('config.schema.json'))
    expect(shown('seaworthy')).toMatch(new RegExp(`^${key}:`, 'm'))
  for (const key of keys('policy.schema.json'))
    expect(shown('seaworthy-policy')).toMatch(new RegExp(`^${key}:`, 'm'))
})

test('the message about a misspelt rule is the one that the program gives', async () => {
  const root = temporaryFolder({ 'seaworthy.yml': 'rules:\n  file/enviroment: error\n' })
  const loaded = await loadConfig({ directory: root, repositoryRoot: root, configFile: null, rules: RULES })
  const [error] = loaded.ok ? [] : loaded.errors
  const page = readFileSync(path.join(ROOT, 'docs/configuration.md'), 'utf8')
  expect(page).toContain(`    seaworthy.yml:${error?.line}:${error?.column}: ${error?.message}\n`)
})
