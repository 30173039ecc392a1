import { describeModes, quiet, telling } from './each-mode.ts'

const SOURCES = ['src/style.css', 'src/price.ts', 'src/index.ts']
const TRACED = { 'dist/index.js': 'src/price.ts:12' }

describeModes('esbuild', {
  none: quiet(0, { 'dist/index.js': null }),
  linked: telling(2, SOURCES, TRACED),
  external: telling(2, SOURCES, TRACED),
  inline: telling(2, SOURCES, TRACED),
  both: telling(4, SOURCES, TRACED),
  'without texts': quiet(2, TRACED),
  'inline without texts': quiet(2, TRACED),
})
