import { describeModes, quiet, telling } from './each-mode.ts'

const SOURCES = ['src/price.ts', 'src/index.ts']
const TRACED = { 'dist/index.js': 'src/price.ts:12' }

describeModes('rollup', {
  none: quiet(0, { 'dist/index.js': null }),
  true: telling(1, SOURCES, TRACED),
  inline: telling(1, SOURCES, TRACED),
  hidden: telling(1, SOURCES, TRACED),
  'without texts': quiet(1, TRACED),
  'on a bucket': {
    ...telling(1, SOURCES, TRACED),
    findings: {
      'open-source': ['source-map/remote-reference: warning', 'source-map/embedded-source: notice'],
      proprietary: ['source-map/embedded-source: error', 'source-map/remote-reference: error'],
    },
  },
})
