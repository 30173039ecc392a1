import type { Credential } from '../../pack/registry/credential.ts'
import { listSecrets, TOKEN_VARIABLES } from '../../pack/registry/credential.ts'
import { removeProtocol } from './placeholder-npmrc.ts'

export interface EnvironmentParts {
  readonly environment: NodeJS.ProcessEnv
  readonly credentials: readonly Credential[]
  readonly placeholder: string
  /** Gives a placeholder for one token among several. */
  readonly withhold: (token: string) => string
  /** The guard for npm's configuration, and for that of Yarn 2 and later. */
  readonly guard: { readonly npm: string; readonly yarn: string; readonly identityToken: string | null }
  readonly scopes: readonly string[]
  /** Registries whose login stands in the project's .npmrc, as npm writes them: a variable wins over that file. */
  readonly logins: readonly string[]
  readonly npmrc: string
  readonly leadScript: string
  /** A folder with programs that stand before those of the same name. */
  readonly programs: string
  readonly platform: NodeJS.Platform
  readonly readyIdentityToken: string | null
}

export interface CommandEnvironment {
  readonly variables: Record<string, string>
  /** Those that shells drop, and those without which npm would look for the user's own login. */
  readonly lost: Record<string, string>
  /** Variables that keep a secret although it may publish, because the command needs it for more. */
  readonly kept: readonly string[]
}

/** These are for GitHub's API; a release tool without them makes no release. */
const NEEDED = ['GITHUB_TOKEN', 'GH_TOKEN', 'GITLAB_TOKEN', 'GL_TOKEN']

/** The environment of the command: everything the user has, without any login to a registry, and led to the guard. */
export function buildCommandEnvironment(parts: EnvironmentParts): CommandEnvironment {
  const { guard, placeholder, scopes } = parts
  const { variables, kept } = removeSecrets(parts)
  const odd = {
    ...Object.fromEntries(scopes.map((scope) => [`npm_config_${scope}:registry`, guard.npm])),
    [`npm_config_//${removeProtocol(guard.npm)}:_authToken`]: placeholder,
    ...Object.fromEntries(parts.logins.map((one) => [`npm_config_${one}:_authToken`, placeholder])),
  }
  const lead = `--require ${JSON.stringify(parts.leadScript)}`
  const settings = {
    ...writeInBothCases('npm_config_registry', guard.npm),
    ...writeInBothCases('npm_config_userconfig', parts.npmrc),
  }
  return {
    lost: { ...odd, ...settings },
    kept,
    variables: {
      ...variables,
      ...odd,
      ...settings,
      // Only this wins over the project's files from pnpm 11 on.
      pnpm_config_registry: guard.npm,
      ...Object.fromEntries(listTokenVariables(variables).map((name) => [name, placeholder])),
      YARN_NPM_REGISTRY_SERVER: guard.yarn,
      YARN_NPM_PUBLISH_REGISTRY: guard.yarn,
      YARN_UNSAFE_HTTP_WHITELIST: '127.0.0.1',
      // On Windows these two are one.
      NO_PROXY: addLoopback(variables.NO_PROXY ?? variables.no_proxy),
      no_proxy: addLoopback(variables.no_proxy ?? variables.NO_PROXY),
      NODE_OPTIONS: [variables.NODE_OPTIONS, lead].filter(Boolean).join(' '),
      [findPathName(variables)]: [parts.programs, variables[findPathName(variables)]]
        .filter(Boolean)
        .join(parts.platform === 'win32' ? ';' : ':'),
      ...(guard.identityToken === null
        ? {}
        : { ACTIONS_ID_TOKEN_REQUEST_URL: guard.identityToken, ACTIONS_ID_TOKEN_REQUEST_TOKEN: placeholder }),
      ...(parts.readyIdentityToken === null ? {} : { NPM_ID_TOKEN: parts.readyIdentityToken }),
    },
  }
}

/** npm 11 warns of settings that it does not know, and takes this variable for one: only for those who use it. */
function listTokenVariables(variables: Readonly<Record<string, string>>): readonly string[] {
  return TOKEN_VARIABLES.filter((name) => name !== 'NPM_CONFIG_TOKEN' || name in variables)
}

function findPathName(variables: Readonly<Record<string, string>>): string {
  return Object.keys(variables).find((name) => name.toUpperCase() === 'PATH') ?? 'PATH'
}

/** npm's own tokens, and variables whose names say that they hold one: `GHA_NPM_TOKEN`, one for each package of a release. */
const TOKEN_OF_NPM = /\bnpm_[A-Za-z0-9]{36}\b/g
const NAMED_TOKEN =
  /^(?!npm_(?:config|package|lifecycle)_)(?:\w+_)?NPM(?:JS)?_(?:\w+_)?(?:TOKEN|AUTH|SECRET)(?:_\w+)?$/i

function removeSecrets({ environment, credentials, placeholder, withhold }: EnvironmentParts): {
  variables: Record<string, string>
  kept: string[]
} {
  const secrets = [...new Set(credentials.flatMap(listSecrets))].filter((one) => one.length >= 4)
  const kept: string[] = []
  const variables = Object.entries(environment).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || isNpmLogin(name) || isRegistry(name)) return []
    const found = secrets.filter((secret) => value.includes(secret))
    if (found.length === 0 && NAMED_TOKEN.test(name) && /^[\w.~+/=-]{16,}$/.test(value))
      return [[name, withhold(value)]]
    if (found.length === 0) return [[name, value.replace(TOKEN_OF_NPM, withhold)]]
    if (NEEDED.includes(name)) {
      kept.push(name)
      return [[name, value]]
    }
    return [[name, found.reduce((text, secret) => text.replaceAll(secret, placeholder), value)]]
  })
  return { variables: Object.fromEntries(variables), kept }
}

/** npm's settings of logins and client keys, in the form of variables. */
function isNpmLogin(name: string): boolean {
  return /^npm_config_(\/\/|_|@?.*:_)/i.test(name) || /^npm_config_(key|cert|username|email)$/i.test(name)
}

function isRegistry(name: string): boolean {
  return /^p?npm_config_(registry|userconfig|@.*:registry)$/i.test(name)
}

function writeInBothCases(name: string, value: string): Record<string, string> {
  return { [name]: value, [name.toUpperCase()]: value }
}

function addLoopback(list: string | undefined): string {
  return [list, '127.0.0.1'].filter(Boolean).join(',')
}
