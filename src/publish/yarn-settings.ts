import { readFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import path from 'node:path'
import { parse } from 'yaml'
import type { Credential } from '../pack/registry/credential.ts'
import { addSlash } from '../pack/registry/npm-settings.ts'

/** What Yarn 2 and later are told of registries by `.yarnrc.yml` files (https://yarnpkg.com/configuration/yarnrc). */
export interface YarnSettings {
  /** Where it publishes without a scope; null leaves Yarn its default. */
  readonly registry: string | null
  /** Scope with `@` → where its packages are published. */
  readonly scopes: ReadonlyMap<string, string>
  /** What no variable can change, so that a publish would go past us: scopes that name where they publish. */
  readonly fixed: readonly { readonly scope: string; readonly file: string; readonly line: number }[]
  credentialFor(registry: string): Credential | null
}

type Members = Readonly<Record<string, unknown>>

interface YarnFile {
  readonly file: string
  readonly text: string
  readonly members: Members
}

/** Reads the files of a folder and those above it, and the user's own; the nearest wins. Never throws. */
export async function readYarnSettings(
  directory: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<YarnSettings> {
  const files = await readFiles(directory)
  const first = <T>(pick: (members: Members) => T | null): T | null => {
    for (const { members } of files) {
      const found = pick(members)
      if (found !== null) return found
    }
    return null
  }
  const setting = (name: string) =>
    environment[`YARN_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`] ||
    first((members) => text(members[name], environment))
  const registry = setting('npmPublishRegistry') || setting('npmRegistryServer')
  const scopes = new Map<string, string>()
  const fixed: { scope: string; file: string; line: number }[] = []
  for (const { file, text: whole, members } of files)
    for (const [name, given] of Object.entries(object(members.npmScopes))) {
      const own = text(object(given).npmPublishRegistry, environment)
      const url = own ?? text(object(given).npmRegistryServer, environment)
      if (url !== null && !scopes.has(`@${name}`)) scopes.set(`@${name}`, addSlash(url))
      if (own !== null) fixed.push({ scope: `@${name}`, file, line: lineOf(whole, 'npmPublishRegistry') })
    }
  return {
    registry: registry ? addSlash(registry) : null,
    scopes,
    fixed,
    credentialFor: (url) =>
      first((members) => {
        const registries = Object.entries(object(members.npmRegistries))
        const named = registries.find(([key]) => samePlace(key, url))?.[1]
        const ofScope = Object.values(object(members.npmScopes)).find((scope) => {
          const own = text(object(scope).npmPublishRegistry, environment)
          return samePlace(own ?? text(object(scope).npmRegistryServer, environment) ?? '', url)
        })
        const general = registry !== null && samePlace(registry, url) ? members : null
        return (
          login(object(named), environment) ??
          login(object(ofScope), environment) ??
          login(general, environment)
        )
      }),
  }
}

async function readFiles(directory: string): Promise<YarnFile[]> {
  const folders: string[] = []
  for (let folder = directory; ; folder = path.dirname(folder)) {
    folders.push(folder)
    if (folder === path.dirname(folder)) break
  }
  if (!folders.includes(homedir())) folders.push(homedir())
  const files: YarnFile[] = []
  for (const folder of folders) {
    const file = path.join(folder, '.yarnrc.yml')
    const whole = await readFile(file, 'utf8').catch(() => null)
    if (whole === null) continue
    try {
      files.push({ file, text: whole, members: object(parse(whole)) })
    } catch {
      // Yarn itself stops at a file that it cannot read.
    }
  }
  return files
}

function login(members: Members | null, environment: NodeJS.ProcessEnv): Credential | null {
  const token = text(members?.npmAuthToken, environment)
  if (token) return { kind: 'token', token }
  const ident = text(members?.npmAuthIdent, environment)
  if (!ident) return null
  return { kind: 'basic', auth: ident.includes(':') ? Buffer.from(ident).toString('base64') : ident }
}

/** A text with its `${NAME}`, `${NAME-other}` and `${NAME:-other}` filled in; null if it is none or a name is unknown. */
function text(value: unknown, environment: NodeJS.ProcessEnv): string | null {
  if (typeof value !== 'string' || value === '') return null
  let isKnown = true
  const filled = value.replace(
    /\$\{([\w]+)(?:(:?-)([^}]*))?\}/g,
    (_whole, name: string, operator?: string, other?: string) => {
      const found = environment[name]
      if (found !== undefined && (found !== '' || operator !== ':-')) return found
      if (operator === undefined) isKnown = false
      return other ?? ''
    },
  )
  return isKnown && filled !== '' ? filled : null
}

/** Yarn names registries with or without their protocol. */
function samePlace(one: string, other: string): boolean {
  const bare = (url: string): string => url.replace(/^(https?:)?\/\//, '').replace(/\/+$/, '')
  return one !== '' && bare(one) === bare(other)
}

function lineOf(whole: string, key: string): number {
  return whole.slice(0, Math.max(0, whole.indexOf(key))).split('\n').length
}

function object(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}
