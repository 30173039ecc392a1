import { rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { buildTarball } from '../../support/build-tarball.ts'
import { makeFolder } from '../../support/command-line.ts'
import { runMeasured } from '../../support/measured.ts'
import { takeTurn } from '../../support/turns.ts'
import { ENVIRONMENT } from '../../support/workspace.ts'
import { HOSTILE_CONTENTS, type HostileContents } from './hostile-contents.ts'

/** Processor time in milliseconds; an honest package of the same size takes a twentieth. */
const MOST_TIME = 40_000
/** KiB. */
const MOST_MEMORY = 800 * 1024

async function look({ files }: HostileContents) {
  const folder = await makeFolder({})
  try {
    const file = path.join(folder, 'hostile.tgz')
    // The leak comes last: who is felled by what comes before does not find it.
    await writeFile(file, buildTarball({ ...files(), 'zz/.env': ENVIRONMENT }))
    return await runMeasured([file, '--baseline', 'none'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe('hostile contents, through the command line', () => {
  test.each(takeTurn(HOSTILE_CONTENTS.map((one) => [one.title, one] as const)))(
    '%s',
    async (_, hostile) => {
      const { status, stdout, stderr, leftovers, usage } = await look(hostile)
      expect(stderr).toBe('')
      expect(status).toBe(1)
      expect(stdout).toContain('zz/.env')
      if (hostile.says !== undefined) expect(stdout).toMatch(hostile.says)
      expect(stdout).not.toMatch(/^\s+at .*:\d+/m)
      expect(leftovers).toEqual([])
      expect(usage?.cpu).toBeLessThan(MOST_TIME)
      expect(usage?.maxRSS).toBeLessThan(MOST_MEMORY)
    },
    240_000,
  )
})
