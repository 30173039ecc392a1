import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from '@jest/globals'
import { list } from 'tar'
import { findCause } from '../../../src/cause/find-cause.ts'
import { planToLeaveOut } from '../../../src/plan/plan-to-leave-out.ts'
import { collectFileEdits, writeEdits } from '../../../src/plan/write-edits.ts'
import { findNpmCli, node24 } from '../../support/runtimes.ts'

const run = promisify(execFile)
const workplace = mkdtempSync(path.join(tmpdir(), 'find-cause-'))
afterAll(() => rmSync(workplace, { recursive: true, force: true }))

let folders = 0
function fresh(): string {
  const folder = path.join(workplace, String(folders++))
  mkdirSync(folder, { recursive: true })
  return folder
}

function write(files: Readonly<Record<string, string>>): string {
  const folder = fresh()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.join(folder, path.dirname(name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
  return folder
}

/** What the real npm puts into the tarball of a folder. */
async function packed(folder: string, npm: 10 | 11 | 12): Promise<string[]> {
  const target = fresh()
  const home = fresh()
  await run(node24, [findNpmCli(npm), 'pack', '--ignore-scripts', '--pack-destination', target], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      CI: 'true',
      npm_config_update_notifier: 'false',
      npm_config_cache: home,
    },
  })
  const [tarball = ''] = readdirSync(target)
  const names: string[] = []
  await list({
    file: path.join(target, tarball),
    onReadEntry: (entry) => names.push(entry.path.replace(/^package\//, '')),
  })
  return names.sort()
}

function manifest(members: object, indent = 2): string {
  return `${JSON.stringify({ name: 'p', version: '1.0.0', ...members }, null, indent)}\n`
}

interface Case {
  readonly title: string
  readonly files: Readonly<Record<string, string>>
  readonly path: string | readonly string[]
  readonly cause: { path: string | null; line: number | null; reason: string }
  /** What is packed once the change is made. Absent: no edit takes it out. */
  readonly after?: readonly string[]
}

const CODE = { 'dist/a.js': '1\n', 'dist/a.js.map': '{}\n', 'dist/x/b.js.map': '{}\n' }

const CASES: readonly Case[] = [
  {
    title: 'a folder that `files` names, with a map in it',
    files: { 'package.json': manifest({ files: ['dist'] }), ...CODE },
    path: ['dist/a.js.map', 'dist/x/b.js.map'],
    cause: { path: 'package.json', line: 5, reason: '`files` has "dist", which lets it in' },
    after: ['dist/a.js', 'package.json'],
  },
  {
    title: 'a negation that stands too early',
    files: { 'package.json': manifest({ files: ['!**/*.map', 'dist'] }), ...CODE },
    path: 'dist/a.js.map',
    cause: { path: 'package.json', line: 6, reason: '`files` has "dist", which lets it in' },
    after: ['dist/a.js', 'dist/x/b.js.map', 'package.json'],
  },
  {
    title: 'a list on one line, and an ignore file without a say',
    files: {
      'package.json': '{"name":"p","version":"1.0.0","files":["dist/*"],"license":"MIT"}',
      '.npmignore': '*.js\n.env\n',
      'dist/a.js': '1\n',
      'dist/.env': 'A=1\n',
    },
    path: 'dist/.env',
    cause: {
      path: 'package.json',
      line: 1,
      reason:
        '`files` has "dist/*", which lets it in; .npmignore names it too, but npm does not read that beside `files`',
    },
    after: ['dist/a.js', 'package.json'],
  },
  {
    title: 'a file that `files` names itself, in tabs and CRLF',
    files: {
      'package.json':
        '{\r\n\t"name": "p",\r\n\t"version": "1.0.0",\r\n\t"files": [\r\n\t\t"dist/a.js",\r\n\t\t"dist/.env"\r\n\t]\r\n}\r\n',
      'dist/a.js': '1\n',
      'dist/.env': 'A=1\n',
    },
    path: 'dist/.env',
    cause: { path: 'package.json', line: 6, reason: '`files` names it' },
    after: ['dist/a.js', 'package.json'],
  },
  {
    title: 'characters that patterns give a meaning to, of which npm 12 makes another pattern',
    files: { 'package.json': manifest({ files: ['dist'] }), 'dist/[id].js': '1\n', 'dist/i.js': '1\n' },
    path: 'dist/[id].js',
    cause: { path: 'package.json', line: 5, reason: '`files` has "dist", which lets it in' },
    after: ['dist/i.js', 'package.json'],
  },
  {
    title: 'the same in an ignore file',
    files: { 'package.json': manifest({}), 'lib/[id].js': '1\n', 'lib/i.js': '1\n', 'lib/a (1).js': '1\n' },
    path: ['lib/[id].js', 'lib/a (1).js'],
    cause: {
      path: 'package.json',
      line: null,
      reason: 'there is no `files` list and no ignore file, so npm packs everything',
    },
    after: ['lib/i.js', 'package.json'],
  },
  {
    title: 'no list and no ignore file',
    files: { 'package.json': manifest({}), 'index.js': '1\n', '.env-dylan': 'A=1\n' },
    path: '.env-dylan',
    cause: {
      path: 'package.json',
      line: null,
      reason: 'there is no `files` list and no ignore file, so npm packs everything',
    },
    after: ['index.js', 'package.json'],
  },
  {
    title: 'a .gitignore that an unrelated .npmignore puts out of force',
    files: {
      'package.json': manifest({}),
      '.gitignore': 'x\n.env\n',
      '.npmignore': 'test',
      'index.js': '1\n',
      '.env': 'A=1\n',
    },
    path: '.env',
    cause: {
      path: '.gitignore',
      line: 2,
      reason: 'this line names it, but npm does not read .gitignore where there is a .npmignore',
    },
    after: ['index.js', 'package.json'],
  },
  {
    title: 'a comment behind a pattern',
    files: { 'package.json': manifest({}), '.gitignore': 'k.pem # key\n', 'index.js': '1\n', 'k.pem': '1\n' },
    path: 'k.pem',
    cause: {
      path: '.gitignore',
      line: 1,
      reason: 'the comment at the end of this line makes npm look for a name that ends in it',
    },
    after: ['index.js', 'package.json'],
  },
  {
    title: 'a main in a folder that is ignored',
    files: {
      'package.json': manifest({ main: 'dist/a.js' }),
      '.gitignore': 'dist\n',
      'dist/a.js': '1\n',
      'dist/b.js': '1\n',
    },
    path: 'dist/b.js',
    cause: {
      path: '.gitignore',
      line: 1,
      reason: '`main` lies in a folder that this line leaves out, and npm then packs the whole folder',
    },
    after: ['dist/a.js', 'package.json'],
  },
  {
    title: 'a folder of a tool',
    files: {
      'package.json': manifest({}),
      '.npmignore': 'test\n',
      'index.js': '1\n',
      '.pi/a.md': '1\n',
      '.pi/b/c.md': '1\n',
    },
    path: ['.pi/a.md', '.pi/b/c.md'],
    cause: {
      path: '.npmignore',
      line: null,
      reason: 'there is no `files` list, and no line of .npmignore names it',
    },
    after: ['index.js', 'package.json'],
  },
  {
    title: 'a name that npm always packs',
    files: { 'package.json': manifest({ files: ['dist'] }), 'dist/a.js': '1\n', 'README.env': 'A=1\n' },
    path: 'README.env',
    cause: {
      path: null,
      line: null,
      reason: 'npm always packs a file of the root that is called README, with any ending',
    },
  },
  {
    title: 'a command outside of the list',
    files: {
      'package.json': manifest({ files: ['dist'], bin: { p: './src/cli.js' } }),
      'dist/a.js': '1\n',
      'src/cli.js': '1\n',
    },
    path: 'src/cli.js',
    cause: {
      path: 'package.json',
      line: 8,
      reason: '`bin` names it for the command "p", and npm always packs that',
    },
  },
  {
    title: 'a bundled dependency',
    files: {
      'package.json': manifest({ files: ['dist'], dependencies: { d: '1' }, bundleDependencies: ['d'] }),
      'dist/a.js': '1\n',
      'node_modules/d/package.json': '{"name":"d","version":"1.0.0"}',
      'node_modules/d/.env': 'A=1\n',
    },
    path: 'node_modules/d/.env',
    cause: {
      path: 'package.json',
      line: 11,
      reason: '`bundleDependencies` names "d", and npm packs all of it',
    },
  },
]

describe('findCause, and the edit that follows, held against npm 10, 11 and 12', () => {
  test.each(CASES)(
    '$title',
    async ({ files, path: given, cause, after }) => {
      const folder = write(files)
      const paths = typeof given === 'string' ? [given] : given
      const before = await packed(folder, 11)
      expect(before).toEqual(expect.arrayContaining([...paths]))
      const manifest = JSON.parse(files['package.json'] ?? '{}')
      expect(findCause(folder, manifest, paths[0] ?? '')).toEqual(cause)

      const { edits } = await planToLeaveOut({
        directory: folder,
        manifest,
        packed: before,
        unwanted: new Set(paths),
        packer: { packer: 'npm', version: null },
        temporaryDirectory: workplace,
      })
      if (after === undefined) {
        expect(edits).toEqual([])
        return
      }
      const changed = fresh()
      cpSync(folder, changed, { recursive: true })
      await writeEdits(collectFileEdits([{ directory: changed, edits }]))
      const results = await Promise.all(([10, 11, 12] as const).map((npm) => packed(changed, npm)))
      expect(results).toEqual([after, after, after])
    },
    120_000,
  )

  test('keeps the formatting of package.json', async () => {
    const folder = write({
      'package.json': '{\n    "name": "p",\n    "files": [ "dist", "lib" ] ,\n    "x": 1\n}\n',
      'dist/a': '1',
      'dist/b': '1',
    })
    const { edits } = await planToLeaveOut({
      directory: folder,
      manifest: { files: ['dist', 'lib'] },
      packed: ['dist/a', 'dist/b', 'package.json'],
      unwanted: new Set(['dist/a']),
      packer: { packer: 'npm', version: null },
      temporaryDirectory: workplace,
    })
    expect(edits[0]?.hunks[0]?.lines.filter((line) => !line.startsWith(' '))).toEqual([
      '-    "files": [ "dist", "lib" ] ,',
      '+    "files": [ "dist", "lib", "!dist/a" ] ,',
    ])
  })

  test('says what it can where package.json cannot be read', () => {
    const folder = write({ 'package.json': '{"files": [' })
    expect(findCause(folder, null, 'a.js').reason).toContain('no `files` list')
  })
})
