import type { NeighbourKind } from './archive.ts'
import type { BaselineReport } from './changes.ts'
import type { Exposure } from './exposure.ts'
import type { Harm } from './harm.ts'
import type { Inventory } from './inventory.ts'
import type { Packing } from './packing.ts'
import type { Plan } from './plan.ts'
import type { AcceptedUnseen, Unseen } from './unseen.ts'

export type Severity = 'error' | 'warning' | 'notice' | 'off'
/** A severity that shows. */
export type Level = Exclude<Severity, 'off'>
export type Profile = 'open-source' | 'proprietary'
/** `error`: the run could not look, or not at everything it was asked for; it blocks like `block`. */
export type Verdict = 'pass' | 'block' | 'error'
export type FailOn = Level | 'never'

export const LEVELS: readonly Level[] = ['error', 'warning', 'notice']

/**
 * How sure it is that a value is a secret: its check fits or nothing else has its form; form, name and company agree;
 * some of that.
 */
export const CONFIDENCES = ['sure', 'likely', 'possible'] as const
export type Confidence = (typeof CONFIDENCES)[number]

/** Position in a file of the repository; lines and columns from 1. */
export interface SourcePosition {
  path: string
  line: number
  column: number
}

/** One place where a finding shows. Lines and columns are 1-based; columns count UTF-16 units. */
export interface ReportPlace {
  /** Path inside the package. */
  path: string
  /** Names inward from `path`, joined by `!`; null for the file itself. */
  layer: string | null
  line: number | null
  column: number | null
  /** Redacted. */
  evidence: string | null
  /** The same position in the original source, traced through a source map. */
  original: SourcePosition | null
}

/** The three parts of a message before its `{name}` values are filled in; reporters encode the values for their channel. */
export interface MessageTemplate {
  what: string
  why: string
  fix: string
}

/** Why the thing is in the tarball. `path` is relative to the package's directory. */
export interface Cause {
  path: string | null
  line: number | null
  /** A clause: "`files` names \"dist\"". */
  reason: string
}

/** An edit that removes the cause. */
export interface Change {
  /** Relative to the package's directory. */
  path: string
  /** First line of `remove`, or the line before which `add` goes. */
  line: number
  remove: string[]
  add: string[]
}

/** What another rule says of the same thing. */
export interface AlsoFound {
  rule: string
  title: string
  /** With its values filled in, raw: encode before printing. */
  message: string
  fingerprint: string
  /** First paths inside the package where it says so. */
  paths: string[]
}

export interface Finding {
  rule: string
  severity: Level
  /** Stable over unrelated edits; never derived from a secret's value. */
  fingerprint: string
  title: string
  /** `template.what` with its values filled in, raw: encode before printing. */
  message: string
  template: MessageTemplate
  data: Record<string, string | number | readonly string[]>
  /** Of the first place. */
  path: string | null
  line: number | null
  column: number | null
  layer: string | null
  /** How many places; at least 1. */
  count: number
  /** The first places, at most `PLACES_KEPT`. */
  places: ReportPlace[]
  evidence: string | null
  original: SourcePosition | null
  cause: Cause | null
  /** `template.fix` with its values filled in, raw. */
  fix: string
  change: Change | null
  /** What other rules say of the same thing; setting this finding aside sets them aside. */
  also: AlsoFound[]
  /** How many more findings say the same of other files; their places are among the places. */
  similar: number
  docs: string
  /** What publishing it harms; left out by reports of earlier versions. */
  harm?: Harm | undefined
  /** Where it is about a secret; left out by reports of earlier versions. */
  confidence?: Confidence | undefined
  /** Whether it is the account of what source is exposed. */
  exposes?: true | undefined
}

/** Places listed for one finding; `count` has the true number. */
export const PLACES_KEPT = 2000

/** What takes how much room in the tarball, unpacked. */
export interface Contents {
  /** Every file counts in one of these, the nearest above it; '' is the root. The largest first. */
  folders: { path: string; files: number; bytes: number }[]
  /** The largest files. */
  files: { path: string; bytes: number }[]
}

