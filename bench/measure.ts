import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** One run of a program. */
export interface Sample {
  /** Milliseconds from start to end. */
  readonly wall: number
  /** Milliseconds of processor time of all its threads, its children not counted. */
  readonly cpu: number
  /** Most resident memory in bytes. */
  readonly memory: number
}

/** Several runs: the medians, and the fastest and slowest by wall time. */
export interface Measurement extends Sample {
  readonly fastest: number
  readonly slowest: number
}

export interface Program {
  readonly script: string
  readonly args: readonly string[]
  readonly cwd?: string
}

const TIME_LIMIT = 180_000
/** Milliseconds after which a slow program is not run once more. */
const ENOUGH = 45_000

/** Runs a Node.js program several times, a slow one less often; null if it did not end within three minutes. */
export async function measure(program: Program, runs: number, recorder: string): Promise<Measurement | null> {
  const samples: Sample[] = []
  const start = performance.now()
  for (let turn = 0; turn < runs && performance.now() - start < ENOUGH; turn += 1) {
    const sample = await runOnce(program, recorder)
    if (sample === null) return null
    samples.push(sample)
  }
  const walls = samples.map(({ wall }) => wall)
  return {
    wall: computeMedian(walls),
    cpu: computeMedian(samples.map(({ cpu }) => cpu)),
    memory: computeMedian(samples.map(({ memory }) => memory)),
    fastest: Math.min(...walls),
    slowest: Math.max(...walls),
  }
}

async function runOnce({ script, args, cwd }: Program, recorder: string): Promise<Sample | null> {
  const folder = mkdtempSync(path.join(tmpdir(), 'seaworthy-measure-'))
  try {
    const file = path.join(folder, 'usage.json')
    const start = performance.now()
    const child = spawn(process.execPath, ['--import', pathToFileURL(recorder).href, script, ...args], {
      cwd: cwd ?? folder,
      stdio: 'ignore',
      env: { ...process.env, USAGE_FILE: file, CI: 'true' },
    })
    const timer = setTimeout(() => child.kill('SIGKILL'), TIME_LIMIT)
    const signal = await new Promise<NodeJS.Signals | null>((resolve) =>
      child.once('exit', (_, by) => resolve(by)),
    )
    const wall = performance.now() - start
    clearTimeout(timer)
    if (signal !== null) return null
    const { maxRSS, cpu } = JSON.parse(readFileSync(file, 'utf8')) as { maxRSS: number; cpu: number }
    return { wall, cpu, memory: maxRSS * 1024 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function computeMedian(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return (low + high) / 2
}

/** The exponent that fits best: 1 for linear growth (least squares on the logarithms). */
export function computeExponent(points: readonly (readonly [size: number, cost: number])[]): number {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(Math.max(cost, 1))] as const)
  const mean = (index: 0 | 1): number => logs.reduce((sum, log) => sum + log[index], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = logs.reduce((sum, log) => sum + (log[0] - x) * (log[1] - y), 0)
  return over / logs.reduce((sum, log) => sum + (log[0] - x) ** 2, 0)
}
