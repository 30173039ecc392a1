import type { Capabilities, Capability } from '../model/inventory.ts'
import type { KeywordHit, Layer } from '../model/layer.ts'
import {
  DYNAMIC_CODE,
  ENVIRONMENT,
  FLAG_CALLS,
  MODULES,
  TELEMETRY,
  URL_SCHEMES,
} from './capability-keywords.ts'
import {
  isInComment,
  isModuleName,
  readEnvironmentNames,
  readFlagName,
  readHostName,
} from './capability-syntax.ts'

type Kind = keyof Capabilities
type Finder = (bytes: Buffer, hit: KeywordHit) => readonly string[]

/** Names of one kind that are kept: hostile input must not make a report long. */
const MOST_NAMES = 2000
/** Hits that are looked at in one file. */
const MOST_HITS = 100_000
const JAVASCRIPT = /\.[cm]?jsx?$/i

/** What to do with a hit of each keyword. */
const FINDERS = new Map<string, readonly [Kind, Finder]>()
for (const name of MODULES)
  for (const keyword of [`'${name}'`, `"${name}"`, `'${name}/`, `"${name}/`, `node:${name}`])
    FINDERS.set(keyword, ['modules', (bytes, hit) => (isModuleName(bytes, hit) ? [name] : [])])
for (const name of TELEMETRY)
  for (const quote of ["'", '"'])
    FINDERS.set(`${quote}${name}`, [
      'telemetry',
      (bytes, hit) => (isModuleName(bytes, hit) ? [name.replace(/\/$/, '')] : []),
    ])
for (const scheme of URL_SCHEMES) FINDERS.set(scheme, ['hosts', readHostName])
for (const keyword of ENVIRONMENT) FINDERS.set(keyword, ['environment', readEnvironmentNames])
for (const keyword of FLAG_CALLS) FINDERS.set(keyword, ['featureFlags', readFlagName])
for (const [keyword, name] of Object.entries(DYNAMIC_CODE))
  FINDERS.set(keyword, ['dynamicCode', (bytes, hit) => (isCall(bytes, hit) ? [name] : [])])

/** The strings that give a capability away; searched for together with the rules' own. */
export const CAPABILITY_KEYWORDS: readonly string[] = [...FINDERS.keys()]

/**
 * Takes down what published JavaScript can reach and do, from literals that stand in code. It does not parse: a
 * parser would take several times as long as the whole scan, and fails on what is worth a look most. What is put
 * together at run time is not seen.
 */
export class CapabilityCollector {
  readonly #found: Record<Kind, Map<string, string>> = {
    hosts: new Map(),
    environment: new Map(),
    modules: new Map(),
    dynamicCode: new Map(),
    telemetry: new Map(),
    featureFlags: new Map(),
  }

  add({ kind, trail, entry, bytes, hits }: Layer): void {
    if (kind !== 'text' || trail.length > 0 || !isJavaScript(entry.path, bytes)) return
    let looked = 0
    for (const hit of hits) {
      const finder = FINDERS.get(hit.keyword)
      if (finder !== undefined) looked += 1
      if (looked > MOST_HITS) break
      if (finder === undefined || isInComment(bytes, hit.offset)) continue
      const [what, find] = finder
      const found = this.#found[what]
      for (const name of find(bytes, hit))
        if (!found.has(name) && found.size < MOST_NAMES) found.set(name, entry.path)
    }
  }

  finish(): Capabilities {
    const sortFound = (kind: Kind): Capability[] =>
      [...this.#found[kind]]
        .map(([name, path]) => ({ name, path }))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    return {
      hosts: sortFound('hosts'),
      environment: sortFound('environment'),
      modules: sortFound('modules'),
      dynamicCode: sortFound('dynamicCode'),
      telemetry: sortFound('telemetry'),
      featureFlags: sortFound('featureFlags'),
    }
  }
}

function isJavaScript(path: string, bytes: Buffer): boolean {
  if (JAVASCRIPT.test(path)) return true
  return !path.includes('.') && /^#!.*\bnode\b/.test(bytes.toString('latin1', 0, 80))
}

/** Not a part of a longer name, and not the common way to the global object, `new Function("return this")`. */
function isCall(bytes: Buffer, { keyword, offset }: KeywordHit): boolean {
  if (/[\w$.]/.test(String.fromCharCode(bytes[offset - 1] ?? 0)) && /^[a-z]/.test(keyword)) return false
  const rest = bytes.toString('latin1', offset + keyword.length, offset + keyword.length + 20)
  return !/^\s*["'`]return this/.test(rest)
}
