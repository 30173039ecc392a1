import { describeModes, quiet, telling } from './each-mode.ts'
import type { Examined } from './examine-build.ts'

const SOURCES = ['src/style.css', 'src/price.ts', 'src/index.ts']
const TRACED = { 'dist/index.js': 'src/price.ts:12' }
const UNTRACED = { 'dist/index.js': null }

/** Code in `eval` strings, whatever its maps give away. */
function evaluated(maps: number, exposed: readonly string[]): Examined {
  const hasTexts = exposed.length > 0
  return {
    maps,
    exposed,
    findings: {
      'open-source': [
        'source/dev-bundle: warning',
        ...(hasTexts ? ['source-map/embedded-source: notice'] : []),
      ],
      proprietary: [...(hasTexts ? ['source-map/embedded-source: error'] : []), 'source/dev-bundle: error'],
    },
    verdict: { 'open-source': 'pass', proprietary: 'block' },
    traced: UNTRACED,
  }
}

describeModes('webpack', {
  none: quiet(0, UNTRACED),
  'source-map': telling(2, SOURCES, TRACED),
  'inline-source-map': telling(2, SOURCES, TRACED),
  'hidden-source-map': telling(2, SOURCES, TRACED),
  'nosources-source-map': quiet(2, TRACED),
  'inline-nosources-source-map': quiet(2, TRACED),
  // Its maps lead to what the loaders made of the sources: there the word stands further up.
  'cheap-source-map': telling(1, SOURCES, { 'dist/index.js': 'src/price.ts:5' }),
  'cheap-module-source-map': telling(2, ['src/style.css', ...SOURCES], TRACED),
  'inline-cheap-module-source-map': telling(2, ['src/style.css', ...SOURCES], TRACED),
  eval: evaluated(0, []),
  'eval-source-map': evaluated(5, ['src/style.css', 'src/index.ts', 'src/price.ts']),
  'eval-cheap-module-source-map': evaluated(5, ['src/style.css', 'src/index.ts', 'src/price.ts']),
  'eval-nosources-source-map': evaluated(5, []),
})
