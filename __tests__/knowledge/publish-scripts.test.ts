import { expect, test } from '@jest/globals'
import { listScriptsBeforePacking, mayBuild } from '../../src/knowledge/publish-scripts.ts'

const SCRIPTS = {
  build: 'tsc -p .',
  test: 'npm run lint && jest --coverage',
  lint: 'eslint .',
  fix: 'eslint --fix .',
  check: 'yarn lint',
  pretest: 'npm run build',
  unit: 'vitest run',
  prepublishOnly: 'safe-publish-latest',
}

test.each([
  'husky',
  'husky install',
  'is-ci || husky install',
  'safe-publish-latest',
  'not-in-publish || npm run prepublishOnly',
  'npm run lint',
  'yarn lint && yarn unit',
  'pnpm run check',
  'npx eslint . && tsc --noEmit',
  'NODE_ENV=test node --test',
  'git push --follow-tags',
  'echo "done" 2>&1',
  'prettier --check .',
  'biome ci .',
  'run-s lint unit',
  'npm-run-all --parallel lint check',
  'node .husky/install.mjs',
  'npx --yes publint --strict',
  'npm audit && npm whoami',
  'tsx --test',
  'playwright test',
])('builds nothing: %s', (command) => {
  expect(mayBuild(command, SCRIPTS)).toBe(false)
})

test.each([
  'npm run build',
  'husky install && npm run build',
  'npm test',
  'run-s lint build',
  'npm-run-all lint unknown',
  'npm audit fix',
  'node .husky/install.mjs && node build.js',
  'tshy',
  'npmignore --auto --commentLines=auto',
  'tsc -p .',
  'prettier --write dist',
  'npm run fix',
  'node scripts/prepare.js',
  'git clean -fdx',
  'echo x > dist/a.js',
  'cd packages && make',
  'npm run gone; rollup -c',
])('may build: %s', (command) => {
  expect(mayBuild(command, SCRIPTS)).toBe(true)
})

test('the scripts that publishing runs before it packs, by packer', () => {
  expect(listScriptsBeforePacking('npm', null)).toEqual(['prepublishOnly', 'prepack', 'prepare'])
  expect(listScriptsBeforePacking('pnpm', '10.0.0')).toContain('prepublish')
  expect(listScriptsBeforePacking('yarn', '4.18.1')).toEqual(['prepack'])
  expect(listScriptsBeforePacking('yarn', '1.22.22')).toContain('prepublishOnly')
})
