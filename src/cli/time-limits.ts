import { CannotLook } from '../model/cannot-look.ts'

const DEFAULT_NPM_SECONDS = 5 * 60

/**
 * Milliseconds that one npm may take: `SEAWORTHY_NPM_TIMEOUT` in seconds, for slow machines and slow pack scripts.
 * @throws CannotLook when that is no number of seconds.
 */
export function readNpmTimeLimit(): number {
  return (readSeconds('SEAWORTHY_NPM_TIMEOUT') ?? DEFAULT_NPM_SECONDS) * 1000
}

/**
 * Milliseconds that the baseline may take: `SEAWORTHY_BASELINE_TIMEOUT` in seconds, for slow registries; null where it
 * is not set.
 * @throws CannotLook when that is no number of seconds.
 */
export function readBaselineTimeLimit(): number | null {
  const limit = readSeconds('SEAWORTHY_BASELINE_TIMEOUT')
  return limit === null ? null : limit * 1000
}

function readSeconds(variable: string): number | null {
  const given = process.env[variable]
  if (given === undefined || given === '') return null
  const number = Number(given)
  if (number > 0) return number
  throw new CannotLook(`${variable} is ${JSON.stringify(given)}. Give it a number of seconds.`)
}