export interface TarballReport {
  /** Where the scanned file lies, or null if it is gone. */
  path: string | null
  /** Name that npm gave it. */
  filename: string
  integrity: string
  shasum: string
  sha256: string
  size: number
  unpackedSize: number
  fileCount: number
}

export interface SuppressedFinding {
  finding: Finding
  reason: string
  expires: string | null
  by: string | null
}

/** Files of the tarball that are in it for one reason. */
export interface Presence {
  cause: Cause
  files: number
  /** Positions in the inventory's files, from 0: the first and the last of each run. */
  ranges: [number, number][]
}

export interface PackageReport {
  name: string | null
  version: string | null
  /** What it is, where it is no npm package; absent for one. */
  kind?: NeighbourKind | undefined
  target: string
  verdict: Verdict
  /** From which severity on a finding blocks this package. */
  failOn: FailOn
  profile: Profile
  /** A clause: "the licence is MIT, an open one". */
  profileReason: string
  /** SHA-256 of the configuration that held for it, in hex; null if it could not be judged. */
  configuration: string | null
  tarball: TarballReport | null
  /** How it was packed; null for a tarball that was handed over and a published version. */
  packer: Packing | null
  /** Whether the registry has this version already. */
  alreadyPublished: boolean
  /** Its package.json says "private": true, so that nobody can publish it; absent for every other. */
  isPrivate?: true | undefined
  /** What is in the tarball, for comparing it with other releases; null if it could not be read. */
  inventory: Inventory | null
  /** Why each file of the inventory is there, the commonest reason first; left out where the package's folder is not known. */
  presence?: Presence[] | undefined
  /** What it was compared with, and what changed; null if there was nothing to compare with. */
  baseline: BaselineReport | null
  contents: Contents
  exposure: Exposure
  findings: Finding[]
  /** The edits that end what blocks or warns; null where there are none to make, or nobody knows the package's folder. */
  plan: Plan | null
  suppressed: SuppressedFinding[]
  /** What prevented looking; each a whole sentence with what to do. Any makes the verdict `error`. */
  errors: string[]
  /** What could not be looked at; any blocks, whatever the severities say. */
  unseen: Unseen[]
  /** What could not be looked at either, and was accepted in writing. */
  accepted: AcceptedUnseen[]
  /** What a change to nothing but the gate's own files sets aside; null for every other change. */
  gateChange: GateChange | null
  /** What the reader should know about how it was made: "pack scripts were not run". */
  notes: string[]
}

/** A change to the gate alone: it ships what its base ships, and its review is all that protects. */
export interface GateChange {
  /** What it changes, relative to the repository's root. */
  files: string[]
  /** Why the base's own files say nothing; null where they do. */
  wrongAtBase: string | null
  /** What blocks at the base, and no longer under the changed files. */
  setAside: {
    /** Null for content that could not be looked at. */
    rule: string | null
    path: string | null
    fingerprint: string | null
    /** Day (`YYYY-MM-DD`) from which the base has it, or from which at least; null where the clone does not tell. */
    since: string | null
    exact: boolean
  }[]
}

export interface Report {
  schemaVersion: 2
  tool: { name: 'seaworthy'; version: string }
  verdict: Verdict
  /** The strictest of the packages'. */
  failOn: FailOn
  /** Of all packages if they agree, else null. */
  profile: Profile | null
  policy: { source: string; digest: string } | null
  packages: PackageReport[]
  /** What went wrong before any package: a config that cannot be read, a pattern that matches nothing. */
  errors: string[]
  /** Milliseconds. */
  timing: { total: number; pack: number; scan: number }
  /** Which part of a run that was dealt out this is, and all targets of that run; null for a whole one. */
  shard: {
    index: number
    count: number
    targets: string[]
    /** That the run is about; null or left out where nobody knows. */
    commit?: string | null | undefined
    /** SHA-256 of the configuration that held for the run's folder; null or left out where it is not known. */
    configuration?: string | null | undefined
  } | null
}
