import { computeExponent, type Measurement, measure, type Program } from './measure.ts'
import {
  cache,
  formatMegabytes,
  formatSeconds,
  formatTable,
  type Row,
  recorder,
  runs,
  scan,
} from './settings.ts'
import { GROWTH, prepareMonorepo, prepareSubject } from './subjects.ts'

const FACTORS = [1, 2, 4, 8]

/** Processor time and memory at one, two, four and eight times the size, for each way in which there can be more. */
export async function measureGrowth(): Promise<string> {
  const empty = scan(prepareSubject({ name: 'empty', files: () => ({}) }, cache).tarball)
  const start = await measure(empty, runs, recorder)
  const rows: Row[] = []
  const add = async (name: string, at: (factor: number) => Program): Promise<void> => {
    const costs: Measurement[] = []
    for (const factor of FACTORS) {
      const one = await measure(at(factor), Math.min(runs, 3), recorder)
      if (one !== null) costs.push(one)
    }
    const points = costs.map((one, index) => [FACTORS[index] ?? 1, one.cpu - (start?.cpu ?? 0)] as const)
    const fitted = computeExponent(points).toFixed(2)
    rows.push([name, ...costs.map((one) => `${formatSeconds(one.cpu)}, ${formatMegabytes(one)}`), fitted])
    process.stdout.write(`${name}: exponent ${fitted}\n`)
  }
  await add('packages, from 25', (factor) => scan(...prepareMonorepo(25 * factor, cache), '--threads', '1'))
  for (const { name, at } of GROWTH)
    await add(name, (factor) => scan(prepareSubject(at(factor), cache).tarball))
  return `Processor time and memory at one, two, four and eight times the size. The exponent is fitted to the time beyond that
of an empty package; 1 is linear.

${formatTable(['what grows', '1×', '2×', '4×', '8×', 'exponent'], rows)}`
}
