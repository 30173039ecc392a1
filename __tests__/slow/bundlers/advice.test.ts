import { execFile } from 'node:child_process'
import { readFile, rm, symlink } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import type { Finding, PackageReport, Report } from '../../../src/model/report.ts'
import { collectFileEdits, writeEdits } from '../../../src/plan/write-edits.ts'
import { makeFolder, makeRealNpm, ROOT, runSeaworthy } from '../../support/command-line.ts'
import { takeTurn } from '../../support/turns.ts'

const tools = path.join(ROOT, '__tests__', 'slow', 'bundlers', 'tools', 'node_modules')
const folders: string[] = []
afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))))

const SOURCES = {
  'src/index.ts':
    "import { discount } from './price'\nexport const price = (full: number) => full * discount\n",
  'src/price.ts': '// Customers must not know.\nexport const discount: number = 0.7\n',
}
const manifest = (build: string): string =>
  `${JSON.stringify({ name: 'shop', version: '1.0.0', private: true, type: 'module', files: ['dist'], scripts: { build } }, null, 2)}\n`

interface Case {
  readonly title: string
  readonly rule: string
  readonly files: Readonly<Record<string, string>>
  readonly cause: { readonly path: string; readonly line: number; readonly reason: string }
}

const CASES: readonly Case[] = [
  {
    title: 'files of maps that esbuild wrote',
    rule: 'source-map/embedded-source',
    files: {
      'package.json': manifest(
        'esbuild src/index.ts --bundle --format=esm --sourcemap --outfile=dist/index.js',
      ),
    },
    cause: {
      path: 'package.json',
      line: 7,
      reason:
        '`files` has "dist", which lets it in; `--sourcemap` in package.json:10 makes esbuild write the maps',
    },
  },
  {
    title: 'files of maps that rollup wrote',
    rule: 'source-map/embedded-source',
    files: {
      'package.json': manifest('tsc && rollup -c'),
      'tsconfig.json':
        '{ "compilerOptions": { "target": "es2022", "module": "esnext", "moduleResolution": "bundler", "outDir": "lib", "types": [], "lib": ["es2022"] }, "include": ["src"] }\n',
      'rollup.config.js':
        "export default {\n  input: 'lib/index.js',\n  output: { dir: 'dist', sourcemap: true },\n  plugins: [{ resolveId: (name) => (name === './price' ? import.meta.dirname + '/lib/price.js' : null) }],\n}\n",
    },
    cause: {
      path: 'package.json',
      line: 7,
      reason:
        '`files` has "dist", which lets it in; `sourcemap: true` in rollup.config.js:3 makes rollup write the maps',
    },
  },
  {
    title: 'a map that vite put into the code: the setting',
    rule: 'source-map/embedded-source',
    files: {
      'package.json': manifest('vite build'),
      'vite.config.ts':
        "export default {\n  logLevel: 'error',\n  build: {\n    lib: { entry: 'src/index.ts', formats: ['es'] },\n    sourcemap: 'inline',\n  },\n}\n",
    },
    cause: {
      path: 'vite.config.ts',
      line: 5,
      reason: "`sourcemap: 'inline'` makes vite write the maps into the code",
    },
  },
  {
    title: 'maps that tsc put into the code, by options of which one needs the other',
    rule: 'source-map/embedded-source',
    files: {
      'package.json': manifest('tsc'),
      'tsconfig.json':
        '{\n  "extends": "./tsconfig.base.json",\n  "compilerOptions": {\n    // where npm packs from\n    "outDir": "dist",\n  },\n  "include": ["src"],\n}\n',
      'tsconfig.base.json':
        '{\n  "compilerOptions": {\n    "target": "es2022",\n    "module": "esnext",\n    "moduleResolution": "bundler",\n    "types": [],\n    "lib": ["es2022"],\n    "inlineSourceMap": true,\n    "inlineSources": true\n  }\n}\n',
    },
    cause: {
      path: 'tsconfig.base.json',
      line: 8,
      reason: '`"inlineSourceMap": true` with `"inlineSources"` makes tsc write the maps into the code',
    },
  },
  {
    title: 'a development build of webpack',
    rule: 'source/dev-bundle',
    files: {
      'package.json': manifest('node build.js'),
      'build.js':
        "import webpack from 'webpack'\nwebpack({\n  mode: 'production',\n  devtool: 'eval-source-map',\n  entry: './src/price.js',\n  output: { path: import.meta.dirname + '/dist' },\n}, (error, stats) => { if (error || stats.hasErrors()) process.exit(1) })\n",
      'src/price.js': '// Customers must not know.\nglobalThis.discount = 0.7\n',
    },
    cause: {
      path: 'build.js',
      line: 4,
      reason: "`devtool: 'eval-source-map'` makes the build put the code into strings that it evaluates",
    },
  },
]

describe('the advice on maps holds: made, built and packed again, what was found is gone', () => {
  test.each(takeTurn(CASES))(
    '$title',
    async ({ rule, files, cause }) => {
      const project = await makeFolder({ ...SOURCES, ...files })
      folders.push(project)
      await symlink(tools, path.join(project, 'node_modules'))
      await build(project)

      const before = await examine(project, 11)
      expect(before.verdict).toBe('block')
      const found = before.findings.find((finding) => finding.rule === rule)
      expect(found?.cause).toEqual(cause)
      await make(project, before)
      await build(project)

      for (const npm of [10, 11, 12] as const) {
        const after = await examine(project, npm)
        expect({ npm, maps: after.exposure.maps, found: rules(after, rule) }).toEqual({
          npm,
          maps: 0,
          found: [],
        })
        expect(after.tarball?.fileCount).toBeGreaterThan(1)
      }
    },
    60_000,
  )
})

function rules({ findings }: PackageReport, rule: string): Finding[] {
  return findings.filter((finding) => finding.rule === rule)
}

async function make(project: string, { plan }: PackageReport): Promise<void> {
  if (plan === null || plan.edits.length === 0) throw new Error('There is no edit to make.')
  await writeEdits(collectFileEdits([{ directory: project, edits: plan.edits }]))
}

/** Runs the build script as npm would, without npm. */
async function build(project: string): Promise<void> {
  const { scripts } = JSON.parse(await readFile(path.join(project, 'package.json'), 'utf8')) as {
    scripts: { build: string }
  }
  await rm(path.join(project, 'dist'), { recursive: true, force: true })
  const env = { PATH: `${path.join(tools, '.bin')}${path.delimiter}${process.env.PATH}`, HOME: project }
  await promisify(execFile)(scripts.build, { cwd: project, env, shell: true })
}

async function examine(project: string, npm: 10 | 11 | 12): Promise<PackageReport> {
  const npmFolder = await makeRealNpm(npm)
  folders.push(npmFolder)
  const { stdout, stderr } = await runSeaworthy(['--format', 'json', '--baseline', 'none', project], {
    npmFolder,
  })
  expect(stderr).toBe('')
  const [report] = (JSON.parse(stdout) as Report).packages
  if (report === undefined) throw new Error('There is no report.')
  return report
}
