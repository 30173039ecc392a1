import { ExposureAccount } from '../exposure/exposure-account.ts'
import { KeywordSearch } from '../layers/keyword-search.ts'
import { READER_KEYWORDS, readLayers } from '../layers/read-layers.ts'
import type { Anomaly, Entry } from '../tarball/entry.ts'
import type { Limits } from '../tarball/limits.ts'
import { readTarball } from '../tarball/read-tarball.ts'
import { DEEPEST_MANIFEST, isTooDeep, parseManifest } from './manifest.ts'
import type { EntryFacts, PackageFacts, ReleaseFacts } from './package-facts.ts'
import { type ConfiguredRule, RuleRun } from './run-rules.ts'
import type { ScanFinding } from './scan-finding.ts'

export interface ScanOptions {
  readonly rules: readonly ConfiguredRule[]
  readonly limits: Limits
  /** Git object ids of what a public repository tracks, or null if nothing is known to be public. */
  readonly publicBlobs: ReadonlySet<string> | null
  readonly release?: ReleaseFacts
}

export interface Scan {
  readonly facts: PackageFacts
  readonly findings: readonly ScanFinding[]
}

/**
 * Reads a tarball once, from the first byte to the last, and runs every rule over every entry and layer of it.
 * @throws CannotLook when the file cannot be opened; whatever is wrong with its content is among the findings.
 */
export async function scanTarball(file: string, options: ScanOptions): Promise<Scan> {
  const run = new RuleRun(options.rules)
  const search = new KeywordSearch([...READER_KEYWORDS, ...run.keywords])
  const account = new ExposureAccount()
  const problems: Anomaly[] = []
  const entries: EntryFacts[] = []
  let manifest: Record<string, unknown> | null = null
  let manifestText: string | null = null

  const tools = { search, limits: options.limits, problem: (anomaly: Anomaly) => void problems.push(anomaly) }
  const tarball = await readTarball(file, options.limits, (entry) => {
    entries.push(factsOf(entry))
    if (entry.path === 'package.json' && entry.type === 'file') {
      manifest = readManifest(entry, problems)
      manifestText = entry.content.toString('utf8')
    }
    run.entry(entry)
    readLayers(entry, tools, (layer) => {
      account.add(layer)
      run.layer(layer)
    })
  })

  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const facts: PackageFacts = {
    manifest,
    manifestText,
    ...(options.release === undefined ? {} : { release: options.release }),
    tarball,
    anomalies: [...tarball.anomalies, ...problems],
    entries,
    byPath,
    ...account.finish({ publicBlobs: options.publicBlobs, byPath }),
  }
  return { facts, findings: await run.finish(facts) }
}

function readManifest({ path, content }: Entry, problems: Anomaly[]): Record<string, unknown> | null {
  const parsed = parseManifest(content)
  if (parsed === null || !isTooDeep(parsed)) return parsed
  const detail = `package.json nests lists and objects more than ${DEEPEST_MANIFEST} deep; no rule on the manifest looked at it`
  problems.push({ kind: 'limit', code: 'manifest-depth', path, detail })
  return null
}

function factsOf({ path, rawPath, type, mode, size, linkTarget }: Entry): EntryFacts {
  return { path, rawPath, type, mode, size, linkTarget }
}
