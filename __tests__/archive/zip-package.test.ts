import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { readArchive } from '../../src/archive/read-archive.ts'
import { recogniseArchive } from '../../src/archive/recognise-archive.ts'
import { ExpansionBudget, ExpansionPool } from '../../src/layers/archives/expansion-budget.ts'
import { DEFAULT_LIMITS } from '../../src/model/limits.ts'
import { type ExampleMember, makeExampleExtension, makeExampleZip } from '../../src/rules/example-archives.ts'
import { buildTarball } from '../support/build-tarball.ts'

const MANIFEST: ExampleMember = { name: 'extension/package.json', content: '{"name":"tides"}' }

describe('a package that is a zip', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'zip-package-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function read(bytes: Uint8Array, limits = DEFAULT_LIMITS, name = 'tides.vsix') {
    const file = path.join(folder, name)
    await writeFile(file, bytes)
    const entries: { path: string; text: string }[] = []
    const facts = await readArchive(file, limits, ({ path: at, content }) => {
      entries.push({ path: at, text: content.toString() })
    })
    return { facts, entries, codes: facts.anomalies.map(({ code }) => code) }
  }

  test('is read file by file, those beside the extension too', async () => {
    const { facts, entries, codes } = await read(makeExampleExtension({}, { 'extension/a.js': 'a' }))
    expect(facts.kind).toBe('vscode')
    expect(entries.map(({ path: at }) => at)).toEqual([
      '/extension.vsixmanifest',
      '/[Content_Types].xml',
      'package.json',
      'a.js',
    ])
    expect(facts.fileCount).toBe(4)
    expect([codes, facts.unseen]).toEqual([[], []])
  })

  const odd: readonly [string, readonly ExampleMember[], string][] = [
    [
      'a member that the directory does not list',
      [MANIFEST, { name: 'extension/hidden.js', content: 'hidden()', isListed: false }],
      'not-listed',
    ],
    [
      'a member that its own header calls otherwise',
      [MANIFEST, { name: 'extension/a.js', content: 'a()', localName: 'extension/.env' }],
      'ambiguous-path',
    ],
    [
      'one name twice with different content',
      [MANIFEST, { name: 'extension/a.js', content: 'a()' }, { name: 'extension/a.js', content: 'b()' }],
      'duplicate-path',
    ],
    ['a link', [MANIFEST, { name: 'extension/a', content: '/etc/passwd', mode: 0o120777 }], 'symbolic-link'],
    ['a device', [MANIFEST, { name: 'extension/a', content: '', mode: 0o020666 }], 'unknown-type'],
    ['a path that climbs out', [MANIFEST, { name: 'extension/../../a', content: 'a' }], 'path-traversal'],
    [
      'a size that is not its own',
      [MANIFEST, { name: 'extension/a', content: 'abc', stated: 1 }],
      'stated-size',
    ],
    [
      'a checksum that is not its own',
      [MANIFEST, { name: 'extension/a', content: 'abc', checksum: 1 }],
      'stated-checksum',
    ],
    ['no package.json', [{ name: 'extension/a', content: 'abc' }], 'no-manifest'],
    ['no files', [], 'no-files'],
  ]
  test.each(odd)('with %s', async (_, members, code) => {
    const { codes, entries } = await read(makeExampleZip(members))
    expect(codes).toContain(code)
    // Every byte is read all the same.
    for (const { content } of members) expect(entries.map(({ text }) => text)).toContain(content)
  })

  test.each([
    ['before it', (zip: Buffer) => Buffer.concat([Buffer.from([1, 2, 3, 4]), zip])],
    ['behind it', (zip: Buffer) => Buffer.concat([zip, Buffer.from([1, 2, 3, 4])])],
  ])('with bytes %s: they are told as unseen', async (_, change) => {
    const { facts, codes } = await read(change(makeExampleExtension({})))
    expect(codes).toContain('not-listed')
    expect(facts.unseen.map(({ reason, bytes }) => [reason, bytes])).toEqual([['left-over', 4]])
  })

  test('an encrypted member is unseen, and one that breaks off', async () => {
    const zip = makeExampleZip([MANIFEST, { name: 'extension/a.js', content: 'a()' }])
    const locked = Buffer.from(zip)
    // The flag in the last local header and in the last record of the directory (APPNOTE 4.4.4).
    locked[locked.lastIndexOf('PK\x03\x04') + 6] = 1
    locked[locked.lastIndexOf('PK\x01\x02') + 8] = 1
    const { facts } = await read(locked)
    expect(facts.unseen).toMatchObject([{ path: 'a.js', reason: 'sealed', bytes: 3 }])
    const cut = Buffer.from(zip)
    cut.writeUInt32LE(0x7fffffff, cut.lastIndexOf('PK\x01\x02') + 20)
    expect((await read(cut)).facts.unseen).toContainEqual(
      expect.objectContaining({ path: 'a.js', reason: 'damaged' }),
    )
  })

  test('beyond a limit it says so', async () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ name: `extension/${index}`, content: 'x' }))
    const { facts } = await read(makeExampleZip([MANIFEST, ...many]), { ...DEFAULT_LIMITS, entries: 5 })
    expect(facts.unseen).toMatchObject([{ path: null, reason: 'limit' }])
    const large = await read(makeExampleZip([MANIFEST]), { ...DEFAULT_LIMITS, entryBytes: 50 })
    expect(large.facts.unseen).toMatchObject([{ path: null, reason: 'limit' }])
  })

  test('members that overlap are not each unpacked to the limit', () => {
    const budget = new ExpansionBudget(1000, DEFAULT_LIMITS, new ExpansionPool())
    let unpacked = 0
    for (let member = 0; member < 10_000; member += 1) {
      const most = budget.measureAllowance(20)
      unpacked += most
      budget.fail(most)
    }
    expect(unpacked).toBeLessThan(2 * 32 * 1024 ** 2)
  })

  test.each([
    ['half of one', makeExampleExtension({}).subarray(0, 200)],
    ['nothing', Buffer.alloc(0)],
    ['a page of an error', Buffer.from('<html>502</html>')],
    ['an npm tarball', buildTarball({ 'a.js': 'a' })],
  ])('%s under its name cannot be read', async (_, bytes) => {
    const { codes } = await read(bytes)
    expect(codes).toEqual(['not-zip'])
  })

  test.each([
    ['a.bin', makeExampleExtension({}), 'vscode'],
    ['a.bin', makeExampleZip({ 'a-1.dist-info/METADATA': 'Metadata-Version: 2.1\n' }), 'wheel'],
    ['a.zip', makeExampleZip({ 'a.txt': 'a' }), 'npm'],
    ['a.tgz', buildTarball({ 'a.js': 'a' }), 'npm'],
    ['a.tar.gz', buildTarball({ 'a.js': 'a' }), 'npm'],
    ['a.tar.gz', buildTarball({ 'PKG-INFO': 'Metadata-Version: 2.1\n' }), 'sdist'],
    ['a.crate', buildTarball({ 'Cargo.toml': '[package]\n' }), 'crate'],
  ])('%s is recognised by what is in it where that can be: %#', async (name, bytes, kind) => {
    const file = path.join(folder, name)
    await writeFile(file, bytes)
    expect(await recogniseArchive(file)).toBe(kind)
  })
})
