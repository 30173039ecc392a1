import { type Credential, findCredentialInEnvironment } from '../pack/registry/credential.ts'
import { addSlash } from '../pack/registry/npm-settings.ts'
import type { OwnPackage } from './own-packages.ts'
import { CLIENTS, type Client, listUrls, readStatements } from './registry-statements.ts'
import { restoreRegistries, type SettingsAt } from './settings-at.ts'

/** A registry that the project is configured for. */
export interface KnownRegistry {
  /** Stands for it in our own addresses. */
  readonly index: number
  /** Ends with a slash. */
  readonly url: string
  readonly credential: Credential | null
  readonly certificate: { readonly certfile: string; readonly keyfile: string } | null
}

export interface RegistrySources {
  /** Those of the folder that the command runs in, and those of packages that have their own. */
  readonly settings: readonly [SettingsAt, ...SettingsAt[]]
  readonly packages: readonly OwnPackage[]
  readonly environment: NodeJS.ProcessEnv
  /** Those that the command itself names. */
  readonly named: readonly string[]
  /** What the command has for every login, and may write into a file. */
  readonly placeholder: string
  /** The token for a placeholder of its own, which a command may write into a file as well; others as they are. */
  readonly reveal: (token: string) => string
}

/** The registries of a project, and which of them each package belongs to. Nothing is ever sent to any other. */
export class Registries {
  #known: KnownRegistry[] = []
  /** Tokens that were found by placeholders of their own. */
  readonly #chosen = new Set<string>()
  readonly #sources: RegistrySources
  readonly #named = new Map<string, string>()
  readonly #fromEnvironment: Credential | null
  #settings: readonly [SettingsAt, ...SettingsAt[]]

  constructor(sources: RegistrySources) {
    this.#sources = sources
    this.#settings = sources.settings
    this.#fromEnvironment = findCredentialInEnvironment(sources.environment)
    for (const { name, manifest, isPublishable } of sources.packages) {
      const url = readPublishConfigRegistry(name, manifest)
      if (url !== null && isPublishable && !this.#named.has(name)) this.#named.set(name, url)
    }
    this.add(this.#settings[0].npm.registry)
    for (const url of [...this.#settings.flatMap(listUrls), ...this.#named.values(), ...sources.named])
      this.add(url)
    for (const login of this.#settings.flatMap(({ npm, alone }) => [...npm.logins, ...alone.logins]))
      this.#addLogin(login)
  }

  /** All, the default one first. */
  get all(): readonly KnownRegistry[] {
    return this.#known
  }

  /** Folders with settings of their own; what runs elsewhere has the first. */
  get folders(): readonly string[] {
    return this.#settings.map(({ folder }) => folder)
  }

  /** Every scope for which some file names a registry. */
  get scopes(): readonly string[] {
    const all = this.#settings.flatMap(({ npm, alone, tools: { pnpm, bun, yarn1 } }) =>
      [npm, alone, pnpm, bun, yarn1].flatMap((one) => [...one.scopes.keys()]),
    )
    return [...new Set(all)]
  }

  at(index: number): KnownRegistry | null {
    return this.#known[index] ?? null
  }

  /** The registry at an address, known from now on. */
  add(url: string): KnownRegistry {
    const place = addSlash(url)
    const found = this.#known.find((one) => one.url === place)
    if (found !== undefined) return found
    const registry: KnownRegistry = {
      index: this.#known.length,
      url: place,
      credential: this.#findLoginAt(place),
      certificate: this.#settings[0].npm.certificateFor(place),
    }
    this.#known.push(registry)
    return registry
  }

  /**
   * Where requests about a package go.
   * @param name null for requests about none
   * @param at which of the {@link folders} the tool runs in
   */
  findForPackage(name: string | null, client: Client, at = 0): KnownRegistry {
    const [base] = this.#settings
    const scope = name?.startsWith('@') ? name.slice(0, name.indexOf('/')) : null
    const own = name === null ? undefined : this.#named.get(name)
    // Yarn goes by the folder of the workspace, wherever it was started.
    const settings = client === 'yarn' ? this.#findSettings(name) : this.#settings[at]
    const { general, scopes } = readStatements(client, settings ?? base, this.#sources.environment)
    return this.add(own ?? (scope === null ? undefined : scopes.get(scope)) ?? general)
  }

  /** Every registry that a package may go to, whichever tool publishes it from wherever. */
  listForPackage(name: string): KnownRegistry[] {
    const folder = this.#sources.packages.find((one) => one.name === name)?.folder
    const own = this.#settings.findIndex((one) => one.folder === folder)
    const places = own > 0 ? [0, own] : [0]
    return [
      ...new Set(places.flatMap((at) => CLIENTS.map((client) => this.findForPackage(name, client, at)))),
    ]
  }

  /**
   * From now on these settings hold: the command itself may write some.
   * @param isGuard whether an address is the guard's own, which stands in files that hold placeholders for now
   */
  renew(settings: SettingsAt, isGuard: (url: string) => boolean): void {
    const [first, ...others] = this.#settings.map((one) =>
      one.folder === settings.folder ? restoreRegistries(settings, one, isGuard) : one,
    )
    if (first !== undefined) this.#settings = [first, ...others]
    this.#known = this.#known.map((one) => ({
      ...one,
      credential: this.#chooseLatest(one.credential, this.#findLoginAt(one.url)),
    }))
  }

  /**
   * Takes logins for registries that had none, or by a placeholder of its own.
   * @param logins by the registry as npm writes it
   * @returns addresses of the registries that have one from now on which the command holds
   */
  learn(logins: ReadonlyMap<string, Credential>): string[] {
    const learned: string[] = []
    this.#known = this.#known.map((one) => {
      const given = logins.get(one.url.replace(/^https?:/, ''))
      if (given === undefined) return one
      const now = this.#revealLogin(given)
      const isChosen = now.kind === 'token' && this.#chosen.has(now.token)
      if (one.credential === null && !isChosen) learned.push(one.url)
      return { ...one, credential: this.#chooseLatest(one.credential, now) }
    })
    return learned
  }

