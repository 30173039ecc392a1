import { describe, expect, test } from '@jest/globals'
import type { ExampleFiles } from '../../../src/model/example.ts'
import { scanFiles } from '../../support/scan-files.ts'

const TS = `import { tax } from './tax'
import type { Order } from './order'

/** The discount nobody must know. */
export interface Price {
  readonly units: number
  readonly total: number
}

export function priceOf(order: Order): Price {
  const full = order.units * tax
  return { units: order.units, total: full > 100 ? full * 0.7 : full }
}
`
const OTHER = TS.replaceAll('price', 'cost').replaceAll('Price', 'Cost')
const s = JSON.stringify
const lines = TS.split('\n')
const html = (body: string, title = 'x'): string =>
  `<!doctype html>\n<html><head><title>${title}</title></head><body>${body}</body></html>\n`
const stats = (more: object): string =>
  s({ modules: [{ name: './src/price.ts', identifier: 'src/price.ts', size: 10, chunks: [0] }], ...more })

/** A way in which the source of a closed product has shipped without a source map. */
const FORMS: Readonly<Record<string, ExampleFiles>> = {
  'a table by path in JSON': { 'data.json': s({ 'src/price.ts': TS, 'src/cost.ts': OTHER }) },
  'one file by path in JSON': { 'data.json': s({ 'src/price.ts': TS }) },
  'a table in pretty JSON': { 'data.json': s({ files: { 'src/price.ts': TS } }, null, 2) },
  'lines by path': { 'data.json': s({ 'src/price.ts': lines }) },
  'objects with path and content': { 'data.json': s([{ path: 'src/price.ts', content: TS }]) },
  'objects with name and code': { 'data.json': s([{ name: 'price.ts', code: TS }]) },
  'objects with file and lines': { 'data.json': s([{ file: 'src/price.ts', lines }]) },
  'JSON lines': {
    'data.jsonl': `${s({ path: 'src/price.ts', text: TS })}\n${s({ path: 'src/cost.ts', text: OTHER })}\n`,
  },
  'pairs in a list': { 'data.json': s([['src/price.ts', TS]]) },
  'a Map': {
    'index.js': `export const files = new Map([["src/price.ts", ${s(TS)}], ["src/cost.ts", ${s(OTHER)}]])\n`,
  },
  'an object of three': {
    'index.js': `export const files = { "src/a.ts": ${s(TS)}, "src/b.ts": ${s(OTHER)}, "src/c.ts": ${s(TS)} }\n`,
  },
  'template literals': {
    'index.js': `export const files = [{ path: 'src/price.ts', content: \`${TS}\` }]\n`,
  },
  calls: { 'index.js': `define("src/price.ts", ${s(TS)});\n` },
  'JSON in a string': {
    'index.js': `export const files = JSON.parse(${s(s({ 'src/price.ts': TS, 'b/c.ts': TS, 'd/e.ts': TS }))})\n`,
  },
  'Python in a table': {
    'data.json': s({
      'app/price.py':
        'import tax\n\ndef price(units):\n    total = units * 7\n    if total > 100:\n        return 100\n    return total\n',
    }),
  },
  'Go in a table': {
    'data.json': s({
      'cmd/main.go': 'package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println(1)\n}\n\n// end\n',
    }),
  },
  'a raw module': { 'price.js': `module.exports = ${s(TS)};\n` },
  'a raw module by default export': { 'price.js': `export default ${s(TS)}\n` },
  'a raw module in a constant': { 'price.js': `const raw = ${s(TS)};\nexport default raw;\n` },
  'story sources': { 'storybook/main.js': `x.parameters={storySource:{source:${s(TS)}}}\n` },
  'TypeScript as .txt': { 'price.txt': TS },
  'TypeScript as .ts.bak': { 'src/price.ts.bak': TS },
  'TypeScript as .ts~': { 'src/price.ts~': TS },
  'TypeScript without an ending': { 'src/price': TS },
  'TypeScript as .ts.txt': { 'src/price.ts.txt': TS },
  'TypeScript in UTF-16': {
    'src/price.ts': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TS, 'utf16le')]),
  },
  'TypeScript in UTF-16 as .dat': {
    'price.dat': Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(TS, 'utf16le')]),
  },
  Python: { 'app/price.py': 'def price():\n    return 1\n' },
  Rust: { 'src/lib.rs': 'pub fn price() -> u32 { 1 }\n' },
  Go: { 'main.go': 'package main\n' },
  Java: { 'src/Price.java': 'class Price {}\n' },
  'C#': { 'Price.cs': 'class Price {}\n' },
  JSX: { 'src/Price.jsx': 'export const Price = () => <b />\n' },
  SCSS: { 'src/a.scss': '$a: 1;\n' },
  'a patch': { 'price.patch': '--- a/src/price.ts\n+++ b/src/price.ts\n@@ -1 +1 @@\n-a\n+b\n' },
  'a diff': { 'changes.diff': 'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n-a\n+b\n' },
  'a notebook': { 'a.ipynb': s({ cells: [{ cell_type: 'code', source: ['a'], outputs: [] }], nbformat: 4 }) },
  'coverage pages of Istanbul': {
    'coverage/price.ts.html': html(
      '<pre><table class="coverage"><tr></tr></table></pre>',
      'Code coverage report for price.ts',
    ),
  },
  'coverage pages elsewhere': {
    'reports/unit/price.ts.html': html(
      '<table class="coverage"></table>',
      'Code coverage report for price.ts',
    ),
  },
  'coverage pages of lcov': {
    'lcov/price.ts.gcov.html': html(
      '<pre class="source"><span class="lineNum"> 1 </span>a</pre>',
      'LCOV - x - src/price.ts',
    ),
  },
  'an analyser’s page': {
    'report.html': html(
      '<script>window.chartData = [{"label":"index.js","groups":[{"label":"src/price.ts"}]}];</script>',
      'Webpack Bundle Analyzer',
    ),
  },
  'a visualizer’s page': {
    'stats.html': html(
      '<script>const data = {"version":2,"nodeParts":{"a":{"renderedLength":1}},"nodeMetas":{"b":{"id":"/src/price.ts"}}}</script>',
    ),
  },
  'an esbuild page': {
    'meta.html': html(
      '<script>const metafile = {"inputs":{"src/price.ts":{"bytes":10}},"outputs":{"a.js":{"bytes":10}}}</script>',
    ),
  },
  'an explorer’s page': {
    'map.html': html(
      '<h1>index.js - Source Map Explorer</h1><script>var treeData = {"name":"/","children":[{"name":"src/price.ts"}]}</script>',
    ),
  },
  'build info with root and version only': {
    'tsconfig.tsbuildinfo': s({ root: ['./src/price.ts'], version: '5.9.3' }),
  },
  'build info under another name': { 'cache.json': s({ root: ['./src/price.ts'], version: '5.9.3' }) },
  'statistics without a hash': { 'stats.json': stats({}) },
  'statistics of chunks': {
    'stats.json': s({
      chunks: [{ modules: [{ name: './src/price.ts', size: 1, reasons: [] }] }],
      entrypoints: {},
    }),
  },
  'statistics in a script': { 'stats.js': `module.exports = ${stats({ hash: 'a', chunks: [] })};\n` },
  'statistics by names': {
    'stats.json': s({ assetsByChunkName: { main: 'a.js' }, assets: [{ name: 'a.js' }] }),
  },
  'a metafile without imports': {
    'meta.json': s({ inputs: { 'src/price.ts': { bytes: 10 } }, outputs: {} }),
  },
  'TypeScript under the name of JavaScript': {
    'lib/price.js': `${TS}\nexport enum Kind {\n  Gold = 1,\n}\n`,
  },
  'Flow with its bodies': {
    'lib/a.js.flow': '// @flow\nexport function a(x: number) {\n  return x * 0.3\n}\n',
  },
  'a log with changes in it': {
    'CHANGES.txt':
      'commit 1\n\ndiff --git a/src/a.ts b/src/a.ts\n--- a/src/a.ts\n+++ b/src/a.ts\n@@ -1 +1 @@\n-a\n+b\n',
  },
  Ruby: { 'server/price.rb': 'def price(x)\n  x * 0.3\nend\n' },
  PHP: { 'server/Price.php': '<?php\nclass Price {}\n' },
  'pages of Docco': {
    'annotated/a.html': html(
      `<ul class="sections"><li><div class="annotation"></div><div class="content"><div class='highlight'><pre>price()</pre></div></div></li></ul>`,
    ),
  },
  'pages of Sphinx': {
    'html/a.html': html(
      '<h1>Source code for price</h1><div class="highlight"><pre>def price(): pass</pre></div>',
    ),
  },
  'pages of Doxygen': {
    'html/a.html': html(
      '<div class="fragment"><div class="line"><span class="lineno">1</span>int a;</div></div>',
      'a.cpp Source File',
    ),
  },
  'pages of rustdoc': {
    'html/a.html': html('<pre class="src-line-numbers">1</pre><pre class="rust">fn a() {}</pre>'),
  },
  'pages of Javadoc': { 'html/a.html': html('<pre><span class="source-line-no">1</span>class A {}</pre>') },
  'pages of pdoc': {
    'html/a.html': html('<label>View Source</label><div class="pdoc-code"><pre>def a(): pass</pre></div>'),
  },
  'the project graph of Nx': {
    'graph.json': s({
      graph: { nodes: { a: { data: { root: 'apps/a', sourceRoot: 'apps/a/src' } } }, dependencies: {} },
    }),
  },
  'the graph of dependency-cruiser': {
    'a.json': s({ modules: [{ source: 'src/a.ts', dependencies: [] }], summary: { totalCruised: 1 } }),
  },
  'the graph of madge': {
    'a.json': s({ 'src/a.ts': ['src/b.ts'], 'src/b.ts': ['src/c.ts'], 'src/c.ts': [] }),
  },
  'a development bundle of React Native': {
    'main.jsbundle': ['a', 'b', 'c']
      .map(
        (name, at) =>
          `__d(function (global, require, module, exports) {\n  exports.${name} = 1\n},${at},[],"src/${name}.js");\n`,
      )
      .join(''),
  },
}

