// Begins a rule: npm run new-rule <category>/<name>. Writes the rule, its examples, its line in the list, its test and
// its page, formats them, and prints the command that tests it. The tree is green afterwards; the rule finds nothing yet
// but the word in its example.
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const id = process.argv[2] ?? ''
if (!/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/.test(id)) {
  console.error('Name the rule as category/name, in lower case: npm run new-rule file/environment')
  process.exit(2)
}
const [category = '', name = ''] = id.split('/')
const file = `src/rules/${id}.ts`
if (existsSync(file)) {
  console.error(`${file} exists already. Choose another name, or edit that file.`)
  process.exit(2)
}
const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }
const written: string[] = []

create(
  file,
  `import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'

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
  options: z.strictObject({}),
  messages: {
    found: {
      what: 'The file says {word}.',
      why: 'It matters because.',
      fix: 'Do this.',
    },
  },
  keywords: ['replace-this-keyword'],
  layer(layer, context) {
    for (const { offset, keyword } of context.hits)
      context.report({ message: 'found', data: { word: keyword }, at: { layer, offset } })
  },
})
`,
)
create(
  `src/rules/${id}.examples.ts`,
  `import { defineExamples } from '../../model/example.ts'
import rule from './${name}.ts'

export default defineExamples(rule, {
  bad: [{ message: 'found', title: 'A file that has it', files: { 'index.js': '// replace-this-keyword\\n' } }],
  good: [{ title: 'A file without it', files: { 'index.js': 'export {}\\n' } }],
})
`,
)
create(
  `__tests__/rules/${id}/${name}.test.ts`,
  `import { describe, expect, test } from '@jest/globals'
import { scanFiles } from '../../../support/scan-files.ts'

describe('${id}', () => {
  test('names the place', async () => {
    const findings = await scanFiles({ 'index.js': 'a()\\n// replace-this-keyword\\n' })
    const [finding] = findings.filter(({ rule }) => rule === '${id}')
    expect(finding).toMatchObject({ path: 'index.js', line: 2, column: 4 })
  })
})
`,
)
enterInList()
run('node_modules/.bin/biome', ['check', '--write', ...written])
run(process.execPath, ['scripts/run-typescript.js', 'scripts/generate.ts'])
console.log(`
Written: ${[...written, `docs/rules/${id}.md`].join(', ')}

Now say in ${file} what it finds, and in docs/rules/${id}.md, below the generated part, what a reader wants to know.
Test it:  npm test -- __tests__/rules/${id} __tests__/rules/examples -t ${name}
Before you commit:  npm run generate && npm run build`)

function create(target: string, text: string): void {
  mkdirSync(path.dirname(target), { recursive: true })
  writeFileSync(target, text)
  written.push(target)
}

/** Puts the rule behind the last one of its category, or at the end where the category is new. */
function enterInList(): void {
  const index = 'src/rules/index.ts'
  const identifier = `${category}-${name}`.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const lines = readFileSync(index, 'utf8').split('\n')
  const known = new Map<string, string>()
  for (const line of lines) {
    const [, imported, from] = /^import (\w+) from '\.\/([a-z-]+)\//.exec(line) ?? []
    if (imported !== undefined && from !== undefined) known.set(imported, from)
  }
  const listed = lines.flatMap((line, at) =>
    known.get(line.trim().replace(/,$/, '')) === category ? [at] : [],
  )
  lines.splice((listed.at(-1) ?? lines.lastIndexOf(']') - 1) + 1, 0, `  ${identifier},`)
  const imports = lines.flatMap((line, at) => (/^import \w+ from '\.\//.test(line) ? [at] : []))
  lines.splice((imports.at(-1) ?? 0) + 1, 0, `import ${identifier} from './${id}.ts'`)
  writeFileSync(index, lines.join('\n'))
  written.push(index)
}

function run(command: string, args: readonly string[]): void {
  execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] })
}
