import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from '@jest/globals'
import { listPathsInTarball } from '../../../src/cli/packed-paths.ts'
import { PackerChooser } from '../../../src/pack/choose/choose-packer.ts'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { WorkspaceFinder } from '../../../src/pack/workspace/find-workspace.ts'
import { expandPrivateRoots } from '../../../src/pack/workspaces.ts'
import { type Files, packingFolder, removeRepositories, writtenRepository } from './written-repository.ts'

afterEach(removeRepositories)

const EXPRESSION = ['$', '{{ matrix.package }}'].join('')
const INPUT = ['$', '{{ inputs.folder }}'].join('')

async function packed(root: string, target = '.') {
  const temporaryDirectory = await packingFolder()
  return packDirectory(target, path.join(root, target), {
    directory: root,
    temporaryDirectory,
    runScripts: false,
    timeLimit: 60_000,
  })
}

const workflow = (...steps: object[]): Files => ({
  '.github/workflows/release.yml': { on: 'push', jobs: { release: { steps } } },
})

/** A workspace of pnpm with packages a and b. */
const MEMBERS: Files = {
  'package.json': { name: 'root', private: true, packageManager: 'pnpm@11.1.0' },
  'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
  'packages/a/package.json': { name: 'a', version: '1.0.0' },
  'packages/b/package.json': { name: 'b', version: '1.0.0' },
}
const own = (scripts: object): Files => ({
  'packages/a/package.json': { name: 'a', version: '1.0.0', scripts },
})

