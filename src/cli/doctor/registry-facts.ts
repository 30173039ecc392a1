import { isObject } from '../../model/json-object.ts'
import { TOKEN_VARIABLES } from '../../pack/registry/credential.ts'
import type { NpmSettings } from '../../pack/registry/npm-settings.ts'
import { RegistryClient } from '../../pack/registry/registry-client.ts'
import { RegistryRefusal } from '../../pack/registry/registry-refusal.ts'

/** What is known of the registry; no secret is in it. */
export interface RegistryFacts {
  readonly url: string
  /** Scope → its own registry. */
  readonly scopes: Readonly<Record<string, string>>
  /** Null where it was not asked. */
  readonly answers: boolean | null
  /** A clause, where it does not answer. */
  readonly problem: string | null
  /** Logins by the place they are for, as npm writes it. */
  readonly logins: readonly string[]
  /** Whether one of them is for this registry. */
  readonly isLoggedIn: boolean
  /** Whose login it is; null where nobody says. */
  readonly user: string | null
  /** A clause, where the registry does not take the login. */
  readonly loginProblem: string | null
  /** Variables that hold a token. */
  readonly variables: readonly string[]
}

const TIME_LIMIT = 5000

/** Looks up the registry, and asks it whether it answers and whose the login is. Never throws. */
export async function gatherRegistryFacts(settings: NpmSettings, isOffline: boolean): Promise<RegistryFacts> {
  const url = settings.registry
  const client = new RegistryClient(settings, {
    attempts: 1,
    timeLimit: TIME_LIMIT,
    firstPause: 100,
    longestPause: 0,
  })
  const isLoggedIn = client.isLoggedIn(url)
  // A ping is answered by all registries; some have no JSON to say.
  const problem = isOffline
    ? null
    : await explainRefusal(client.askJson(url, '-/ping'), (status) => status === null)
  const asks = !isOffline && isLoggedIn && problem === null
  const who = asks ? client.askJson(url, '-/whoami') : null
  const answer = await who?.catch(() => null)
  return {
    url,
    scopes: Object.fromEntries(settings.scopes),
    answers: isOffline ? null : problem === null,
    problem,
    logins: settings.logins,
    isLoggedIn,
    user: isObject(answer) && typeof answer.username === 'string' ? answer.username : null,
    loginProblem:
      who === null ? null : await explainRefusal(who, (status) => status === 401 || status === 403),
    variables: TOKEN_VARIABLES.filter((name) => Boolean(process.env[name]?.trim())),
  }
}

/** Why there is no answer, as a clause; null for one, and for refusals of a kind that does not count. */
async function explainRefusal(
  asked: Promise<unknown>,
  counts: (status: number | null) => boolean,
): Promise<string | null> {
  try {
    await asked
    return null
  } catch (error) {
    return error instanceof RegistryRefusal && counts(error.status) ? error.message : null
  }
}
