import { expect } from '@jest/globals'

/** Processor time below this is noise; milliseconds. */
const NOISE = 25
/** Each size is measured up to so often, and the least counts: what a busy machine adds falls away. */
const TRIES = 8
/** Times that four times the input may take: linear work takes four, quadratic sixteen. */
const MOST = 10

/**
 * Holds that work grows no faster than its input. Compares two measurements of one process, so it holds on any machine,
 * busy or not.
 * @param work does the work for an input `times` as large
 */
export async function expectLinear(work: (times: number) => unknown): Promise<void> {
  await work(1)
  const small = Math.max(
    NOISE,
    Math.min(await measureTime(work, 1), await measureTime(work, 1), await measureTime(work, 1)),
  )
  let large = Number.POSITIVE_INFINITY
  for (let count = 0; count < TRIES && large >= small * MOST; count++)
    large = Math.min(large, await measureTime(work, 4))
  expect(large / small).toBeLessThan(MOST)
}

/** Milliseconds of processor time. */
async function measureTime(work: (times: number) => unknown, times: number): Promise<number> {
  const before = process.cpuUsage()
  await work(times)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
