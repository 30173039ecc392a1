import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { ROOT, runSeaworthy } from '../../support/command-line.ts'

let project = ''
let tarball = ''

beforeAll(() => {
  project = mkdtempSync(path.join(tmpdir(), 'seaworthy-library-'))
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', project], { cwd: ROOT })
  const [packed = ''] = readdirSync(project).filter((name) => name.endsWith('.tgz'))
  tarball = path.join(project, packed)
  writeFileSync(path.join(project, 'package.json'), '{"name":"user","version":"1.0.0","type":"module"}')
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', '--ignore-scripts', tarball], {
    cwd: project,
  })
  const leaky = path.join(project, 'leaky')
  cpSync(path.join(ROOT, 'examples/leaky-package'), leaky, { recursive: true })
})
afterAll(() => rmSync(project, { recursive: true, force: true }))

function run(file: string, code: string): string {
  writeFileSync(path.join(project, file), code)
  return execFileSync(process.execPath, [file], { cwd: project, encoding: 'utf8' }).trim()
}

const CHECK = "check({ targets: ['leaky'], baseline: 'none' })"

describe('the packed package, installed into an empty project', () => {
  test('is used from an ES module, and prints nothing by itself', () => {
    const code = `import { check, explain, render } from 'seaworthy'
const report = await ${CHECK}
const [rule] = await explain('file/environment')
const markdown = await render(report, 'markdown')
console.log(report.verdict, rule.title, markdown.includes('file/environment'))`
    expect(run('use.mjs', code)).toBe('block Environment file true')
  })

  test('is used from CommonJS', () => {
    const code = `const { check } = require('seaworthy')\n${CHECK}.then(({ verdict }) => console.log(verdict))`
    expect(run('use.cjs', code)).toBe('block')
  })

  test('says what goes on, and can be given up', () => {
    const code = `import { check } from 'seaworthy'
const told = []
const given = new AbortController()
const run = check({ targets: ['leaky'], baseline: 'none', signal: given.signal, onProgress: ({ message }) => {
  told.push(message)
  given.abort(new Error('no longer needed'))
} })
await run.catch((error) => console.log(told.length > 0, error.message))`
    expect(run('abort.mjs', code)).toBe('true no longer needed')
  })

  test('is typed, for both kinds of module', () => {
    mkdirSync(path.join(project, 'typed'), { recursive: true })
    const code = `import { check, type Report, type Finding } from 'seaworthy'
export async function blocked(): Promise<Finding[]> {
  const report: Report = await check({ targets: ['.'], failOn: 'warning' })
  return report.packages.flatMap(({ findings }) => findings)
}
// @ts-expect-error: there is no such level
void check({ failOn: 'sometimes' })
`
    writeFileSync(path.join(project, 'typed/a.mts'), code)
    writeFileSync(path.join(project, 'typed/b.cts'), code)
    const settings = {
      compilerOptions: {
        strict: true,
        module: 'nodenext',
        target: 'es2022',
        noEmit: true,
        types: [],
        lib: ['es2022', 'dom'],
      },
      include: ['.'],
    }
    writeFileSync(path.join(project, 'typed/tsconfig.json'), JSON.stringify(settings))
    const tsc = path.join(ROOT, 'node_modules/.bin/tsc')
    expect(execFileSync(tsc, ['-p', 'typed'], { cwd: project, encoding: 'utf8' })).toBe('')
  })

  test('passes its own gate, and publint', async () => {
    const { status, stdout } = await runSeaworthy([tarball], { cwd: project })
    expect(stdout).toContain('PASS')
    expect(status).toBe(0)
    symlinkSync(path.join(ROOT, 'node_modules'), path.join(project, 'tools'))
    const publint = path.join(project, 'tools/publint/src/cli.js')
    const told = execFileSync(process.execPath, [publint, tarball, '--strict'], {
      cwd: project,
      encoding: 'utf8',
    })
    expect(told).toContain('All good!')
  })

  test('types resolve for every kind of import, as arethetypeswrong sees them', () => {
    const core = path.join(ROOT, 'node_modules/@arethetypeswrong/core/dist/index.js')
    const code = `import { readFileSync } from 'node:fs'
import { checkPackage, createPackageFromTarballData } from ${JSON.stringify(core)}
const looked = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(${JSON.stringify(tarball)}))))
console.log(JSON.stringify({ asked: Object.keys(looked.entrypoints['.'].resolutions), problems: looked.problems }))`
    expect(JSON.parse(run('types.mjs', code))).toEqual({
      asked: ['node10', 'node16-cjs', 'node16-esm', 'bundler'],
      problems: [],
    })
  })

  test('puts the parts of a run together, and tells of one that is missing', () => {
    const code = `import { check, mergeReports } from 'seaworthy'
const targets = ['leaky', 'fine']
const part = async (index) => ({ name: 'part ' + index, report: await check({ targets, baseline: 'none', shard: { index, count: 2 } }) })
const [one, two] = [await part(1), await part(2)]
const whole = await mergeReports([one, two])
const half = await mergeReports([one])
console.log(whole.verdict, whole.packages.length, half.verdict)`
    mkdirSync(path.join(project, 'fine'))
    writeFileSync(
      path.join(project, 'fine/package.json'),
      '{"name":"fine","version":"1.0.0","license":"MIT","files":["*.js"]}',
    )
    writeFileSync(path.join(project, 'fine/index.js'), 'export const one = 1\n')
    expect(run('merge.mjs', code)).toBe('block 2 error')
  })
})
