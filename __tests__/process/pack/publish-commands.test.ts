import path from 'node:path'
import { afterEach, expect, test } from '@jest/globals'
import { listPathsInTarball } from '../../../src/cli/packed-paths.ts'
import { PackerChooser } from '../../../src/pack/choose/choose-packer.ts'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { WorkspaceFinder } from '../../../src/pack/workspace/find-workspace.ts'
import { expandPrivateRoots } from '../../../src/pack/workspaces.ts'
import { type Files, packingFolder, removeRepositories, writtenRepository } from './written-repository.ts'

afterEach(removeRepositories)

const EXPRESSION = ['$', '{{ inputs.package }}'].join('')
const RUN = ['$', '{tag}'].join('')

/** A workspace of two packages, installed with pnpm; `more` on top. */
function repository(run: string | object, more: Files = {}): Files {
  return {
    'package.json': {
      name: 'root',
      private: true,
      workspaces: ['packages/*'],
      packageManager: 'pnpm@11.1.0',
    },
    'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
    'packages/a/package.json': { name: '@scope/a', version: '1.0.0' },
    'packages/b/package.json': { name: '@scope/b', version: '1.0.0' },
    '.github/workflows/release.yml': {
      on: 'push',
      jobs: { release: { steps: [typeof run === 'string' ? { run } : run] } },
    },
    ...more,
  }
}

const OWN = (scripts: object): Files => ({
  'packages/a/package.json': { name: '@scope/a', version: '1.0.0', scripts },
})
const ROOT = (scripts: object): Files => ({
  'package.json': { name: 'root', private: true, packageManager: 'pnpm@11.1.0', scripts },
})

