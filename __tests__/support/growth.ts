import { expect } from '@jest/globals'

/** Processor time below this is noise; milliseconds. */
const NOISE = 25
/** Each size is measured so often, and the least counts: what a busy machine adds falls away. */
const TRIES = 3

/**
 * Holds that work grows no faster than its input: four times the input may take at most ten times the processor time
 * (linear work takes four, quadratic sixteen). Compares two measurements of one process, so it holds on any machine,
 * busy or not.
 * @param work does the work for an input `times` as large
 */
export async function expectLinear(work: (times: number) => unknown): Promise<void> {
  await work(1)
  const small = await leastTime(() => work(1))
  const large = await leastTime(() => work(4))
  expect(large / Math.max(small, NOISE)).toBeLessThan(10)
}

/** Milliseconds of processor time. */
async function leastTime(work: () => unknown): Promise<number> {
  const times: number[] = []
  for (let count = 0; count < TRIES; count++) {
    const before = process.cpuUsage()
    await work()
    const { user, system } = process.cpuUsage(before)
    times.push((user + system) / 1000)
  }
  return Math.min(...times)
}
