import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { expandTargets } from '../../../src/pack/expand-targets.ts'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { tarballContents } from '../../slow/packing/contents.ts'
import { type Files, packingFolder, removeRepositories, writtenRepository } from './written-repository.ts'

afterEach(removeRepositories)

const PUBLIC = { version: '1.0.0', license: 'MIT' }
const ROOT: Files = { 'package.json': { name: 'a', ...PUBLIC }, 'index.js': 'exports.a = 1\n' }
const below = (folder: string, more: object = {}): Files => ({
  [`${folder}/package.json`]: { name: `a-${folder.replaceAll('/', '-')}`, ...PUBLIC, ...more },
})
const workflow = (job: object): Files => ({
  '.github/workflows/release.yml': { on: 'push', jobs: { release: job } },
})
const runs = (...commands: string[]): Files => workflow({ steps: commands.map((run) => ({ run })) })

async function expanded(files: Files, options: { workspaces?: boolean; beside?: boolean } = {}) {
  const root = await writtenRepository(files)
  return expandTargets(['.'], root, { workspaces: false, ...options })
}

async function packedIn(files: Files, target: string) {
  const root = await writtenRepository(files)
  const { path: file, packing } = await packDirectory(target, path.join(root, target), {
    directory: root,
    temporaryDirectory: await packingFolder(),
    runScripts: false,
    timeLimit: 60_000,
  })
  return { packing, contents: await tarballContents(await readFile(file)) }
}

describe('packages that the same release publishes from folders below', () => {
  const PLATFORMS = { ...below('npm/linux-x64'), ...below('npm/darwin-arm64') }

  test.each<[string, Files, string[]]>([
    ['cd', { ...below('types'), ...runs('npm publish\ncd types && npm publish') }, ['types']],
    ['cd before the root', { ...below('types'), ...runs('(cd types; npm publish)\nnpm publish') }, ['types']],
    ['a path', { ...below('wasm/pkg'), ...runs('npm publish', 'npm publish ./wasm/pkg') }, ['wasm/pkg']],
    [
      'a working-directory',
      {
        ...below('types'),
        ...workflow({
          steps: [{ run: 'npm publish' }, { run: 'npm publish', 'working-directory': 'types' }],
        }),
      },
      ['types'],
    ],
    [
      'a loop over a pattern',
      { ...PLATFORMS, ...runs('for d in npm/*; do (cd $d && npm publish); done\nnpm publish') },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'a loop over what ls says',
      {
        ...PLATFORMS,
        ...runs('for d in $(ls npm); do cd npm/$d; npm publish; cd ../..; done', 'npm publish'),
      },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'a loop over names',
      {
        ...PLATFORMS,
        ...runs('for d in npm/linux-x64 ./npm/darwin-arm64/; do npm publish $d; done; npm publish'),
      },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'napi-rs, in a script of publishing',
      {
        ...PLATFORMS,
        'package.json': { name: 'a', ...PUBLIC, scripts: { prepublishOnly: 'napi prepublish -t npm' } },
        ...runs('npm publish'),
      },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'napi-rs, with a folder in a variable',
      {
        ...PLATFORMS,
        ...workflow({
          env: { npm_dir: 'npm' },
          steps: [{ run: 'napi pre-publish -t npm --npm-dir ${npm_dir}\nnpm publish' }],
        }),
      },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'what find finds',
      { ...PLATFORMS, ...runs('find npm -name package.json -execdir npm publish \\;\nnpm publish') },
      ['npm/darwin-arm64', 'npm/linux-x64'],
    ],
    [
      'a script that follows publishing',
      {
        ...below('types'),
        'package.json': { name: 'a', ...PUBLIC, scripts: { postpublish: 'cd types && npm publish' } },
        ...runs('npm publish'),
      },
      ['types'],
    ],
  ])('%s', async (_, files, beside) => {
    const { targets, notes } = await expanded({ ...ROOT, ...files })
    expect(targets).toEqual(['.', ...beside])
    expect(notes.join('\n')).toContain(`also publishes ${beside.join(', ')} (`)
  })

  test('a matrix', async () => {
    const job = {
      strategy: { matrix: { package: ['types', 'wasm/pkg'], node: [20, 22] } },
      steps: [{ run: 'npm publish', 'working-directory': '${{ matrix.package }}' }],
    }
    const { targets } = await expanded({
      ...ROOT,
      ...below('types'),
      ...below('wasm/pkg'),
      '.github/workflows/root.yml': { jobs: { release: { steps: [{ run: 'npm publish' }] } } },
      ...workflow(job),
    })
    expect(targets).toEqual(['.', 'types', 'wasm/pkg'])
  })

  test('what release-please releases stands for a private root', async () => {
    const { targets, notes } = await expanded({
      'package.json': { name: 'root', private: true },
      'release-please-config.json': { packages: { one: {}, two: {} } },
      ...below('one'),
      ...below('two'),
      ...workflow({
        strategy: { matrix: { path: '${{ fromJson(needs.release.outputs.paths_released) }}' } },
        steps: [{ run: 'cd ${{ matrix.path }}\nnpm publish' }],
      }),
    })
    expect(targets).toEqual(['one', 'two'])
    expect(notes).toEqual([
      'The root is private, so what .github/workflows/release.yml publishes was checked instead: one, two.',
    ])
  })

  test('beside workspaces, with --workspaces and without', async () => {
    const files = {
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
      ...below('packages/one'),
      ...below('create/template'),
      ...runs('npm publish --workspaces', 'npm publish ./create/template'),
    }
    const all = ['packages/one', 'create/template']
    expect((await expanded(files)).targets).toEqual(all)
    expect((await expanded(files, { workspaces: true })).targets).toEqual(all)
  })

  test.each<[string, Files]>([
    [
      'what the build makes of the package',
      { ...below('dist', { name: 'a' }), ...runs('npm publish ./dist') },
    ],
    [
      'what is private',
      { ...below('types', { private: true }), ...runs('npm publish\ncd types && npm publish') },
    ],
    ['a trial', { ...below('types'), ...runs('npm publish\ncd types && npm publish --dry-run') }],
    [
      'a workspace',
      {
        'package.json': { name: 'a', ...PUBLIC, workspaces: ['types'] },
        ...below('types'),
        ...runs('npm publish\ncd types && npm publish'),
      },
    ],
    [
      'napi-rs that leaves them alone',
      { ...below('npm/x'), ...runs('napi prepublish --skip-optional-publish\nnpm publish') },
    ],
  ])('%s is no package beside it', async (_, files) => {
    expect((await expanded({ ...ROOT, ...files })).targets).toEqual(['.'])
  })

  test('what is not built yet is named', async () => {
    const { targets, notes } = await expanded({
      ...ROOT,
      'types/index.d.ts': 'export {}\n',
      ...runs('npm publish\ncd types && npm publish'),
    })
    expect(targets).toEqual(['.'])
    expect(notes).toEqual([
      '.github/workflows/release.yml also publishes types (npm publish), which cannot be packed yet, so it was not checked: build first, then run again.',
    ])
  })

  test('publishing leaves them alone and says so', async () => {
    const { targets, notes } = await expanded(
      { ...ROOT, ...below('types'), ...runs('npm publish\ncd types && npm publish') },
      { beside: false },
    )
    expect(targets).toEqual(['.'])
    expect(notes.join()).toContain('and it was left alone: name it to publish it too')
  })
})

