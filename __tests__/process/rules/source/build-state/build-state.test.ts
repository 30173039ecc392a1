import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { build } from 'esbuild'
import rule from '../../../../../src/rules/source/build-state.ts'
import { whatRuleSays } from '../../../../exposure/examine.ts'
import { makeTemporaryFolder } from '../../../../support/temporary-folder.ts'

async function kinds(text: string): Promise<string[]> {
  return (await whatRuleSays(rule, { 'dist/any.name': text })).map(({ what }) => what)
}

/** Nothing in the package was made from the source that it names. */
const NAMES_A =
  'Left over from the build: TypeScript build info. It names 1 source file that the package does not hold in any form, among them ../src/a.ts.'

function project(): string {
  const folder = makeTemporaryFolder('state')
  mkdirSync(join(folder, 'src'))
  writeFileSync(join(folder, 'src/a.ts'), 'export const a: number = 1\n')
  return folder
}

describe('source/build-state', () => {
  test.each([
    ['incremental', { incremental: true, tsBuildInfoFile: 'dist/x' }],
    ['composite', { composite: true, tsBuildInfoFile: 'dist/x' }],
  ])('what tsc leaves behind: %s', async (_, options) => {
    const folder = project()
    const compilerOptions = { outDir: 'dist', rootDir: 'src', types: [], ...options }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['src'] }))
    execFileSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', folder])
    expect(await kinds(readFileSync(join(folder, 'dist/x'), 'utf8'))).toEqual([NAMES_A])
  })

  test('what esbuild’s metafile says', async () => {
    const folder = project()
    const { metafile } = await build({
      entryPoints: ['src/a.ts'],
      absWorkingDir: folder,
      outdir: 'dist',
      bundle: true,
      metafile: true,
      write: false,
    })
    expect(await kinds(JSON.stringify(metafile))).toEqual(['Left over from the build: bundle metafile.'])
  })

  test.each([
    [
      'webpack',
      { hash: 'ab', version: '5.0.0', assets: [], chunks: [{}], modules: [{ name: './src/a.ts' }] },
      'bundler statistics',
    ],
    [
      'a visualizer',
      { version: 2, tree: {}, nodeParts: { a: {} }, nodeMetas: { a: {} } },
      'bundle visualizer data',
    ],
    ['a linter', [{ 'a.js': '1' }, { size: 1, mtime: 2, hashOfConfig: '3' }], 'lint cache'],
    [
      'an older tsc',
      { program: { fileNames: ['../src/a.ts'], fileInfos: [], options: {} }, version: '4.9.5' },
      'TypeScript build info',
    ],
  ])('%s', async (_, json, kind) => {
    expect(await kinds(JSON.stringify(json))).toEqual([
      kind === 'TypeScript build info' ? NAMES_A : `Left over from the build: ${kind}.`,
    ])
  })

  test.each([
    ['"/Users/ada/acme/src/a.ts"', '/Users/ada/acme/src/a.ts'],
    ['"C:\\\\work\\\\a.ts"', 'C:\\\\work\\\\a.ts'],
  ])('with paths of the machine it is an error in both profiles: %s', async (path, evidence) => {
    const json = `{"hash":"ab","chunks":[],"modules":[\n{"identifier":${path}}]}`
    const [said] = await whatRuleSays(rule, { 'stats.json': json })
    expect(said?.severity).toEqual({ 'open-source': 'error', proprietary: 'error' })
    expect(said?.places).toEqual([expect.objectContaining({ path: 'stats.json', line: 2, evidence })])
  })

  test('the folder of a build service, the same for everybody, only warns in an open package', async () => {
    const json = '{"hash":"ab","chunks":[],"modules":[{"identifier":"/home/runner/work/acme/src/a.ts"}]}'
    const [said] = await whatRuleSays(rule, { 'stats.json': json })
    expect(said?.severity).toEqual({ 'open-source': 'warning', proprietary: 'error' })
  })

  test.each([
    ['a manifest', '{"name":"x","version":"1.0.0","modules":["a"],"files":["dist"]}'],
    ['a form', '{"inputs":{"name":{"type":"text"}},"outputs":{"result":{}}}'],
    ['a list of files', '{"fileNames":["a"]}'],
    [
      'a program',
      'const modules = []; const hash = 1; const chunks = []; module.exports = { modules, hash }',
    ],
    ['broken JSON', '{"modules":[],"hash":1,"chunks":[]'],
  ])('%s is none', async (_, text) => {
    expect(await kinds(text)).toEqual([])
  })
})
