import { describeModes, quiet, telling } from './each-mode.ts'

const FILE = 'dist/price.min.js'
const TRACED = { [FILE]: 'src/price.ts:12' }

describeModes('terser', {
  none: quiet(0, { [FILE]: null }),
  // Without a map to begin with, the original is what terser was given.
  'a map without texts': quiet(1, { [FILE]: 'dist/price.js:5' }),
  includeSources: telling(1, ['price.js'], { [FILE]: 'dist/price.js:5' }),
  'a map of a map': telling(1, ['src/price.ts'], TRACED),
  'a map of a map with texts': telling(1, ['src/price.ts'], TRACED),
  inline: telling(1, ['src/price.ts'], TRACED),
  'no comment': telling(1, ['src/price.ts'], TRACED),
})