test('a loop publishes a folder below each package', async () => {
  const { packing } = await packedIn(
    {
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
      'packages/one/package.json': { name: 'one', ...PUBLIC },
      'packages/one/dist/package.json': { name: 'one', ...PUBLIC },
      ...runs('for d in packages/*; do (cd $d/dist && npm publish); done'),
    },
    'packages/one',
  )
  expect(packing?.folder).toBe('dist')
})

describe('lerna', () => {
  const PACKAGE = { name: 'one', ...PUBLIC }
  const repository = (publish: object, more: Files = {}): Files => ({
    'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
    'lerna.json': { version: 'independent', command: { publish } },
    'packages/one/package.json': PACKAGE,
    'packages/one/README.md': '# One\n',
    'packages/one/settings/.env': 'A=1\n',
    'packages/one/dist/index.js': 'exports.one = 1\n',
    ...more,
  })

  test('copies assets into the folder that it publishes', async () => {
    const assets = ['package.json', 'README.md', { from: 'settings', to: 'config' }]
    const { packing, contents } = await packedIn(repository({ directory: 'dist', assets }), 'packages/one')
    expect([packing?.folder, Object.keys(contents)]).toEqual([
      'dist',
      ['README.md', 'config/settings/.env', 'index.js', 'package.json'],
    ])
    expect(contents['package.json']).toMatchObject({
      name: 'one',
      lerna: { command: { publish: { assets } } },
    })
  })

  test.each<[string, object, string]>([
    ['directory beats --contents', {}, 'dist'],
    ['lerna-lite knows --contents only', { devDependencies: { '@lerna-lite/cli': '^4.0.0' } }, 'lib'],
  ])('%s', async (_, tool, folder) => {
    const files = repository(
      { directory: '{workspaceRoot}/packages/one/dist' },
      {
        'package.json': { name: 'root', private: true, workspaces: ['packages/*'], ...tool },
        'packages/one/dist/package.json': PACKAGE,
        'packages/one/lib/package.json': PACKAGE,
        ...runs('npx lerna publish from-package --contents lib'),
      },
    )
    expect((await packedIn(files, 'packages/one')).packing?.folder).toBe(folder)
  })
})

test('Yarn forgets catalogues in optional dependencies', async () => {
  const { contents } = await packedIn(
    {
      'package.json': {
        name: 'a',
        ...PUBLIC,
        packageManager: 'yarn@4.18.1',
        dependencies: { zod: 'catalog:' },
        optionalDependencies: { ms: 'catalog:', ini: 'npm:^5.0.0' },
      },
      '.yarnrc.yml': 'catalog:\n  ms: ^2.0.0\n  zod: ^4.0.0\n',
      'yarn.lock': '__metadata:\n  version: 8\n',
    },
    '.',
  )
  expect(contents['package.json']).toMatchObject({
    dependencies: { zod: '^4.0.0' },
    optionalDependencies: { ms: 'catalog:', ini: 'npm:^5.0.0' },
  })
})

test('Bun bundles what is installed at the root of the workspace', async () => {
  const { contents } = await packedIn(
    {
      'package.json': {
        name: 'root',
        private: true,
        workspaces: ['packages/*'],
        packageManager: 'bun@1.4.5',
      },
      'node_modules/up/package.json': { name: 'up', version: '1.0.0', dependencies: { needed: '1.0.0' } },
      'node_modules/needed/index.js': 'x\n',
      'packages/one/package.json': { name: 'one', ...PUBLIC, bundledDependencies: ['up'] },
    },
    'packages/one',
  )
  expect(Object.keys(contents)).toEqual([
    'node_modules/needed/index.js',
    'node_modules/up/package.json',
    'package.json',
  ])
})
