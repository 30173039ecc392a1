import { execFileSync, spawnSync } from 'node:child_process'
import { chmod, mkdir, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { prepareToolFolder, type Tool } from '../../support/tools.ts'

const made: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  made.push(await folder)
  return folder
}
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))))

const PACKERS: readonly (readonly [name: string, packageManager: string, tools: readonly Tool[]])[] = [
  ['npm', 'npm@11.21.2', ['npm-11']],
  ['npm', 'npm@10.9.9', ['npm-10']],
  ['pnpm', 'pnpm@9.15.9', ['pnpm-9']],
  ['pnpm', 'pnpm@10.34.9', ['pnpm-10']],
  ['pnpm', 'pnpm@11.28.11', ['pnpm-11']],
  ['pnpm', 'pnpm@12.21.0', ['pnpm-12']],
  ['yarn', 'yarn@4.18.1', ['yarn-4']],
  ['yarn', 'yarn@1.22.22', ['yarn-1']],
  ['bun', 'bun@1.4.5', ['bun']],
]

describe.each(PACKERS)('%s (%s)', (packer, packageManager, tools) => {
  test('no code of a checkout that sets every trap runs, and nothing is written into it', async () => {
    const alarms = await keep(makeFolder({}, 'alarms-'))
    const root = await keep(trap(alarms, packageManager))
    const before = listing(root)
    const { stdout, status } = await runSeaworthy(['--workspaces', '--format', 'json'], {
      cwd: root,
      npmFolder: await prepareToolFolder(...tools),
      // A PATH that looks into the checkout first, as scripts of npm have it, and once more, as careless shells do.
      env: {
        PATH: [
          path.join(root, 'node_modules', '.bin'),
          await prepareToolFolder(...tools),
          process.env.PATH,
          './node_modules/.bin',
          '.',
        ].join(path.delimiter),
      },
    })
    const report = JSON.parse(stdout) as Report
    expect(report.packages.map(({ errors, packer: how }) => [errors, how?.packer])).toEqual([[[], packer]])
    expect(status).not.toBe(2)
    expect(await readdir(alarms)).toEqual([])
    expect(listing(root)).toEqual(before)
  }, 180_000)
})

test.each(PACKERS.map(([packer, manager, tools]) => [packer, manager, tools] as const))(
  'the traps are real: %s itself (%s) walks into some',
  async (packer, packageManager, tools) => {
    const alarms = await keep(makeFolder({}, 'alarms-'))
    const root = await keep(trap(alarms, packageManager, false))
    const program = path.join(await prepareToolFolder(...tools), packer)
    const words = packer === 'bun' ? ['pm', 'pack'] : ['pack']
    spawnSync(program, words, { cwd: path.join(root, 'packages/a'), stdio: 'ignore', timeout: 60_000 })
    expect((await readdir(alarms)).length).toBeGreaterThan(0)
  },
  90_000,
)

/** What makes a packer fetch another one, a runtime or its settings, or refuse to go on without. */
const DOWNLOADS = {
  pnpm: { configDependencies: { 'a-config': '1.0.0+sha512-x' }, executionEnv: { nodeVersion: '0.0.1' } },
  devEngines: { runtime: { name: 'node', version: '0.0.1', onFail: 'download' } },
}