const CLOSED = {
  'package.json': s({ name: 'x', version: '1.0.0', license: 'UNLICENSED', main: 'index.js' }),
  'index.js': 'x()\n',
}
const said = async (files: ExampleFiles) =>
  (await scanFiles({ ...CLOSED, ...files }))
    .filter(({ rule }) => rule.startsWith('source/'))
    .map(({ rule }) => rule)

describe('the source of a closed product without a map', () => {
  test.each(Object.entries(FORMS))('%s', async (_, files) => {
    expect(await said(files)).not.toEqual([])
  })
})

const HONEST: Readonly<Record<string, ExampleFiles>> = {
  'a list of paths': { 'files.json': s(['src/a.ts', 'src/b.ts', 'src/c.ts']) },
  'a manifest of a build': { 'manifest.json': s({ 'src/a.ts': { file: 'a.js', src: 'src/a.ts' } }) },
  'sizes by path': { 'sizes.json': s({ 'src/a.ts': 12, 'src/b.ts': 'one\ntwo' }) },
  'a worker as a string': {
    'worker.js': `export default ${s('self.onmessage = (event) => {\n  const a = 1\n  const b = 2\n  postMessage(a + b)\n}\n// end\n// of\n// it\n')}\n`,
  },
  'a shader as a string': {
    'shader.js': `export default ${s('precision highp float;\nvarying vec2 uv;\nvoid main() {\n  gl_FragColor = vec4(uv, 0.0, 1.0);\n}\n\n\n\n')}\n`,
  },
  'a text without an ending': {
    LICENSE: 'All rights reserved. You may import nothing from it.\n',
    Makefile: 'build:\n\ttsc\n',
  },
  'patches of dependencies': { 'patches/a+1.0.0.patch': '--- a\n+++ b\n@@ -1 +1 @@\n-a\n+b\n' },
  'native modules': {
    'android/build.gradle': 'x\n',
    'android/src/A.java': 'class A {}\n',
    'a.podspec': 'x\n',
    'ios/A.swift': 'x\n',
  },
  'a page of help': { 'help.html': html('<h1>How to read code coverage</h1>') },
  'errors by path': { 'log.json': s([{ path: 'src/a.ts', text: 'Unexpected token at line 3' }]) },
  'JavaScript that speaks of types': {
    'lib/a.js':
      "exports.code = `\nexport interface A {\n  x: number\n}\nimport type { B } from 'b'\n`\n// interface Foo { }\nexports.f = (x) => x\n",
  },
  'types of Flow beside the code': {
    'lib/a.js.flow': '// @flow\ndeclare export function a(x: number): number\n',
  },
  'a list that a bundler writes for PHP': { 'build/a.asset.php': "<?php return array('version' => '1');\n" },
  'a list of what imports what, of the output': {
    'a.json': s({ 'dist/a.js': ['dist/b.js'], 'dist/b.js': [], 'dist/c.js': [] }),
  },
  'a guide with code': { 'guide.html': html('<h1>Guide</h1><div class="highlight"><pre>npm i</pre></div>') },
  'a release bundle of React Native': {
    'main.jsbundle': '__d((function(g,r,i,a,m,e,d){m.exports=r(d[0])}),1,[2]);\n'.repeat(4),
  },
}

describe('what only looks like it', () => {
  test.each(Object.entries(HONEST))('%s', async (_, files) => {
    expect(await said(files)).toEqual([])
  })
})
