import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { explainPresence } from '../../../src/cause/explain-presence.ts'
import { makeInventory } from '../../support/reports.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'presence-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('every file of a release has its reason, files of one reason are together', () => {
  const manifest = { name: 'example', version: '1.0.0', files: ['dist'], main: 'index.js' }
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest, null, 2))
  const files = ['README.md', 'dist/a.js', 'dist/b.js', 'index.js', 'package.json']
  const inventory = makeInventory(files.map((name) => ({ path: name, size: 1, digest: '0'.repeat(40) })))
  const presence = explainPresence(inventory, folder, manifest) ?? []
  expect(presence.map(({ cause, ranges }) => [cause.path, cause.line, cause.reason, ranges])).toEqual([
    ['package.json', 5, '`files` has "dist", which lets it in', [[1, 2]]],
    [null, null, 'npm always packs a file of the root that is called README, with any ending', [[0, 0]]],
    ['package.json', 7, '`main` names it, and npm always packs that', [[3, 3]]],
    ['package.json', null, 'npm always packs package.json', [[4, 4]]],
  ])
  expect(presence.reduce((sum, one) => sum + one.files, 0)).toBe(files.length)
})
