import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/source/dev-bundle.ts'
import { whatRuleSays } from '../../../exposure/examine.ts'

const URL_NAME = ['source', 'URL'].join('')

describe('source/dev-bundle', () => {
  test.each([
    [
      'webpack’s eval',
      `/***/ eval("const a = 1\\n\\n//# ${URL_NAME}=webpack-internal:///./src/a.js\\n");`,
      'eval',
    ],
    ['webpack’s eval of older days', `eval("var a;//# ${URL_NAME}=webpack:///./src/a.js?");`, 'eval'],
    ['turbopack', `eval("a\\n//# ${URL_NAME}=turbopack:///[project]/src/a.ts\\n")`, 'eval'],
    ['webpack’s updates', 'self["webpackHotUpdate_acme_web"] = function (id) {}', 'hot-reload'],
    [
      'vite’s client',
      'import { createHotContext as __vite__createHotContext } from "/@vite/client";',
      'hot-reload',
    ],
    ['react’s refresh', 'function App() {}\n_c = App;\nvar _c;\n$RefreshReg$(_c, "App");', 'hot-reload'],
  ])('%s', async (_, code, message) => {
    const said = await whatRuleSays(rule, { 'dist/a.js': `// ü\n${code}` })
    expect(said.map((one) => one.message)).toEqual([message])
    expect(said[0]?.what).toContain('dist/a.js')
    expect(said[0]?.places).toEqual([expect.objectContaining({ path: 'dist/a.js' })])
    expect(said[0]?.places[0]?.line).toBeGreaterThan(1)
  })

  test.each([
    ['a bundler', `const footer = "\\n//# ${URL_NAME}=webpack-internal:///" + id; eval(x)`],
    ['a bundler with a template', `eval(\`\${code}\\n//# ${URL_NAME}=webpack-internal:///\${id}\`)`],
    [
      'a bundler of updates',
      'const global = "self[" + JSON.stringify("webpackHotUpdate" + name) + "] = "; x.global ?? "webpackHotUpdate"',
    ],
    [
      'a plugin',
      'const preamble = `window.$RefreshReg$ = () => {}`; output += "$RefreshReg$(" + id + ", " + name + ")"',
    ],
    [
      'a library that knows of hot reload',
      'if (import.meta.hot) import.meta.hot.accept(); if (module.hot) module.hot.accept()',
    ],
    ['a production build', `(()=>{"use strict";console.log(1)})();\n//# ${URL_NAME}=app.js`],
  ])('%s is none', async (_, code) => {
    expect(await whatRuleSays(rule, { 'dist/a.js': code })).toEqual([])
  })

  test('prose is none', async () => {
    const files = { 'README.md': `eval("//# ${URL_NAME}=webpack-internal:///./src/a.js")` }
    expect(await whatRuleSays(rule, files)).toEqual([])
  })
})
