import { defineExamples } from '../../model/example.ts'
import rule from './dev-bundle.ts'

/** Modules as webpack's development mode writes them. */
function makeBoxes(): string {
  const makeOne = (path: string) =>
    `/***/ "${path}":\n/*!${'*'.repeat(path.length + 8)}!*\\\n  !*** ${path} ***!\n  \\${'*'.repeat(path.length + 8)}/\n/***/ ((module) => {\n\nmodule.exports = 1 // plan\n\n/***/ }),\n`
  return `var __webpack_modules__ = ({\n${makeOne('./src/plan.js')}${makeOne('./src/price.js')}})\n`
}

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
    { message: 'modules', title: 'webpack’s development mode', files: { 'index.js': makeBoxes() } },
    {
      message: 'named',
      title: 'modules under their paths, without the boxes around them',
      profile: 'proprietary',
      files: { 'index.js': makeBoxes().replace(/^(?:\/\*!| {2}).*\n/gm, '') },
    },
    {
      message: 'named',
      title: 'modules of Turbopack under their paths',
      profile: 'proprietary',
      files: {
        'index.js': `(globalThis.TURBOPACK ||= []).push(["a.js", {\n${['price', 'tier'].map((name) => `"[project]/src/${name}.ts [app-client] (ecmascript)": ((context) => {\nconst ${name} = 1\n}),\n`).join('')}}]);\n`,
      },
    },
    {
      message: 'twin',
      title: 'a build to debug with',
      files: { 'index.js': 'm()\n', 'index.debug.js': makeBoxes() },
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
