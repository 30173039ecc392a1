import { describe, expect, test } from '@jest/globals'
import examples from '../../../../src/rules/file/environment.examples.ts'
import rule from '../../../../src/rules/file/environment.ts'
import { buildTarball } from '../../../support/build-tarball.ts'
import { scanBytes, scanFiles } from '../../../support/scan-files.ts'
import { reported, runRule } from '../run-rule.ts'

const TOKEN = ['q8Zr1vXk', '7Lm2Tn0c', 'Yd5WbF3s'].join('')
const PLAIN = 'PORT=3000\nAPI_URL=https://api.acme.io\n'

describe('file/environment', () => {
  test.each([
    '.env',
    '.ENV',
    '.Env',
    '.env~',
    '.env-dylan',
    '.env.production.local',
    '.env.bak',
    '.envrc',
    '.dev.vars',
    'env',
    'env.local',
    'prod.env',
    'README.env',
    'deploy/staging.env',
    'Copy of .env',
    '_env',
    'dotenv',
    'env.txt',
  ])('finds %s', async (path) => {
    expect(await reported(rule, { [path]: PLAIN })).toEqual([`${path}: environment`])
  })

  test.each(['.env', 'deploy/.env'])('an exception from %s holds for its content alone', async (path) => {
    const boundTo = async (text: string) => {
      const { scan } = await scanBytes(buildTarball({ [path]: text }), { rules: [rule] })
      return scan.findings.flatMap(({ places }) => places).map(({ bound }) => bound?.reveal())
    }
    const [plain] = await boundTo(PLAIN)
    expect(plain).toMatch(/^[\w+/]{86}==$/)
    expect(await boundTo(PLAIN)).toEqual([plain])
    expect(await boundTo(PLAIN.replace('3000', '3001'))).not.toEqual([plain])
  })

  test('finds one in UTF-16, with CRLF, with a byte order mark and around a NUL byte', async () => {
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(PLAIN, 'utf16le')])
    for (const content of [utf16, PLAIN.replaceAll('\n', '\r\n'), `\uFEFF${PLAIN}`, `${PLAIN}\0\n`])
      expect(await reported(rule, { '.env': content })).toEqual(['.env: environment'])
  })

  test('names the variables and never a value', async () => {
    const [found] = await runRule(rule, { '.env': `# mine\nA_KEY="${TOKEN}"\nB=two\nC=3\nD=4\n` })
    expect(found?.data).toEqual({ names: ['A_KEY', 'B', 'C', 'D'], count: 4 })
    expect(JSON.stringify(found?.data)).not.toContain(TOKEN)
    expect(found?.places).toMatchObject([{ line: 2, column: 1, evidence: 'A_KEY=… (24 characters)' }])
  })

  test('points behind characters of several bytes', async () => {
    const [found] = await runRule(rule, { '.env': '# schlüssel\n A=b\n' })
    expect(found?.places).toMatchObject([{ line: 2, column: 2 }])
  })

  test.each([
    '.env.example',
    '.env.sample',
    '.env.template',
    '.env.dist',
    'example.env',
    'templates/app/.env',
  ])('passes %s with placeholders, not with values that look real', async (path) => {
    const template = `API_KEY=\nSECRET=<your secret>\nTOKEN=xxxxxxxxxxxxxxxxxxxx\nJWT_SECRET=super-secret-key\nPORT=3000\n`
    expect(await reported(rule, { [path]: template })).toEqual([])
    expect(await reported(rule, { [path]: `${template}AUTH_TOKEN=${TOKEN}\n` })).toEqual([`${path}: filled`])
    const url = `DATABASE_URL=postgres://app:${'kT9v'}${'2mQx8'}@db-1.acme.io/app\n`
    expect(await reported(rule, { [path]: template + url })).toEqual([`${path}: filled`])
  })

  test('among tests, values that look real are a warning', async () => {
    expect(await reported(rule, { 'test/fixtures/.env': PLAIN })).toEqual([])
    expect(await reported(rule, { 'test/fixtures/.env': `AUTH_TOKEN=${TOKEN}\n` })).toEqual([
      'test/fixtures/.env: shown',
    ])
  })

  test.each(['template-vue', 'packages/app-blueprint/files', 'generators/app/templates/x', 'starters/blog'])(
    'lets a project that is copied from %s have harmless values, and no others',
    async (folder) => {
      const copied = { [`${folder}/_gitignore`]: 'dist\n', [`${folder}/package.json`]: '{"name":"app"}' }
      expect(await reported(rule, { ...copied, [`${folder}/.env`]: PLAIN })).toEqual([])
      expect(await reported(rule, { ...copied, [`${folder}/.env`]: `AUTH_TOKEN=${TOKEN}\n` })).toHaveLength(1)
    },
  )

  test('takes more template words from its options', async () => {
    expect(await reported(rule, { '.env.vorlage': PLAIN }, { options: { templates: ['vorlage'] } })).toEqual(
      [],
    )
    expect(() => rule.options.parse({ templates: ['*.x'] })).toThrow()
  })

  test('finds environment syntax with real values under any name', async () => {
    const text = `STAGE=prod\nCLIENT_SECRET=${TOKEN}\n`
    for (const path of ['settings', 'notes.txt', 'deploy/vars.old'])
      expect(await reported(rule, { [path]: text })).toEqual([`${path}: unnamed`])
    expect(await reported(rule, { settings: PLAIN })).toEqual([])
  })

  test('stays quiet about what only resembles one', async () => {
    expect(
      await reported(rule, {
        '.env': '# nothing here yet\n\n',
        '.env.empty': 'A=\nB=""\n',
        '.env.production': 'DOTENV_PUBLIC_KEY_PRODUCTION="02a1"\nAPI="encrypted:BDqDBibm"\n',
        env: '#!/bin/sh\nset -e\nexec node "$@"\nif [ x = y ]; then exit 1; fi\n',
        'env.js': 'e=function(){}\n',
        'env.d.ts': 'export declare const A: string\n',
        'pyvenv.cfg': 'home = /usr/bin\nversion = 3.11\n',
        'env.properties': 'org.gradle.daemon=true\n',
        '.node-version': '20\n',
      }),
    ).toEqual([])
  })

  test('finds one in an archive inside the package, with the way to it', async () => {
    const inner = buildTarball({ 'extension/.env': `# keys\nA_KEY=${TOKEN}\n` })
    const [found] = await scanFiles({ 'dist/app.tgz': inner }, { rules: [rule] })
    expect(found).toMatchObject({
      path: 'dist/app.tgz',
      layer: 'package/extension/.env',
      line: 2,
      severity: 'error',
    })
  })

  test('finds variables that hide among many other lines of a file named .env only by their values', async () => {
    const noise = 'something else\n'.repeat(9)
    expect(await reported(rule, { '.env': `${noise}A=1\n` })).toEqual([])
    expect(await reported(rule, { '.env': `${noise}TOKEN=${TOKEN}\n` })).toEqual(['.env: environment'])
  })

  test.each(examples.bad)('bad example: $title', async ({ files }) => {
    expect(await runRule(rule, typeof files === 'function' ? files() : files)).toHaveLength(1)
  })

  test.each(examples.good)('good example: $title', async ({ files }) => {
    expect(await runRule(rule, typeof files === 'function' ? files() : files)).toEqual([])
  })
})
