/** What a registry accepts: a bearer token, or user and password. Never printed, never written, never in a report. */
export type Credential =
  | { readonly kind: 'token'; readonly token: string }
  /** Base64 of `user:password`. */
  | { readonly kind: 'basic'; readonly auth: string }

/** The header that shows it. */
export function formatAuthorization(credential: Credential): string {
  return credential.kind === 'token' ? `Bearer ${credential.token}` : `Basic ${credential.auth}`
}

/** Every text by which it could be used. */
export function listSecrets(credential: Credential): string[] {
  if (credential.kind === 'token') return [credential.token]
  const plain = Buffer.from(credential.auth, 'base64').toString('utf8')
  const password = plain.slice(plain.indexOf(':') + 1)
  return [credential.auth, password, Buffer.from(password, 'utf8').toString('base64')]
}

/**
 * Variables by which publishing tools are given a token beside npm's own configuration: semantic-release and
 * changesets/action, actions/setup-node, yarn 4, yarn 1, bun.
 */
export const TOKEN_VARIABLES = [
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'YARN_NPM_AUTH_TOKEN',
  'NPM_AUTH_TOKEN',
  'NPM_CONFIG_TOKEN',
  'BUN_AUTH_TOKEN',
] as const

/** The first token among the variables, or null. */
export function findCredentialInEnvironment(environment: NodeJS.ProcessEnv): Credential | null {
  for (const name of TOKEN_VARIABLES) {
    const token = environment[name]?.trim()
    if (token) return { kind: 'token', token }
  }
  return null
}
