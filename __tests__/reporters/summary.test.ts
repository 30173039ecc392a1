import { expect, test } from '@jest/globals'
import { renderSummary } from '../../src/reporters/summary.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../support/reports.ts'

test('the job summary draws what takes how much room, and says what was found where', () => {
  const summary = renderSummary(
    reportOf([
      makePackageReport({
        findings: [
          makeFinding({ places: [place({ path: 'dist/cli/a.js' }), place({ path: 'dist/b.js' })] }),
          makeFinding({ severity: 'warning', places: [place({ path: 'dist/cli/c.js' })] }),
          makeFinding({ severity: 'notice', places: [place({ path: 'README.md' })] }),
        ],
        unseen: [
          {
            path: 'dist/b.zip',
            layer: 'x',
            reason: 'sealed',
            detail: 'it is encrypted',
            bytes: 1,
            digest: null,
          },
        ],
        contents: {
          folders: [
            { path: 'dist/cli', files: 3, bytes: 7500 },
            { path: 'dist', files: 2, bytes: 2400 },
            { path: '', files: 1, bytes: 100 },
          ],
          files: [{ path: 'dist/cli/a.js', bytes: 7000 }],
        },
      }),
    ]),
    { runUrl: null },
  )
  expect(summary).toContain('"dist/cli/" : 7500')
  expect(summary.split('\n').filter((line) => line.includes('█'))).toEqual([
    '| `dist/cli/` | 3 | 7.5 kB | 75 % | ███████████████ | 1 error, 1 warning |',
    '| `dist/` | 2 | 2.4 kB | 24 % | █████ | 1 part not looked at, 1 error |',
    '| the root | 1 | 100 B | 1 % | █ | 1 notice |',
  ])
})
