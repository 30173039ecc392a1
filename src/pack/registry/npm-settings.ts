import path from 'node:path'
import Config from '@npmcli/config'
import npmOptions from '@npmcli/config/lib/definitions/index.js'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import type { Credential } from './credential.ts'

/** The user's npm configuration, as npm itself reads it: environment, project, user and global files. */
export interface NpmSettings {
  readonly registry: string
  /** Scope with `@` → registry. */
  readonly scopes: ReadonlyMap<string, string>
  /** Whether the tag to publish under is npm's default, and not configured. */
  readonly isDefaultTag: boolean
  /** What the project's own file says, whatever is told from elsewhere: some tools let it win over variables. */
  readonly project: { readonly registry: string | null; readonly scopes: ReadonlyMap<string, string> }
  /** What npm would show a registry, or null. */
  credentialFor(registry: string): Credential | null
  /** Where the user has a login, as npm writes it: `//host/path/`. */
  readonly logins: readonly string[]
  /** For the connection: proxy, certificates, addresses. */
  readonly connection: Readonly<Record<string, unknown>>
  /** Client certificate for a registry, as paths; null if none is configured. */
  certificateFor(registry: string): { readonly certfile: string; readonly keyfile: string } | null
  /** Absolute paths of the files that hold settings, by where npm puts them. */
  readonly files: {
    readonly user: string | null
    readonly global: string | null
    readonly project: string | null
  }
}

/**
 * Reads npm's configuration for a folder.
 * @param isAlone whether the folder's own file counts although it is one of the workspaces of a folder above
 * @throws CannotLook when a file of it cannot be read, or holds a login in a form that npm refuses.
 */
export async function readNpmSettings(
  directory: string,
  environment: NodeJS.ProcessEnv = process.env,
  isAlone = false,
): Promise<NpmSettings> {
  const config = new Config({
    definitions: npmOptions.definitions,
    shorthands: npmOptions.shorthands,
    flatten: npmOptions.flatten,
    // Where npm's built-in file would be; it sets nothing of registries, and there is none here.
    npmPath: path.dirname(process.execPath),
    // npm writes what it read back into the environment.
    env: { ...environment },
    argv: isAlone ? ['', '', '--no-workspaces'] : [],
    cwd: directory,
    warn: false,
  })
  try {
    await config.load()
  } catch (error) {
    throw new CannotLook(
      `npm's configuration cannot be read: ${readMessage(error)}. Fix it, so that the registry and its login are known.`,
    )
  }
  return {
    registry: addSlash(String(config.get('registry'))),
    scopes: readScopes(config),
    isDefaultTag: config.find('tag') === 'default',
    project: readProject(config),
    logins: listLogins(config),
    credentialFor: (registry) => readCredential(config, registry),
    certificateFor(registry) {
      const { certfile, keyfile } = config.getCredentialsByURI(registry)
      return certfile && keyfile ? { certfile, keyfile } : null
    },
    connection: readConnection(config.flat),
    files: {
      user: findFile(config, 'user'),
      global: findFile(config, 'global'),
      project: findFile(config, 'project'),
    },
  }
}

/** A registry's URL as npm compares them. */
export function addSlash(url: string): string {
  return url.endsWith('/') ? url : `${url}/`
}

function readScopes(config: Config): Map<string, string> {
  const scopes = new Map<string, string>()
  for (const { data } of config.data.values())
    for (const key of Object.keys(data)) {
      const scope = /^(@[^:/]+):registry$/.exec(key)?.[1]
      const url = scope === undefined ? null : config.get(key)
      if (scope !== undefined && typeof url === 'string') scopes.set(scope, addSlash(url))
    }
  return scopes
}

function readProject(config: Config): NpmSettings['project'] {
  const data = config.data.get('project')?.data ?? {}
  const scopes = Object.keys(data).flatMap((key): [string, string][] => {
    const scope = /^(@[^:/]+):registry$/.exec(key)?.[1]
    const url = scope === undefined ? null : config.get(key, 'project')
    return scope !== undefined && typeof url === 'string' ? [[scope, addSlash(url)]] : []
  })
  const registry = Object.hasOwn(data, 'registry') ? config.get('registry', 'project') : null
  return { registry: typeof registry === 'string' ? addSlash(registry) : null, scopes: new Map(scopes) }
}

function listLogins(config: Config): string[] {
  const keys = [...config.data.values()].flatMap(({ data }) => Object.keys(data))
  const places = keys.flatMap((key) => /^(\/\/.+):(?:_authToken|_auth|_password)$/.exec(key)?.[1] ?? [])
  return [...new Set(places.map(addSlash))]
}

function readCredential(config: Config, registry: string): Credential | null {
  const { token, auth } = config.getCredentialsByURI(registry)
  if (token && !/^\$\{.*\}$/.test(token)) return { kind: 'token', token }
  return auth ? { kind: 'basic', auth } : null
}

/** As npm-registry-fetch hands it on to the agent. */
function readConnection(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const { noProxy, ca, cert, key, strictSSL, localAddress } = flat
  const all = {
    proxy: flat.httpsProxy || flat.proxy,
    noProxy,
    ca,
    cert,
    key,
    rejectUnauthorized: strictSSL,
    localAddress,
  }
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined && value !== null))
}

function findFile(config: Config, where: string): string | null {
  const source = config.data.get(where)?.source ?? null
  return source !== null && path.isAbsolute(source) ? source : null
}
