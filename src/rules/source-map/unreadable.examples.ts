import { defineExamples } from '../../model/example.ts'
import rule from './unreadable.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'shown',
      title: 'a broken map that tests read',
      files: { 'test/fixtures/bad.js.map': '{"version":3,"sources":["a.js"],"mappings":"AA' },
    },
    {
      message: 'script',
      title: 'a script under the name of its map',
      files: {
        'index.js': '!function(a){a.price=1}(this);\n',
        'index.js.map': '!function(a){a.price=1}(this);\n',
      },
    },
    {
      message: 'broken',
      title: 'a map that was cut off',
      files: {
        'index.js.map':
          '{"version":3,"sources":["../src/index.ts"],"mappings":"AAAA","sourcesContent":["// the pl',
      },
    },
    {
      message: 'target',
      title: 'a comment that names something else',
      files: {
        'index.js': 'export default 1\n//# sourceMappingURL=index.bin\n',
        'index.bin': 'not a map at all',
      },
    },
  ],
  good: [
    {
      title: 'GeoJSON and a linker’s map',
      files: {
        'world.map.json': '{"type":"FeatureCollection","features":[]}',
        'firmware.map': 'Memory Configuration\n',
      },
    },
  ],
})
