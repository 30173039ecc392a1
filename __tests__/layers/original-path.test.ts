import { describe, expect, test } from '@jest/globals'
import { resolveOriginalPath } from '../../src/layers/maps/original-path.ts'

describe('what a person would call an original source, and whose it is', () => {
  test.each([
    ['../src/a.ts', null, 'src/a.ts', 'first-party'],
    ['../../../packages/core/src/a.ts', null, 'packages/core/src/a.ts', 'first-party'],
    ['a.ts', '../src', 'src/a.ts', 'first-party'],
    ['a.ts', '../src/', 'src/a.ts', 'first-party'],
    ['webpack:///./src/a.ts', null, 'src/a.ts', 'first-party'],
    ['webpack://acme/./src/a.ts', null, 'src/a.ts', 'first-party'],
    ['webpack://@acme/web/./src/a.ts?1f3c', null, 'src/a.ts', 'first-party'],
    ['./src/a.ts', 'webpack://acme/', 'src/a.ts', 'first-party'],
    ['turbopack:///[project]/app/page.tsx', null, 'app/page.tsx', 'first-party'],
    ['file:///home/ada/work/src/a.ts', null, '/home/ada/work/src/a.ts', 'first-party'],
    ['/home/ada/work/src/a.ts', 'ignored', '/home/ada/work/src/a.ts', 'first-party'],
    ['C:\\work\\src\\a.ts', null, 'C:/work/src/a.ts', 'first-party'],
    ['https://raw.githubusercontent.com/a/b/0123/src/a.ts', null, 'a/b/0123/src/a.ts', 'first-party'],
    ['src/webpack/runtime/loader.ts', null, 'src/webpack/runtime/loader.ts', 'first-party'],
    ['src/external/api.ts', null, 'src/external/api.ts', 'first-party'],
    ['<stdin>', null, '<stdin>', 'first-party'],
    [null, '../src', 'source-1', 'first-party'],
    ['../node_modules/left-pad/index.js', null, 'node_modules/left-pad/index.js', 'dependency'],
    [
      'webpack://acme/../../node_modules/.pnpm/a@1/node_modules/a/i.js',
      null,
      'node_modules/.pnpm/a@1/node_modules/a/i.js',
      'dependency',
    ],
    ['..\\node_modules\\a\\i.js', null, 'node_modules/a/i.js', 'dependency'],
    [
      'webpack://acme/webpack/runtime/define property getters',
      null,
      'webpack/runtime/define property getters',
      'bundler',
    ],
    ['webpack:///webpack/bootstrap', null, 'webpack/bootstrap', 'bundler'],
    ['webpack:///(webpack)/buildin/global.js', null, '(webpack)/buildin/global.js', 'bundler'],
    ['webpack://acme/external commonjs "fs"', null, 'external commonjs "fs"', 'bundler'],
    ['webpack://acme/ignored|/work|./x', null, 'ignored|/work|./x', 'bundler'],
    ['\0commonjsHelpers.js', null, 'commonjsHelpers.js', 'bundler'],
    ['../\0virtual:x', null, 'virtual:x', 'bundler'],
    ['<define:process.env>', null, '<define:process.env>', 'bundler'],
    ['../vite/modulepreload-polyfill.js', null, 'vite/modulepreload-polyfill.js', 'bundler'],
    [
      'turbopack:///[turbopack]/shared/runtime-utils.ts',
      null,
      '[turbopack]/shared/runtime-utils.ts',
      'bundler',
    ],
  ] as const)('%j under %j is %s, %s', (name, root, path, origin) => {
    expect(resolveOriginalPath(name, root, 0)).toEqual({ path, origin })
  })
})
