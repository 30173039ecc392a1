import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { runGate } from '../../../src/gate/gate.ts'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { expandWorkspaces } from '../../../src/pack/workspaces.ts'
import { makeFolder } from '../../support/command-line.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { prepareToolFolder, type Tool } from '../../support/tools.ts'
import { takeTurn } from '../../support/turns.ts'
import { tarballContents } from './contents.ts'
import { bundlingPackages, linkedPackages, listPackages, monorepo } from './monorepos.ts'
import { addOddFiles, oddPackages } from './odd-packages.ts'

const run = promisify(execFile)

const made: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  made.push(await folder)
  return folder
}
let registry: Registry
beforeAll(async () => {
  registry = await startRegistry()
}, 120_000)
afterAll(async () => {
  await registry.stop()
  await Promise.all(made.map((one) => rm(one, { recursive: true, force: true })))
})

interface Case {
  readonly tools: readonly [Tool, ...Tool[]]
  /** Members of the root's package.json by which the packer is known. */
  readonly root: object
  readonly files?: Readonly<Record<string, string>>
  readonly linked: boolean
  /** Whether it ships dependencies without more ado: pnpm 9 and 10 want another linker, Yarn does not install here. */
  readonly bundles?: boolean
  /** Whether the judged integrity is the published one. */
  readonly sameBytes: boolean
  readonly prepare?: (root: string, pack: (...args: string[]) => Promise<void>) => Promise<void>
  readonly publish: readonly string[]
  /** Publishes the packages of these folders from the root in one run; left out: each is published from its own folder. */
  readonly publishMany?: (folders: readonly string[]) => readonly string[]
}

const WORKSPACES = { workspaces: ['packages/*'] }
const pnpm = (version: string) => ({ packageManager: `pnpm@${version}` })
const NPM_PUBLISH = ['npm', 'publish', '--ignore-scripts']
const byNpm: Pick<Case, 'publish' | 'publishMany'> = {
  publish: NPM_PUBLISH,
  publishMany: (folders) => [...NPM_PUBLISH, ...folders.map((folder) => `--workspace=${folder}`)],
}
/** What is out already is passed over. */
const byPnpm = (...more: string[]): Pick<Case, 'publish' | 'publishMany'> => {
  const options = ['publish', '--no-git-checks', '--ignore-scripts', ...more]
  return { publish: ['pnpm', ...options], publishMany: () => ['pnpm', '--recursive', ...options] }
}
const PNPM_WORKSPACE = { 'pnpm-workspace.yaml': 'packages: ["packages/*"]\n' }

const CASES: Readonly<Record<string, Case>> = {
  'npm 10': {
    tools: ['npm-10'],
    root: { ...WORKSPACES, packageManager: 'npm@10.9.9' },
    bundles: true,
    linked: false,
    sameBytes: true,
    ...byNpm,
  },
  'npm 11': {
    tools: ['npm-11'],
    root: { ...WORKSPACES, packageManager: 'npm@11.21.2' },
    bundles: true,
    linked: false,
    sameBytes: true,
    ...byNpm,
  },
  'npm 12': {
    tools: ['npm-12'],
    root: { ...WORKSPACES, packageManager: 'npm@12.2.0' },
    bundles: true,
    linked: false,
    sameBytes: true,
    ...byNpm,
  },
  'pnpm 9': {
    tools: ['pnpm-9', 'npm-10'],
    root: pnpm('9.15.9'),
    files: PNPM_WORKSPACE,
    linked: true,
    sameBytes: false,
    prepare: linkSiblings,
    ...byPnpm(),
  },
  'pnpm 10': {
    tools: ['pnpm-10', 'npm-10'],
    root: pnpm('10.34.9'),
    files: PNPM_WORKSPACE,
    linked: true,
    sameBytes: false,
    prepare: linkSiblings,
    ...byPnpm(),
  },
  'pnpm 11': {
    tools: ['pnpm-11'],
    root: pnpm('11.28.11'),
    bundles: true,
    files: PNPM_WORKSPACE,
    linked: true,
    sameBytes: true,
    ...byPnpm(),
  },
  'pnpm 12': {
    tools: ['pnpm-12'],
    root: pnpm('12.21.0'),
    bundles: true,
    files: PNPM_WORKSPACE,
    linked: true,
    sameBytes: true,
    ...byPnpm('--config.pm-on-fail=ignore'),
  },
  'Yarn 4': {
    tools: ['yarn-4'],
    root: { ...WORKSPACES, packageManager: 'yarn@4.18.1' },
    files: { '.yarnrc.yml': 'enableTelemetry: false\n' },
    linked: true,
    sameBytes: true,
    prepare: (_root, pack) => pack('yarn', 'install'),
    publish: ['yarn', 'npm', 'publish'],
    publishMany: () =>
      'yarn workspaces foreach --all --no-private npm publish --tolerate-republish'.split(' '),
  },
  'Yarn 1': {
    tools: ['yarn-1'],
    root: { ...WORKSPACES, packageManager: 'yarn@1.22.22' },
    linked: false,
    sameBytes: true,
    publish: ['yarn', 'publish', '--non-interactive', '--ignore-scripts'],
  },
  Bun: {
    tools: ['bun'],
    root: { ...WORKSPACES, packageManager: 'bun@1.4.5' },
    bundles: true,
    linked: true,
    sameBytes: true,
    publish: ['bun', 'publish', '--ignore-scripts'],
  },
}

