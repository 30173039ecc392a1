import { IdentityReader, readLicencePath } from '../archive/identity/read-identity.ts'
import { readArchive } from '../archive/read-archive.ts'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import { InventoryCollector } from '../inventory/inventory-collector.ts'
import { readLayers } from '../layers/read-layers.ts'
import { findDecidingFile, isLicenceName, openLicenceOf } from '../manifest/licence-text.ts'
import { readManifest, readManifestString } from '../manifest/parse-manifest.ts'
import type { ArchiveKind } from '../model/archive.ts'
import { type BaselineOutcome, NO_BASELINE } from '../model/baseline-outcome.ts'
import type { Entry, TarballFacts } from '../model/entry.ts'
import type { Inventory } from '../model/inventory.ts'
import type { Layer } from '../model/layer.ts'
import type { Limits } from '../model/limits.ts'
import type { EntryFacts, LicenceFile, PackageFacts, ReleaseFacts } from '../model/package-facts.ts'
import type { Packing } from '../model/packing.ts'
import type { ScanFinding } from '../model/scan-finding.ts'
import type { Unseen } from '../model/unseen.ts'
import { LOOSE } from '../tarball/read-tarball.ts'
import { makeUnseen, UnseenLog } from '../tarball/unseen-log.ts'
import { ExposureAccount } from './exposure/exposure-account.ts'
import type { ConfiguredRule } from './keyword-plan.ts'
import { isAbout, RuleRun } from './run-rules.ts'

/** Bytes of a licence's file that are read. */
const LICENCE_BYTES = 64 * 1024

export interface ScanOptions {
  readonly rules: readonly ConfiguredRule[]
  readonly limits: Limits
  /** What kind of package it is; left out for npm's. */
  readonly kind?: ArchiveKind
  /** Git object ids of what a public repository tracks, or null if nothing is known to be public. */
  readonly publicBlobs: ReadonlySet<string> | null
  readonly release?: ReleaseFacts
  /** How it was packed; null or left out for a tarball that was handed over. */
  readonly packing?: Packing | null
  /** Whether the ignore files of the folder that was packed leave a path out; left out where there is no folder. */
  isIgnored?(path: string): boolean
  /** Asked when the tarball has been read; left out: there is nothing to compare with. */
  readonly baseline?: () => Promise<BaselineOutcome>
}

export interface Scan {
  readonly facts: PackageFacts
  readonly findings: readonly ScanFinding[]
  readonly inventory: Inventory
  /** What it was to be compared with, and why not if it was not. */
  readonly baseline: BaselineOutcome
}

/**
 * Reads a tarball once, from the first byte to the last, and runs every rule over every entry and layer of it.
 * @throws CannotLook when the file cannot be opened; whatever is wrong with its content is among the findings.
 */
export async function scanTarball(file: string, options: ScanOptions): Promise<Scan> {
  const kind = await recogniseArchive(file)
  const read = async (visit: (entry: Entry) => void): Promise<TarballFacts> => {
    const { kind: _, ...facts } = await readArchive(file, options.limits, visit, kind)
    return facts
  }
  return scanEntries(read, { ...options, kind })
}

