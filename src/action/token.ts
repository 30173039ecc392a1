import { setSecret } from '@actions/core'

const VARIABLES = {
  api: 'INPUT_GITHUB-TOKEN',
  policy: 'INPUT_POLICY-TOKEN',
  npm: 'INPUT_NPM-TOKEN',
} as const

/** Null where none was given. */
export interface Tokens {
  readonly api: string | null
  /** For the policy of another repository. */
  readonly policy: string | null
  /** For publishing. */
  readonly npm: string | null
}

/** Inputs that hold secrets as they were given, by the names of their variables; before anything takes them. */
export function collectSecretInputs(): Record<string, string> {
  const names = [...Object.values(VARIABLES), 'INPUT_FORBIDDEN-VALUES']
  return Object.fromEntries(names.map((name) => [name, process.env[name] ?? '']))
}

/** Takes all tokens, see {@link takeToken}. */
export function takeTokens(): Tokens {
  return { api: takeToken(VARIABLES.api), policy: takeToken(VARIABLES.policy), npm: takeToken(VARIABLES.npm) }
}

/**
 * Takes a token out of the process environment, so that no program started later inherits it, and has the runner
 * mask it in the log.
 * @returns null when none was given.
 */
function takeToken(variable: string): string | null {
  const token = process.env[variable]?.trim() ?? ''
  delete process.env[variable]
  if (token === '') return null
  setSecret(token)
  return token
}
