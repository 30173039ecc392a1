import { describeModes, quiet, telling } from './each-mode.ts'

const SOURCES = ['src/index.ts', 'src/price.ts']
const UNTRACED = { 'dist/price.d.ts': null, 'dist/price.js': null }
const TRACED = { 'dist/price.d.ts': null, 'dist/price.js': 'src/price.ts:12' }

describeModes('tsc', {
  none: quiet(0, UNTRACED),
  sourceMap: quiet(2, TRACED),
  'sourceMap and inlineSources': telling(2, SOURCES, TRACED),
  inlineSourceMap: quiet(2, TRACED),
  'inlineSourceMap and inlineSources': telling(2, SOURCES, TRACED),
  declarationMap: {
    ...quiet(2, { 'dist/price.d.ts': 'src/price.ts:12', 'dist/price.js': null }),
    findings: {
      'open-source': ['source-map/dangling-reference: notice'],
      proprietary: ['source-map/dangling-reference: warning'],
    },
  },
  sourceRoot: {
    ...quiet(2, { ...TRACED, 'dist/price.js': 'shop/price.ts:12' }),
    findings: {
      'open-source': [
        'source-map/remote-reference: error',
        'source-map/original-names: notice',
        'internal/host: notice',
      ],
      proprietary: [
        'source-map/remote-reference: error',
        'source-map/original-names: warning',
        'internal/host: warning',
      ],
    },
    verdict: { 'open-source': 'block', proprietary: 'block' },
  },
  incremental: {
    ...quiet(0, UNTRACED),
    findings: {
      'open-source': ['source/build-state: warning'],
      proprietary: ['source/build-state: warning'],
    },
  },
})