/** The same over entries from elsewhere: `read` visits each and returns what is to be known of the whole. */
export async function scanEntries(
  read: (visit: (entry: Entry) => void) => Promise<TarballFacts>,
  options: ScanOptions,
): Promise<Scan> {
  const kind = options.kind ?? 'npm'
  const run = new RuleRun(
    options.rules.filter(({ rule }) => isAbout(rule, kind)),
    kind,
  )
  const identity = new IdentityReader(kind)
  const { search } = run
  const account = new ExposureAccount(options.publicBlobs !== null)
  const collector = new InventoryCollector()
  const unseen = new UnseenLog()
  const entries: EntryFacts[] = []
  let manifest: Record<string, unknown> | null = null
  let manifestText: string | null = null
  const licences: LicenceFile[] = []
  let manifestUnseen: Unseen | null = null

  const tools = { search, limits: options.limits, unseen: (part: Unseen) => unseen.add(part) }
  const look = (layer: Layer): void => {
    account.add(layer)
    collector.layer(layer)
    run.layer(layer)
  }
  const tarball = await read((entry) => {
    if (entry.index === LOOSE) {
      readLayers(entry, tools, look)
      return
    }
    entries.push(pickFacts(entry))
    identity.entry(entry)
    if (hasPackageJson(kind) && entry.path === 'package.json' && entry.type === 'file') {
      // npm installs the last one, so that one is judged.
      const read = readManifest(entry.content)
      manifest = read.manifest
      manifestText = entry.content.toString('utf8')
      manifestUnseen = read.problem === null ? null : reportUnseenManifest(entry, read.problem)
    }
    if (entry.type === 'file' && isLicenceName(readLicencePath(entry.path, kind)))
      licences.push({
        path: entry.path,
        licence: openLicenceOf(entry.content.toString('utf8', 0, LICENCE_BYTES)),
      })
    collector.entry(entry)
    run.entry(entry)
    readLayers(entry, tools, look)
  })

  // npm installs files only: links and whatever else is dropped.
  const files = entries.filter((entry) => entry.type === 'file')
  const byPath = new Map(files.map((entry) => [entry.path, entry]))
  const settled = account.finish({
    publicBlobs: options.publicBlobs,
    byPath,
    name: readManifestString(manifest, 'name'),
  })
  const neighbour = identity.finish(manifest)
  const held = collector.finish(manifest, tarball, settled.exposure)
  const inventory = neighbour === null ? held : { ...held, name: neighbour.name, version: neighbour.version }
  const baseline = (await options.baseline?.()) ?? NO_BASELINE
  const facts: PackageFacts = {
    manifest,
    manifestText,
    neighbour,
    licenceFile: findDecidingFile(licences),
    ...(options.release === undefined
      ? {}
      : { release: addPublishedVersions(options.release, manifest, baseline) }),
    packing: options.packing ?? null,
    ...(options.isIgnored === undefined ? {} : { isIgnored: options.isIgnored }),
    tarball,
    anomalies: tarball.anomalies,
    unseen: [...(manifestUnseen === null ? [] : [manifestUnseen]), ...tarball.unseen, ...unseen.all()],
    entries,
    byPath,
    ...settled,
    hiddenLines: (text) => account.countHiddenLines(text),
    ...(baseline.inventory === null ? {} : { comparison: { before: baseline.inventory, after: inventory } }),
  }
  return { facts, findings: await run.finish(facts), inventory, baseline }
}

/** Whether a kind of package has npm's manifest, by which tools go. */
function hasPackageJson(kind: ArchiveKind): boolean {
  return kind === 'npm' || kind === 'vscode'
}

/** Which versions there are is known once the registry was asked for the baseline. */
function addPublishedVersions(
  release: ReleaseFacts,
  manifest: Readonly<Record<string, unknown>> | null,
  { publishedVersions }: BaselineOutcome,
): ReleaseFacts {
  const config = manifest?.publishConfig
  const own = typeof config === 'object' && config !== null ? (config as { tag?: unknown }).tag : null
  return {
    ...release,
    ...(typeof own === 'string' && typeof release.distTag !== 'string' ? { distTag: own } : {}),
    publishedVersions: release.publishedVersions ?? publishedVersions,
  }
}

function reportUnseenManifest({ path, content }: Entry, problem: string): Unseen {
  const detail = `${problem}, so no rule about the manifest could look at it`
  return makeUnseen({ path, trail: [] }, 'damaged', detail, content)
}

function pickFacts({ path, rawPath, type, mode, size, linkTarget }: Entry): EntryFacts {
  return { path, rawPath, type, mode, size, linkTarget }
}
