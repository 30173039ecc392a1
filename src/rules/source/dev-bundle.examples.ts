import { defineExamples } from '../../model/example.ts'
import rule from './dev-bundle.ts'

export default defineExamples(rule, {
  bad: [
    {
      message: 'eval',
      title: 'webpack’s eval devtool',
      files: () => ({
        'index.js': `eval("const plan = 1 // secret\\n//# source${'URL'}=webpack-internal:///./src/plan.js\\n")\n`,
      }),
    },
    {
      message: 'hot-reload',
      title: 'webpack’s hot updates',
      files: { 'index.js': 'self["webpackHotUpdateacme"] = (id, more) => {}\n' },
    },
  ],
  good: [
    {
      title: 'a bundler, which writes such things',
      files: () => ({
        'index.js': `export const foot = (id) => "\\n//# source${'URL'}=webpack-internal:///" + id\nexport const name = "webpackHotUpdate"\n`,
      }),
    },
  ],
})