/** Every place where a packer, npm or git may be told to start something, each of which would leave a file. */
async function trap(alarms: string, packageManager: string, withDownloads = true): Promise<string> {
  const alarm = (name: string) => `touch '${alarms}/${name}'`
  const script = (name: string) =>
    `require('node:fs').writeFileSync(${JSON.stringify(path.join(alarms, name))}, '')`
  const scripts = Object.fromEntries(
    [
      ...['prepublishOnly', 'prepublish', 'prepack', 'prepare', 'postpack', 'publish', 'postpublish'],
      ...[
        'preprepack',
        'postprepack',
        'preinstall',
        'install',
        'postinstall',
        'prepare-script',
        'pnpm:devPreinstall',
      ],
    ].map((name) => [name, alarm(`script-${name}`)]),
  )
  const root = await makeFolder({}, 'trap-')
  const shell = path.join(root, 'shell')
  // pnpm goes on with none of these in a project.
  const tokenHelpers = `token-helper=${shell}\n//registry.npmjs.org/:tokenHelper=${shell}\n`
  const files = {
    'package.json': JSON.stringify({
      name: 'root',
      private: true,
      packageManager,
      workspaces: ['packages/*'],
      scripts,
      ...(withDownloads ? DOWNLOADS : {}),
    }),
    'packages/a/package.json': JSON.stringify({
      name: 'a',
      version: '1.0.0',
      license: 'MIT',
      // What a packer would take for settings goes into the tarball, and so into the folder where Bun and pnpm 12 pack.
      files: ['index.js', 'bunfig.toml', 'preload.js', '.pnpmfile.cjs', '.pnpmfile.mjs', 'hooks.cjs'],
      scripts,
    }),
    'packages/a/index.js': 'exports.a = 1\n',
    'packages/a/bunfig.toml':
      'preload = ["./preload.js"]\n[run]\npreload = ["./preload.js"]\n[install]\nscripts = true\n',
    'packages/a/preload.js': script('bun-preload-shipped'),
    'packages/a/.pnpmfile.cjs': `${script('pnpmfile-cjs-shipped')}\nmodule.exports = {}\n`,
    'packages/a/.pnpmfile.mjs': `import fs from 'node:fs'\nfs.writeFileSync(${JSON.stringify(path.join(alarms, 'pnpmfile-mjs-shipped'))}, '')\nexport const hooks = {}\n`,
    'packages/a/hooks.cjs': script('hooks-shipped'),
    'packages/a/binding.gyp': '{}',
    'packages/a/.npmrc': `script-shell=${shell}\nignore-scripts=false\n`,
    'pnpm-workspace.yaml': `packages: ["packages/*"]\npnpmfile: hooks.cjs\nscriptShell: ${shell}\nignoreScripts: false\nverifyDepsBeforeRun: install\nnodeOptions: --require ${root}/preload.js\n${withDownloads ? `tokenHelper: ${shell}\n` : ''}`,
    '.pnpmfile.cjs': `${script('pnpmfile-cjs')}\nmodule.exports = { hooks: { readPackage: (one) => one } }\n`,
    '.pnpmfile.mjs': `import fs from 'node:fs'\nfs.writeFileSync(${JSON.stringify(path.join(alarms, 'pnpmfile-mjs'))}, '')\nexport const hooks = {}\n`,
    'hooks.cjs': `${script('pnpmfile-named')}\nmodule.exports = {}\n`,
    '.yarnrc.yml':
      'yarnPath: ./trap.cjs\ninjectEnvironmentFiles: [.env.yarn]\nplugins:\n  - ./plugin.cjs\nenableScripts: true\n',
    '.yarnrc': 'yarn-path "./trap.cjs"\nscript-shell "./shell"\n',
    'trap.cjs': script('yarn-path'),
    'plugin.cjs': `${script('yarn-plugin')}\nmodule.exports = { name: 'trap', factory: () => ({}) }\n`,
    'yarn.config.cjs': script('yarn-constraints'),
    'bunfig.toml':
      'preload = ["./preload.js"]\n[install]\nscripts = true\n[run]\nshell = "system"\nbun = true\n',
    'preload.js': script('bun-preload'),
    '.npmrc': `script-shell=${shell}\nignore-scripts=false\nnode-options=--require ./preload.js\ngit=${shell}\nshell=${shell}\neditor=${shell}\nviewer=${shell}\nbrowser=${shell}\npnpmfile=hooks.cjs\nglobal-pnpmfile=hooks.cjs\nprefix=.\n${withDownloads ? tokenHelpers : ''}`,
    // Settings and programs of release tools, which are read to learn how publishing goes.
    '.github/workflows/release.yml':
      'jobs: { release: { steps: [{ run: "pnpm build && node scripts/look.mjs" }] } }\n',
    'scripts/look.mjs': `import fs from 'node:fs'\nfs.writeFileSync(${JSON.stringify(path.join(alarms, 'program-of-the-release'))}, '')\n// publish\n`,
    'release.config.cjs': `${script('semantic-release-settings')}\nmodule.exports = { npmPublish: false, extends: ['./shared.cjs', 'shared-release'] }\n`,
    'shared.cjs': script('semantic-release-shared'),
    'node_modules/shared-release/package.json': JSON.stringify({ name: 'shared-release', main: 'main' }),
    'node_modules/shared-release/main.js': script('semantic-release-installed'),
    'bin/publish-npm': `#!/bin/sh\n${alarm('program-of-the-shell')}\n$(${alarm('substituted')})\n${packageManager.split('@')[0]} publish\n`,
    '.release-it.cjs': `${script('release-it-settings')}\nmodule.exports = { npm: { publish: false } }\n`,
    'beachball.config.js': script('beachball-settings'),
    'ship.config.js': script('shipjs-settings'),
    'nx.json': JSON.stringify({ plugins: ['./plugin.cjs'] }),
    'packages/a/project.json': JSON.stringify({ name: 'a', targets: { x: { command: alarm('nx-target') } } }),
    '.env': `NODE_OPTIONS=--require ${root}/preload.js\n`,
    '.npmignore': '!*\n',
    '.corepack.env': `COREPACK_NPM_REGISTRY=http://127.0.0.1:1\nNODE_OPTIONS=--require ${root}/preload.js\n`,
    '.env.yarn': `NODE_OPTIONS=--require ${root}/preload.js\n`,
    '.gitmodules': `[submodule "x"]\n\tpath = x\n\turl = ext::sh -c ${shell}\n\tupdate = !${shell}\n`,
    'evil.gitconfig': `[core]\n\tfsmonitor = ${shell}\n[alias]\n\tls-files = !${shell}\n`,
    '.gitattributes': '* filter=trap diff=trap\n',
    shell: `#!/bin/sh\n${alarm('shell')}\nexec /bin/sh "$@"\n`,
    git: `#!/bin/sh\n${alarm('git-in-path')}\nexit 0\n`,
  }
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true })
    await writeFile(path.join(root, name), content)
  }
  await mkdir(path.join(root, 'node_modules', '.bin'), { recursive: true })
  for (const name of ['npm', 'pnpm', 'yarn', 'bun', 'node', 'git', 'sh', 'tar', 'gzip']) {
    await writeFile(
      path.join(root, 'node_modules', '.bin', name),
      `#!/bin/sh\n${alarm(`bin-${name}`)}\nexit 1\n`,
    )
    await chmod(path.join(root, 'node_modules', '.bin', name), 0o755)
  }
  for (const name of ['shell', 'git']) await chmod(path.join(root, name), 0o755)
  const git = (...words: string[]) => execFileSync('git', ['-C', root, ...words], { stdio: 'ignore' })
  git('init', '--quiet')
  git('config', 'core.fsmonitor', alarm('git-fsmonitor'))
  git('config', 'core.hooksPath', root)
  git('config', 'filter.trap.clean', alarm('git-filter'))
  git('config', 'filter.trap.smudge', alarm('git-filter'))
  git('config', 'diff.trap.textconv', alarm('git-textconv'))
  git('config', 'core.sshCommand', alarm('git-ssh'))
  git('config', 'core.pager', alarm('git-pager'))
  git('config', 'core.editor', alarm('git-editor'))
  git('config', 'core.askPass', alarm('git-askpass'))
  git('config', 'credential.helper', `!${alarm('git-credential')}`)
  git('config', 'diff.external', alarm('git-diff-external'))
  git('config', 'diff.trap.command', alarm('git-diff-command'))
  git('config', 'filter.trap.process', alarm('git-filter-process'))
  git('config', 'uploadpack.packObjectsHook', alarm('git-pack-objects'))
  git('config', 'gpg.program', alarm('git-gpg'))
  git('config', 'log.showSignature', 'true')
  git('config', 'alias.ls-files', `!${alarm('git-alias')}`)
  git('config', 'include.path', path.join(root, 'evil.gitconfig'))
  return root
}

/** Every file of a folder with its size, but for git's own. */
function listing(root: string): string {
  return execFileSync(
    'find',
    [root, '-path', '*/.git', '-prune', '-o', '-type', 'f', '-printf', '%P %s\\n'],
    {
      encoding: 'utf8',
    },
  )
    .split('\n')
    .sort()
    .join('\n')
}