describe.each(takeTurn(Object.keys(CASES)))('%s', (name) => {
  const one = CASES[name] as Case
  test('what is judged is what its publish sends', async () => {
    const tree = {
      ...listPackages(),
      ...oddPackages({ bang: name !== 'Yarn 4' }),
      ...(one.linked ? linkedPackages() : {}),
      ...(one.bundles ? bundlingPackages() : {}),
      ...one.files,
    }
    const root = await keep(monorepo(tree, one.root))
    await addOddFiles(root)
    const tools = await prepareToolFolder(...one.tools)
    try {
      const env = await environment(registry, tools)
      expect(env.YARN_NPM_PUBLISH_REGISTRY).toMatch(/^http:\/\/127\.0\.0\.1:/)
      const start = async (cwd: string, [program = '', ...args]: readonly string[]) => {
        await run(path.join(tools, program), args, { cwd, env, timeout: 400_000 }).catch((error) => {
          throw new Error(`${program} ${args.join(' ')} in ${cwd}: ${error.message}\n${error.stdout}`)
        })
      }
      await one.prepare?.(root, (...words) => start(root, words))
      const judged = await judge(root, tools)
      expect(judged.packages.flatMap(({ errors }) => errors)).toEqual([])
      const folders = judged.packages.map(({ target }) => target)
      // The first always from its own folder.
      for (const folder of one.publishMany === undefined ? folders : folders.slice(0, 1))
        await start(path.join(root, folder), [...one.publish, ...toRegistry(one.publish[0], registry)])
      if (one.publishMany !== undefined)
        await start(root, [...one.publishMany(folders.slice(1)), ...toRegistry(one.publish[0], registry)])
      for (const { name: published, version } of judged.packages) {
        const report = judged.packages.find((report) => report.name === published) as PackageReport
        const tarball = await download(registry, String(published), String(version))
        const judgedBytes = await readFile(report.tarball?.path ?? '')
        expect({ [String(published)]: await tarballContents(judgedBytes) }).toEqual({
          [String(published)]: await tarballContents(tarball),
        })
        if (one.sameBytes)
          expect({ [String(published)]: report.tarball?.integrity }).toEqual({
            [String(published)]: `sha512-${createHash('sha512').update(tarball).digest('base64')}`,
          })
      }
    } finally {
      await registry.empty()
    }
  }, 600_000)
})

/** The report of the gate, whose tarballs stay where it says. */
async function judge(root: string, tools: string): Promise<Report> {
  const { PATH } = process.env
  process.env.PATH = `${tools}${path.delimiter}${PATH}`
  try {
    const { targets } = await expandWorkspaces(['.'], root)
    return await runGate({
      targets,
      directory: root,
      profile: null,
      failOn: null,
      configFile: null,
      baseline: 'none',
      runScripts: false,
      repository: { visibility: null, checkout: null },
      temporaryDirectory: await keep(makeFolder({}, 'judged-')),
      keepTarballs: true,
    })
  } finally {
    process.env.PATH = PATH
  }
}

async function environment({ url, env }: Registry, tools: string): Promise<NodeJS.ProcessEnv> {
  const settings = await readFile(env.npm_config_userconfig ?? '', 'utf8')
  const token = /_authToken=(\S+)/.exec(settings)?.[1] ?? ''
  return {
    PATH: `${tools}${path.delimiter}${process.env.PATH}`,
    HOME: tools,
    CI: 'true',
    ...env,
    npm_config_registry: url,
    NPM_CONFIG_REGISTRY: url,
    YARN_NPM_PUBLISH_REGISTRY: url,
    YARN_NPM_REGISTRY_SERVER: url,
    YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    YARN_NPM_AUTH_TOKEN: token,
    NPM_AUTH_TOKEN: token,
    NPM_CONFIG_TOKEN: token,
  }
}

/** Said on the command line as well: nothing of a test may ever reach a registry of the world. */
function toRegistry(program: string | undefined, { url }: Registry): string[] {
  return program === 'yarn' ? [] : [`--registry=${url}`]
}

async function download({ url }: Registry, name: string, version: string): Promise<Buffer> {
  const response = await fetch(`${url}${name}/-/${name.replace(/^@.*\//, '')}-${version}.tgz`)
  if (!response.ok) throw new Error(`The registry has no tarball of ${name}: ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

/** pnpm 9 and 10 look for what `workspace:` means in node_modules only. */
async function linkSiblings(root: string): Promise<void> {
  const modules = path.join(root, 'packages/linked/node_modules')
  await mkdir(path.join(modules, '@scope'), { recursive: true })
  await symlink('../../../base', path.join(modules, '@scope/base'))
  for (const name of ['listed', 'bins', 'plain']) await symlink(`../../${name}`, path.join(modules, name))
}
