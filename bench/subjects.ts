import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { makeJavascript, makeSourceMap } from './synthetic-code.ts'

const MB = 1_000_000

/** A package to measure with: a folder that npm packs, and the tarball that came of it. */
export interface Subject {
  readonly name: string
  readonly folder: string
  readonly tarball: string
}

interface Plan {
  readonly name: string
  readonly files: () => Readonly<Record<string, string>>
}

/** Many files of about the same size. */
function makeMany(count: number, bytes: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [`dist/${at % 97}/${at}.js`, makeJavascript(bytes, at)]),
  )
}

function makeWithMap(bytes: number, sources: number): Record<string, string> {
  return {
    'dist/cli.js': `${makeJavascript(bytes / 4, 1, true)}\n//# sourceMappingURL=cli.js.map\n`,
    'dist/cli.js.map': makeSourceMap(bytes, sources),
  }
}

/** Lines that each hold a key as AWS issues them, made up here: no two alike. */
function makeKeys(count: number, from = 0): string {
  const key = (at: number): string => {
    const letters = createHash('sha512')
      .update(String(at))
      .digest('hex')
      .toUpperCase()
      .replace(/[^A-F2-7]/g, '')
    return `AK${'IA'}${letters.slice(0, 16)}`
  }
  return Array.from({ length: count }, (_, at) => `export const key${at} = '${key(from + at)}'\n`).join('')
}

export const PLANS: readonly Plan[] = [
  { name: 'small library (10 files, 40 kB)', files: () => makeMany(10, 4000) },
  { name: 'library (300 files, 4 MB)', files: () => makeMany(300, 13_000) },
  { name: 'many files (5,000 files, 28 MB)', files: () => makeMany(5000, 5600) },
  {
    name: 'one bundle (10 MB, one line)',
    files: () => ({ 'dist/cli.js': makeJavascript(10 * MB, 1, true) }),
  },
  { name: 'one map (59 MB, 1,900 sources)', files: () => makeWithMap(59 * MB, 1900) },
  { name: 'large package (200 files, 200 MB)', files: () => makeMany(200, MB) },
]

/** The same package at one, two, four and eight times the size, for each way in which packages grow. */
export const GROWTH: readonly { readonly name: string; readonly at: (factor: number) => Plan }[] = [
  {
    name: 'number of files',
    at: (factor) => ({ name: `files x${factor}`, files: () => makeMany(600 * factor, 5600) }),
  },
  {
    name: 'length of one line',
    at: (factor) => ({
      name: `line x${factor}`,
      files: () => ({ 'dist/a.js': makeJavascript(4 * MB * factor, 1, true) }),
    }),
  },
  {
    name: 'bytes, in 20 files',
    at: (factor) => ({ name: `bytes x${factor}`, files: () => makeMany(20, 400_000 * factor) }),
  },
  {
    name: 'findings, from 25,000 keys',
    at: (factor) => ({
      name: `findings x${factor}`,
      files: () => ({ 'dist/a.js': makeKeys(25_000 * factor) }),
    }),
  },
  {
    name: 'findings in as many files, from 2,500',
    at: (factor) => ({
      name: `files with findings x${factor}`,
      files: () =>
        Object.fromEntries(
          Array.from({ length: 250 * factor }, (_, at) => [
            `dist/${at % 97}/${at}.js`,
            makeKeys(10, at * 10),
          ]),
        ),
    }),
  },
  {
    name: 'size of one map',
    at: (factor) => ({ name: `map x${factor}`, files: () => makeWithMap(8 * MB * factor, 250 * factor) }),
  },
]

/** Writes a package and packs it, unless that was done before. */
export function prepareSubject(plan: Plan, cache: string): Subject {
  const folder = path.join(cache, plan.name.replace(/[^a-z0-9]+/gi, '-'))
  const packed = `${folder}-packed`
  if (!existsSync(packed)) {
    rmSync(folder, { recursive: true, force: true })
    write(folder, plan.files())
    mkdirSync(packed)
    execFileSync('npm', ['pack', `${folder}/`, '--ignore-scripts', '--pack-destination', packed], {
      stdio: 'ignore',
    })
  }
  const [tarball = ''] = readdirSync(packed)
  return { name: plan.name, folder, tarball: path.join(packed, tarball) }
}

/** That many small packages, packed by one npm; returns their tarballs. */
export function prepareMonorepo(count: number, cache: string): string[] {
  const packed = path.join(cache, `monorepo-${count}`)
  if (!existsSync(packed)) {
    const root = prepareWorkspaces(count, cache)
    const names = Array.from({ length: count }, (_, at) => `--workspace=p${at}`)
    mkdirSync(packed)
    execFileSync('npm', ['pack', ...names, '--ignore-scripts', '--pack-destination', packed], {
      cwd: root,
      stdio: 'ignore',
    })
  }
  return readdirSync(packed).map((name) => path.join(packed, name))
}

/** A monorepo of npm with that many packages to pack and judge; returns its root. */
export function prepareWorkspaces(count: number, cache: string): string {
  const root = path.join(cache, `workspaces-${count}`)
  const names = Array.from({ length: count }, (_, at) => `p${at}`)
  for (const [at, name] of names.entries()) {
    const manifest = { name, version: '1.0.0', license: 'MIT', files: ['dist'], main: 'dist/0.js' }
    const files = Object.entries(makeMany(10, 5000 + at)).map(([file, text]) => [
      file.replace(/^(?!dist\/)/, 'dist/'),
      text,
    ])
    write(path.join(root, 'packages', name), {
      ...Object.fromEntries(files),
      'dist/0.js': `exports.at = ${at}\n`,
      'package.json': JSON.stringify(manifest),
    })
  }
  writeFileSync(
    path.join(root, 'package.json'),
    JSON.stringify({ private: true, workspaces: ['packages/*'] }),
  )
  mkdirSync(path.join(root, '.git'), { recursive: true })
  return root
}

function write(folder: string, files: Readonly<Record<string, string>>): void {
  const manifest = { name: 'seaworthy-bench-subject', version: '1.0.0', license: 'MIT', files: ['dist'] }
  for (const [file, text] of Object.entries({ 'package.json': JSON.stringify(manifest), ...files })) {
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true })
    writeFileSync(path.join(folder, file), text)
  }
}
