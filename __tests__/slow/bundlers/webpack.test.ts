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
        ...(hasTexts ? ['source-map/embedded-source: notice'] : []),
        'source/dev-bundle: notice',
      ],
      proprietary: [...(hasTexts ? ['source-map/embedded-source: error'] : []), 'source/dev-bundle: error'],
    },
    verdict: { 'open-source': 'pass', proprietary: 'block' },
    traced: UNTRACED,
  }
}

/** Development mode writes each module as it was, under its path. */
function readable(build: Examined): Examined {
  const { 'open-source': open, proprietary } = build.findings
  const errors = proprietary.filter((finding) => finding.endsWith('error'))
  const texts = open.filter((finding) => finding.startsWith('source-map/embedded-source'))
  return {
    ...build,
    findings: {
      'open-source': [...texts, 'source/dev-bundle: notice', ...open.slice(texts.length)],
      proprietary: [...errors, 'source/dev-bundle: error', ...proprietary.slice(errors.length)],
    },
    verdict: { 'open-source': 'pass', proprietary: 'block' },
  }
}

describeModes('webpack', {
  none: quiet(0, UNTRACED),
  'source-map': telling(2, SOURCES, TRACED),
  'inline-source-map': telling(2, SOURCES, TRACED),
  'hidden-source-map': telling(2, SOURCES, TRACED),
  'nosources-source-map': quiet(2, TRACED),
  'inline-nosources-source-map': readable(quiet(2, TRACED)),
  // Its maps lead to what the loaders made of the sources: there the word stands further up, and all of one stands in the code.
  'cheap-source-map': readable(
    telling(1, ['src/style.css', 'src/index.ts'], { 'dist/index.js': 'src/price.ts:5' }),
  ),
  'cheap-module-source-map': readable(telling(2, ['src/style.css', ...SOURCES], TRACED)),
  'inline-cheap-module-source-map': readable(telling(2, ['src/style.css', ...SOURCES], TRACED)),
  eval: evaluated(0, []),
  'eval-source-map': evaluated(5, ['src/style.css', 'src/index.ts', 'src/price.ts']),
  'eval-cheap-module-source-map': evaluated(5, ['src/style.css', 'src/index.ts', 'src/price.ts']),
  'eval-nosources-source-map': {
    ...evaluated(5, []),
    findings: {
      'open-source': ['source/dev-bundle: notice', 'source-map/original-names: notice'],
      proprietary: ['source/dev-bundle: error', 'source-map/original-names: warning'],
    },
  },
})
