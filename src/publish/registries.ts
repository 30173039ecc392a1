import { type Credential, credentialOfEnvironment } from '../pack/registry/credential.ts'
import { type NpmSettings, withSlash } from '../pack/registry/npm-settings.ts'
import type { OwnPackage } from './own-packages.ts'
import type { YarnSettings } from './yarn-settings.ts'

/** A registry that the project is configured for. */
export interface KnownRegistry {
  /** Stands for it in our own addresses. */
  readonly index: number
  /** Ends with a slash. */
  readonly url: string
  readonly credential: Credential | null
  readonly certificate: { readonly certfile: string; readonly keyfile: string } | null
}

/** Whose configuration says where a package belongs: npm's, which pnpm, yarn 1 and bun read too, or that of Yarn 2 and later. */
export type Client = 'npm' | 'yarn'

export interface RegistrySources {
  readonly npm: NpmSettings
  readonly yarn: YarnSettings
  readonly packages: readonly OwnPackage[]
  readonly environment: NodeJS.ProcessEnv
  /** Those that the command itself names. */
  readonly named: readonly string[]
}

/** The registries of a project, and which of them each package belongs to. Nothing is ever sent to any other. */
export class Registries {
  readonly #known: KnownRegistry[] = []
  readonly #sources: RegistrySources
  readonly #named = new Map<string, string>()
  readonly #fromEnvironment: Credential | null

  constructor(sources: RegistrySources) {
    this.#sources = sources
    this.#fromEnvironment = credentialOfEnvironment(sources.environment)
    for (const { name, manifest, isPublishable } of sources.packages) {
      const url = publishConfigRegistry(name, manifest)
      if (url !== null && isPublishable && !this.#named.has(name)) this.#named.set(name, url)
    }
    this.add(sources.npm.registry)
    for (const url of [
      ...sources.npm.scopes.values(),
      ...(sources.yarn.registry === null ? [] : [sources.yarn.registry]),
      ...sources.yarn.scopes.values(),
      ...this.#named.values(),
      ...sources.named,
      ...sources.npm.logins.flatMap(addressesOf),
    ])
      this.add(url)
  }

  /** All, the default one first. */
  get all(): readonly KnownRegistry[] {
    return this.#known
  }

  at(index: number): KnownRegistry | null {
    return this.#known[index] ?? null
  }

  /** The registry at an address, known from now on. */
  add(url: string): KnownRegistry {
    const place = withSlash(url)
    const found = this.#known.find((one) => one.url === place)
    if (found !== undefined) return found
    const { npm, yarn } = this.#sources
    const registry: KnownRegistry = {
      index: this.#known.length,
      url: place,
      credential: npm.credentialFor(place) ?? yarn.credentialFor(place) ?? this.#tokenOfEnvironment(place),
      certificate: npm.certificateFor(place),
    }
    this.#known.push(registry)
    return registry
  }

  /** Where requests about a package go; null stands for requests about none. */
  forPackage(name: string | null, client: Client): KnownRegistry {
    const { npm, yarn } = this.#sources
    const scope = name?.startsWith('@') ? name.slice(0, name.indexOf('/')) : null
    const own = name === null ? undefined : this.#named.get(name)
    const general = (client === 'yarn' ? yarn.registry : null) ?? npm.registry
    const ofScope =
      scope === null ? undefined : client === 'yarn' ? yarn.scopes.get(scope) : npm.scopes.get(scope)
    return this.add(own ?? ofScope ?? general)
  }

  /** A token in a variable names no registry: it is for the one that everything is published to. */
  #tokenOfEnvironment(place: string): Credential | null {
    const { npm, yarn } = this.#sources
    const targets = new Set([...this.#named.values()].map(withSlash))
    const only = targets.size === 1 ? [...targets][0] : undefined
    const isGeneral = [npm.registry, yarn.registry, only].includes(place)
    return isGeneral ? this.#fromEnvironment : null
  }
}

/** A login names no protocol; where it is plain http, that is on this machine or in a configuration that says so. */
function addressesOf(login: string): string[] {
  const isLocal = /^\/\/(127\.|localhost|\[::1\])/.test(login)
  return (isLocal ? [`http:${login}`, `https:${login}`] : [`https:${login}`]).filter((url) =>
    URL.canParse(url),
  )
}

/** Where a package says that it is published; null if it does not. */
export function publishConfigRegistry(
  name: string,
  manifest: Readonly<Record<string, unknown>>,
): string | null {
  const { publishConfig } = manifest
  if (typeof publishConfig !== 'object' || publishConfig === null) return null
  const members = publishConfig as Readonly<Record<string, unknown>>
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null
  const ofScope = scope === null ? undefined : members[`${scope}:registry`]
  const url = typeof ofScope === 'string' ? ofScope : members.registry
  return typeof url === 'string' && URL.canParse(url) ? withSlash(url) : null
}
