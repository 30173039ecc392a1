import { readLayers } from '../../../src/layers/read-layers.ts'
import { parseManifest } from '../../../src/manifest/parse-manifest.ts'
import type { Entry } from '../../../src/model/entry.ts'
import type { ExampleFiles } from '../../../src/model/example.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import type { ReleaseFacts } from '../../../src/model/package-facts.ts'
import type { AnyRule } from '../../../src/model/rule.ts'
import type { ScanFinding } from '../../../src/model/scan-finding.ts'
import { ExposureAccount } from '../../../src/scan/exposure/exposure-account.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'

export interface RunOptions {
  readonly options?: Readonly<Record<string, unknown>>
  readonly release?: ReleaseFacts
  /** Bytes that the packed file is to have. */
  readonly packed?: number
}

/** Runs one rule over files as if they had come out of a tarball: same layers, same grouping. */
export async function runRule(
  rule: AnyRule,
  files: ExampleFiles,
  { options = {}, release, packed = 1000 }: RunOptions = {},
): Promise<ScanFinding[]> {
  const run = new RuleRun([{ rule, options: await rule.options.strict().parseAsync(options) }])
  const account = new ExposureAccount()
  const { search } = run
  const entries = Object.entries(files).map(([path, data], index): Entry => {
    const content = Buffer.from(data)
    const size = content.length
    return { index, path, rawPath: path, type: 'file', mode: 0o644, size, linkTarget: null, content }
  })
  for (const entry of entries) {
    run.entry(entry)
    readLayers(entry, { search, limits: DEFAULT_LIMITS, unseen: () => undefined }, (layer) => {
      account.add(layer)
      run.layer(layer)
    })
  }
  const byPath = new Map(entries.map((entry) => [entry.path, entry]))
  const manifest = byPath.get('package.json')?.content
  return run.finish({
    manifest: manifest === undefined ? null : parseManifest(manifest),
    manifestText: manifest?.toString('utf8') ?? null,
    ...(release === undefined ? {} : { release }),
    tarball: {
      integrity: '',
      shasum: '',
      sha256: '',
      size: packed,
      unpackedSize: entries.reduce((sum, entry) => sum + entry.size, 0),
      fileCount: entries.length,
      anomalies: [],
      unseen: [],
    },
    anomalies: [],
    unseen: [],
    entries,
    byPath,
    ...account.finish({ publicBlobs: null, byPath }),
  })
}

/** What was found, as `path: message`, for a short assertion; findings without a place as the message alone. */
export async function reported(rule: AnyRule, files: ExampleFiles, options?: RunOptions): Promise<string[]> {
  const found = await runRule(rule, files, options)
  return found.flatMap(({ message, places }) =>
    places.length === 0
      ? [message]
      : places.map(({ path, trail }) => `${[path, ...trail].join('!')}: ${message}`),
  )
}
