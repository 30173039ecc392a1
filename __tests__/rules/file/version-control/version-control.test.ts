import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/version-control.ts'
import { reported, runRule } from '../run-rule.ts'

const REPOSITORY = {
  HEAD: 'ref: refs/heads/main\n',
  config: '[core]\n',
  'refs/heads/main': `${'0'.repeat(40)}\n`,
}

function under(folder: string, files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text]))
}

describe('file/version-control', () => {
  test.each(['.git_', 'backup', 'vendor/dep/.git', 'dist/old.git'])(
    'finds a Git repository as %s, once',
    async (folder) => {
      const found = await runRule(rule, { ...under(folder, REPOSITORY), 'index.js': '1\n' })
      expect(found).toHaveLength(1)
      expect(found[0]).toMatchObject({ message: 'repository', data: { system: 'Git', files: 3 }, count: 3 })
    },
  )

  test('finds the other systems by what lies side by side', async () => {
    const systems: Record<string, Record<string, string>> = {
      Subversion: { 'wc.db': '', 'pristine/00/a': '' },
      Mercurial: { requires: 'store\n', 'store/00manifest.i': '' },
      CVS: { Entries: '', Root: ':ext:me@host:/cvs', Repository: 'a' },
      Bazaar: { 'branch-format': '', 'branch/last-revision': '' },
      Jujutsu: { 'repo/store/type': 'git', 'working_copy/type': '' },
    }
    for (const [system, files] of Object.entries(systems)) {
      const found = await runRule(rule, under('x', files))
      expect(found.map(({ data }) => data.system)).toEqual([system])
    }
  })

  test('finds history in single files', async () => {
    expect(
      await reported(rule, {
        'all.bundle': '# v2 git bundle\n0000 refs/heads/main\n\n',
        'a.pack': Buffer.from('5041434b00000002000000ff', 'hex'),
        '.git': 'gitdir: /srv/repo/.git/worktrees/a\n',
      }),
    ).toEqual(['.git: pointer', 'all.bundle: history', 'a.pack: history'])
  })

  test('only warns of a repository among tests, and passes names alone', async () => {
    expect(await reported(rule, under('test/fixtures/repo.git', REPOSITORY))).toEqual([
      'test/fixtures/repo.git/HEAD: test-data',
      'test/fixtures/repo.git/config: test-data',
      'test/fixtures/repo.git/refs/heads/main: test-data',
    ])
    expect(
      await reported(rule, { 'lib/HEAD': 'x', 'lib/refs.js': 'x', 'objects/a.js': 'x', requires: 'x' }),
    ).toEqual([])
  })
})
