import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@jest/globals'
import { seaworthy } from '../../support/command-line.ts'
import { node24 } from '../../support/runtimes.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const clean = ['examples/clean-package']

test('what node compiled is kept in the cache folder of the user, and nowhere else', async () => {
  const home = temporaryFolder('home')
  const { status, leftovers } = await seaworthy(clean, { node: node24, env: { HOME: home } })
  expect(status).toBe(0)
  expect(leftovers).toEqual([])
  expect(readdirSync(path.join(home, '.cache', 'seaworthy'))).not.toEqual([])
})

test('a user whose home cannot be written to is served all the same', async () => {
  const { status, stdout } = await seaworthy(clean, { node: node24, env: { HOME: '/proc/nobody' } })
  expect(status).toBe(0)
  expect(stdout).toContain('PASS')
  expect(existsSync('/proc/nobody')).toBe(false)
})