/** What the repository has, and what is found out of packages/a: `packer [tool]: reason`. */
const CASES: Readonly<Record<string, readonly [Files, expected: string]>> = {
  'npm in the folder of a workspace, behind Yarn': [
    repository(`yarn workspace ${EXPRESSION} exec npm publish --access public`),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'npm in every folder, behind Yarn 4': [
    repository('yarn workspaces foreach -A --no-private exec npm publish'),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'npm in every folder, behind lerna': [
    repository('npx lerna exec --no-private -- npm publish'),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'a script of the workspace, by npm': [
    repository('npm run release -w @scope/a', OWN({ release: 'npm publish' })),
    'npm: .github/workflows/release.yml runs the script release, which runs npm publish',
  ],
  'a script of another workspace': [
    repository('npm run release -w @scope/b', OWN({ release: 'npm publish' })),
    'npm: the script release runs npm publish',
  ],
  'a script of the workspaces, by pnpm': [
    repository('pnpm --filter a ship', OWN({ ship: 'npm run build && npm publish' })),
    'npm: .github/workflows/release.yml runs the script ship, which runs npm publish',
  ],
  'a script of the workspaces, by turbo': [
    repository(
      'pnpm turbo run build publish:npm --filter=./packages/*',
      OWN({ 'publish:npm': 'npm publish' }),
    ),
    'npm: .github/workflows/release.yml runs the script publish:npm, which runs npm publish',
  ],
  'a script of the workspaces, by Nx': [
    repository('npx nx run-many -t build,ship', OWN({ ship: 'bun publish' })),
    'bun: .github/workflows/release.yml runs the script ship, which runs bun publish',
  ],
  'each workspace by its name': [
    repository('npm publish -w @scope/b\npnpm --filter @scope/a publish'),
    'pnpm: .github/workflows/release.yml runs pnpm publish',
  ],
  'staged publishing of pnpm': [
    repository('pnpm -r stage publish --access public'),
    'pnpm: .github/workflows/release.yml runs pnpm publish',
  ],
  'a dry run first': [
    repository('bun publish --dry-run\nnpm publish --dry-run=false -w @scope/a'),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'release-it that leaves npm alone': [
    repository('npm run release -- --ci --no-npm', ROOT({ release: 'release-it' })),
    'npm [release-it]: the script release runs release-it',
  ],
  'release-it that is told so in its settings': [
    repository('npx release-it', { '.release-it.json': { npm: { publish: false } } }),
    'pnpm: package.json says so in packageManager',
  ],
  'release-it with another packer': [
    repository('npx release-it', {
      ...OWN({}),
      'packages/a/.release-it.json': { npm: { publishPackageManager: 'pnpm' } },
    }),
    'pnpm [release-it]: .github/workflows/release.yml runs release-it, which calls pnpm',
  ],
  'np for the tag alone': [
    repository(
      { run: 'bun publish', 'working-directory': 'packages/a' },
      ROOT({ release: 'np --no-publish' }),
    ),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'semantic-release that publishes by a command': [
    repository(
      { run: 'npx semantic-release', 'working-directory': 'packages/a' },
      {
        'packages/a/.releaserc.json': {
          plugins: [['@semantic-release/exec', { publishCmd: 'pnpm publish --no-git-checks' }]],
        },
      },
    ),
    'pnpm: .github/workflows/release.yml runs semantic-release, which runs pnpm publish',
  ],
  'a nightly build beside the release': [
    repository({ name: 'Nightly', run: 'npm publish --tag nightly' }, ROOT({ release: 'pnpm -r publish' })),
    'pnpm: the script release runs pnpm publish',
  ],
  'a program of the repository that publishes': [
    repository('node scripts/release.mjs', {
      'scripts/release.mjs': `import { spawnSync } from 'node:child_process'\n// never npm publish by hand\nconst args = ['publish', '--access', 'public']\nspawnSync('bun', args, { cwd: folder })\nconsole.log('npm publish is done by bun')\n`,
    }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a program that imports what publishes': [
    repository('pnpm release', {
      ...ROOT({ release: 'tsx scripts/release' }),
      'scripts/release/index.ts': "import { publish } from './steps/publish.js'\nawait publish()\n",
      'scripts/release/steps/publish.ts': `export const publish = () => $\`npm publish --tag ${RUN}\`\n`,
    }),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'auto in a repository of lerna': [
    repository('npx auto shipit', { 'lerna.json': { version: 'independent', npmClient: 'pnpm' } }),
    'npm [lerna]: .github/workflows/release.yml runs auto shipit',
  ],
  beachball: [
    repository('yarn beachball publish -y'),
    'npm [beachball]: .github/workflows/release.yml runs beachball publish',
  ],
  'changesets in its parts': [
    repository({ uses: 'changesets/action/publish@v2' }),
    'pnpm [changesets]: .github/workflows/release.yml runs changeset publish, which calls pnpm',
  ],
}

test.each(Object.keys(CASES))('%s', async (name) => {
  const [files, expected] = CASES[name] as readonly [Files, string]
  const { packer, tool, reason } = await chosen(files)
  expect(`${packer}${tool === null ? '' : ` [${tool}]`}: ${reason}`).toBe(expected)
})

test('what is not known is said', async () => {
  const { packer, notes } = await chosen(repository('pnpm release-tool publish --yes'))
  expect([packer, notes]).toEqual([
    'pnpm',
    [
      '.github/workflows/release.yml seems to publish with release-tool publish, which Seaworthy does not know: if that packs in another way or another folder, set packer, name the folder, or hand over the tarball.',
    ],
  ])
})

test('a root that no command publishes stands for its workspaces', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'root', version: '0.1.0', workspaces: ['packages/*'] },
    'packages/a/package.json': { name: 'a', version: '1.0.0' },
    '.github/workflows/release.yml': {
      jobs: { release: { steps: [{ run: 'npx lerna publish from-package' }] } },
    },
  })
  const { targets, notes } = await expandPrivateRoots(['.'], root)
  expect(targets).toEqual(['packages/a'])
  expect(notes[0]).toBe(
    'The root is none of its workspaces, and lerna publish publishes these only, so its workspaces were checked instead.',
  )
})

test('a private package whose build is published from a folder in it is not left out', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true },
    'pnpm-workspace.yaml': 'packages: ["examples/*"]\n',
    'examples/a/package.json': { name: 'a', private: true },
    '.github/workflows/release.yml': {
      jobs: { release: { steps: [{ run: 'pnpm build\npushd dist\npnpx npm@^11.5.1 publish --tag next' }] } },
    },
  })
  expect((await expandPrivateRoots(['.'], root)).targets).toEqual(['.'])
})

const ALL_SCRIPTS = { prepublishOnly: 'npm run build', prepare: 'tsc', build: 'tsc' }

test.each([
  ['the command says so', { run: 'npm publish --ignore-scripts' }, {}, []],
  ['an action does so by default', { uses: 'JS-DevTools/npm-publish@v4' }, {}, []],
  ['.npmrc says so', { run: 'npm publish' }, { '.npmrc': 'ignore-scripts=true\n' }, []],
  ['nothing says so', { run: 'npm publish' }, {}, ['prepublishOnly', 'prepare']],
])('scripts that publishing leaves out are not missed: %s', async (_, step, more, expected) => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0', scripts: ALL_SCRIPTS },
    '.github/workflows/release.yml': {
      jobs: { release: { steps: [{ run: 'npm install -g npm@11' }, step] } },
    },
    ...more,
  })
  const { packing } = await packed(root)
  expect(packing?.scripts.map((script) => script.name)).toEqual(expected)
})

