import { describeModes, quiet, telling } from './each-mode.ts'

const SOURCES = ['src/price.ts', 'src/index.ts']
const TRACED = { 'dist/index.cjs': 'src/price.ts:12', 'dist/index.js': 'src/price.ts:12' }

describeModes('vite', {
  none: quiet(0, { 'dist/index.cjs': null, 'dist/index.js': null }),
  true: telling(2, SOURCES, TRACED),
  inline: telling(2, SOURCES, TRACED),
  hidden: telling(2, SOURCES, TRACED),
})
