import { defineExamples } from '../../model/example.ts'
import rule from './build-state.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'build-info',
      title: 'build info of tsc',
      files: {
        'dist/x.tsbuildinfo': '{"fileNames":["../src/a.ts"],"fileInfos":["a1"],"root":[1],"version":"5.9.3"}',
      },
    },
    {
      message: 'state',
      title: 'a metafile of esbuild',
      files: {
        'meta.json': '{"inputs":{"src/a.ts":{"bytes":3,"imports":[]}},"outputs":{"dist/a.js":{"bytes":3}}}',
      },
    },
    {
      message: 'machine-paths',
      title: 'a metafile of esbuild with absolute paths',
      files: {
        'meta.json':
          '{"inputs":{"/home/ada/acme/src/a.ts":{"bytes":3,"imports":[]}},"outputs":{"dist/a.js":{"bytes":3}}}',
      },
    },
  ],
  good: [
    {
      title: 'other JSON with such members',
      files: { 'data.json': '{"modules":[{"name":"a"}],"inputs":{"a":1},"outputs":{}}' },
    },
  ],
})
