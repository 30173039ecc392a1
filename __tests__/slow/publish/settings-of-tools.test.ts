import { cp, mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { makeFolder, runSeaworthy } from '../../support/command-line.ts'
import { askVersions, makePackageFiles, makeRepository, moveBelow } from '../../support/guarded.ts'
import { type Registry, startRegistry } from '../../support/registry.ts'
import { prepareToolFolder, type Tool } from '../../support/tools.ts'
import { takeTurn } from '../../support/turns.ts'

/** The user's own registry, and another one that some file of the project names. */
let home: Registry
let other: Registry
let bothLogins: string
beforeAll(async () => {
  home = await startRegistry()
  other = await startRegistry({ alsoFor: home })
  bothLogins = home.env.npm_config_userconfig ?? ''
}, 120_000)
afterAll(() => Promise.all([home.stop(), other.stop()]))

interface Place {
  readonly other: string
  /** As npm writes it. */
  readonly login: string
}

interface Way {
  readonly title: string
  readonly tools: readonly Tool[]
  /** Publishes. */
  readonly command: (place: Place) => string
  readonly files?: (place: Place) => Readonly<Record<string, string>>
  readonly manifest?: (place: Place) => Readonly<Record<string, unknown>>
  /** Where the package lies. */
  readonly folder?: string
  readonly scope?: string
  readonly goesTo: 'home' | 'other'
}

const npm = ['npm-11'] as const
const PRIVATE = JSON.stringify({ name: 'root', private: true })
const WORKSPACES = JSON.stringify({ name: 'root', private: true, workspaces: ['packages/*'] })

const WAYS: readonly Way[] = [
  {
    title: 'all variables are taken from npm, which then would read the login of the user',
    tools: npm,
    command: () => 'env -i PATH="$PATH" HOME="$HOME" npm publish',
    goesTo: 'home',
  },
  {
    title: 'all variables are taken from pnpm',
    tools: ['pnpm-12', 'npm-11'],
    command: () => 'env -i PATH="$PATH" HOME="$HOME" pnpm publish --no-git-checks',
    goesTo: 'home',
  },
  {
    title: 'NODE_OPTIONS set to something else, and a registry in publishConfig',
    tools: npm,
    manifest: ({ other }) => ({ publishConfig: { registry: other.slice(0, -1) } }),
    command: () => 'NODE_OPTIONS=--max-old-space-size=4096 npm publish',
    goesTo: 'other',
  },
  {
    title: 'npm by its absolute path, started by a script',
    tools: npm,
    manifest: () => ({ scripts: { release: '"$(command -v npm)" publish' } }),
    command: () => 'npm run release',
    goesTo: 'home',
  },
  {
    title: 'a variable in a script',
    tools: npm,
    manifest: ({ other }) => ({ scripts: { release: `npm_config_registry=${other} npm publish` } }),
    command: () => 'npm run release',
    goesTo: 'other',
  },
  {
    title: 'settings of a file that a script names',
    tools: npm,
    manifest: () => ({ scripts: { release: 'npm publish --userconfig ci.npmrc' } }),
    files: ({ other, login }) => ({ 'ci.npmrc': `registry=${other}\n${login}:_authToken=\${OTHER_TOKEN}\n` }),
    command: () => 'npm run release',
    goesTo: 'other',
  },
  {
    title: 'settings that the command writes itself',
    tools: npm,
    command: ({ other, login }) =>
      `printf 'registry=%s\\n%s:_authToken=%s\\n' ${other} ${login} "$NPM_TOKEN" > .npmrc; npm publish`,
    goesTo: 'other',
  },
  {
    title: '.npmrc of a package, where npm runs in it',
    tools: npm,
    folder: 'packages/a',
    files: ({ other }) => ({ 'package.json': PRIVATE, 'packages/a/.npmrc': `registry=${other}\n` }),
    command: () => 'cd packages/a; npm publish',
    goesTo: 'other',
  },
  {
    title: '.npmrc of a package, where npm runs above it',
    tools: npm,
    folder: 'packages/a',
    files: ({ other }) => ({ 'package.json': PRIVATE, 'packages/a/.npmrc': `registry=${other}\n` }),
    command: () => 'npm publish ./packages/a',
    goesTo: 'home',
  },
  {
    title: 'a scope in .npmrc of a package, by a login that nothing else names',
    tools: npm,
    scope: '@scoped/',
    folder: 'packages/a',
    files: ({ other, login }) => ({
      'package.json': PRIVATE,
      'packages/a/.npmrc': `@scoped:registry=${other}\n${login}:_authToken=\${OTHER_TOKEN}\n`,
    }),
    command: () => 'cd packages/a; npm publish',
    goesTo: 'other',
  },
  {
    title: 'pnpm-workspace.yaml, a scope',
    tools: ['pnpm-12', 'npm-11'],
    scope: '@scoped/',
    files: ({ other }) => ({
      'pnpm-workspace.yaml': `packages: ["."]\nregistries:\n  "@scoped": ${other}\n`,
    }),
    command: () => 'pnpm publish --no-git-checks',
    goesTo: 'other',
  },
  {
    title: 'bunfig.toml',
    tools: ['bun', 'npm-11'],
    files: ({ other }) => ({ 'bunfig.toml': `[install]\nregistry = "${other}"\n` }),
    command: () => 'bun publish',
    goesTo: 'other',
  },
  {
    title: '.yarnrc of Yarn 1',
    tools: ['yarn-1', 'npm-11'],
    files: ({ other }) => ({ '.yarnrc': `registry "${other}"\n` }),
    command: () => 'yarn publish --non-interactive',
    goesTo: 'other',
  },
  {
    title: '.yarnrc.yml of a workspace',
    tools: ['yarn-4', 'npm-11'],
    folder: 'packages/a',
    files: ({ other, login }) => ({
      'package.json': WORKSPACES,
      'yarn.lock': '',
      '.yarnrc.yml': `enableTelemetry: false\nnpmRegistries:\n  "${login}":\n    npmAuthToken: "\${OTHER_TOKEN}"\n`,
      'packages/a/.yarnrc.yml': `npmPublishRegistry: "${other}"\n`,
    }),
    command: () => '{ yarn install; yarn workspaces foreach -A --no-private npm publish; }',
    goesTo: 'other',
  },
]

const tokenOf = async (file: string, url: string): Promise<string> => {
  const line = (await readFile(file, 'utf8')).split('\n').find((one) => one.startsWith(`${bare(url)}:`))
  return line?.split('=')[1] ?? ''
}
const bare = (url: string): string => url.replace(/^http:/, '')

/**
 * Where it went, and that it came by: only what was judged is told as published. That what comes by with a leak is held
 * is shown for each tool elsewhere (packers, release-tools), so no second package is published here.
 */
test.each(takeTurn(WAYS.map((way, index) => [way.title, way, index] as const)))(
  '%s: the package is judged, and goes where it would without the guard',
  async (_title, way, index) => {
    const place = { other: other.url, login: bare(other.url) }
    const name = `${way.scope ?? ''}way-${index}`
    const files = makePackageFiles({ name, ...way.manifest?.(place) }, false)
    const cwd = await makeRepository({
      ...(way.folder === undefined ? files : moveBelow(way.folder, files)),
      ...way.files?.(place),
    })
    const userHome = await makeFolder({})
    await cp(bothLogins, path.join(userHome, '.npmrc'))
    const options = ['guard', '--baseline', 'none', '--no-first-look', '--', 'sh', '-c']
    const { status, stdout, stderr } = await runSeaworthy([...options, way.command(place)], {
      cwd,
      npmFolder: await prepareToolFolder(...way.tools),
      env: {
        HOME: userHome,
        OTHER_TOKEN: await tokenOf(bothLogins, other.url),
        ...(way.title.includes('writes itself') ? { NPM_TOKEN: await tokenOf(bothLogins, other.url) } : {}),
        YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
      },
    })
    const isJudged = stderr.includes(`published  ${name}@1.0.0 sha512-`)
    expect({ status, said: isJudged ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
    const [there, elsewhere] = way.goesTo === 'other' ? [other, home] : [home, other]
    expect(await askVersions(there, name)).toEqual(['1.0.0'])
    expect(await askVersions(elsewhere, name)).toEqual([])
  },
  120_000,
)

describe('a program of the project itself, which comes before ours', () => {
  test.each([
    ['pnpm', 'pnpm-12', '.npmrc', (url: string) => `@scoped:registry=${url}\n`],
    ['bun', 'bun', 'package.json', (url: string) => JSON.stringify({ registry: url })],
  ] as const)(
    '%s: what it would obey is named, and nothing is started',
    async (program, tool, file, text) => {
      const isManifest = file === 'package.json'
      const manifest = {
        name: `@scoped/${program}`,
        scripts: { release: `${program} publish` },
        ...(isManifest ? { publishConfig: JSON.parse(text(home.url)) } : {}),
      }
      const cwd = await makeRepository({
        ...makePackageFiles(manifest, false),
        ...(isManifest ? {} : { [file]: text(home.url) }),
      })
      const programs = path.join(cwd, 'node_modules', '.bin')
      await mkdir(programs, { recursive: true })
      await cp(path.join(await prepareToolFolder(tool), program), path.join(programs, program))
      const { status, stderr } = await runSeaworthy(['guard', '--', 'npm', 'run', 'release'], {
        cwd,
        npmFolder: await prepareToolFolder('npm-11'),
        env: home.env,
      })
      expect(stderr).toMatch(new RegExp(`${file.replace('.', '\\.')}:\\d+ has .*registry`))
      expect(stderr).toContain('Nothing was started')
      expect(status).toBe(2)
      expect(await askVersions(home, manifest.name)).toEqual([])
    },
  )
})

test('Yarn 4 that gives up its variables, and its login in ~/.yarnrc.yml: it is led by what lies over that file', async () => {
  const cwd = await makeRepository({ ...makePackageFiles({ name: 'yarn-alone' }, false), 'yarn.lock': '' })
  const token = await tokenOf(bothLogins, home.url)
  const userHome = await makeFolder({
    '.yarnrc.yml': `enableTelemetry: false\nunsafeHttpWhitelist: ["127.0.0.1"]\nnpmRegistryServer: "${home.url}"\nnpmAuthToken: "${token}"\n`,
  })
  const tools = await prepareToolFolder('yarn-4', 'npm-11')
  const alone = `yarn install; env -i HOME='${userHome}' PATH='${tools}:/usr/bin:/bin' yarn npm publish`
  const options = ['guard', '--baseline', 'none', '--no-first-look', '--', 'sh', '-c']
  const { status, stdout, stderr } = await runSeaworthy([...options, alone], {
    cwd,
    npmFolder: tools,
    // Where a command gets no mounts of its own, the file is another one meanwhile.
    env: { HOME: userHome, RUNNER_ENVIRONMENT: 'github-hosted', YARN_ENABLE_IMMUTABLE_INSTALLS: 'false' },
  })
  const isJudged = stderr.includes('published  yarn-alone@1.0.0 sha512-')
  expect({ status, said: isJudged ? '' : stdout + stderr }).toEqual({ status: 0, said: '' })
  expect(stdout + stderr).not.toContain(token)
}, 120_000)
