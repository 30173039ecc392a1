import { execFileSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import type { Report } from '../../../src/model/report.ts'
import { makeExampleExtension, makeExampleZip } from '../../../src/rules/example-archives.ts'
import { buildTar } from '../../support/build-tarball.ts'
import { runSeaworthy } from '../../support/command-line.ts'

/** A file that must not ship in any package. */
const KEY = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  .privateKey.export({ type: 'pkcs8', format: 'pem' })
  .toString()

const METADATA = 'Metadata-Version: 2.1\nName: tides\nVersion: 1.2.0\n'
const CARGO = '[package]\nname = "tides"\nversion = "1.2.0"\nedition = "2021"\n'

function wheel(metadata: string, files: Readonly<Record<string, string>> = {}): Buffer {
  return makeExampleZip({
    'tides/__init__.py': 'def tide():\n    return 7\n',
    'tides-1.2.0.dist-info/METADATA': `${METADATA}${metadata}\n\nTide tables.\n`,
    'tides-1.2.0.dist-info/WHEEL': 'Wheel-Version: 1.0\n',
    'tides-1.2.0.dist-info/RECORD': '',
    ...files,
  })
}

function tarball(files: Readonly<Record<string, string>>): Buffer {
  return gzipSync(
    buildTar(Object.entries(files).map(([name, content]) => ({ path: `tides-1.2.0/${name}`, content }))),
  )
}

const crate = (manifest: string, files: Readonly<Record<string, string>> = {}) =>
  tarball({
    'Cargo.toml': `${CARGO}${manifest}`,
    'Cargo.toml.orig': CARGO,
    'src/lib.rs': 'pub fn tide() -> u32 { 7 }\n',
    '.github/workflows/ci.yml': 'on: push\n',
    'tests/tide.rs': '#[test]\nfn tide() {}\n',
    ...files,
  })

const sdist = (metadata: string, files: Readonly<Record<string, string>> = {}) =>
  tarball({
    'PKG-INFO': `${METADATA}${metadata}\n`,
    'pyproject.toml': '[project]\n',
    'tides.py': 'x = 7\n',
    ...files,
  })

describe('packages of other registries', () => {
  let folder: string
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'neighbours-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  async function check(name: string, bytes: Uint8Array, ...args: string[]) {
    await writeFile(path.join(folder, name), bytes)
    const { status, stdout } = await runSeaworthy([name, '--json', ...args], { cwd: folder })
    const report = JSON.parse(stdout) as Report
    const [one] = report.packages
    if (one === undefined) throw new Error(stdout)
    return { status, one, rules: one.findings.map(({ rule }) => rule) }
  }

  test.each([
    [
      'tides.vsix',
      makeExampleExtension({ main: './a.js' }, { 'extension/a.js': 'exports.activate = () => {}\n' }),
      'vscode',
      'acme.tides',
      '1.0.0',
    ],
    ['tides-1.2.0-py3-none-any.whl', wheel('License-Expression: MIT'), 'wheel', 'tides', '1.2.0'],
    ['tides-1.2.0.tar.gz', sdist('License: MIT'), 'sdist', 'tides', '1.2.0'],
    ['tides-1.2.0.crate', crate('license = "MIT OR Apache-2.0"\n'), 'crate', 'tides', '1.2.0'],
  ])(
    '%s: an honest one passes, under its own name and licence',
    async (name, bytes, kind, title, version) => {
      const { status, one } = await check(name, bytes)
      expect(one.findings).toEqual([])
      expect(status).toBe(0)
      expect(one).toMatchObject({ kind, name: title, version, profile: 'open-source', baseline: null })
      expect(one.notes.join('\n')).toMatch(/rules about npm were left out: .*manifest\/files-list/)
    },
  )

  test.each([
    [
      'a.vsix',
      makeExampleExtension({}, { 'extension/certs/server.pem': KEY }),
      'extension/certs/server.pem',
      '.vscodeignore',
    ],
    [
      'a.whl',
      wheel('License-Expression: MIT', { 'tides/server.pem': KEY }),
      'tides/server.pem',
      'pyproject.toml',
    ],
    ['a.tar.gz', sdist('License: MIT', { 'deploy/server.pem': KEY }), 'deploy/server.pem', 'MANIFEST.in'],
    ['a.crate', crate('license = "MIT"\n', { 'deploy/server.pem': KEY }), 'deploy/server.pem', 'Cargo.toml'],
  ])('%s: a key is found at its path in the archive', async (name, bytes, at) => {
    const { status, one } = await check(name, bytes)
    expect(status).toBe(1)
    expect(
      one.findings.filter(({ severity }) => severity === 'error').map((finding) => finding.path),
    ).toEqual([at])
  })

  test.each([
    [
      'a.vsix',
      makeExampleExtension({}, { 'extension/.idea/workspace.xml': '<a/>' }),
      'add the line .idea/workspace.xml to .vscodeignore',
    ],
    ['a.whl', wheel('License-Expression: MIT', { '.idea/workspace.xml': '<a/>' }), 'pyproject.toml'],
    [
      'a.crate',
      crate('license = "MIT"\n', { '.idea/workspace.xml': '<a/>' }),
      '`exclude` of [package] in Cargo.toml',
    ],
  ])('%s: what is to be left out goes into the file of its own maker', async (name, bytes, said) => {
    const { one } = await check(name, bytes)
    const fix = one.findings.find(({ rule }) => rule === 'file/tool-directory')?.fix ?? ''
    expect(fix).toContain(said)
    expect(fix).not.toMatch(/`files`|npmignore|npm /)
  })

  const licences: readonly [string, string, Uint8Array, string][] = [
    [
      'a classifier of an open licence',
      'a.whl',
      wheel('Classifier: License :: OSI Approved :: MIT License'),
      'open-source',
    ],
    [
      'a classifier of a closed one',
      'a.whl',
      wheel('Classifier: License :: Other/Proprietary License'),
      'proprietary',
    ],
    [
      'a classifier that keeps it private',
      'a.whl',
      wheel('License-Expression: MIT\nClassifier: Private :: Do Not Upload'),
      'proprietary',
    ],
    ['no word', 'a.whl', wheel('Summary: Tides'), 'proprietary'],
    [
      'the text of the licence',
      'a.whl',
      wheel('Summary: Tides', { 'tides-1.2.0.dist-info/licenses/LICENSE': MIT() }),
      'open-source',
    ],
    ['publish = false', 'a.crate', crate('license = "MIT"\npublish = false\n'), 'proprietary'],
    [
      'a licence of its own',
      'a.crate',
      crate('license-file = "LICENSE"\n', { LICENSE: 'All rights reserved.' }),
      'proprietary',
    ],
    [
      '"private", which means nothing to a marketplace',
      'a.vsix',
      makeExampleExtension({ private: true }),
      'open-source',
    ],
    ['UNLICENSED', 'a.vsix', makeExampleExtension({ license: 'UNLICENSED' }), 'proprietary'],
  ]
  test.each(licences)('the profile by %s', async (_, name, bytes, profile) => {
    const { one } = await check(name, bytes)
    expect([one.profile, one.profileReason]).toEqual([profile, expect.not.stringMatching(/^$/)])
  })

  test.each([
    ['a.crate', tarball({ 'src/lib.rs': '' })],
    ['a.whl', makeExampleZip({ 'a.py': 'x = 1\n' })],
    ['a.vsix', makeExampleZip({ 'extension/a.js': 'a()' })],
    ['a.vsix', Buffer.from('PK\x03\x04 and no more')],
  ])('%s that is none cannot be judged: %#', async (name, bytes) => {
    const { status, one } = await check(name, bytes)
    expect([status, one.verdict]).toEqual([2, 'error'])
  })

  test('is compared with the file of an earlier release', async () => {
    await writeFile(path.join(folder, 'before.whl'), wheel('License-Expression: MIT'))
    const after = wheel('License-Expression: MIT', { 'tides/extra.py': 'x = 1\n' })
    const { one } = await check('after.whl', after, '--baseline', 'before.whl')
    expect(one.baseline?.changes).toBeDefined()
    expect(one.errors).toEqual([])
    const named = await check('after.whl', after, '--baseline', '1.0.0')
    expect(named.one.errors.join(' ')).toContain('name the file of the earlier release')
  })

  test.each([
    ['a.vsix', makeExampleExtension({})],
    ['a.crate', crate('license = "MIT"\n')],
  ])('%s is verified against its report', async (name, bytes) => {
    await writeFile(path.join(folder, name), bytes)
    await runSeaworthy([name, '--format', 'json=verified.json'], { cwd: folder })
    const { status, stdout } = await runSeaworthy(['verify', 'verified.json', name], { cwd: folder })
    expect([status, stdout]).toEqual([0, expect.not.stringContaining('contradicts')])
  })

  test('npm publishes none of them', async () => {
    await writeFile(path.join(folder, 'a.vsix'), makeExampleExtension({}))
    const { status, stderr } = await runSeaworthy(['publish', 'a.vsix', '--dry-run'], { cwd: folder })
    expect(status).toBe(2)
    expect(stderr).toMatch(/a VS Code extension, which npm does not publish.*vsce publish/s)
  })

  test('names of files in rules of one’s own and exceptions: inside the package, or as the archive has them', async () => {
    const custom = (files: string) =>
      [
        'custom-rules:',
        '  acme/no-notes:',
        '    title: Notes',
        '    why: They are ours.',
        '    fix: Leave them out.',
        '    severity: error',
        `    find: [{ files: ["${files}"] }]`,
        '',
      ].join('\n')
    for (const files of ['notes/**', 'extension/notes/**']) {
      await writeFile(path.join(folder, 'own.yml'), custom(files))
      const { one } = await check(
        'a.vsix',
        makeExampleExtension({}, { 'extension/notes/a.txt': 'a' }),
        '--config',
        'own.yml',
      )
      expect(one.findings.map(({ rule, path: at }) => [rule, at])).toEqual([
        ['acme/no-notes', 'extension/notes/a.txt'],
      ])
    }
  })

  describe('an extension whose folder lies in the repository', () => {
    let repository: string
    beforeAll(async () => {
      repository = path.join(folder, 'repository')
      await mkdir(path.join(repository, 'tides'), { recursive: true })
      await writeFile(path.join(repository, 'tides', 'package.json'), '{"name":"tides","publisher":"acme"}')
      await writeFile(path.join(repository, 'tides', '.vscodeignore'), 'src/**\n')
      await writeFile(
        path.join(repository, 'tides', 'tides.vsix'),
        makeExampleExtension({}, { 'extension/certs/server.pem': KEY, 'extension/[x].pem': KEY }),
      )
      const git = (...args: string[]) => execFileSync('git', args, { cwd: repository })
      git('init', '-q')
      git('add', 'tides/package.json', 'tides/.vscodeignore')
      git('-c', 'user.name=a', '-c', 'user.email=a@example.org', 'commit', '-qm', 'tides')
    })

    test('gets the edit of .vscodeignore, and fix --write makes it', async () => {
      const shown = await runSeaworthy(['tides/tides.vsix'], { cwd: repository })
      expect(shown.stdout).toMatch(
        /tides\/\.vscodeignore\n.*@@ line 1 @@\n.*src\/\*\*\n\s*\+certs\/server\.pem/,
      )
      const { stdout } = await runSeaworthy(['fix', '--write', 'tides/tides.vsix'], { cwd: repository })
      expect(stdout).toContain('Run vsce package again')
      expect(await readFile(path.join(repository, 'tides', '.vscodeignore'), 'utf8')).toBe(
        'src/**\ncerts/server.pem\n\\[x\\].pem\n',
      )
    })

    test('gets none where a line with ! lets the file in', async () => {
      await writeFile(path.join(repository, 'tides', '.vscodeignore'), '**\n!certs/**\n!*.pem\n')
      const { stdout } = await runSeaworthy(['tides/tides.vsix'], { cwd: repository })
      expect(stdout).toContain('.vscodeignore:2')
      expect(stdout).not.toContain('+certs/server.pem')
    })
  })

  describe('a release', () => {
    const BYTES: Readonly<Record<string, Buffer>> = {
      'tides-1.2.0-py3-none-any.whl': wheel('License-Expression: MIT'),
      'tides-1.2.0.tar.gz': sdist('License: MIT'),
      'tides-1.2.0.crate': crate('license = "MIT"\n'),
    }
    async function release(tag: string, ...files: string[]) {
      for (const file of files) await writeFile(path.join(folder, file), BYTES[file] ?? '')
      return runSeaworthy(files, { cwd: folder, env: { GITLAB_CI: 'true', CI_COMMIT_TAG: tag } })
    }

    test.each(Object.keys(BYTES))('%s under the tag of another version must not go out', async (file) => {
      const { status, stdout } = await release('v1.3.0', file)
      expect(status).toBe(1)
      expect(stdout).toMatch(/The tag is v1\.3\.0, but this is version 1\.2\.0 of tides\./)
      expect((await release('v1.2.0', file)).status).toBe(0)
    })

    test('a wheel and the source distribution of one package are one package to the tag', async () => {
      const { stdout } = await release('v1.3.0', 'tides-1.2.0-py3-none-any.whl', 'tides-1.2.0.tar.gz')
      expect(stdout.match(/The tag is v1\.3\.0/g)).toHaveLength(2)
    })
  })
})

function MIT(): string {
  return 'MIT License\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software.\n'
}
