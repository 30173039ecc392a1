import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { ROOT } from '../../support/command-line.ts'

const COPIED = [
  'src',
  'scripts',
  'docs',
  'schema',
  '__tests__/support',
  'package.json',
  'tsconfig.json',
  'biome.json',
  'README.md',
]
let copy = ''
const filter = (file: string) => path.basename(file) !== 'node_modules'

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'seaworthy-new-rule-'))
  for (const name of COPIED) cpSync(path.join(ROOT, name), path.join(copy, name), { recursive: true, filter })
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(copy, 'node_modules'))
  execFileSync('git', ['init', '--quiet'], { cwd: copy })
})

afterAll(() => rmSync(copy, { recursive: true, force: true }))

function run(command: string, ...args: string[]): string {
  return execFileSync(command, args, { cwd: copy, encoding: 'utf8' })
}

test('a new rule leaves a tree that is formatted, typed, listed and documented', () => {
  const told = run(process.execPath, 'scripts/run-typescript.js', 'scripts/new-rule.ts', 'file/party-hat')
  expect(told).toContain('npm test -- __tests__/rules/file/party-hat')
  run('node_modules/.bin/biome', 'ci', 'src', '__tests__')
  run('node_modules/.bin/tsc', '-p', '.')
  expect(readFileSync(path.join(copy, 'docs/rules/file/party-hat.md'), 'utf8')).toContain('# file/party-hat')
  // The command that is told picks tests by the rule's name, its own among them.
  const own = readFileSync(path.join(copy, '__tests__/rules/file/party-hat/party-hat.test.ts'), 'utf8')
  expect(own).toContain("describe('file/party-hat'")
  const list = readFileSync(path.join(copy, 'src/rules/index.ts'), 'utf8').split('\n')
  const at = list.indexOf('  filePartyHat,')
  expect(list[at - 1]).toMatch(/^ {2}file\w+,$/)
})
