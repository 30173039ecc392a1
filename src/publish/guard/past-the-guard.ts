import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import spawn from 'cross-spawn'
import { CannotLook } from '../../model/cannot-look.ts'
import type { OwnPackage, OwnPackages } from '../own-packages.ts'

/** A setting that a tool obeys whatever it is told from outside. */
interface Setting {
  /** As the user knows the file: relative to the folder we work in. */
  readonly place: string
  readonly line: number
  /** `publishConfig.registry`. */
  readonly what: string
}

export interface PastTheGuard {
  readonly directory: string
  readonly own: OwnPackages
  /** Of the command and the scripts it comes to. */
  readonly texts: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  readonly platform: NodeJS.Platform
}

/** From this major on pnpm is no node script, and uploads itself. */
const NATIVE_PNPM = 12

/**
 * Looks for settings by which a publish would go past the guard. Without a login it would fail; better to say so before
 * anything is built.
 * @throws CannotLook naming the line of the first, and what to do
 */
export async function refusePast(request: PastTheGuard): Promise<void> {
  const { own, texts } = request
  const says = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text))
  const usesPnpm =
    says(/\bpnpm\b[^;&|]*\bpublish\b/) || (says(/\bchangeset\s+publish\b/) && isPnpmRepository(own.root))
  if (usesPnpm) {
    const setting =
      findFirstOf(request, ['registry', 'scope']) ??
      (isBesidePath(request, 'pnpm') ? findScopeForPnpm(request) : null)
    if (setting !== null && (await askPnpmMajor(request)) >= NATIVE_PNPM)
      refuse(setting, `pnpm ${NATIVE_PNPM} and later`)
  }
  if (says(/\bbun\b[^;&|]*\bpublish\b/)) {
    const setting =
      findFirstOf(request, isBesidePath(request, 'bun') ? ['registry', 'scope'] : ['scope']) ??
      findScopeInFile(request, '.npmrc', /^\s*(@[^=\s]+:registry)\s*=/)
    if (setting !== null) refuse(setting, 'bun')
    const ofScopes = /^\s*(\[install\.scopes\]|install\.scopes\b)/
    const inBunfig =
      findScopeInFile(request, 'bunfig.toml', ofScopes) ??
      findScopeInFolders(listHomesOfBun(request.environment), '.bunfig.toml', ofScopes, (file) => file)
    if (inBunfig !== null) refuse(inBunfig, 'bun')
  }
}

function refuse({ place, line, what }: Setting, tool: string): never {
  throw new CannotLook(
    `${place}:${line} has ${what}, and ${tool} obeys it whatever else it is told, so the publish would go past the guard. Nothing was started. Take the line out and name the registry in your own npm configuration, or publish with: seaworthy publish`,
  )
}

/** The first publishable package whose publishConfig names a registry, for all or for its scope. */
function findFirstOf(
  { own, directory }: PastTheGuard,
  kinds: readonly ('registry' | 'scope')[],
): Setting | null {
  for (const one of own.packages) {
    const key = one.isPublishable ? findRegistryKey(one, kinds) : null
    if (key !== null)
      return {
        place: path.relative(directory, path.join(one.folder, 'package.json')) || 'package.json',
        line: countLine(one.manifestText, `"${key}"`, one.manifestText.indexOf('"publishConfig"')),
        what: `publishConfig.${key}`,
      }
  }
  return null
}

function findRegistryKey({ manifest }: OwnPackage, kinds: readonly string[]): string | null {
  const { publishConfig } = manifest
  if (typeof publishConfig !== 'object' || publishConfig === null) return null
  const keys = Object.keys(publishConfig)
  const scope = kinds.includes('scope') ? keys.find((key) => /^@.+:registry$/.test(key)) : undefined
  return scope ?? (kinds.includes('registry') && keys.includes('registry') ? 'registry' : null)
}

function findScopeInFile({ own, directory }: PastTheGuard, name: string, pattern: RegExp): Setting | null {
  return findScopeInFolders([directory, own.root], name, pattern, (file) => path.relative(directory, file))
}

function findScopeInFolders(
  folders: readonly string[],
  name: string,
  pattern: RegExp,
  placeOf: (file: string) => string,
): Setting | null {
  for (const folder of new Set(folders)) {
    const file = path.join(folder, name)
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
    const at = lines.findIndex((line) => pattern.test(line))
    if (at !== -1)
      return { place: placeOf(file), line: at + 1, what: pattern.exec(lines[at] ?? '')?.[1] ?? '' }
  }
  return null
}

/** Where bun looks for the user's settings. */
function listHomesOfBun({ HOME = '', XDG_CONFIG_HOME = '' }: PastTheGuard['environment']): string[] {
  return [XDG_CONFIG_HOME, HOME].filter((folder) => path.isAbsolute(folder))
}

function isPnpmRepository(root: string): boolean {
  return ['pnpm-lock.yaml', 'pnpm-workspace.yaml'].some((file) => existsSync(path.join(root, file)))
}

function findScopeForPnpm(request: PastTheGuard): Setting | null {
  return (
    findScopeInFile(request, '.npmrc', /^\s*(@[^=\s]+:registry)\s*=/) ??
    findScopeInFile(request, 'pnpm-workspace.yaml', /^\s+["']?(@[^"':\s]+)["']?\s*:\s*["']?https?:/)
  )
}

/**
 * Whether the program may come from elsewhere than PATH, where ours stands before it: a script has those of the project
 * first. On Windows none of ours stands there.
 */
function isBesidePath(request: PastTheGuard, name: string): boolean {
  if (request.platform === 'win32') return true
  const fetched = new RegExp(`\\b(?:npx|bunx|dlx|exec|corepack)\\s+(?:-\\S+\\s+)*${name}\\b`)
  return findInProject(request, name).length > 0 || request.texts.some((text) => fetched.test(text))
}

function findInProject({ directory, own }: PastTheGuard, name: string): string[] {
  const folders = new Set([directory, own.root, ...own.packages.map(({ folder }) => folder)])
  return [...folders]
    .map((folder) => path.join(folder, 'node_modules', '.bin', name))
    .filter((file) => existsSync(file))
}

/** Of the newest pnpm that the command may find; 0 where there is none. */
async function askPnpmMajor(request: PastTheGuard): Promise<number> {
  const programs = ['pnpm', ...findInProject(request, 'pnpm')]
  const found = await Promise.all(programs.map((program) => askMajor(program, request)))
  const named = request.texts.flatMap((text) => [...text.matchAll(/\bpnpm@(latest|next|\d+)/g)])
  return Math.max(...found, ...named.map(([, tag = '']) => Number(tag) || NATIVE_PNPM), 0)
}

function askMajor(program: string, { directory, environment }: PastTheGuard): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(program, ['--version'], {
      cwd: directory,
      env: environment,
      stdio: ['ignore', 'pipe', 'ignore'],
      timeout: 20_000,
    })
    let said = ''
    child.stdout?.on('data', (part) => {
      said += part
    })
    child.on('error', () => resolve(0))
    child.on('close', () => resolve(Number(/^(\d+)\./m.exec(said)?.[1] ?? 0)))
  })
}

function countLine(text: string, part: string, from: number): number {
  const at = text.indexOf(part, Math.max(0, from))
  return text.slice(0, Math.max(0, at)).split('\n').length
}
