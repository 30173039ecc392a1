import { readFile } from 'node:fs/promises'
import type { NpmSettings } from '../../pack/registry/npm-settings.ts'
import type { KnownRegistry } from '../registries.ts'

export interface NpmrcParts {
  readonly settings: NpmSettings
  readonly registries: readonly KnownRegistry[]
  /** The guard, for everything that is not led by a registry of its own: first its general address. */
  readonly guards: readonly string[]
  readonly addressOf: (registry: KnownRegistry) => string
  readonly placeholder: string
}

/** Settings that hold a login, name a registry or a way to it: ours take their place. */
const REPLACED =
  /^\s*(\/\/|"?_auth|_password|username|email|"?@[^=]*:registry|registry|proxy|https-proxy|noproxy|no-proxy|key|certfile|keyfile|cert|userconfig|globalconfig)/i

/**
 * The user's npmrc as the command sees it: the same settings, no login but placeholders, every registry the guard.
 * @throws Error when the user's own file cannot be read.
 */
export async function writePlaceholderNpmrc(parts: NpmrcParts): Promise<string> {
  const { settings, guards, addressOf, placeholder } = parts
  const [guard = ''] = guards
  const own = settings.files.user === null ? '' : await readFile(settings.files.user, 'utf8').catch(() => '')
  const kept = own.split(/\r?\n/).filter((line) => line.trim() !== '' && !REPLACED.test(line))
  const scopes = [...settings.scopes.keys()].map((scope) => `${scope}:registry=${guard}`)
  const places = [...guards, ...parts.registries.flatMap((one) => [addressOf(one), one.url])]
  return [
    ...kept,
    `registry=${guard}`,
    ...scopes,
    ...[...new Set(places.map(removeProtocol))].map((place) => `//${place}:_authToken=${placeholder}`),
    'noproxy=127.0.0.1',
    '',
  ].join('\n')
}

/** As npm writes the address of a login. */
export function removeProtocol(url: string): string {
  return url.replace(/^https?:\/\//, '')
}
