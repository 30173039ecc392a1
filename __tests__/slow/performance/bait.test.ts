import path from 'node:path'
import { describe, expect, test } from '@jest/globals'
import { ROOT } from '../../support/command-line.ts'
import { run } from '../../support/run-program.ts'
import { takeTurn } from '../../support/turns.ts'
import { PATHS } from './bait.ts'

/** Milliseconds; with `HOSTILE=all` every keyword meets every fill in every file: minutes instead of seconds. */
const LONGEST_RUN = process.env.HOSTILE === 'all' ? 3_600_000 : 300_000
const RUNNER = path.join(ROOT, 'scripts', 'run-typescript.js')
const PROGRAM = path.join(ROOT, '__tests__', 'slow', 'performance', 'find-dear-baits.ts')

async function findDearBaits(args: readonly string[]): Promise<unknown> {
  const options = { cwd: ROOT, env: process.env, timeout: LONGEST_RUN }
  return JSON.parse(await run(process.execPath, [RUNNER, PROGRAM, ...args], options))
}

describe('text that baits patterns takes linear time', () => {
  test.each(takeTurn(PATHS))(
    'around the keywords of every rule, in %s',
    async (file) => expect(await findDearBaits([file])).toEqual([]),
    LONGEST_RUN,
  )

  test(
    'around all keywords in one text',
    async () => expect(await findDearBaits([])).toEqual([]),
    LONGEST_RUN,
  )
})
