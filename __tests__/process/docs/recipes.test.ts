import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { FORMAT_NAMES } from '../../../src/library/formats.ts'
import { ROOT, runSeaworthy } from '../../support/command-line.ts'

const text = readFileSync(path.join(ROOT, 'docs/recipes.md'), 'utf8')
const commands = [...text.matchAll(/npx (?:--yes )?seaworthy((?: --?[\w-]+(?: [\w.=/-]+)?)*)/g)].map(
  ([, options = '']) => options.trim(),
)

test('every recipe in YAML is YAML', () => {
  for (const [, yaml = ''] of text.matchAll(/```yaml recipe\n([\s\S]*?)```/g))
    expect(parse(yaml)).toBeTruthy()
})

test('every recipe names formats that there are', () => {
  const formats = commands.flatMap((options) =>
    [...options.matchAll(/--format (\w+)/g)].map(([, name]) => name),
  )
  expect(formats.length).toBeGreaterThan(5)
  for (const name of formats) expect(FORMAT_NAMES).toContain(name)
})

test('the hooks run as they are written', async () => {
  const hook = parse(readFileSync(path.join(ROOT, '.pre-commit-hooks.yaml'), 'utf8')) as { entry: string }[]
  const [, ...options] = hook[0]?.entry.split(' ') ?? []
  const clean = await runSeaworthy(options, { cwd: path.join(ROOT, 'examples/clean-package') })
  const leaky = await runSeaworthy(options, { cwd: path.join(ROOT, 'examples/leaky-package') })
  expect([clean.status, leaky.status]).toEqual([0, 1])
})
