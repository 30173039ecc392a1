import { defineExamples } from '../../model/example.ts'
import rule from './report.ts'

const PAGE =
  '<!doctype html>\n<html><head><title>Code coverage report for price.ts</title></head>\n<body><pre><table class="coverage"><tr><td>1</td><td>const discount = 0.3</td></tr></table></pre></body></html>\n'

const LONG_PAGE = PAGE.replace(
  '<td>const discount = 0.3</td>',
  `<td>${['tier', 'margin', 'rebate', 'freight', 'customs', 'season'].map((name, index) => `<span class="fstat-no">const ${name}</span> = ${index} * discountOf(${name}Table)`).join('\n')}</td>`,
)

export default defineExamples(rule, {
  bad: [
    { message: 'source', title: 'a coverage report', files: { 'reports/price.ts.html': PAGE } },
    {
      message: 'modules',
      title: 'the report of a bundle analyser',
      files: {
        'stats.html':
          '<!DOCTYPE html><html><head><title>Rollup Visualizer</title></head><body><script>const data = {"version":2,"nodeParts":{"a":{"renderedLength":10}},"nodeMetas":{"b":{"id":"/src/roadmap.ts"}}}</script></body></html>\n',
      },
    },
    {
      message: 'modules',
      title: 'the report of a bundle analyser of Vite',
      files: {
        'dist/stats.html':
          '<!DOCTYPE html><html><body><script>var defaultSizes="stat",analyzeModule=[{"filename":"p.js","label":"p.js","parsedSize":487,"source":[{"label":"index.js","filename":"src/index.js"}]}];</script></body></html>\n',
      },
    },
    {
      message: 'texts',
      title: 'what vite-plugin-inspect recorded of one module',
      files: {
        '.report/price.json': JSON.stringify({
          resolvedId: '/app/src/price.ts',
          transforms: [
            { name: 'vite:load', result: 'export const price = (total) => total * 0.7\n', start: 1 },
          ],
        }),
      },
    },
    {
      message: 'texts',
      title: 'a report on copied code',
      files: {
        'cpd.xml':
          '<?xml version="1.0"?><pmd-cpd><duplication lines="9"><file path="src/price.js" line="1"><codefragment><![CDATA[const discount = 0.3]]></codefragment></file></duplication></pmd-cpd>\n',
      },
    },
    {
      message: 'texts',
      title: 'a report of mutation tests',
      files: {
        'reports/mutation.json': JSON.stringify({
          schemaVersion: '1.0',
          files: {
            'src/price.ts': {
              language: 'typescript',
              mutants: [{ id: '1', mutatorName: 'BlockStatement', status: 'Killed' }],
              source: 'export function price(total: number): number {\n  return total * 0.7\n}\n',
            },
          },
        }),
      },
    },
    {
      message: 'pages',
      title: 'the page of a source file, as JSDoc writes it',
      files: {
        'out/price.js.html':
          '<!DOCTYPE html>\n<html><head><title>JSDoc: Source: price.js</title></head><body><pre class="prettyprint source linenums"><code>exports.price = (total) =&gt; total * 0.7</code></pre></body></html>\n',
      },
    },
    {
      message: 'source',
      title: 'a coverage report among documents',
      files: { 'docs/price.ts.html': LONG_PAGE },
    },
    {
      message: 'source',
      title: 'a coverage report of Go',
      files: {
        'cover.html':
          '<!DOCTYPE html>\n<html><body><pre class="file" id="file0">package price\n<span class="cov8" title="1">func Of() int { return 7 }</span></pre></body></html>\n',
      },
    },
    ...(
      [
        [
          'gcovr',
          '<title>GCC Code Coverage Report</title></head><body><td class="src coveredLine">int solve(int grid) {</td>',
        ],
        [
          'ReportGenerator',
          '<title>Tides - Coverage Report</title></head><body><table class="lineAnalysis"><td class="lightgreen"><code>return total * 0.7m;</code></td></table>',
        ],
        [
          'ExCoveralls',
          '<title>ExCoveralls Report</title></head><body><table id="source"><td class="source">def price(total), do: total</td></table>',
        ],
        [
          'scoverage',
          `</head><body><a href="#codeTab">Codegrid</a><pre>1 <span style='background: #AEF1AE'>val price = total * 0.7</span></pre>`,
        ],
      ] as const
    ).map(([tool, page]) => ({
      message: 'source' as const,
      title: `a coverage report of ${tool}`,
      files: { 'report/price.html': `<!DOCTYPE html>\n<html><head>${page}</body></html>\n` },
    })),
    {
      message: 'texts',
      title: 'a page of changes',
      files: {
        'report/changes.html':
          '<!doctype html><html><body><div id="d2h-1" class="d2h-file-wrapper" data-lang="ts"><span class="d2h-code-line-ctn">const discount = 0.3</span></div></body></html>\n',
      },
    },
    { message: 'sample', title: 'a report among tests', files: { 'test/fixtures/price.ts.html': PAGE } },
  ],
  good: [
    {
      title: 'a page about coverage, and the template of a reporter',
      files: {
        'index.html':
          '<!doctype html><html><body><h1>Code coverage</h1><p>See the report.</p></body></html>\n',
        'lib/template.js':
          'exports.page = (name) => `<html><title>Code coverage report for ${name}</title>`\n',
      },
    },
  ],
})
