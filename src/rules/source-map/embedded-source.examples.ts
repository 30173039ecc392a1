import { defineExamples } from '../../model/example.ts'
import rule from './embedded-source.ts'

function makeExampleMap(text: string, source = '../src/price.ts'): string {
  return JSON.stringify({
    version: 3,
    sources: [source],
    sourcesContent: [text],
    names: [],
    mappings: 'AAAA',
  })
}

function makeInlineUrl(): string {
  const base64 = Buffer.from(makeExampleMap('export const price = (t: number) => t * 0.7\n')).toString(
    'base64',
  )
  return `sourceMappingURL=data:application/json;base64,${base64}`
}

/** Twenty functions of four lines, with the line that each begins with. */
function makeFunctions(head: (name: string) => string): string {
  const makeOne = (at: number) =>
    `${head(`price${at}`)}\n  const sum = order.units * ${at}\n  return sum + order.tax${at}\n}\n`
  return Array.from({ length: 20 }, (_, at) => makeOne(at)).join('')
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'fixtures',
      title: 'a map that tests read',
      files: { 'test/fixtures/a.js.map': makeExampleMap('var fixture = 1\nvar other = 2\n', 'one.js') },
    },
    {
      message: 'exposed',
      title: 'a map beside the bundle that holds its sources',
      profile: 'proprietary',
      files: {
        'dist/index.js': 'export const price=t=>t*.7;\n//# sourceMappingURL=index.js.map\n',
        'dist/index.js.map': makeExampleMap(
          '// the discount nobody must know\nexport const price = (t: number) => t * 0.7\n',
        ),
      },
    },
    {
      message: 'exposed',
      title: 'a map inside the bundle',
      profile: 'proprietary',
      files: () => ({ 'dist/index.js': `export const price=t=>t*.7;\n//# ${makeInlineUrl()}\n` }),
    },
    {
      message: 'partly',
      title: 'the types and comments of code that can be read',
      profile: 'proprietary',
      files: () => ({
        'dist/index.js': `${makeFunctions((name) => `function ${name}(order) {`)}//# sourceMappingURL=index.js.map\n`,
        'dist/index.js.map': makeExampleMap(
          makeFunctions((name) => `/** What ${name} costs us. */\nfunction ${name}(order: Order): number {`),
        ),
      }),
    },
    {
      message: 'remnant',
      title: 'code that can be read, but for a line',
      profile: 'proprietary',
      files: () => ({
        'dist/index.js': `${makeFunctions((name) => `function ${name}(order) {`)}//# sourceMappingURL=index.js.map\n`,
        'dist/index.js.map': makeExampleMap(
          `${makeFunctions((name) => `function ${name}(order) {`)}const secret = 1\n`,
        ),
      }),
    },
  ],
  good: [
    {
      title: 'the map holds only what the package ships as a file',
      profile: 'open-source',
      files: {
        'dist/index.js': 'export const price=t=>t*.7;\n//# sourceMappingURL=index.js.map\n',
        'dist/index.js.map': makeExampleMap('export const price = (t) => t * 0.7\n', '../lib/price.js'),
        'lib/price.js': 'export const price = (t) => t * 0.7\n',
      },
    },
    {
      title: 'code that writes such comments',
      files: {
        'index.js':
          'export const link = (map) => "//# sourceMappingURL=data:application/json;base64," + map\n',
      },
    },
  ],
})
