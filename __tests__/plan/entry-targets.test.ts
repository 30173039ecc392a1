import { expect, test } from '@jest/globals'
import { findEntryTargets, resolveInPackage } from '../../src/plan/entry-targets.ts'

test('sources that Metro and the code generator of React Native load are ways in', () => {
  const packed = new Set(['lib/index.js', 'src/index.tsx', 'src/PagerNativeComponent.ts', 'src/pager.ts'])
  const manifest = { main: 'lib/index', 'react-native': 'src/index', codegenConfig: { jsSrcsDir: 'src' } }
  expect([...findEntryTargets(manifest, packed).files].sort()).toEqual([
    'lib/index.js',
    'src/PagerNativeComponent.ts',
    'src/index.tsx',
  ])
})

test('a source is loaded only where nothing compiled bears its name', () => {
  const packed = new Set(['a.js', 'a.ts', 'b.ts', 'c.ios.js', 'c.android.js'])
  const found = (name: string) => resolveInPackage(name, packed)
  expect([found('a'), found('b'), found('c')]).toEqual([['a.js'], ['b.ts'], ['c.ios.js', 'c.android.js']])
})
