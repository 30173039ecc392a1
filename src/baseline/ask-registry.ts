import { messageOf } from '../model/cannot-look.ts'
import { freshFolder } from '../pack/fresh-folder.ts'
import { NpmStopped, runNpm } from '../pack/run-npm.ts'
import type { Releases } from './predecessor.ts'

/** What the registry answers about a package. All text in it is hostile. */
export interface PublishedPackage extends Releases {
  readonly name: string
  /** Members of the latest release's package.json that tell whose package it is. */
  readonly manifest: Readonly<Record<string, unknown>>
  /** Host that serves the tarballs; empty if the registry does not say. */
  readonly host: string
}

export interface RegistryOptions {
  readonly temporaryDirectory: string
  /** Milliseconds. */
  readonly timeLimit: number
  readonly signal: AbortSignal
  readonly health: RegistryHealth
}

/** What a run has learnt of the registry: one that cannot be reached is not asked again for every package. */
export interface RegistryHealth {
  /** Why it is not asked any more, as a clause; null as long as it answers. */
  problem: string | null
}

const FIELDS = ['name', 'versions', 'dist-tags', 'repository', 'homepage', 'author', 'bugs', 'dist.tarball']

/** npm's own patience is minutes: a registry that does not answer must not hold up a verdict. */
export function impatient(timeLimit: number): string[] {
  return [
    '--fetch-retries=1',
    '--fetch-retry-mintimeout=200',
    '--fetch-retry-maxtimeout=500',
    `--fetch-timeout=${Math.max(1000, Math.round(timeLimit))}`,
  ]
}

/**
 * Asks the registry that npm is configured for, by `npm view`, from an empty folder.
 * @returns What it answers, or a clause that says why there is no answer.
 */
export async function askRegistry(
  name: string,
  options: RegistryOptions,
): Promise<PublishedPackage | { readonly problem: string }> {
  const answer = await npmAnswer(['view', name, ...FIELDS, '--json'], 'npm view', options)
  if ('problem' in answer) return answer
  const published = readAnswer(answer.output, name)
  return published ?? { problem: 'the registry answered with something that is no description of a package' }
}

/** The repositories that all releases of a package name, as they are written; empty if the registry does not say. */
export async function repositoriesOf(name: string, options: RegistryOptions): Promise<string[]> {
  const answer = await npmAnswer(['view', `${name}@*`, 'repository.url', '--json'], 'npm view', options)
  return 'problem' in answer ? [] : textsIn(parse(answer.output))
}

/** Texts of a list, or of the members of an object, at any depth that npm prints. */
function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || depth > 3) return []
  return Object.values(value).flatMap((one) => textsIn(one, depth + 1))
}

/**
 * The registry that the user's npm asks for a package: that of its scope, or the general one.
 * @returns Its URL, or null if npm does not say.
 */
export async function configuredRegistry(name: string, options: RegistryOptions): Promise<string | null> {
  const answer = await npmAnswer(['config', 'list', '--json'], 'npm config', options)
  if ('problem' in answer) return null
  const settings = parse(answer.output)
  if (typeof settings !== 'object' || settings === null) return null
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : null
  const all = settings as Record<string, unknown>
  const url = (scope !== null && all[`${scope}:registry`]) || all.registry
  return typeof url === 'string' ? url : null
}

async function npmAnswer(
  command: readonly string[],
  label: string,
  options: RegistryOptions,
): Promise<{ readonly output: string } | { readonly problem: string }> {
  if (options.health.problem !== null) return { problem: options.health.problem }
  try {
    const sandbox = await freshFolder(options.temporaryDirectory, 'npm-')
    const { exitCode, errorTail, output } = await runNpm({
      arguments: [...command, ...impatient(options.timeLimit)],
      sandbox,
      timeLimit: options.timeLimit,
      asUser: true,
      label,
      keepOutput: true,
      signal: options.signal,
    })
    if (exitCode === 0) return { output }
    const problem = problemOf(errorTail)
    if (problem.startsWith(UNREACHABLE)) options.health.problem = problem
    return { problem }
  } catch (error) {
    const problem = stopped(error, options.timeLimit)
    if (error instanceof NpmStopped && !options.signal.aborted) options.health.problem = problem
    return { problem }
  }
}

/** What a registry says of a package that it does not have, or does not show. */
export const NO_SUCH_PACKAGE =
  'the registry has no such package: this is its first release, or npm is not logged in to where it is'

const UNREACHABLE = 'the registry could not be reached'

/** Why npm got nothing, as a clause, from the code it printed (`npm error code E404`). */
export function problemOf(errorTail: string): string {
  const code = /^npm (?:error|ERR!) code (\w+)/m.exec(errorTail)?.[1] ?? ''
  if (code === 'E404') return NO_SUCH_PACKAGE
  if (code === 'ETARGET') return 'the registry has no such version'
  if (/^(E401|E403|ENEEDAUTH|EOTP)$/.test(code))
    return 'the registry does not let npm see it; log npm in, or hand over the earlier tarball'
  return `${UNREACHABLE}${code === '' ? '' : ` (${code})`}`
}

/** What was thrown instead of an answer, as a clause. */
export function stopped(error: unknown, timeLimit: number): string {
  if (error instanceof NpmStopped)
    return `the registry did not answer within ${Math.round(timeLimit / 100) / 10} seconds`
  return messageOf(error).replace(/\.$/, '')
}

/** npm 10 and 11 print one object, npm 12 a list of one; a single version is a text there, else a list. */
function readAnswer(output: string, name: string): PublishedPackage | null {
  const parsed = parse(output)
  const one: unknown = Array.isArray(parsed) ? parsed[0] : parsed
  if (typeof one !== 'object' || one === null) return null
  const answer = one as Record<string, unknown>
  const versions = texts(Array.isArray(answer.versions) ? answer.versions : [answer.versions])
  if (versions.length === 0) return null
  return {
    name: typeof answer.name === 'string' ? answer.name : name,
    versions,
    distTags: tags(answer['dist-tags']),
    manifest: answer,
    host: hostOf(answer['dist.tarball']),
  }
}

function tags(value: unknown): Record<string, string> {
  if (typeof value !== 'object' || value === null) return {}
  return Object.fromEntries(
    Object.entries(value).filter((pair): pair is [string, string] => typeof pair[1] === 'string'),
  )
}

function texts(values: readonly unknown[]): string[] {
  return values.filter((value): value is string => typeof value === 'string')
}

function hostOf(url: unknown): string {
  try {
    return new URL(String(url)).host
  } catch {
    return ''
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
