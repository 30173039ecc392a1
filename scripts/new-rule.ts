// Begins a rule: npm run new-rule <category>/<name>. Writes its file, its line in the list, its test and its page.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { VERSION } from '../src/model/version.ts'

const id = process.argv[2] ?? ''
if (!/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(id)) {
  console.error('Name the rule as category/name, in lower case: npm run new-rule file/environment')
  process.exit(2)
}
const [category = '', name = ''] = id.split('/')
const file = `src/rules/${id}.ts`
if (existsSync(file)) {
  console.error(`${file} is there already.`)
  process.exit(2)
}
const identifier = `${category}-${name}`.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
const version =
  VERSION === '0.0.0-source'
    ? (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version
    : VERSION

function create(target: string, text: string): void {
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, text)
  console.log(target)
}

create(
  file,
  `import * as z from 'zod'
import { defineRule } from '../define.ts'

export default defineRule({
  meta: {
    id: '${id}',
    title: 'What it finds, as a noun phrase',
    why: 'Why anybody should care, in one paragraph.',
    fix: 'The usual remedy, in one paragraph.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'tidiness', remedy: 'leave-out' },
    since: '${version}',
  },
  options: z.object({}),
  messages: {
    found: {
      what: '{path} is there.',
      why: 'It matters because.',
      fix: 'Do this.',
    },
  },
  examples: {
    bad: [{ title: 'a package that has it', files: { 'index.js': 'export {}\\n' } }],
    good: [{ title: 'a package that has it not', files: { 'index.js': 'export {}\\n' } }],
  },
  entry(entry, context) {
    if (entry.path === 'replace-me') context.report({ message: 'found', data: { path: entry.path }, at: entry })
  },
})
`,
)
create(
  `__tests__/rules/${id}/${name}.test.ts`,
  `import { describe, expect, test } from '@jest/globals'
import { scanFiles } from '../../../support/scan-files.ts'

describe('${id}', () => {
  test('finds what it is for', async () => {
    const findings = await scanFiles({ 'replace-me': '' })
    expect(findings.map((finding) => finding.rule)).toContain('${id}')
  })
})
`,
)
const index = 'src/rules/index.ts'
const lines = readFileSync(index, 'utf8').split('\n')
lines.splice(
  lines.findIndex((line) => line.startsWith('import type')),
  0,
  `import ${identifier} from './${id}.ts'`,
)
lines.splice(lines.lastIndexOf(']'), 0, `  ${identifier},`)
writeFileSync(index, lines.join('\n'))
console.log(index)
console.log(`Next: write the rule, then npm run generate for docs/rules/${id}.md`)
