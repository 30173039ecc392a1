import { execFileSync } from 'node:child_process'
import { readFileSync, realpathSync } from 'node:fs'
import { userInfo } from 'node:os'
import path from 'node:path'
import { listSecrets } from '../../pack/registry/credential.ts'
import type { Guard } from './guarded-run.ts'

/** A file with a login that the guard has too, where a command would find it that gives up all it is told. */
export interface LoginFile {
  /** Absolute, links followed. */
  readonly file: string
  /** Whether it is npm's own file for the user, in which everything else it is to know can stand too. */
  readonly isNpmrc: boolean
  /** Whether it lies in the project; else it is the user's or the machine's. */
  readonly isOfProject: boolean
  readonly text: string
}

/** Files of a home in which tools look for logins: Yarn 4 and 1, bun. */
const IN_HOME = ['.yarnrc.yml', '.yarnrc', '.bunfig.toml']
/** Files of a folder for settings: pnpm, bun. */
const IN_CONFIG = ['pnpm/auth.ini', 'pnpm/rc', '.bunfig.toml']
const IN_PROJECT = ['.npmrc', '.yarnrc.yml', 'bunfig.toml']

/** Every file with a login of the guard's registries; the command may need others, of which the guard knows nothing. */
export function findLoginFiles(
  { registries, npmFiles, directory, own }: Guard,
  { HOME = '', XDG_CONFIG_HOME = '' }: NodeJS.ProcessEnv,
): LoginFile[] {
  const secrets = registries.all
    .flatMap(({ credential }) => (credential === null ? [] : listSecrets(credential)))
    .filter((one) => one.length >= 4)
  const homes = [HOME, findHomeOfUser()].filter((folder) => path.isAbsolute(folder))
  const configs = [XDG_CONFIG_HOME, ...homes.map((folder) => path.join(folder, '.config'))]
  const join = (folders: readonly string[], names: readonly string[]): string[] =>
    folders
      .filter((folder) => path.isAbsolute(folder))
      .flatMap((folder) => names.map((name) => path.join(folder, name)))
  const projects = [directory, own.root, ...own.packages.map(({ folder }) => folder)]
  const candidates = [
    ...[npmFiles.user ?? '', ...join(homes, ['.npmrc'])].map((file) => ({ file, isNpmrc: true })),
    ...[npmFiles.global ?? '', ...join(homes, IN_HOME), ...join(configs, IN_CONFIG)].map((file) => ({
      file,
    })),
    ...join(projects, IN_PROJECT).map((file) => ({ file, isOfProject: true })),
  ]
  const found = new Map<string, LoginFile>()
  for (const { file, ...kind } of candidates) {
    const read = readRegular(file)
    if (read === null || found.has(read.file) || !secrets.some((secret) => read.text.includes(secret)))
      continue
    found.set(read.file, { isNpmrc: false, isOfProject: false, ...kind, ...read })
  }
  return [...found.values()]
}

/** What a command is to see in its place: placeholders for what is secret; npm's and Yarn's file lead to the guard. */
export function coverText({ file, text, isNpmrc }: LoginFile, guard: Guard): string {
  const { registries, placeholder, npmrc } = guard
  if (isNpmrc) return readFileSync(npmrc, 'utf8')
  const secrets = registries.all.flatMap(({ credential }) =>
    credential === null ? [] : listSecrets(credential),
  )
  const covered = [...new Set(secrets)]
    .filter((one) => one.length >= 4)
    .reduce((rest, secret) => rest.replaceAll(secret, placeholder), text)
  return path.basename(file) === '.yarnrc.yml' ? leadYarn(covered, guard) : covered
}

/** Settings of Yarn 2 and later with the guard in place of each registry: as an address, and where its login is for. */
function leadYarn(text: string, { registries, server }: Guard): string {
  const addresses = registries.all
    .map((one) => [one.url, server.formatAddressOf(one)].map((url) => url.replace(/\/$/, '')))
    .sort(([a = ''], [b = '']) => b.length - a.length)
  const led = addresses.reduce(
    (rest, [from = '', to = '']) =>
      rest.replaceAll(from, to).replaceAll(from.replace(/^https?:/, ''), to.replace(/^http:/, '')),
    text,
  )
  const missing = [
    ['npmRegistryServer', `"${server.formatAddressFor('yarn')}"`],
    ['unsafeHttpWhitelist', '["127.0.0.1"]'],
  ].filter(([name = '']) => !new RegExp(`^${name}:`, 'm').test(led))
  return [led.trimEnd(), ...missing.map(([name, value]) => `${name}: ${value}`), ''].join('\n')
}

/** Whether git holds the file: its content is looked at by tools that release only what is committed. */
export function isTracked(file: string): boolean {
  try {
    execFileSync('git', ['ls-files', '--error-unmatch', '--', path.basename(file)], {
      cwd: path.dirname(file),
      stdio: 'ignore',
    })
    return true
  } catch {
    return false
  }
}

function readRegular(file: string): { file: string; text: string } | null {
  try {
    const real = realpathSync(file)
    return { file: real, text: readFileSync(real, 'utf8') }
  } catch {
    // It is not there, or nobody's to read.
    return null
  }
}

/** Where a program looks that has no HOME. */
function findHomeOfUser(): string {
  try {
    return userInfo().homedir
  } catch {
    return ''
  }
}