  /** From now on this is the login of a registry: the user has just got it. */
  rememberLogin({ url }: KnownRegistry, token: string): void {
    this.#known = this.#known.map((one) =>
      one.url === url ? { ...one, credential: { kind: 'token', token } } : one,
    )
  }

  #findLoginAt(place: string): Credential | null {
    return this.#findCredential(place) ?? this.#readTokenOfEnvironment(place)
  }

  #findSettings(name: string | null): SettingsAt | undefined {
    const folder = this.#sources.packages.find((one) => one.name === name)?.folder
    return this.#settings.find((one) => one.folder === folder)
  }

  #findCredential(place: string): Credential | null {
    for (const { npm, alone, yarn, tools } of this.#settings) {
      const found =
        npm.credentialFor(place) ??
        alone.credentialFor(place) ??
        yarn.credentialFor(place) ??
        tools.logins.get(place.replace(/^https?:/, ''))
      if (found?.kind === 'token' && found.token === this.#sources.placeholder) return this.#fromEnvironment
      if (found) return this.#revealLogin(found)
    }
    return null
  }

  #revealLogin(login: Credential): Credential {
    if (login.kind !== 'token') return login
    const token = this.#sources.reveal(login.token)
    if (token !== login.token) this.#chosen.add(token)
    return { kind: 'token', token }
  }

  /** A login that the command has chosen among several for what comes next wins over the one before. */
  #chooseLatest(before: Credential | null, now: Credential | null): Credential | null {
    return now?.kind === 'token' && this.#chosen.has(now.token) ? now : (before ?? now)
  }

  /** A token in a variable names no registry: it is for the one that everything is published to. */
  #readTokenOfEnvironment(place: string): Credential | null {
    const [{ npm, yarn, tools }] = this.#settings
    const targets = new Set([...this.#named.values()].map(addSlash))
    const only = targets.size === 1 ? [...targets][0] : undefined
    const { pnpm, bun, yarn1 } = tools
    const isGeneral = [npm.registry, yarn.registry, pnpm.general, bun.general, yarn1.general, only].includes(
      place,
    )
    return isGeneral ? this.#fromEnvironment : null
  }

  /** A login names no protocol; where it is plain http, that is on this machine or in a configuration that says so. */
  #addLogin(login: string): void {
    for (const url of listAddresses(login)) this.add(url)
  }
}

function listAddresses(login: string): string[] {
  const isLocal = /^\/\/(127\.|localhost|\[::1\])/.test(login)
  return (isLocal ? [`http:${login}`, `https:${login}`] : [`https:${login}`]).filter((url) =>
    URL.canParse(url),
  )
}

/** Where a package says that it is published; null if it does not. */
export function readPublishConfigRegistry(
  name: string,
  manifest: Readonly<Record<string, unknown>>,
): string | null {
  const { publishConfig } = manifest
  if (typeof publishConfig !== 'object' || publishConfig === null) return null
  const members = publishConfig as Readonly<Record<string, unknown>>
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null
  const ofScope = scope === null ? undefined : members[`${scope}:registry`]
  const url = typeof ofScope === 'string' ? ofScope : members.registry
  return typeof url === 'string' && URL.canParse(url) ? addSlash(url) : null
}
