import { defineExamples } from '../../model/example.ts'
import rule from './embedded-text.ts'

const TEXT =
  "import { tax } from './tax'\n\nexport function price(units: number) {\n  const sum = units * 7\n  const all = sum + tax\n  if (all > 100) return 100\n  return all\n}\n"

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
      message: 'raw',
      title: 'a module that is the text of another',
      profile: 'proprietary',
      files: { 'price.js': `export default ${JSON.stringify(TEXT)}\n` },
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
      title: 'a table of addresses',
      files: {
        'index.js': 'export const urls = { "src/a.ts": "/a.js", "src/b.ts": "/b.js", "src/c.ts": "/c.js" }\n',
      },
    },
  ],
})
