import { setSecret } from '@actions/core'

const VARIABLE = 'INPUT_GITHUB-TOKEN'

/**
 * Takes the token out of the process environment, so that no program started later inherits it, and has the runner
 * mask it in the log.
 * @returns null when none was given.
 */
export function takeToken(): string | null {
  const token = process.env[VARIABLE]?.trim() ?? ''
  delete process.env[VARIABLE]
  if (token === '') return null
  setSecret(token)
  return token
}
