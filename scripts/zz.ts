import { bait, costOf, FEW_KEYWORDS, FILLS, KEYWORDS } from '../__tests__/hostile/bait.ts'

const t0 = performance.now()
let n = 0
const slow: [number, string][] = []
for (const path of ['lib/a.js', 'lib/.env.x', 'lib/a.json', 'conf/credentials', 'README.md'])
  for (const k of path === 'lib/a.js' ? KEYWORDS : FEW_KEYWORDS)
    for (const f of FILLS)
      for (const row of [true, false]) {
        n++
        const c = costOf(path, bait(k, f, 32768, row))
        if (c > 8) {
          const c4 = costOf(path, bait(k, f, 131072, row))
          slow.push([
            c4 / c,
            `${path} ${JSON.stringify(k)} ${JSON.stringify(f)} row=${row} ${c.toFixed(0)} -> ${c4.toFixed(0)}`,
          ])
        }
        if (performance.now() - t0 > 240000) break
      }
console.log(n, 'cases', (performance.now() - t0) | 0, 'ms')
slow.sort((a, b) => b[0] - a[0])
console.log(
  slow.length,
  slow
    .slice(0, 40)
    .map(([r, s]) => r.toFixed(1) + ' ' + s)
    .join('\n'),
)
