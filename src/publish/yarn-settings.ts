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
  const findFirst = <T>(pick: (members: Members) => T | null): T | null => {
    for (const { members } of files) {
      const found = pick(members)
      if (found !== null) return found
    }
    return null
  }
  const readSetting = (name: string) =>
    environment[`YARN_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`] ||
    findFirst((members) => readText(members[name], environment))
  const registry = readSetting('npmPublishRegistry') || readSetting('npmRegistryServer')
  const scopes = new Map<string, string>()
  const fixed: { scope: string; file: string; line: number }[] = []
  for (const { file, text: whole, members } of files)
    for (const [name, given] of Object.entries(readObject(members.npmScopes))) {
      const own = readText(readObject(given).npmPublishRegistry, environment)
      const url = own ?? readText(readObject(given).npmRegistryServer, environment)
      if (url !== null && !scopes.has(`@${name}`)) scopes.set(`@${name}`, addSlash(url))
      if (own !== null) fixed.push({ scope: `@${name}`, file, line: countLine(whole, 'npmPublishRegistry') })
    }
  return {
    registry: registry ? addSlash(registry) : null,
    scopes,
    fixed,
    credentialFor: (url) =>
      findFirst((members) => {
        const registries = Object.entries(readObject(members.npmRegistries))
        const named = registries.find(([key]) => isSamePlace(key, url))?.[1]
        const ofScope = Object.values(readObject(members.npmScopes)).find((scope) => {
          const own = readText(readObject(scope).npmPublishRegistry, environment)
          return isSamePlace(own ?? readText(readObject(scope).npmRegistryServer, environment) ?? '', url)
        })
        const general = registry !== null && isSamePlace(registry, url) ? members : null
        return (
          readLogin(readObject(named), environment) ??
          readLogin(readObject(ofScope), environment) ??
          readLogin(general, environment)
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
      files.push({ file, text: whole, members: readObject(parse(whole)) })
    } catch {
      // Yarn itself stops at a file that it cannot read.
    }
  }
  return files
}

function readLogin(members: Members | null, environment: NodeJS.ProcessEnv): Credential | null {
  const token = readText(members?.npmAuthToken, environment)
  if (token) return { kind: 'token', token }
  const ident = readText(members?.npmAuthIdent, environment)
  if (!ident) return null
  return { kind: 'basic', auth: ident.includes(':') ? Buffer.from(ident).toString('base64') : ident }
}

/** A text with its `${NAME}`, `${NAME-other}` and `${NAME:-other}` filled in; null if it is none or a name is unknown. */
function readText(value: unknown, environment: NodeJS.ProcessEnv): string | null {
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
function isSamePlace(one: string, other: string): boolean {
  const removeProtocol = (url: string): string => url.replace(/^(https?:)?\/\//, '').replace(/\/+$/, '')
  return one !== '' && removeProtocol(one) === removeProtocol(other)
}

function countLine(whole: string, key: string): number {
  return whole.slice(0, Math.max(0, whole.indexOf(key))).split('\n').length
}

function readObject(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}
