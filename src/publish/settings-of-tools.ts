import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import { isObject, type JsonObject } from '../model/json-object.ts'
import type { Credential } from '../pack/registry/credential.ts'
import { addSlash } from '../pack/registry/npm-settings.ts'

/** Registries that a tool reads from a file of its own. */
export interface ToolRegistries {
  readonly general: string | null
  /** Scope with `@` → registry. */
  readonly scopes: ReadonlyMap<string, string>
}

/** What pnpm, bun and yarn 1 read beside npm's configuration, each from a file that no other tool reads. */
export interface SettingsOfTools {
  readonly pnpm: ToolRegistries
  readonly bun: ToolRegistries
  readonly yarn1: ToolRegistries
  /** Logins in these files, by the registry as npm writes it: `//host/path/`. */
  readonly logins: ReadonlyMap<string, Credential>
}

/**
 * Reads these files as tools that run in a folder do. Never throws.
 * @param root of the workspaces
 */
export async function readSettingsOfTools(
  directory: string,
  root: string,
  environment: NodeJS.ProcessEnv,
): Promise<SettingsOfTools> {
  const logins = new Map<string, Credential>()
  const home = environment.HOME ?? homedir()
  const ownBunfigs = [environment.XDG_CONFIG_HOME ?? '', home].filter((folder) => path.isAbsolute(folder))
  const [workspace, ownBunfig, bunfig, yarnrc] = await Promise.all([
    read(path.join(root, 'pnpm-workspace.yaml')),
    // The user's, which bun looks for in one of these places.
    readFirstOf(
      ownBunfigs.map((folder) => path.join(folder, '.bunfig.toml')),
      /\S/,
    ),
    read(path.join(directory, 'bunfig.toml')),
    readFirstOf(
      [directory, root, home].map((folder) => path.join(folder, '.yarnrc')),
      /registry/,
    ),
  ])
  const ofUser = readRegistriesOfBunfig(ownBunfig, environment, logins)
  const ofProject = readRegistriesOfBunfig(bunfig, environment, logins)
  const bun = {
    general: ofProject.general ?? ofUser.general,
    scopes: new Map([...ofUser.scopes, ...ofProject.scopes]),
  }
  const own = environment.XDG_CONFIG_HOME || path.join(home, '.config')
  for (const [, place = '', token = ''] of (await read(path.join(own, 'pnpm', 'auth.ini'))).matchAll(
    /^\s*(\/\/[^\s=]+):_authToken\s*=\s*"?([^"\s]+)/gm,
  ))
    if (!token.startsWith('$')) logins.set(addSlash(place), { kind: 'token', token })
  return { pnpm: readRegistriesOfPnpm(workspace), bun, yarn1: readRegistriesOfYarnrc(yarnrc), logins }
}

/** pnpm 11 and later (https://pnpm.io/settings#registries); earlier ones do not look for it there. */
function readRegistriesOfPnpm(text: string): ToolRegistries {
  const members = parseYaml(text)
  const registries = Object.entries(isObject(members.registries) ? members.registries : {})
  const urls = registries.filter((pair): pair is [string, string] => isUrl(pair[1]))
  const named = urls.find(([name]) => name === 'default')?.[1]
  const general = named ?? (isUrl(members.registry) ? members.registry : null)
  return {
    general: general === null ? null : addSlash(general),
    scopes: new Map(
      urls.filter(([name]) => name.startsWith('@')).map(([name, url]) => [name, addSlash(url)]),
    ),
  }
}

/** https://bun.com/docs/runtime/bunfig#install-registry: an address, or a table in one line. */
function readRegistriesOfBunfig(
  text: string,
  environment: NodeJS.ProcessEnv,
  logins: Map<string, Credential>,
): ToolRegistries {
  let general: string | null = null
  const scopes = new Map<string, string>()
  let table = ''
  for (const line of text.split(/\r?\n/)) {
    table = /^\s*\[([^\]]+)\]\s*(?:#.*)?$/.exec(line)?.[1]?.trim() ?? table
    const [, key = '', value = ''] = /^\s*["']?([\w@./-]+)["']?\s*=\s*(.+)$/.exec(line) ?? []
    const url = /^(?:\{.*?\burl\s*=\s*)?["']([^"']+)["']/.exec(value)?.[1]
    if (!isUrl(url)) continue
    const isGeneral = table === 'install' && key === 'registry'
    if (isGeneral) general = addSlash(url)
    else if (table === 'install.scopes') scopes.set(`@${key.replace(/^@/, '')}`, addSlash(url))
    else continue
    const given = /\btoken\s*=\s*["']([^"']+)["']/.exec(value)?.[1]
    const token = given?.startsWith('$') ? environment[given.replace(/^\$\{?|\}$/g, '')] : given
    if (token) logins.set(removeProtocol(addSlash(url)), { kind: 'token', token })
  }
  return { general, scopes }
}

/** https://classic.yarnpkg.com/docs/yarnrc */
function readRegistriesOfYarnrc(text: string): ToolRegistries {
  const pairs = [...text.matchAll(/^\s*"?((?:@[^\s":]+:)?registry)"?\s+"?([^\s"]+)/gm)]
    .map(([, key = '', url = '']) => [key, url] as const)
    .filter(([, url]) => isUrl(url))
  const general = pairs.find(([key]) => key === 'registry')?.[1]
  return {
    general: general === undefined ? null : addSlash(general),
    scopes: new Map(
      pairs
        .filter(([key]) => key.startsWith('@'))
        .map(([key, url]) => [key.slice(0, key.indexOf(':')), addSlash(url)]),
    ),
  }
}

function parseYaml(text: string): JsonObject {
  try {
    const members: unknown = parse(text)
    return isObject(members) ? members : {}
  } catch {
    // pnpm itself stops at a file that it cannot read.
    return {}
  }
}

/** The first file that says something of the matter. */
async function readFirstOf(files: readonly string[], matter: RegExp): Promise<string> {
  for (const file of files) {
    const text = await read(file)
    if (matter.test(text)) return text
  }
  return ''
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(() => '')
}

function isUrl(value: unknown): value is string {
  return typeof value === 'string' && /^https?:\/\//i.test(value) && URL.canParse(value)
}

function removeProtocol(url: string): string {
  return url.replace(/^https?:/i, '')
}
