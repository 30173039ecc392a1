import { describeModes, quiet, telling } from './each-mode.ts'

const SOURCES = ['src/index.ts', 'src/price.ts']
const TRACED = { 'dist/price.js': 'src/price.ts:12' }

describeModes('swc', {
  none: quiet(0, { 'dist/price.js': null }),
  true: telling(2, SOURCES, TRACED),
  'without texts': quiet(2, TRACED),
  inline: telling(2, SOURCES, TRACED),
  'inline and minified': telling(2, SOURCES, TRACED),
})
