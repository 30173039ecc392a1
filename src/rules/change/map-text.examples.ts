import { defineExamples } from '../../model/example.ts'
import { makeExampleRelease } from './content/example-releases.ts'
import rule from './map-text.ts'

const MAP = {
  'index.js': 'module.exports=1;\n//# sourceMappingURL=index.js.map\n',
  'index.js.map':
    '{"version":3,"sources":["src/index.ts"],"sourcesContent":["// ours\\nexport default 1 as number\\n"],"names":[],"mappings":"AACA"}\n',
}

const MAP_WITHOUT_TEXT = '{"version":3,"sources":["src/index.ts"],"names":[],"mappings":"AACA"}\n'

/** Files with a map of one original source of so many lines. */
function makeMap(lines: number): Record<string, string> {
  const text = Array.from({ length: lines }, (_, at) => `export const value${at}: number = ${at}`).join('\n')
  return {
    'index.js': 'module.exports=1;\n//# sourceMappingURL=index.js.map\n',
    'index.js.map': JSON.stringify({
      version: 3,
      sources: ['src/index.ts'],
      sourcesContent: [text],
      names: [],
      mappings: 'AACA',
    }),
  }
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'grown',
      title: 'Ten times the source of the last release',
      before: makeExampleRelease('1.0.0', {}, makeMap(10)),
      files: makeExampleRelease('1.0.1', {}, makeMap(12_000)),
    },
    {
      message: 'filled',
      title: 'Text in a map that had none',
      before: makeExampleRelease('1.0.0', {}, { ...MAP, 'index.js.map': MAP_WITHOUT_TEXT }),
      files: makeExampleRelease('1.0.1', {}, MAP),
    },
    {
      message: 'appeared',
      title: 'The first release with a map',
      before: makeExampleRelease('1.0.0'),
      files: makeExampleRelease('1.0.1', {}, MAP),
    },
  ],
  good: [
    { title: 'No map, as before', before: makeExampleRelease('1.0.0'), files: makeExampleRelease('1.0.1') },
  ],
})