test('a folder whose scripts forbid to publish it is not looked at in place of another', async () => {
  const root = await writtenRepository({
    'package.json': {
      name: 'a',
      version: '1.0.0',
      scripts: { prepublishOnly: 'echo "Error: must publish from dist/" && exit 1' },
    },
  })
  await expect(packed(root)).rejects.toThrow(
    /^Nothing is published from this folder: its script prepublishOnly always fails/,
  )
})

async function packed(root: string) {
  const temporaryDirectory = await packingFolder()
  return packDirectory('.', root, {
    directory: root,
    temporaryDirectory,
    runScripts: false,
    timeLimit: 60_000,
  })
}

async function chosen(files: Files) {
  const root = await writtenRepository(files)
  return new PackerChooser(new WorkspaceFinder()).choose(path.join(root, 'packages/a'), null)
}

test.each([
  ['12', ['index.js', 'package.json']],
  ['11', ['index.js', 'keep.secret', 'package.json']],
])("npm's ignore file for all packages, in npm %s", async (version, expected) => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
    'packages/a/package.json': { name: 'a', version: '1.0.0' },
    'packages/a/index.js': 'exports.a = 1\n',
    'packages/a/keep.secret': 'x\n',
    '.npmrc': 'fund=false\nglobal-ignore-file=for-all\n',
    'for-all': '*.secret\n',
    '.github/workflows/release.yml': {
      jobs: { release: { steps: [{ run: `npx npm@${version} publish -w a` }] } },
    },
  })
  const { path: tarball } = await packed(path.join(root, 'packages/a'))
  expect([...(await listPathsInTarball(tarball)).paths].sort()).toEqual(expected)
})

test.each(['9.15.9', '10.34.9'])('pnpm %s refuses to bundle what it links', async (version) => {
  const manifest = {
    name: 'a',
    version: '1.0.0',
    packageManager: `pnpm@${version}`,
    bundleDependencies: ['b'],
  }
  await expect(packed(await writtenRepository({ 'package.json': manifest }))).rejects.toThrow(
    /unless node-linker is hoisted/,
  )
  const hoisted = { 'package.json': manifest, '.npmrc': 'node-linker=hoisted\n' }
  expect((await packed(await writtenRepository(hoisted))).packing?.packer).toBe('pnpm')
})

test.each([
  ['9.15.9', { '@std/path': 'jsr:^1.0.0' }],
  ['11.28.11', { '@std/path': 'npm:@jsr/std__path@^1.0.0', b: '2.3.4' }],
])('dependencies as pnpm %s writes them', async (version, expected) => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true, packageManager: `pnpm@${version}` },
    'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
    'packages/a/package.json': {
      name: 'a',
      version: '1.0.0',
      dependencies: {
        '@std/path': 'jsr:^1.0.0',
        ...('b' in expected ? { b: 'workspace:./packages/b' } : {}),
      },
    },
    'packages/b/package.json': { name: 'b', version: '2.3.4' },
  })
  const { path: tarball } = await packed(path.join(root, 'packages/a'))
  expect((await listPathsInTarball(tarball)).manifest?.dependencies).toEqual(expected)
})

test.each([
  ['yarn@4.18.1', 'workspace:./packages/b', './packages/b'],
  ['yarn@4.18.1', 'workspace:../b', 'workspace:../b'],
  ['bun@1.4.5', 'workspace:./packages/b', './packages/b'],
  ['bun@1.4.5', 'workspace:../b', '2.3.4'],
  ['bun@1.4.5', 'workspace:b@^2', 'npm:b@^2'],
])('%s writes %s as %s', async (packageManager, spec, expected) => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true, packageManager, workspaces: ['packages/*'] },
    'packages/a/package.json': { name: 'a', version: '1.0.0', dependencies: { b: spec } },
    'packages/b/package.json': { name: 'b', version: '2.3.4' },
  })
  const { path: tarball } = await packed(path.join(root, 'packages/a'))
  expect((await listPathsInTarball(tarball)).manifest?.dependencies).toEqual({ b: expected })
})
