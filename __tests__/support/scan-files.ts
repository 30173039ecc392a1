import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readInventory } from '../../src/baseline/read-inventory.ts'
import { DEFAULT_CONFIG, decideSeverity, readOptions } from '../../src/config/merge/effective-config.ts'
import { decideProfile } from '../../src/config/merge/profile.ts'
import { compareByHarm } from '../../src/judge/fold-findings.ts'
import { gradeFindings, judge } from '../../src/judge/judge.ts'
import { type BaselineOutcome, NO_BASELINE } from '../../src/model/baseline-outcome.ts'
import type { ExampleFiles } from '../../src/model/example.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts'
import type { ReleaseFacts } from '../../src/model/package-facts.ts'
import type { Packing } from '../../src/model/packing.ts'
import type { Finding, Profile } from '../../src/model/report.ts'
import type { AnyRule } from '../../src/model/rule.ts'
import { RULES } from '../../src/rules/index.ts'
import { type Scan, scanTarball } from '../../src/scan/scan-tarball.ts'
import { buildTarball } from './build-tarball.ts'

export interface ScanFilesOptions {
  /** Default: by the licence in package.json. */
  readonly profile?: Profile
  /** Options by rule id. */
  readonly options?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly rules?: readonly AnyRule[]
  readonly limits?: Partial<Limits>
  readonly publicBlobs?: ReadonlySet<string>
  readonly release?: ReleaseFacts
  /** How it was packed. */
  readonly packing?: Packing
  /** The release before, to compare with. */
  readonly before?: ExampleFiles
  /** As a report tells it, one leak one finding. Default: what every rule says for itself. */
  readonly folded?: boolean
}

/** Packs files into a tarball, scans it as the gate does and returns the findings that would be reported. */
export async function scanFiles(files: ExampleFiles, options: ScanFilesOptions = {}): Promise<Finding[]> {
  return (await scanBytes(buildTarball(files), options)).findings
}

/** Scans a finished tarball, honest or not, as the gate does. */
export async function scanBytes(
  bytes: Uint8Array,
  options: ScanFilesOptions = {},
): Promise<{ findings: Finding[]; scan: Scan }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scan-files-'))
  try {
    const file = path.join(folder, 'package.tgz')
    await writeFile(file, bytes)
    const scan = await scanTarball(file, {
      rules: await Promise.all(
        (options.rules ?? RULES).map(async (rule) => ({
          rule,
          options: await readRuleOptions(rule, options),
        })),
      ),
      limits: { ...DEFAULT_LIMITS, ...options.limits },
      publicBlobs: options.publicBlobs ?? null,
      packing: options.packing ?? null,
      ...(options.release === undefined ? {} : { release: options.release }),
      ...(options.before === undefined ? {} : { baseline: await packBaseline(options.before, folder) }),
    })
    const { profile } = decideProfile({
      explicit: options.profile ?? null,
      visibility: null,
      manifest: scan.facts.manifest,
    })
    const settings = {
      packageName: null,
      severity: (rule: AnyRule, message: string, at: string | null) =>
        decideSeverity(DEFAULT_CONFIG, rule, message, profile, at),
    }
    const findings =
      options.folded === true
        ? judge(scan.findings, { ...settings, suppression: () => null }).findings
        : gradeFindings(scan.findings, settings)
            .map(({ finding }) => finding)
            .toSorted(compareByHarm)
    return { findings, scan }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function packBaseline(files: ExampleFiles, folder: string): Promise<() => Promise<BaselineOutcome>> {
  const file = path.join(folder, 'before.tgz')
  await writeFile(file, buildTarball(files))
  const { inventory, problem } = await readInventory(file, DEFAULT_LIMITS)
  if (problem !== null) throw new Error(`The release before cannot be read: ${problem}`)
  return async () => ({ ...NO_BASELINE, inventory })
}

async function readRuleOptions(
  rule: AnyRule,
  { options }: ScanFilesOptions,
): Promise<Readonly<Record<string, unknown>>> {
  const given = options?.[rule.meta.id]
  return given === undefined ? readOptions(DEFAULT_CONFIG, rule) : rule.options.parseAsync(given)
}
