import { describe, expect, test } from '@jest/globals'
import { buildFileTree } from '../../src/reporters/html/page/file-tree.ts'
import { squarify } from '../../src/reporters/html/page/squarify.ts'
import { layOut } from '../../src/reporters/html/page/treemap.ts'
import type { Mark, PagePackage } from '../../src/reporters/html/page-package.ts'

function packageWith(files: [string, number][], found: [number, Mark][] = []): PagePackage {
  return {
    label: 'example@1.0.0',
    target: null,
    files,
    reasons: [],
    found: found.map(([position, mark]) => [position, mark, []]),
    since: null,
    changed: [],
    changedIsAll: true,
  }
}

describe('squares', () => {
  test.each([
    ['a few', [6, 6, 4, 3, 2, 2, 1]],
    ['one', [5]],
    ['alike', Array.from({ length: 50 }, () => 1)],
    ['one beside many small ones', [1000, ...Array.from({ length: 300 }, () => 1)]],
    ['none of any size', [0, 0]],
  ])('%s: each has its share of the area, and none leaves the frame', (_title, areas) => {
    const within = { x: 10, y: 20, width: 600, height: 400 }
    const total = areas.reduce((sum, area) => sum + area, 0)
    const placed = squarify(areas, within)
    expect(placed).toHaveLength(areas.length)
    placed.forEach(({ x, y, width, height }, index) => {
      const share = total === 0 ? 0 : ((areas[index] ?? 0) / total) * 240_000
      expect(width * height).toBeCloseTo(share, 3)
      expect(x).toBeGreaterThanOrEqual(within.x - 0.001)
      expect(y).toBeGreaterThanOrEqual(within.y - 0.001)
      expect(x + width).toBeLessThanOrEqual(610.001)
      expect(y + height).toBeLessThanOrEqual(420.001)
    })
  })
})

describe('the treemap', () => {
  const size = { width: 900, height: 500 }

  test('small things are drawn together, those of one colour as one', () => {
    const small = Array.from({ length: 1000 }, (_, index): [string, number] => [`lib/${index}.js`, 1])
    const root = buildFileTree(packageWith([['big.js', 5000], ...small], [[17, 'error']]))
    const { cells } = layOut(root, size, ({ mark }) => mark)
    expect(cells.map(({ label, colour, files }) => [label, colour, files])).toEqual([
      ['big.js', 'none', 1],
      ['lib/', 'error', 1000],
      ['999 small', 'none', 999],
      ['1 small', 'error', 1],
    ])
  })

  test('folders that hold nothing but a folder are one', () => {
    const root = buildFileTree(
      packageWith([
        ['a/b/c/x.js', 10],
        ['a/b/c/y.js', 10],
        ['z.js', 5],
      ]),
    )
    const { cells } = layOut(root, size, ({ mark }) => mark)
    expect(cells.map(({ label }) => label)).toEqual(['a/b/c/', 'z.js', 'x.js', 'y.js'])
  })

  test('a path of thousands of folders, and files without bytes', () => {
    const deep = `${'d/'.repeat(5000)}x.js`
    const root = buildFileTree(
      packageWith([
        [deep, 3],
        ['empty.js', 0],
      ]),
    )
    expect([root.bytes, root.files]).toEqual([3, 2])
    const { cells } = layOut(root, size, ({ mark }) => mark)
    expect(cells.map(({ kind }) => kind)).toEqual(['head', 'file'])
  })
})
