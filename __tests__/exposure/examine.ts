import { ExposureAccount, type Settled } from '../../src/exposure/exposure-account.ts'
import { KeywordSearch } from '../../src/layers/keyword-search.ts'
import type { Layer } from '../../src/layers/layer.ts'
import { READER_KEYWORDS, readLayers } from '../../src/layers/read-layers.ts'
import { fillTemplate } from '../../src/report/fill-template.ts'
import type { Profile, Severity } from '../../src/report/report.ts'
import type { AnyRule, Observation } from '../../src/rules/define.ts'
import type { PackageFacts } from '../../src/scan/package-facts.ts'
import type { Anomaly, Entry } from '../../src/tarball/entry.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/tarball/limits.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

export interface Examined extends Settled {
  readonly layers: readonly Layer[]
  readonly problems: readonly Anomaly[]
  readonly facts: PackageFacts
  /** What the rule said, with its message filled in. */
  readonly said: readonly Said[]
}

export interface Said {
  readonly message: string
  readonly what: string
  readonly severity: Record<Profile, Severity>
  readonly observation: Observation
}

export interface Settings {
  readonly rule?: AnyRule
  readonly options?: Readonly<Record<string, unknown>>
  readonly publicBlobs?: ReadonlySet<string>
  readonly limits?: Partial<Limits>
  readonly search?: KeywordSearch
}

export function entryOf(path: string, content: string | Uint8Array, index = 0): Entry {
  const bytes = Buffer.from(content)
  return {
    index,
    path,
    rawPath: `package/${path}`,
    type: 'file',
    mode: 0o644,
    size: bytes.length,
    linkTarget: null,
    content: bytes,
  }
}

/** Reads files as the entries of a package, settles their account and lets one rule speak. */
export function examine(files: Files, settings: Settings = {}): Examined {
  const { rule } = settings
  const search = settings.search ?? new KeywordSearch([...READER_KEYWORDS, ...(rule?.keywords ?? [])])
  const account = new ExposureAccount()
  const layers: Layer[] = []
  const problems: Anomaly[] = []
  const said: Said[] = []
  const options = (rule?.options.parse(settings.options ?? {}) ?? {}) as never
  const remembered: unknown[] = []
  const context = {
    options,
    report: (observation: Observation) => said.push(fill(rule, observation)),
    memory: <T>(create: () => T): T => {
      if (remembered.length === 0) remembered.push(create())
      return remembered[0] as T
    },
  }
  const entries = Object.entries(files).map(([path, content], index) => entryOf(path, content, index))
  const tools = {
    search,
    limits: { ...DEFAULT_LIMITS, ...settings.limits },
    problem: (anomaly: Anomaly) => problems.push(anomaly),
  }
  for (const entry of entries) {
    rule?.entry?.(entry, context)
    readLayers(entry, tools, (layer) => {
      layers.push(layer)
      account.add(layer)
      const hits = layer.hits.filter(({ keyword }) => rule?.keywords?.includes(keyword))
      if (rule?.layer && (rule.keywords === undefined || hits.length > 0))
        rule.layer(layer, { ...context, hits })
    })
  }
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const settled = account.finish({ publicBlobs: settings.publicBlobs ?? null, byPath })
  const facts: PackageFacts = {
    manifest: manifestOf(files),
    manifestText: files['package.json'] === undefined ? null : String(files['package.json']),
    tarball: {
      integrity: '',
      shasum: '',
      sha256: '',
      size: 0,
      unpackedSize: 0,
      fileCount: entries.length,
      anomalies: [],
    },
    anomalies: problems,
    entries,
    byPath,
    ...settled,
  }
  rule?.package?.(facts, context)
  return { layers, problems, facts, said, ...settled }
}

function manifestOf(files: Files): Record<string, unknown> | null {
  const text = files['package.json']
  return text === undefined ? null : (JSON.parse(String(text)) as Record<string, unknown>)
}

function fill(rule: AnyRule | undefined, observation: Observation): Said {
  const message = rule?.messages[observation.message]
  if (rule === undefined || message === undefined) throw new Error(`No message ${observation.message}`)
  const what = fillTemplate(message.what, observation.data ?? {})
  if (/\{\w+/.test(what)) throw new Error(`${observation.message} lacks a value: ${what}`)
  return { message: observation.message, what, severity: message.severity ?? rule.meta.severity, observation }
}

/** Address of a layer as a report shows it. */
export function address(layer: Layer): string {
  return [layer.entry.path, ...layer.trail].join('!')
}

/** JSON of a map with one text. */
export function mapOf(text: string, source = '../src/a.ts', more: Record<string, unknown> = {}): string {
  return JSON.stringify({
    version: 3,
    sources: [source],
    sourcesContent: [text],
    names: [],
    mappings: 'AAAA',
    ...more,
  })
}
