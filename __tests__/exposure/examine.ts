import { KeywordSearch } from '../../src/layers/keyword-search.ts'
import { READER_KEYWORDS, readLayers } from '../../src/layers/read-layers.ts'
import { parseManifest } from '../../src/manifest/parse-manifest.ts'
import type { Entry } from '../../src/model/entry.ts'
import type { Layer } from '../../src/model/layer.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts'
import type { PackageFacts } from '../../src/model/package-facts.ts'
import type { AnyRule, SeverityByProfile } from '../../src/model/rule.ts'
import type { ScanPlace } from '../../src/model/scan-finding.ts'
import type { Unseen } from '../../src/model/unseen.ts'
import { ExposureAccount, type Settled } from '../../src/scan/exposure/exposure-account.ts'
import { RuleRun } from '../../src/scan/run-rules.ts'
import { fillTemplate } from '../../src/text/fill-template.ts'

export type Files = Readonly<Record<string, string | Uint8Array>>

export interface Examined extends Settled {
  readonly layers: readonly Layer[]
  readonly unseen: readonly Unseen[]
}

/** A finding as a reader sees it. */
export interface Said {
  readonly message: string
  readonly what: string
  readonly severity: SeverityByProfile
  readonly places: readonly ScanPlace[]
}

export interface Settings {
  readonly publicBlobs?: ReadonlySet<string>
  readonly limits?: Partial<Limits>
}

function entryOf(path: string, data: string | Uint8Array, index: number): Entry {
  const content = Buffer.from(data)
  const size = content.length
  return {
    index,
    path,
    rawPath: `package/${path}`,
    type: 'file',
    mode: 0o644,
    size,
    linkTarget: null,
    content,
  }
}

/** Reads files as the entries of a package and settles their account. */
export function examine(files: Files, settings: Settings = {}): Examined {
  return read(files, new KeywordSearch(READER_KEYWORDS), settings).examined
}

/** What a rule says of files, exactly as the scan would have it. */
export async function whatRuleSays(
  rule: AnyRule,
  files: Files,
  options: object = {},
): Promise<readonly Said[]> {
  const run = new RuleRun([{ rule, options: rule.options.strict().parse(options) }])
  const { facts } = read(files, run.search, {}, run)
  return (await run.finish(facts)).map(({ message, data, places }) => {
    const template = rule.messages[message]
    if (template === undefined) throw new Error(`No message ${message}`)
    const severity = template.severity ?? rule.meta.severity
    return { message, what: fillTemplate(template.what, data), severity, places }
  })
}

function read(files: Files, search: KeywordSearch, settings: Settings, run?: RuleRun) {
  const account = new ExposureAccount()
  const layers: Layer[] = []
  const unseen: Unseen[] = []
  const entries = Object.entries(files).map(([path, content], index) => entryOf(path, content, index))
  const limits = { ...DEFAULT_LIMITS, ...settings.limits }
  for (const entry of entries) {
    run?.entry(entry)
    readLayers(entry, { search, limits, unseen: (part) => unseen.push(part) }, (layer) => {
      layers.push(layer)
      account.add(layer)
      run?.layer(layer)
    })
  }
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const settled = account.finish({ publicBlobs: settings.publicBlobs ?? null, byPath })
  const manifest = byPath.get('package.json')?.content
  const facts: PackageFacts = {
    manifest: manifest === undefined ? null : parseManifest(manifest),
    manifestText: manifest?.toString('utf8') ?? null,
    tarball: {
      integrity: '',
      shasum: '',
      sha256: '',
      size: 0,
      unpackedSize: 0,
      fileCount: entries.length,
      anomalies: [],
      unseen: [],
    },
    anomalies: [],
    unseen,
    entries,
    byPath,
    ...settled,
  }
  return { examined: { layers, unseen, ...settled }, facts }
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
