import { execFileSync } from 'node:child_process'
import { chownSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { resolveConfig } from '../../../src/config/merge/resolve-config.ts'
import { openDiskFiles } from '../../../src/repository/config-files.ts'
import { openGitFiles } from '../../../src/repository/git-files.ts'
import { SAMPLE_RULES } from '../../config/sample-rules.ts'
import { temporaryFolder } from '../../config/temporary-repository.ts'

function git(root: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false']
  return execFileSync('git', [...identity, '-C', root, ...args], { encoding: 'utf8' }).trim()
}

function commitAll(root: string): string {
  git(root, 'add', '-A')
  git(root, 'commit', '-qm', 'x')
  return git(root, 'rev-parse', 'HEAD')
}

function repository(files: Record<string, string>): string {
  const root = temporaryFolder(files)
  git(root, 'init', '-q')
  return root
}

describe('the files of a commit', () => {
  test('are read as they were, whatever the working tree has', async () => {
    const root = repository({ 'seaworthy.yml': 'fail-on: notice\n', 'a [1].yml': 'x' })
    const commit = commitAll(root)
    writeFileSync(path.join(root, 'seaworthy.yml'), 'fail-on: never\n')
    const files = await openGitFiles(root, commit)
    expect(Buffer.from((await files?.read('seaworthy.yml')) ?? []).toString()).toBe('fail-on: notice\n')
    expect(Buffer.from((await files?.read('a [1].yml')) ?? []).toString()).toBe('x')
    expect(await files?.read('other.yml')).toBeNull()
    expect(await files?.read('seaworthy.yml/below')).toBeNull()
  })

  test('a link that leads out is not followed and a large file not read', async () => {
    const root = repository({ 'large.yml': '#'.repeat(300_000), 'a/b.yml': '' })
    symlinkSync('/etc/hostname', path.join(root, 'seaworthy.yml'))
    symlinkSync('../../outside.yml', path.join(root, 'a/out.yml'))
    symlinkSync('round.yml', path.join(root, 'round.yml'))
    const files = await openGitFiles(root, commitAll(root))
    for (const out of ['seaworthy.yml', 'a/out.yml'])
      await expect(files?.read(out)).rejects.toThrow(/is a link that leads out of the repository/)
    await expect(files?.read('round.yml')).rejects.toThrow(/leads nowhere/)
    await expect(files?.read('large.yml')).rejects.toThrow(/300000 bytes/)
  })

  test('a link within the repository is followed, as on disk', async () => {
    const root = repository({ 'shared/gate.yml': 'fail-on: notice\n', 'packages/a/package.json': '{}' })
    symlinkSync('shared/gate.yml', path.join(root, 'seaworthy.yml'))
    symlinkSync('packages', path.join(root, 'all'))
    mkdirSync(path.join(root, 'deep'))
    symlinkSync('../all/a', path.join(root, 'deep/a'))
    const files = await openGitFiles(root, commitAll(root))
    for (const reader of [files, openDiskFiles(root)]) {
      expect(Buffer.from((await reader?.read('seaworthy.yml')) ?? []).toString()).toBe('fail-on: notice\n')
      expect(Buffer.from((await reader?.read('deep/a/package.json')) ?? []).toString()).toBe('{}')
      expect(await reader?.read('deep/a/other.json')).toBeNull()
    }
  })

  test('are read in a folder that belongs to somebody else, as in a container', async () => {
    const root = repository({ 'seaworthy.yml': 'x' })
    const commit = commitAll(root)
    if (process.getuid?.() === 0) chownSync(root, 4321, 4321)
    expect(
      Buffer.from((await (await openGitFiles(root, commit))?.read('seaworthy.yml')) ?? []).toString(),
    ).toBe('x')
  })

  test.each([
    ['a commit that a shallow clone does not have', 'f'.repeat(40)],
    ['a name instead of a hash', 'HEAD'],
    ['an option instead of a hash', '--output=/tmp/x'],
  ])('%s gives none, so that the caller can ask elsewhere', async (_, commit) => {
    const root = repository({ a: '' })
    commitAll(root)
    expect(await openGitFiles(root, commit)).toBeNull()
  })

  test('a folder without a repository gives none', async () => {
    const root = temporaryFolder()
    writeFileSync(path.join(root, '.git'), 'gitdir: /nowhere')
    expect(await openGitFiles(root, 'f'.repeat(40))).toBeNull()
  })
})

test('a pull request that puts a laxer file nearer to its package is held to the one at the root', async () => {
  const root = repository({
    'seaworthy.yml': 'rules: { internal/host: error }',
    'packages/a/package.json': '{"name":"a"}',
  })
  const base = await openGitFiles(root, commitAll(root))
  writeFileSync(path.join(root, 'packages/a/seaworthy.yml'), 'rules: { internal/host: off }')
  rmSync(path.join(root, 'seaworthy.yml'))
  commitAll(root)
  const loaded = await resolveConfig({
    directory: path.join(root, 'packages/a'),
    repositoryRoot: root,
    configFile: null,
    rules: SAMPLE_RULES,
    inputs: { profile: null, failOn: null },
    base,
    policy: null,
    now: new Date(),
  })
  expect(loaded).toMatchObject({
    ok: true,
    config: {
      pending: ['internal/host: error → off (packages/a/seaworthy.yml:1) takes effect after the merge.'],
    },
  })
})
