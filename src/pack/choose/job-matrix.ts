import { isObject } from '../../model/json-object.ts'
import { fillIn } from './expressions.ts'

type Members = Readonly<Record<string, unknown>>

const MOST_RUNS = 50

/**
 * A job once for each run of its matrix, with what the matrix says put in; as it is where it has none, or one that only
 * a run knows.
 */
export function unrollJobs([name, job]: readonly [string, Members]): [string, Members][] {
  const strategy = job.strategy
  const matrix = isObject(strategy) ? strategy.matrix : null
  if (!isObject(matrix) || !/\bmatrix\./.test(JSON.stringify(job.steps) + JSON.stringify(job.defaults)))
    return [[name, job]]
  const runs = listMatrixRuns(matrix)
  if (runs.length === 0) return [[name, job]]
  const filledJobs = runs.map((run) => JSON.stringify(fillIn(job, { matrix: run })))
  return [...new Set(filledJobs)].map((text) => [name, JSON.parse(text) as Members])
}

/** The values of each run: every one of the lists with every one of the others, and those that are added. */
function listMatrixRuns({ include, exclude: _, ...lists }: Members): Members[] {
  const axes = Object.entries(lists).filter((one): one is [string, unknown[]] => Array.isArray(one[1]))
  let runs: Members[] = axes.length === 0 ? [] : [{}]
  for (const [name, values] of axes)
    runs = runs.flatMap((run) => values.map((value) => ({ ...run, [name]: value }))).slice(0, MOST_RUNS)
  return [...runs, ...(Array.isArray(include) ? include.filter(isObject) : [])].slice(0, MOST_RUNS)
}
