import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { address, examine, mapOf } from '../../exposure/examine.ts'
import { makeTemporaryFolder } from '../../support/temporary-folder.ts'

const ELF = Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(120, 0xfe)])
const MAP = mapOf('// the plan\n')

describe('maps inside larger things', () => {
  test.each([
    ['a cache', 'cache.json', `{"entries":[{"code":"x","map":${MAP}},{"map":null}]}`],
    ['a module', 'a.js', `module.exports = { code: "x()", map: ${MAP} }`],
    [
      'an object whose first member is another',
      'a.js',
      `x(${JSON.stringify({ mappings: 'AAAA', sources: ['../src/a.ts'], sourcesContent: ['// the plan\n'] })})`,
    ],
    ['a native executable', 'a.exe', Buffer.concat([ELF, Buffer.from(MAP), Buffer.from([0, 0xff])])],
  ])('%s', (_, path, content) => {
    const { layers, exposure } = examine({ [path]: content })
    expect(layers.map(address)).toEqual([path, `${path}!embedded-map`, `${path}!embedded-map!src/a.ts`])
    expect(exposure).toMatchObject({ maps: 1, files: 1 })
  })

  test('several, one inside the other’s text too', () => {
    const { layers } = examine({ 'a.js': `[${mapOf(`x = ${mapOf('in', 'in.ts')}`, 'out.ts')},${MAP}]` })
    expect(layers.map(address)).toEqual([
      'a.js',
      'a.js!embedded-map',
      'a.js!embedded-map!out.ts',
      'a.js!embedded-map!out.ts!embedded-map',
      'a.js!embedded-map!out.ts!embedded-map!in.ts',
      'a.js!embedded-map-2',
      'a.js!embedded-map-2!src/a.ts',
    ])
  })

  test('programs that read maps hold none', () => {
    const code =
      'const o = {"version":3};if (map["sourcesContent"]) {} x = {"sourcesContent": texts, "version": 3}'
    expect(examine({ 'a.js': code }).exposure.maps).toBe(0)
  })
})

describe('scripts inside native executables', () => {
  test('the main script of a node single executable application', () => {
    const folder = makeTemporaryFolder('sea')
    const inline = `//# sourceMapping${'URL'}=data:application/json;base64,${Buffer.from(MAP).toString('base64')}`
    writeFileSync(join(folder, 'main.js'), `console.log('grüße')\n${inline}\n`)
    const config = {
      main: join(folder, 'main.js'),
      output: join(folder, 'blob'),
      disableExperimentalSEAWarning: true,
    }
    writeFileSync(join(folder, 'sea.json'), JSON.stringify(config))
    execFileSync(process.execPath, ['--experimental-sea-config', join(folder, 'sea.json')], {
      stdio: 'ignore',
    })
    const fuse = Buffer.from(`NODE_SEA_${'FUSE'}_fce680ab2cc467b6e072b8b5df1996b2:1`)
    const { layers } = examine({ app: Buffer.concat([ELF, fuse, readFileSync(join(folder, 'blob'))]) })
    expect(layers.map(address)).toContain('app!main.js!inline-map!src/a.ts')
    expect(layers.find(({ trail }) => trail.at(-1) === 'main.js')?.text).toContain("console.log('grüße')")
  })

  test('compressed sources of a bun executable, whatever node has for zstd', () => {
    const text = Buffer.from('export const plan = 1 // secret\n')
    // RFC 8878: a single-segment frame with its size in one byte, one raw block that is the last.
    const block = Buffer.from([((text.length << 3) | 1) & 0xff, (text.length << 3) >> 8, 0])
    const frame = Buffer.concat([Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length]), block, text])
    const coincidence = Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0xff, 0xff, 0xff, 0xff, 0xff])
    const content = Buffer.concat([ELF, coincidence, frame, Buffer.from('\n---- Bun! ----\n')])
    const { layers, unseen } = examine({ app: content })
    expect(layers.map(({ text }) => text)).toContain(String(text))
    expect(unseen).toEqual([])
  })

  test('an executable that happens to hold the magic numbers is left in peace', () => {
    const magics = Buffer.from('28b52ffd00000020da430100000000ffffffffffffffff', 'hex')
    const { layers, unseen } = examine({ app: Buffer.concat([ELF, magics]) })
    expect(layers).toHaveLength(1)
    expect(unseen).toEqual([])
  })
})
