import { defineExamples } from '../../model/example.ts'
import rule from './dangling-reference.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'map',
      title: 'a comment without its map',
      files: {
        'package.json':
          '{"name":"shop","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist"]}\n',
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
      },
    },
    {
      message: 'map',
      title: 'a comment without its map, where the list leaves out another',
      files: {
        'package.json':
          '{"name":"shop","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist","!other/**/*.map"]}\n',
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
      },
    },
    {
      message: 'map',
      title: 'a comment without its map, where the list names all files of a folder',
      files: {
        'package.json':
          '{"name":"shop","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist/**/*"]}\n',
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
      },
    },
    {
      message: 'declaration-source',
      title: 'a declaration map without the source',
      files: {
        'index.d.ts': 'export {}\n//# sourceMappingURL=index.d.ts.map\n',
        'index.d.ts.map':
          '{"version":3,"file":"index.d.ts","sources":["src/index.ts"],"names":[],"mappings":"AAAA"}',
      },
    },
  ],
  good: [
    {
      title: 'a map that the list leaves out on purpose',
      files: {
        'package.json':
          '{"name":"shop","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist","!dist/**/*.map"]}\n',
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
      },
    },
    {
      title: 'a list that names code by its ending, and so leaves its maps out',
      files: {
        'package.json':
          '{"name":"shop","version":"1.0.0","license":"MIT","main":"dist/index.js","files":["dist/**/*.js","dist/**/*.d.ts"]}\n',
        'dist/index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
      },
    },
    {
      title: 'the map is there',
      files: {
        'index.js': 'export default 1\n//# sourceMappingURL=index.js.map\n',
        'index.js.map': '{"version":3,"sources":["lib.js"],"names":[],"mappings":"AAAA"}',
        'lib.js': 'export default 1\n',
      },
    },
  ],
})