/** What the repository has beside its packages, and what is found out of packages/a. */
const CASES: Readonly<Record<string, readonly [Files, expected: string]>> = {
  'a shell of its own ends where its bracket does': [
    workflow({ run: '(cd packages/b && npm publish)\n(cd packages/a && bun publish)' }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'back to the folder before': [
    workflow({ run: 'cd packages/b\nnpm publish\ncd -\ncd packages/a\nbun publish' }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'popd goes back': [
    workflow({ run: 'pushd packages/b && npm publish && popd && pushd packages/a && bun publish && popd' }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a script of the folder that a step works in': [
    {
      ...own({ ship: 'npm publish' }),
      ...workflow({ run: 'npm run ship', 'working-directory': 'packages/a' }),
    },
    'npm: .github/workflows/release.yml runs the script ship, which runs npm publish',
  ],
  'the same name at the root is another script': [
    {
      ...own({ ship: 'npm publish' }),
      'package.json': {
        name: 'root',
        private: true,
        packageManager: 'pnpm@11.1.0',
        scripts: { ship: 'bun publish' },
      },
      ...workflow({ run: 'cd packages/a && pnpm run ship' }),
    },
    'npm: .github/workflows/release.yml runs the script ship, which runs npm publish',
  ],
  'a script of a folder that only a run knows': [
    {
      ...own({ ship: 'npm publish' }),
      ...workflow({ run: 'npm run ship', 'working-directory': EXPRESSION }),
    },
    'npm: .github/workflows/release.yml runs the script ship, which runs npm publish',
  ],
  'a script of a folder that an option names': [
    { ...own({ ship: 'npm publish' }), ...workflow({ run: 'pnpm -C packages/a run ship' }) },
    'npm: .github/workflows/release.yml runs the script ship, which runs npm publish',
  ],
  'the root again, from a folder': [
    {
      'package.json': {
        name: 'root',
        private: true,
        packageManager: 'pnpm@11.1.0',
        scripts: { ship: 'yarn workspaces foreach -A npm publish' },
      },
      ...workflow({ run: 'pnpm -w run ship', 'working-directory': 'packages/b' }),
    },
    'yarn: .github/workflows/release.yml runs yarn npm publish',
  ],
  'a file of the shell that finds its own folder': [
    {
      ...workflow({ run: 'bash ./scripts/release.sh' }),
      'scripts/release.sh': 'set -e\ncd "$(dirname "$0")/../packages/a"\nbun publish\n',
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a target of make that needs another': [
    {
      ...workflow({ run: 'make release' }),
      Makefile:
        'release: check ship\n\ncheck:\n\tnpm test\n\nship:\n\t@cd packages/b && npm publish\n\t@cd packages/a && bun publish\n',
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'make that calls itself': [
    {
      ...workflow({ run: 'make release' }),
      Makefile: 'release:\n\t@$(MAKE) --no-print-directory ship\n\nship:\n\tcd packages/a && bun publish\n',
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a recipe of just': [
    {
      ...workflow({ run: 'just release' }),
      justfile: 'release tag="latest":\n    cd packages/a && bun publish\n',
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a task of Task': [
    {
      ...workflow({ run: 'task release' }),
      'Taskfile.yml':
        'version: 3\ntasks:\n  release:\n    cmds: [{ task: ship }]\n  ship: [cd packages/a && bun publish]\n',
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a task of Deno': [
    {
      ...workflow({ run: 'deno task release' }),
      'deno.json': { tasks: { release: 'cd packages/a && npm publish' } },
    },
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'a workflow of Forgejo': [
    {
      '.forgejo/workflows/publish.yaml': {
        jobs: { all: { steps: [{ run: 'cd packages/a; npm publish' }] } },
      },
    },
    'npm: .forgejo/workflows/publish.yaml runs npm publish',
  ],
  'jobs of GitLab have shells of their own': [
    {
      '.gitlab-ci.yml': {
        one: { script: ['cd packages/b', 'npm publish'] },
        two: { script: ['cd packages/a', 'bun publish'] },
      },
    },
    'bun: .gitlab-ci.yml runs bun publish',
  ],
  'a part of the pipeline of GitLab in a file of its own': [
    { '.gitlab/ci/release.yml': { release: { script: ['cd packages/a', 'npm publish'] } } },
    'npm: .gitlab/ci/release.yml runs npm publish',
  ],
  'the task for npm of Azure': [
    {
      '.azure-pipelines/publish.yml': {
        stages: [
          {
            jobs: [
              {
                steps: [
                  {
                    task: 'Npm@1',
                    inputs: { command: 'publish', workingDir: '$(Build.SourcesDirectory)/packages/a' },
                  },
                ],
              },
            ],
          },
        ],
      },
    },
    'npm: .azure-pipelines/publish.yml runs npm publish',
  ],
  'a custom command of that task': [
    {
      'azure-pipelines-release.yml': {
        steps: [
          {
            task: 'Npm@1',
            inputs: { command: 'custom', customCommand: 'publish --tag next', workingDir: 'packages/a' },
          },
        ],
      },
    },
    'npm: azure-pipelines-release.yml runs npm publish',
  ],
  'a script of Azure with a folder': [
    { 'azure-pipelines.yml': { steps: [{ script: 'bun publish', workingDirectory: 'packages/a' }] } },
    'bun: azure-pipelines.yml runs bun publish',
  ],
  'a run of CircleCI with a folder': [
    {
      '.circleci/config.yml': {
        jobs: {
          release: {
            steps: ['checkout', { run: { command: 'bun publish', working_directory: 'packages/a' } }],
          },
        },
      },
    },
    'bun: .circleci/config.yml runs bun publish',
  ],
  'a Jenkinsfile': [
    {
      Jenkinsfile:
        "stage('x') {\n  dir('packages/b') { sh 'npm publish' }\n  dir('packages/a') {\n    sh '''\n      bun publish\n    '''\n  }\n}\n",
    },
    'bun: Jenkinsfile runs bun publish',
  ],
  "Google's Cloud Build": [
    {
      'cloudbuild.yaml': {
        steps: [{ name: 'node:24', entrypoint: 'npm', args: ['publish'], dir: 'packages/a' }],
      },
    },
    'npm: cloudbuild.yaml runs npm publish',
  ],
  'tarballs that a release hands on': [
    {
      '.azure-pipelines/publish.yml': { steps: [{ script: 'for p in packages/*; do npm pack "$p"; done' }] },
    },
    'npm: .azure-pipelines/publish.yml runs npm pack',
  ],
  'a try at packing is no release': [
    workflow({ run: 'echo nothing' }),
    'pnpm: package.json says so in packageManager',
  ],
  'tarballs of a workflow that another one calls': [
    {
      '.github/workflows/release.yml': {
        jobs: {
          build: { uses: './.github/workflows/build.yml' },
          release: { needs: 'build', steps: [{ run: 'npm publish a.tgz' }] },
        },
      },
      '.github/workflows/build.yml': {
        on: 'workflow_call',
        jobs: { build: { steps: [{ run: 'pnpm -r pack && mv a-*.tgz a.tgz' }] } },
      },
    },
    'pnpm: .github/workflows/build.yml runs pnpm pack',
  ],
  'a tarball that a script of the package makes of its build': [
    {
      ...own({
        pack: '(cd dist && npm pack --pack-destination ..) && mv *.tgz a.tgz',
        publish: 'npm publish a.tgz',
      }),
      ...workflow(
        { run: 'npm run pack', 'working-directory': EXPRESSION },
        { run: 'npm run publish -- --tag latest', 'working-directory': EXPRESSION },
      ),
    },
    'npm: .github/workflows/release.yml runs the script pack, which runs npm pack',
  ],
  'variables of a workflow, its job and its step': [
    {
      '.github/workflows/release.yml': {
        env: { TOP: 'packages' },
        jobs: {
          r: { env: { NAME: 'a' }, steps: [{ env: { HERE: 'x' }, run: 'cd $TOP/${NAME} && bun publish' }] },
        },
      },
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'inputs of an action of the repository': [
    {
      '.github/actions/ship/action.yml': {
        inputs: { folder: { default: 'packages/b' } },
        runs: { using: 'composite', steps: [{ run: 'bun publish', 'working-directory': INPUT }] },
      },
      ...workflow({ uses: './.github/actions/ship', with: { folder: 'packages/a' } }),
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'inputs of a workflow that another one calls': [
    {
      '.github/workflows/release.yml': {
        jobs: { a: { uses: './.github/workflows/one.yml', with: { folder: 'packages/a' } } },
      },
      '.github/workflows/one.yml': {
        on: { workflow_call: { inputs: { folder: { type: 'string' } } } },
        jobs: { one: { steps: [{ run: 'bun publish', 'working-directory': INPUT }] } },
      },
    },
    'bun: .github/workflows/one.yml runs bun publish',
  ],
  'a program that keeps secrets': [
    workflow({ run: 'cd packages/a && doppler run -- bun publish' }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a container': [
    workflow({ run: 'docker run --rm -v $PWD:/w -w /w oven/bun sh -c "cd packages/a && bun publish"' }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'what find finds': [
    workflow({ run: 'find packages -maxdepth 1 -type d -exec npm publish {} \\;' }),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'folders in a pipe': [
    workflow({ run: 'ls -d packages/* | xargs -n1 npm publish --access public' }),
    'npm: .github/workflows/release.yml runs npm publish',
  ],
  'an action that tries again': [
    workflow({ uses: 'nick-fields/retry@v3', with: { command: 'cd packages/a && bun publish' } }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a program in a step': [
    workflow({
      uses: 'actions/github-script@v8',
      with: { script: "await exec.exec('bun', ['publish'], { cwd: 'packages/a' })" },
    }),
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a script of wireit': [
    {
      'packages/a/package.json': {
        name: 'a',
        version: '1.0.0',
        scripts: { ship: 'wireit' },
        wireit: { ship: { command: 'bun publish', dependencies: ['build'] } },
      },
      ...workflow({ run: 'npm run ship', 'working-directory': 'packages/a' }),
    },
    'bun: .github/workflows/release.yml runs the script ship, which runs bun publish',
  ],
  'a task of gulp': [
    {
      ...workflow({ run: 'npx gulp release' }),
      'gulpfile.mjs': "gulp.task('release', () => execSync('bun publish', { cwd: 'packages/a' }))\n",
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'a program of zx that goes to a folder': [
    {
      ...workflow({ run: 'npx zx scripts/ship.mjs' }),
      'scripts/ship.mjs': "cd('packages/a')\nawait $`bun publish${tag}`\n",
    },
    'bun: .github/workflows/release.yml runs bun publish',
  ],
  'settings of beachball': [
    { 'beachball.config.js': 'module.exports = {}\n' },
    'npm [beachball]: beachball.config.js says that beachball publishes it',
  ],
}

test.each(Object.keys(CASES))('%s', async (name) => {
  const [files, expected] = CASES[name] as readonly [Files, string]
  const root = await writtenRepository({ ...MEMBERS, ...files })
  const { packer, tool, reason } = await new PackerChooser(new WorkspaceFinder()).choose(
    path.join(root, 'packages/a'),
    null,
  )
  expect(`${packer}${tool === null ? '' : ` [${tool}]`}: ${reason}`).toBe(expected)
})

test.each<[string, Files]>([
  [
    'hooks of release-it',
    {
      '.release-it.json': { npm: false, hooks: { 'after:release': 'cd dist && npm publish' } },
      ...workflow({ run: 'npx release-it --ci' }),
    },
  ],
  [
    'a line of semantic-release',
    {
      '.releaserc.json': { plugins: [['@semantic-release/exec', { publishCmd: 'cd dist && npm publish' }]] },
      ...workflow({ run: 'npx semantic-release' }),
    },
  ],
])('the folder to which %s go before they publish is what is judged', async (_name, files) => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0' },
    'dist/package.json': { name: 'a', version: '1.0.0' },
    'dist/built.js': 'exports.a = 1\n',
    ...files,
  })
  expect((await packed(root)).packing?.folder).toBe('dist')
})

test('the build that a script of the package packs is what is judged', async () => {
  const root = await writtenRepository({
    ...MEMBERS,
    ...own({ pack: '(cd dist && npm pack --pack-destination ..)', publish: 'npm publish a.tgz' }),
    'packages/a/dist/package.json': { name: 'a', version: '1.0.0' },
    'packages/a/dist/built.js': 'exports.a = 1\n',
  })
  const { packing, path: tarball } = await packed(root, 'packages/a')
  expect([packing?.packer, packing?.folder, (await listPathsInTarball(tarball)).paths]).toEqual([
    'npm',
    'dist',
    ['built.js', 'package.json'],
  ])
})

test('a tool that is told to leave the publishing to something else is said', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0' },
    '.release-it.json': { npm: { publish: false } },
  })
  const { notes } = await new PackerChooser(new WorkspaceFinder()).choose(root, null)
  expect(notes).toEqual([
    '.release-it.json tells release-it to leave the publishing to something else, and no other command that publishes was found: if that packs in another way or another folder, set packer, name the folder, or hand over the tarball.',
  ])
})

test('a private root counts for nothing where a command names a folder that is another workspace', async () => {
  const root = await writtenRepository({ ...MEMBERS, ...workflow({ run: 'npm publish packages/a' }) })
  expect((await expandPrivateRoots(['.'], root)).targets).toEqual(['packages/a', 'packages/b'])
})

test('beachball writes package.json before npm packs it', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
    '.yarnrc.yml': 'catalog:\n  left: ^3.0.0\n',
    'beachball.config.js': 'module.exports = {}\n',
    'packages/a/package.json': {
      name: 'a',
      version: '1.0.0',
      main: 'src/index.ts',
      files: ['src'],
      dependencies: { b: 'workspace:^', left: 'catalog:' },
      publishConfig: { main: 'dist/index.js', files: ['dist'], access: 'public' },
    },
    'packages/a/src/index.ts': 'export {}\n',
    'packages/a/dist/index.js': 'exports.a = 1\n',
    'packages/b/package.json': { name: 'b', version: '2.3.4' },
  })
  const { paths, manifest } = await listPathsInTarball((await packed(root, 'packages/a')).path)
  expect(paths).toEqual(['dist/index.js', 'package.json'])
  expect(manifest).toEqual({
    name: 'a',
    version: '1.0.0',
    main: 'dist/index.js',
    files: ['dist'],
    dependencies: { b: '^2.3.4', left: '^3.0.0' },
    publishConfig: { access: 'public' },
  })
})

test('pnpm finds a package that requires itself', async () => {
  const root = await writtenRepository({
    'package.json': {
      name: 'a',
      version: '1.2.3',
      packageManager: 'pnpm@9.15.9',
      devDependencies: { a: 'workspace:^' },
    },
  })
  const { manifest } = await listPathsInTarball((await packed(root)).path)
  expect(manifest?.devDependencies).toEqual({ a: '^1.2.3' })
})

const RUSH = `/* the projects */
{
  "pnpmVersion": "10.27.0", // see https://rushjs.io
  "projects": [
    { "packageName": "a", "projectFolder": "libraries/a", "shouldPublish": true },
    { "packageName": "b", "projectFolder": "libraries/b", "versionPolicyName": "all" },
    { "packageName": "c", "projectFolder": "tools/c" },
  ],
}
`
const OF_RUSH: Files = {
  'rush.json': RUSH,
  'common/config/rush/pnpm-config.json':
    '{ "globalCatalogs": { "default": { "left": "^3.0.0" } } } // versions\n',
  'libraries/a/package.json': {
    name: 'a',
    version: '1.0.0',
    dependencies: { b: 'workspace:*', left: 'catalog:' },
  },
  'libraries/b/package.json': { name: 'b', version: '2.3.4' },
  'tools/c/package.json': { name: 'c', version: '1.0.0' },
}

describe('Rush', () => {
  test('what it publishes stands for a folder without a package.json', async () => {
    expect(await expandPrivateRoots(['.'], await writtenRepository(OF_RUSH))).toEqual({
      targets: ['libraries/a', 'libraries/b'],
      notes: [
        'This folder has no package.json, so its workspaces were checked (the projects of rush.json).',
        'One project is not published by Rush (shouldPublish in rush.json), so not checked: tools/c.',
      ],
    })
  })

  test('it publishes with its pnpm, and versions from its catalogue', async () => {
    const { packing, path: tarball } = await packed(await writtenRepository(OF_RUSH), 'libraries/a')
    expect([packing?.packer, packing?.version, packing?.reason]).toEqual([
      'pnpm',
      '10.27.0',
      'rush.json says that rush publishes it, with pnpm',
    ])
    expect((await listPathsInTarball(tarball)).manifest?.dependencies).toEqual({ b: '2.3.4', left: '^3.0.0' })
  })
})

describe('a folder without a package.json', () => {
  test('stands for what its commands publish', async () => {
    const root = await writtenRepository({
      ...workflow({ run: 'make publish-all' }),
      Makefile:
        'publish-all: publish-one\n\tcd npm/two && npm publish\n\npublish-one:\n\tcd npm/one && npm publish\n',
      'npm/one/package.json': { name: 'one', version: '1.0.0' },
      'npm/two/package.json': { name: 'two', version: '1.0.0' },
    })
    expect(await expandPrivateRoots(['.'], root)).toEqual({
      targets: ['npm/one', 'npm/two'],
      notes: [
        'This folder has no package.json, so what .github/workflows/release.yml publishes was checked: npm/one, npm/two.',
      ],
    })
  })

  test('stands for the folders that a loop goes through', async () => {
    const root = await writtenRepository({
      ...workflow({ run: 'for d in ./npm/*; do npm publish "$d"; done' }),
      'npm/one/package.json': { name: 'one', version: '1.0.0' },
      'npm/two/package.json': { name: 'two', version: '1.0.0' },
    })
    expect((await expandPrivateRoots(['.'], root)).targets).toEqual(['npm/one', 'npm/two'])
  })

  test('a build for npm that is not there yet is named', async () => {
    const root = await writtenRepository({
      'deno.json': { tasks: { build: 'deno run -A scripts/build_npm.ts' } },
      ...workflow({ run: 'deno task build' }, { run: 'cd npm\nnpm publish' }),
    })
    await expect(expandPrivateRoots(['.'], root)).rejects.toThrow(
      'There is no package.json in this folder. .github/workflows/release.yml runs npm publish in npm, and there is no such folder, so nothing was looked at: build first, then run again, or hand over the tarball.',
    )
  })

  test('names the packages that lie in it, and what seems to publish', async () => {
    const root = await writtenRepository({
      'npm/one/package.json': { name: 'one', version: '1.0.0' },
      'npm/hidden/package.json': { name: 'hidden', version: '1.0.0', private: true },
      '.goreleaser.yml': 'npms:\n  - name: one\n',
    })
    await expect(expandPrivateRoots(['.'], root)).rejects.toThrow(
      'There is no package.json in this folder; packages lie in npm/one. Name the one to check, or its tarball. .goreleaser.yml seems to publish with GoReleaser, which Seaworthy does not know.',
    )
  })

  test('is left as it is where nothing is known', async () => {
    expect(
      (await expandPrivateRoots(['.'], await writtenRepository({ 'mod.ts': 'export {}\n' }))).targets,
    ).toEqual(['.'])
  })
})

describe('lerna', () => {
  const scripts = { prepublishOnly: 'tsc', prepack: 'tsc', prepare: 'tsc', prepublish: 'tsc' }

  test('scripts that it runs are known, those of the root first', async () => {
    const root = await writtenRepository({
      'package.json': { name: 'root', private: true, workspaces: ['packages/*'], scripts },
      'lerna.json': { version: 'independent' },
      'packages/a/package.json': { name: 'a', version: '1.0.0', scripts },
      ...workflow({ run: 'npx lerna publish from-package --yes' }),
    })
    const { packing } = await packed(root, 'packages/a')
    expect(packing?.scripts.map(({ name, ran }) => [name, ran])).toEqual([
      ['prepublish of the root', false],
      ['prepare of the root', false],
      ['prepublishOnly of the root', false],
      ['prepack of the root', false],
      ['prepublish', false],
      ['prepare', false],
      ['prepublishOnly', false],
      ['prepack', false],
    ])
  })
  test('where scripts run, those of the root run once', async () => {
    const log = (place: string) => `node -e "require('fs').appendFileSync('../../order', '${place} ')"`
    const root = await writtenRepository({
      'package.json': {
        name: 'root',
        private: true,
        workspaces: ['packages/*'],
        scripts: { prepare: `node -e "require('fs').appendFileSync('order', 'root ')"` },
      },
      'lerna.json': { version: 'independent' },
      'packages/a/package.json': { name: 'a', version: '1.0.0', scripts: { prepack: log('a') } },
      'packages/b/package.json': { name: 'b', version: '1.0.0', scripts: { prepublish: log('b') } },
      ...workflow({ run: 'npx lerna publish from-package --yes' }),
    })
    const chooser = new PackerChooser(new WorkspaceFinder())
    const ran: unknown[] = []
    for (const one of ['a', 'b']) {
      const temporaryDirectory = await packingFolder()
      const { packing } = await packDirectory(one, path.join(root, 'packages', one), {
        directory: root,
        temporaryDirectory,
        runScripts: true,
        timeLimit: 60_000,
        chooser,
      })
      ran.push(packing?.scripts.map((script) => [script.name, script.ran]))
    }
    expect(readFileSync(path.join(root, 'order'), 'utf8')).toBe('root a b ')
    expect(ran).toEqual([
      [
        ['prepare of the root', true],
        ['prepack', true],
      ],
      [
        ['prepare of the root', true],
        ['prepublish', true],
      ],
    ])
  })
})

const EVERY_SCRIPT = { prepublishOnly: 'tsc', prepack: 'tsc', prepare: 'tsc' }
const NPMRC = ['ignore-scripts=true', 'ignore-scripts', 'ignore-scripts = "true"']

/** Measured with each of them: whether `publish` runs the scripts of a package whose project says this. */
test.each<[packageManager: string, file: string, text: string, areRun: boolean]>([
  ...NPMRC.map((text): [string, string, string, boolean] => ['npm@11.21.2', '.npmrc', text, false]),
  ...NPMRC.map((text): [string, string, string, boolean] => ['pnpm@10.34.9', '.npmrc', text, false]),
  ['npm@11.21.2', '.npmrc', 'ignore-scripts=false', true],
  ['npm@11.21.2', '.npmrc', '; ignore-scripts=true', true],
  ['pnpm@11.28.11', '.npmrc', 'ignore-scripts=true', true],
  ['pnpm@9.15.9', 'pnpm-workspace.yaml', 'ignoreScripts: true', true],
  ['pnpm@10.34.9', 'pnpm-workspace.yaml', 'ignoreScripts: true', false],
  ['pnpm@12.21.0', 'pnpm-workspace.yaml', 'ignoreScripts: true', false],
  ['yarn@1.22.22', '.npmrc', 'ignore-scripts=true', true],
  ['yarn@1.22.22', '.yarnrc', 'ignore-scripts true', false],
  ['yarn@4.18.1', '.yarnrc', 'ignore-scripts true', true],
])('%s with %s: %s', async (packageManager, file, text, areRun) => {
  const manifest = { name: 'a', version: '1.0.0', packageManager, scripts: EVERY_SCRIPT }
  const { packing } = await packed(await writtenRepository({ 'package.json': manifest, [file]: `${text}\n` }))
  expect((packing?.scripts ?? []).filter(({ name }) => name !== 'prepare').length > 0).toBe(areRun)
})

test.each<[title: string, Files, manifest: object, reason: string]>([
  [
    'release-it in code',
    { '.release-it.js': "module.exports = { npm: { publishPath: 'build' } }\n" },
    { scripts: { release: 'release-it' } },
    'npm.publishPath in .release-it.js',
  ],
  [
    'release-it in TOML',
    { '.release-it.toml': '[npm]\npublishPath = "build"\n' },
    { scripts: { release: 'release-it' } },
    'npm.publishPath in .release-it.toml',
  ],
  [
    'release-it in package.json',
    {},
    { 'release-it': { npm: { publishPath: 'build' } } },
    'npm.publishPath in package.json',
  ],
  [
    'np in code',
    { '.np-config.mjs': 'export default { contents: "build" }\n' },
    { scripts: { release: 'np' } },
    'contents in .np-config.mjs',
  ],
  [
    'np in package.json',
    {},
    { np: { contents: 'build' }, scripts: { release: 'np' } },
    'contents in package.json',
  ],
  [
    'semantic-release in YAML',
    { '.releaserc.yml': 'plugins:\n  - ["@semantic-release/npm", { pkgRoot: build }]\n' },
    {},
    'pkgRoot in .releaserc.yml',
  ],
])('the folder that is published, by %s', async (_, files, manifest, reason) => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0', ...manifest },
    'build/package.json': { name: 'a', version: '1.0.0' },
    ...files,
  })
  const { packing } = await packed(root)
  expect([packing?.folder, packing?.folderReason]).toEqual(['build', reason])
})

test('a folder that only code of np works out is an error', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0', scripts: { release: 'np' } },
    '.np-config.js': 'module.exports = { contents: process.env.OUT }\n',
  })
  await expect(packed(root)).rejects.toThrow(
    /published from a folder that \.np-config\.js computes \(contents\)/,
  )
})

test('a ready tarball that nothing known makes is said', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'a', version: '1.0.0' },
    ...workflow({ run: 'gulp package' }, { run: 'npm publish out/a.tgz' }),
  })
  expect((await packed(root)).notes).toEqual([
    '.github/workflows/release.yml publishes a ready tarball out/a.tgz, and what makes it was not found: hand over that one, for it is what users get.',
  ])
})

test('the root of a workspace says which package manager, not what lies in a member', async () => {
  const root = await writtenRepository({
    ...MEMBERS,
    'packages/a/package.json': { name: 'a', version: '1.0.0', packageManager: 'yarn@1.22.22' },
  })
  expect((await packed(root, 'packages/a')).packing?.packer).toBe('pnpm')
})

test('a package manager that is named by an address is that one', async () => {
  const root = await writtenRepository({
    'package.json': {
      name: 'a',
      version: '1.0.0',
      packageManager: 'yarn@https://example.com/yarn.js#sha224.aa',
    },
  })
  expect((await packed(root)).packing?.packer).toBe('yarn')
})

test('lerna-lite writes package.json in its own way: measured with 4.11', async () => {
  const root = await writtenRepository({
    'package.json': { name: 'root', private: true, devDependencies: { '@lerna-lite/publish': '^4.0.0' } },
    'lerna.json': { version: 'independent', npmClient: 'pnpm', packages: ['packages/*'] },
    'pnpm-workspace.yaml':
      'packages: ["packages/*"]\ncatalog: { left: ^3.0.0 }\ncatalogs: { other: { right: ^2.0.0 } }\n',
    'packages/one/package.json': { name: '@s/one', version: '1.0.0' },
    'packages/a/package.json': {
      name: 'a',
      version: '1.0.0',
      main: 'src/index.ts',
      dependencies: { '@s/one': 'workspace:^', left: 'catalog:', b: '^1.0.0', a: '^1.0.0' },
      peerDependencies: { '@s/one': 'workspace:*' },
      devDependencies: { right: 'catalog:other' },
      publishConfig: { main: 'dist/index.js', access: 'public', name: 'x' },
    },
  })
  const { manifest } = await listPathsInTarball((await packed(root, 'packages/a')).path)
  expect(JSON.stringify(manifest)).toBe(
    JSON.stringify({
      name: 'a',
      version: '1.0.0',
      main: 'dist/index.js',
      dependencies: { '@s/one': '^1.0.0', a: '^1.0.0', b: '^1.0.0', left: '^3.0.0' },
      peerDependencies: { '@s/one': '^1.0.0' },
      devDependencies: { right: '^2.0.0' },
      publishConfig: { access: 'public', name: 'x' },
    }),
  )
})

test.each(['9.15.9', '10.34.9'])(
  'pnpm %s bundles what a hoisted install lays out: measured',
  async (version) => {
    const dependency = (name: string, more: object = {}) => ({
      [`node_modules/${name}/package.json`]: { name, version: '1.0.0', ...more },
      [`node_modules/${name}/index.js`]: 'exports.a = 1\n',
    })
    const root = await writtenRepository({
      'package.json': {
        name: 'a',
        version: '1.0.0',
        files: ['index.js'],
        packageManager: `pnpm@${version}`,
        dependencies: { one: '1.0.0', other: '1.0.0' },
        bundleDependencies: ['one'],
      },
      '.npmrc': 'node-linker=hoisted\n',
      'index.js': 'exports.a = 1\n',
      '.env': 'MODE=development\n',
      ...dependency('one', { dependencies: { two: '1.0.0' } }),
      ...dependency('two'),
      ...dependency('other'),
    })
    const { paths } = await listPathsInTarball((await packed(root)).path)
    expect([...paths].sort()).toEqual([
      'index.js',
      'node_modules/one/index.js',
      'node_modules/one/package.json',
      'node_modules/two/index.js',
      'node_modules/two/package.json',
      'package.json',
    ])
  },
)
