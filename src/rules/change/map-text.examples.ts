import { defineExamples } from '../../model/example.ts'
import { release } from './content/example-releases.ts'
import rule from './map-text.ts'

const MAP = {
  'index.js': 'module.exports=1;\n//# sourceMappingURL=index.js.map\n',
  'index.js.map':
    '{"version":3,"sources":["src/index.ts"],"sourcesContent":["// ours\\nexport default 1 as number\\n"],"names":[],"mappings":"AACA"}\n',
}

export default defineExamples(rule, {
  bad: [
    {
      message: 'appeared',
      title: 'The first release with a map',
      before: release('1.0.0'),
      files: release('1.0.1', {}, MAP),
    },
  ],
  good: [{ title: 'No map, as before', before: release('1.0.0'), files: release('1.0.1') }],
})
