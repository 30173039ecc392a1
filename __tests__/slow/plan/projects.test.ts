import { execFile, execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { rm, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { makeFolder, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { takeTurn } from '../../support/turns.ts'

const tools = path.join(ROOT, '__tests__', 'slow', 'bundlers', 'tools', 'node_modules')
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const PASSWORD = `${'kJ8s7dHf'}9Qw2xZ`
const manifest = (members: object): string => `${JSON.stringify({ version: '1.0.0', ...members }, null, 2)}\n`
const CLOSED = { license: 'UNLICENSED', publishConfig: { access: 'restricted' } }

const SOURCES = {
  'src/index.ts':
    "import { price } from './price'\n// Customers must not know.\nexport const total = (amount: number) => amount * price\n",
  'src/price.ts': '// The margin is 30 %.\nexport const price = 3\n',
}
/** What lies about in a folder that somebody works in. */
const CLUTTER = {
  'README.md': '# Shop\n',
  '.env': `DB_PASSWORD=${PASSWORD}\n`,
  '.vscode/settings.json': '{}\n',
  '.nyc_output/a.json': '{}\n',
  'coverage/lcov.info': 'TN:\nSF:/home/ann/shop/src/index.ts\nDA:1,1\nend_of_record\n',
}
const COMPILER = {
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  types: [],
  skipLibCheck: true,
}
const tsconfig = (options: object, more: object = { include: ['src'] }): string =>
  `${JSON.stringify({ compilerOptions: options, ...more }, null, 2)}\n`

interface Project {
  readonly title: string
  readonly files: Readonly<Record<string, string>>
  /** Scripts of package.json, by folder, that build. */
  readonly builds: readonly (readonly [folder: string, script: string])[]
  readonly arguments?: readonly string[]
  /** Files that the plan edits. */
  readonly edits: readonly string[]
}

const member = (name: string, files: readonly string[] | null) => ({
  [`packages/${name}/package.json`]: manifest({
    name: `@acme/${name}`,
    ...CLOSED,
    type: 'module',
    main: 'dist/index.js',
    ...(files === null ? {} : { files }),
    scripts: { build: 'tsc' },
  }),
  [`packages/${name}/tsconfig.json`]: tsconfig(
    { outDir: 'dist' },
    { extends: '../../tsconfig.base.json', include: ['src'] },
  ),
  [`packages/${name}/README.md`]: `# ${name}\n`,
  ...Object.fromEntries(Object.entries(SOURCES).map(([file, text]) => [`packages/${name}/${file}`, text])),
})

const PROJECTS: readonly Project[] = [
  {
    title: 'an open library by tsup, without a list of files',
    files: {
      'package.json': manifest({
        name: 'shop',
        license: 'MIT',
        type: 'module',
        exports: {
          '.': { import: './dist/index.js', require: './dist/index.cjs' },
        },
        scripts: { build: 'tsup' },
      }),
      'tsup.config.ts':
        "import { defineConfig } from 'tsup'\nexport default defineConfig({\n  entry: ['src/index.ts'],\n  format: ['esm', 'cjs'],\n  sourcemap: true,\n  clean: true,\n})\n",
      'tsconfig.json': tsconfig(COMPILER),
      ...SOURCES,
      ...CLUTTER,
    },
    builds: [['.', 'build']],
    edits: ['package.json'],
  },
  {
    title: 'a closed library by tsup',
    files: {
      'package.json': manifest({
        name: '@acme/shop',
        ...CLOSED,
        main: 'dist/index.js',
        files: ['dist'],
        scripts: { build: 'tsup' },
      }),
      'tsup.config.ts':
        "import { defineConfig } from 'tsup'\nexport default defineConfig({\n  entry: ['src/index.ts'],\n  sourcemap: true,\n  clean: true,\n})\n",
      'README.md': '# Shop\n',
      ...SOURCES,
    },
    builds: [['.', 'build']],
    edits: ['tsup.config.ts'],
  },
  {
    title: 'a command line by esbuild',
    files: {
      'package.json': manifest({
        name: '@acme/cli',
        ...CLOSED,
        type: 'module',
        bin: { acme: './dist/cli.js' },
        scripts: {
          build: 'esbuild src/cli.ts --bundle --platform=node --format=esm --sourcemap --outfile=dist/cli.js',
          check: 'tsc --noEmit',
        },
      }),
      'src/cli.ts': "#!/usr/bin/env node\nimport { total } from './index'\nconsole.log(total(2))\n",
      'tsconfig.json': tsconfig({ ...COMPILER, sourceMap: true, inlineSources: true }),
      ...SOURCES,
      ...CLUTTER,
    },
    builds: [['.', 'build']],
    edits: ['package.json'],
  },
  {
    title: 'a workspace with a shared configuration',
    files: {
      'package.json': '{"name":"root","private":true,"workspaces":["packages/*"]}\n',
      'tsconfig.base.json': tsconfig({ ...COMPILER, sourceMap: true, inlineSources: true }, {}),
      '.gitignore': 'node_modules\ndist\n',
      ...member('a', ['dist']),
      ...member('b', null),
    },
    builds: [
      ['packages/a', 'build'],
      ['packages/b', 'build'],
    ],
    arguments: ['--workspaces'],
    edits: ['packages/a/tsconfig.json', 'packages/b/package.json', 'packages/b/tsconfig.json'],
  },
  {
    title: 'a desktop application of two builds',
    files: {
      'package.json': manifest({
        name: '@acme/desktop',
        ...CLOSED,
        main: 'dist/main/main.js',
        scripts: {
          'build:main': 'tsc -p tsconfig.main.json',
          'build:renderer': 'vite build',
          build: 'npm run build:main && npm run build:renderer',
        },
      }),
      'tsconfig.main.json': tsconfig(
        {
          target: 'es2022',
          module: 'commonjs',
          outDir: 'dist/main',
          rootDir: 'src/main',
          types: [],
          sourceMap: true,
          inlineSources: true,
        },
        { include: ['src/main'] },
      ),
      'src/main/main.ts': "import { load } from './window'\n// The way in.\nload()\n",
      'src/main/window.ts': 'export const load = () => 1\n',
      'src/renderer/app.ts':
        "import { price } from '../price'\n// Customers must not know.\ndocument.title = String(price)\n",
      'src/price.ts': 'export const price = 3\n',
      'index.html': '<!doctype html><script type="module" src="/src/renderer/app.ts"></script>\n',
      'vite.config.mjs':
        "export default {\n  logLevel: 'error',\n  base: './',\n  build: { outDir: 'dist/renderer', sourcemap: true },\n}\n",
      ...CLUTTER,
    },
    builds: [
      ['.', 'build:main'],
      ['.', 'build:renderer'],
    ],
    edits: ['package.json', 'tsconfig.main.json', 'vite.config.mjs'],
  },
]

describe('a project as people have it: fixed once, built again, green', () => {
  test.each(takeTurn(PROJECTS))(
    '$title',
    async (project) => {
      const cwd = await written(project.files)
      await build(cwd, project)
      const before = await check(cwd, project)
      expect(before.verdict).toBe('block')
      const edits = before.packages.flatMap(({ target, plan }) =>
        (plan?.edits ?? []).map((edit) => path.posix.join(target, edit.path)),
      )
      // At most one edit a file, and no file that the build does not read.
      expect(edits.sort()).toEqual([...project.edits].sort())

      await runSeaworthy(['fix', '--write', '--baseline', 'none', ...(project.arguments ?? [])], { cwd })
      await build(cwd, project)
      const after = await check(cwd, project)
      expect(
        after.packages.flatMap(({ findings }) =>
          findings
            .filter(({ severity }) => severity !== 'notice')
            .map(({ rule, path: at }) => `${rule} ${at}`),
        ),
      ).toEqual([])
      expect(after.verdict).toBe('pass')
    },
    180_000,
  )
})

async function written(files: Readonly<Record<string, string>>): Promise<string> {
  const cwd = await makeFolder(files)
  folders.push(cwd)
  await symlink(tools, path.join(cwd, 'node_modules'))
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd })
  git('init', '--quiet')
  await writeFile(path.join(cwd, '.git', 'info', 'exclude'), 'node_modules\n')
  git(
    'add',
    '--all',
    '--force',
    ...readdirSync(cwd).filter((name) => name !== 'node_modules' && name !== '.git'),
  )
  git('commit', '--quiet', '--message', 'All')
  return cwd
}

/** Runs the build scripts as npm would, without npm, into empty folders. */
async function build(cwd: string, { builds, files }: Project): Promise<void> {
  const env = { PATH: `${path.join(tools, '.bin')}${path.delimiter}${process.env.PATH}`, HOME: cwd }
  for (const folder of new Set(builds.map(([one]) => one)))
    if (!Object.keys(files).some((file) => file.startsWith('dist/')))
      await rm(path.join(cwd, folder, 'dist'), { recursive: true, force: true })
  for (const [folder, script] of builds) {
    const { scripts } = JSON.parse(readFileSync(path.join(cwd, folder, 'package.json'), 'utf8'))
    await promisify(execFile)(scripts[script], { cwd: path.join(cwd, folder), env, shell: true })
  }
}

async function check(cwd: string, project: Project): Promise<Report> {
  const { stdout, stderr } = await runSeaworthy(
    ['--format', 'json', '--baseline', 'none', ...(project.arguments ?? [])],
    { cwd },
  )
  expect(stderr).toBe('')
  return JSON.parse(stdout)
}
