import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { findRunOrigin } from '../../../src/repository/run-origin.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'origin-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const git = (...args: string[]): string =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...args], {
    encoding: 'utf8',
  }).trim()

test('outside of a repository nothing is known', async () => {
  expect(await findRunOrigin(folder, {})).toEqual({ repository: null, commit: null, ref: null, run: null })
})

test('in a clone git says it, and no login that stands in the address', async () => {
  git('init', '--quiet', '--initial-branch=main')
  git('commit', '--quiet', '--allow-empty', '--message=a')
  git('remote', 'add', 'origin', 'https://someone:a-word@github.com/acme/web.git')
  expect(await findRunOrigin(folder, {})).toEqual({
    repository: 'acme/web',
    commit: git('rev-parse', 'HEAD'),
    ref: 'refs/heads/main',
    run: null,
  })
})

test.each([
  ['git@github.com:acme/web.git', 'acme/web'],
  ['ssh://git@gitlab.example:2222/acme/team/web', 'acme/team/web'],
  ['https://github.com/acme/web/', 'acme/web'],
  ['/srv/git/web.git', null],
  ['C:\\git\\web', null],
  ['../web', null],
])('the remote %s is %s', async (remote, repository) => {
  git('remote', 'set-url', 'origin', remote)
  expect((await findRunOrigin(folder, {})).repository).toBe(repository)
})
