import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { ExpansionBudget, ExpansionPool } from '../../../src/layers/archives/expansion-budget.ts'
import { readProgramFiles } from '../../../src/layers/binaries/program-files.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { PROGRAMS } from '../../support/packed-programs.ts'
import { scanFiles } from '../../support/scan-files.ts'

const SOURCE = `/** What key accounts get. */\nexport function discountOf(total: number, isLoyal: boolean): number {\n  return isLoyal ? total * 0.88 : total\n}\n`

const budgetOf = (content: Buffer) => new ExpansionBudget(content.length, DEFAULT_LIMITS, new ExpansionPool())

/** A blob as `node --experimental-sea-config` writes it: magic, flags, path, script. */
function nodeBlob(script: string): Buffer {
  const sized = (text: string) => {
    const size = Buffer.alloc(8)
    size.writeBigUInt64LE(BigInt(Buffer.byteLength(text)))
    return Buffer.concat([size, Buffer.from(text)])
  }
  return Buffer.concat([Buffer.from('20da430100000000', 'hex'), sized('/src/app.js'), sized(script)])
}

describe('files in programs', () => {
  test.each(Object.keys(PROGRAMS))('%s', async (kind) => {
    const program = PROGRAMS[kind]?.({
      'main.js': 'start()\n',
      '.env': 'LEDGER_TOKEN=k3Yx8Qw2Zt\n',
      'src/discount.ts': SOURCE,
    })
    const findings = await scanFiles({ 'bin/tool': program ?? '' }, { profile: 'proprietary' })
    const told = findings.map(({ rule, message }) => `${rule} ${message}`).join('\n')
    expect(told).toContain('file/environment An environment file ships. It sets 1 variable: LEDGER_TOKEN.')
    expect(told).toMatch(
      /source\/original-files bin\/tool holds 1 original source, among them (?:\S*\/)?discount\.ts\./,
    )
  })

  test.each(Object.keys(PROGRAMS))('%s, cut anywhere', async (kind) => {
    const program = PROGRAMS[kind]?.({ 'main.js': 'start()\n', 'note.txt': 'nothing' }) ?? Buffer.alloc(0)
    for (let length = 0; length < program.length; length += 29)
      await scanFiles({ 'bin/tool': program.subarray(0, length) })
  })

  test('programs whose tables lead to the same bytes again and again are searched in bounded work', async () => {
    const text = 'x'.repeat(1_000_000)
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`${index}.txt`, '']))
    const program = PROGRAMS.nexe?.({ ...files, 'all.txt': text }).toString('latin1') ?? ''
    // Each of the 400 is said to be the whole.
    const bomb = Buffer.from(program.replace(/\[0,0\]/g, `[0,1000000]`), 'latin1')
    const script = /process\.__nexe = .*\nstart\(\)\n/.exec(bomb.toString('latin1'))?.[0] ?? ''
    bomb.writeDoubleLE(script.length, bomb.length - 16)
    expect(script).toContain('"./399.txt":[0,1000000]')
    expect(readProgramFiles(bomb, budgetOf(bomb)).length).toBeLessThan(2)
    const magic = Buffer.from([0x20, 0xda, 0x43, 0x01, 8, 0, 0, 0])
    const blobs = Buffer.concat([
      Buffer.from(program.slice(0, 207), 'latin1'),
      Buffer.from('NODE_SEA_FUSE_'),
      ...Array.from({ length: 2000 }, () => magic),
      Buffer.alloc(1_000_000, 0),
    ])
    expect(readProgramFiles(blobs, budgetOf(blobs))).toEqual([])
  })

  const script = `// What key accounts get.\n${Array.from({ length: 12 }, (_, at) => `exports.rate${at} = (total) => total * 0.${88 - at}`).join('\n')}\n`
  const elf = Buffer.concat([Buffer.from('7f454c4602010100', 'hex'), Buffer.alloc(99, 7)])
  test.each([
    ['a blob for node by itself', nodeBlob(script)],
    [
      'nexe',
      Buffer.concat([
        elf,
        Buffer.from(`process.__nexe = {}\n${script}<nexe~~sentinel>`),
        Buffer.alloc(16, 1),
      ]),
    ],
    [
      'bun',
      Buffer.concat([
        elf,
        Buffer.from(`/$bunfs/root/tool\0${script}\0\n---- Bun! ----\n`),
        Buffer.alloc(8, 1),
      ]),
    ],
  ])('scripts where no table leads to them: %s', async (_, program) => {
    const findings = await scanFiles({ 'bin/tool.blob': program }, { profile: 'proprietary' })
    expect(findings.map(({ rule }) => rule)).toContain('source/original-files')
  })

  test('a tar behind a script, and an archive of cpio', async () => {
    const tar = gunzipSync(buildTarball({ '.env': 'LEDGER_TOKEN=k3Yx8Qw2Zt\n' }))
    const script = Buffer.concat([Buffer.from('#!/bin/sh\ntail -n +4 "$0" | tar x\nexit 0\n'), tar])
    const text = 'LEDGER_TOKEN=k3Yx8Qw2Zt\n'
    const header = (name: string, size: number) =>
      `070701${[1, 0o100644, 0, 0, 1, 0, size, 0, 0, 0, 0, name.length + 1, 0].map((value) => value.toString(16).padStart(8, '0')).join('')}${name}\0`
    const filled = (part: string) => part.padEnd(Math.ceil(part.length / 4) * 4, '\0')
    const cpio = filled(header('.env', text.length)) + filled(text) + filled(header('TRAILER!!!', 0))
    const findings = await scanFiles({ 'install.run': script, 'root.cpio': cpio })
    const told = findings.filter(({ rule }) => rule === 'file/environment').flatMap(({ places }) => places)
    expect(told.map(({ path }) => path).toSorted()).toEqual(['install.run', 'root.cpio'])
  })
})
