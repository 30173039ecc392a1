import { defineExamples } from '../../model/example.ts'
import rule from './embedded-text.ts'

const TEXT =
  "import { tax } from './tax'\n\nexport function price(units: number) {\n  const sum = units * 7\n  const all = sum + tax\n  if (all > 100) return 100\n  return all\n}\n"

const LONG_TEXT = `import { rate } from './rates.js'

const limit = 9

export class Prices {
  constructor(rows) {
    this.rows = rows
  }

  sum(kind) {
    const own = this.rows.filter((row) => row.kind === kind)
    return own.reduce((all, row) => all + row.amount * rate(kind), 0)
  }

  isOver(kind) {
    return this.sum(kind) > limit
  }
}
`

export default defineExamples(rule, {
  bad: [
    {
      message: 'table',
      title: 'a repository packed into one document for a language model',
      files: {
        'assets/codebase.md': ['src/a.ts', 'src/b.ts', 'lib/c.ts', 'lib/d.ts']
          .map((path) => `## File: ${path}\n\`\`\`ts\n${TEXT}\`\`\`\n`)
          .join('\n'),
      },
    },
    {
      message: 'carried',
      title: 'a module in a bundle that a build read as text',
      profile: 'proprietary',
      files: {
        'dist/main.js': `(()=>{class n{constructor(t){this.s=t}}const o=${JSON.stringify(`// Prices of all kinds\n${LONG_TEXT}`)};module.exports=()=>({l:new n(o),o})})();\n`,
      },
    },
    {
      message: 'table',
      title: 'files as objects, with more about each of them',
      files: {
        'files.json': JSON.stringify(
          ['a', 'b', 'c'].map((name) => ({
            path: `src/${name}.ts`,
            size: TEXT.length,
            kind: 'file',
            code: TEXT,
          })),
        ),
      },
    },
    {
      message: 'few',
      title: 'a block of YAML under the path of a file',
      profile: 'proprietary',
      files: { 'texts.yaml': `src/price.ts: |\n${TEXT.replace(/^/gm, '  ')}\n` },
    },
    {
      message: 'table',
      title: 'a table of modules',
      files: {
        'index.js': `export const files = { ${['a', 'b', 'c'].map((name) => `"src/${name}.ts": "import x from 'x'\\n// ${name}\\nexport const one = 1\\nexport const two = 2\\nexport function f() {\\n}\\n"`).join(', ')} }\n`,
      },
    },
    {
      message: 'few',
      title: 'a module and its text',
      profile: 'proprietary',
      files: { 'data.json': JSON.stringify([{ path: 'src/price.ts', content: TEXT }]) },
    },
    {
      message: 'written',
      title: 'a file that a generator writes',
      profile: 'proprietary',
      files: {
        'package.json':
          '{"name":"create-house","version":"1.0.0","license":"MIT","bin":{"create-house":"cli.js"},"files":["cli.js"]}\n',
        'cli.js': `#!/usr/bin/env node\nconst files = ${JSON.stringify({ 'src/App.tsx': TEXT })}\n`,
      },
    },
    {
      message: 'raw',
      title: 'a module that is the text of another',
      profile: 'proprietary',
      files: { 'price.js': `export default ${JSON.stringify(TEXT)}\n` },
    },
    {
      message: 'carried',
      title: 'a string without any path',
      profile: 'proprietary',
      files: { 'cache.json': JSON.stringify({ key: '9f1c', code: LONG_TEXT }) },
    },
    {
      message: 'carried',
      title: 'lines in a list',
      profile: 'proprietary',
      files: { 'cache.json': JSON.stringify({ lines: LONG_TEXT.split('\n') }) },
    },
    {
      message: 'carried',
      title: 'a page that shows code',
      profile: 'proprietary',
      files: {
        'out.html': `<!doctype html><h1>Prices</h1><pre>${LONG_TEXT.replace(/>/g, '&gt;')}</pre>\n`,
      },
    },
    {
      message: 'carried',
      title: 'a field of a record in bytes',
      profile: 'proprietary',
      files: {
        'state.bin': Buffer.concat([
          Buffer.from([10, 0, 1, 2, 0x92, 3]),
          Buffer.from(LONG_TEXT),
          Buffer.alloc(9),
        ]),
      },
    },
    {
      message: 'carried',
      title: 'base64 of a file',
      profile: 'proprietary',
      files: { 'data.json': JSON.stringify({ blob: Buffer.from(LONG_TEXT).toString('base64') }) },
    },
    {
      message: 'table',
      title: 'a repository in one text for a model',
      profile: 'proprietary',
      files: {
        'context.txt': ['a', 'b', 'c', 'd'].map((name) => `>>>> src/${name}.ts\n${LONG_TEXT}`).join('\n'),
      },
    },
    {
      message: 'carried',
      title: 'a file in an address',
      profile: 'proprietary',
      files: { 'index.js': `export default "data:text/plain,${encodeURIComponent(LONG_TEXT)}"\n` },
    },
    {
      message: 'stories',
      title: 'a story and its source',
      files: {
        'iframe.js': `Button.parameters = { storySource: { source: ${JSON.stringify(TEXT)} } }\n`,
      },
    },
  ],
  good: [
    {
      title: 'a text whose lines the package shows anyway',
      profile: 'proprietary',
      files: {
        'package.json':
          '{"name":"x","version":"1.0.0","license":"MIT","main":"lib/prices.js","files":["lib"]}',
        'lib/prices.js': LONG_TEXT,
        'lib/pages.json': JSON.stringify({ page: LONG_TEXT }),
        'lib/rates.js': 'export const rate = () => 2\n',
      },
    },
    {
      title: 'a text with gaps, from which a generator makes files',
      profile: 'proprietary',
      files: {
        'index.js': `export const page = ${JSON.stringify(LONG_TEXT.replace('limit = 9', 'limit = {{ limit }}'))}\n`,
      },
    },
    {
      title: 'a table of addresses',
      files: {
        'index.js': 'export const urls = { "src/a.ts": "/a.js", "src/b.ts": "/b.js", "src/c.ts": "/c.js" }\n',
      },
    },
  ],
})
