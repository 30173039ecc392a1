import { createHash } from 'node:crypto'
import { mkdir, readFile, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { packDirectory } from '../../../src/pack/pack-directory.ts'
import { makeFolder } from '../../support/command-line.ts'
import { makeRepository } from '../../support/guarded.ts'
import { run } from '../../support/run-program.ts'
import { findToolModule, prepareToolFolder, type Tool } from '../../support/tools.ts'
import { takeTurn } from '../../support/turns.ts'
import { Upstream } from '../../support/upstream.ts'
import { tarballContents } from './contents.ts'

const made: string[] = []
const keep = async (folder: Promise<string>): Promise<string> => {
  made.push(await folder)
  return folder
}
afterAll(() => Promise.all(made.map((one) => rm(one, { recursive: true, force: true }))))

interface ReleaseTool {
  readonly tools: readonly Tool[]
  readonly files: Readonly<Record<string, object | string>>
  readonly command: string
  /** How a package requires its sibling. */
  readonly requires: string
  /** Packages of the tool that it only runs where they are installed. */
  readonly installed?: readonly string[]
}

const workflow = (run: string) => ({
  '.github/workflows/release.yml': { jobs: { release: { steps: [{ run }] } } },
})
const PACK_PNPM = 'pnpm -r pack --pack-destination "$PWD/out"'
const PUBLISH_ALL = 'for f in out/*.tgz; do npm publish "./$f"; done'

const TOOLS: Readonly<Record<string, ReleaseTool>> = {
  'changesets with npm': {
    tools: ['changesets', 'npm-11'],
    files: { '.changeset/config.json': { access: 'public', baseBranch: 'main' } },
    command: 'changeset publish',
    requires: '^1.0.0',
  },
  lerna: {
    tools: ['lerna', 'npm-11'],
    files: { 'lerna.json': { version: 'independent', packages: ['packages/*'], npmClient: 'npm' } },
    command: 'lerna publish from-package --yes --no-git-reset --no-verify-access',
    requires: 'workspace:^',
  },
  'lerna with the folder of the build': {
    tools: ['lerna', 'npm-11'],
    files: {
      'lerna.json': {
        version: 'independent',
        packages: ['packages/*'],
        command: { publish: { directory: 'dist' } },
      },
    },
    command: 'lerna publish from-package --yes --no-git-reset --no-verify-access',
    requires: '^1.0.0',
  },
  'Nx with pnpm': {
    tools: ['nx', 'pnpm-11'],
    files: {
      'package.json': {
        name: 'root',
        private: true,
        packageManager: 'pnpm@11.28.11',
        devDependencies: { nx: '22.7.12', '@nx/js': '22.7.12' },
      },
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      'nx.json': { cli: { packageManager: 'pnpm' }, release: { projects: ['packages/*'] } },
      '.gitignore': 'node_modules\n*.log\n.nx\n',
      ...workflow('npx nx release publish'),
    },
    command: 'NX_DAEMON=false nx release publish',
    requires: 'workspace:^',
    installed: ['nx', '@nx'],
  },
  'pnpm pack, then npm publish of each tarball': {
    tools: ['pnpm-11', 'npm-11'],
    files: {
      'package.json': { name: 'root', private: true, packageManager: 'pnpm@11.28.11' },
      'pnpm-workspace.yaml': 'packages: ["packages/*"]\n',
      ...workflow(`mkdir out\n${PACK_PNPM}\n${PUBLISH_ALL}`),
    },
    command: `mkdir out && ${PACK_PNPM} && ${PUBLISH_ALL}`,
    requires: 'workspace:^',
  },
}

/** Two packages; what the root's ignore file leaves out some packers pack all the same. */
function repositoryOf({ files, requires }: ReleaseTool): Promise<string> {
  const member = (name: string, more: object) => ({
    [`packages/${name}/package.json`]: {
      name: `@scope/${name}`,
      version: '1.0.0',
      license: 'MIT',
      publishConfig: { access: 'public' },
      ...more,
    },
    [`packages/${name}/index.js`]: 'exports.one = 1\n',
    [`packages/${name}/x.log`]: 'a log\n',
    [`packages/${name}/dist/package.json`]: { name: `@scope/${name}`, version: '1.0.0' },
    [`packages/${name}/dist/built.js`]: 'exports.two = 2\n',
  })
  const all = {
    'package.json': { name: 'root', private: true, workspaces: ['packages/*'] },
    '.gitignore': 'node_modules\n*.log\n',
    LICENSE: 'the licence of the whole\n',
    ...files,
    ...member('one', { bin: './cli.js', devDependencies: { zod: '^4.0.0', ava: '^6.0.0' } }),
    'packages/one/cli.js': '#!/usr/bin/env node\n',
    ...member('two', { files: ['dist'], dependencies: { '@scope/one': requires } }),
  }
  const indent = (name: string) => (name === 'packages/one/package.json' ? 4 : 2)
  const texts = Object.entries(all).map(([name, content]) => [
    name,
    typeof content === 'string' ? content : `${JSON.stringify(content, null, indent(name))}\n`,
  ])
  return makeRepository(Object.fromEntries(texts))
}

test.each(takeTurn(Object.keys(TOOLS)))(
  '%s: what is judged is what it sends',
  async (name) => {
    const tool = TOOLS[name] as ReleaseTool
    const root = await keep(repositoryOf(tool))
    const programs = await prepareToolFolder(...tool.tools)
    await mkdir(path.join(root, 'node_modules'), { recursive: true })
    for (const one of tool.installed ?? [])
      await symlink(findToolModule(one), path.join(root, 'node_modules', one))
    const upstream = await Upstream.start()
    try {
      const judged: Record<string, unknown> = {}
      const digests: Record<string, string> = {}
      for (const one of ['one', 'two']) {
        const folder = path.join(root, 'packages', one)
        const packed = await packDirectory(`packages/${one}`, folder, {
          directory: root,
          temporaryDirectory: await keep(makeFolder({}, 'judged-')),
          runScripts: false,
          timeLimit: 60_000,
        })
        const bytes = await readFile(packed.path)
        judged[`@scope/${one}`] = await tarballContents(bytes)
        digests[`@scope/${one}`] = digestOf(bytes)
      }
      await publish(tool.command, root, programs, upstream)
      expect(judged).toEqual(await sentBy(upstream))
      expect(digests).toEqual(digestsSentBy(upstream))
    } finally {
      await upstream.stop()
    }
  },
  120_000,
)

async function publish(command: string, root: string, programs: string, { url, host }: Upstream) {
  const home = await keep(
    makeFolder(
      { npmrc: `registry=${url}\n//${host}/:_authToken=${['of', 'the', 'test'].join('-')}\n` },
      'home-',
    ),
  )
  const settings = path.join(home, 'npmrc')
  await run('sh', ['-c', command], {
    cwd: root,
    env: {
      PATH: `${programs}${path.delimiter}${process.env.PATH}`,
      HOME: home,
      CI: 'true',
      npm_config_userconfig: settings,
      NPM_CONFIG_USERCONFIG: settings,
      npm_config_registry: url,
      NPM_CONFIG_REGISTRY: url,
      GIT_AUTHOR_NAME: 'Test',
      GIT_AUTHOR_EMAIL: 'test@example.com',
      GIT_COMMITTER_NAME: 'Test',
      GIT_COMMITTER_EMAIL: 'test@example.com',
    },
    timeout: 100_000,
  })
}

/** What lies in the tarballs that a registry got, by package. */
async function sentBy(upstream: Upstream): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const [name, bytes] of tarballsSent(upstream)) found[name] = await tarballContents(bytes)
  return found
}

const digestOf = (bytes: Buffer) => createHash('sha512').update(bytes).digest('base64')

const digestsSentBy = (upstream: Upstream) =>
  Object.fromEntries(tarballsSent(upstream).map(([name, bytes]) => [name, digestOf(bytes)]))

function tarballsSent({ writes }: Upstream): [name: string, bytes: Buffer][] {
  return writes.flatMap(({ body }) => {
    const { name, _attachments = {} } = JSON.parse(body.toString('utf8') || '{}') as {
      name?: string
      _attachments?: Record<string, { data: string }>
    }
    const [attachment] = Object.values(_attachments)
    if (name === undefined || attachment === undefined) return []
    return [[name, Buffer.from(attachment.data, 'base64')]]
  })
}
