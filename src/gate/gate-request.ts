import type { PolicyFetcher } from '../config/policy/policy.ts'
import type { HeldValues } from '../judge/held-values.ts'
import type { PackerName } from '../model/packing.ts'
import type { FailOn, Profile, Report } from '../model/report.ts'
import type { PackerChooser } from '../pack/choose/choose-packer.ts'
import type { ChangeOf } from '../repository/commit-files.ts'
import type { GivenValues } from '../secrets/given-values.ts'
import type { LookPool } from './threads/look-pool.ts'

/** What a run of the gate is asked to do. */
export interface GateRequest {
  /** Package directories, `.tgz` files, `name@version`. */
  readonly targets: readonly string[]
  /** What was read of their repositories for that already; left out: it is read anew. */
  readonly chooser?: PackerChooser
  /** What the targets were worked out from, for telling which of them a change leaves out; left out: nothing is told. */
  readonly named?: { readonly paths: readonly string[]; readonly workspaces: boolean }
  /** Which part of the targets of a run these are, and all of them; left out where these are all. */
  readonly shard?: Report['shard']
  /** What the reader should know of how the targets were chosen; whole sentences. */
  readonly notes?: readonly string[]
  /** Where relative targets are looked up, and where the configuration of a target without a directory is. */
  readonly directory: string
  /** Null: as the configuration says, or by the evidence. */
  readonly profile: Profile | null
  /** Null: as the configuration says. */
  readonly failOn: FailOn | null
  readonly configFile: string | null
  /** The organisation's policy: a path, or `owner/repo/path@ref`. Left out or null: none. */
  readonly policyFile?: string | null
  /** Fetches a policy of another repository; left out where there is no API. */
  readonly policyFetcher?: PolicyFetcher | null
  /** The commit that a change is to be merged into: its configuration holds for what the change loosens. */
  readonly base?: ChangeOf | null
  /** The release to compare with, as `baselineChoice` reads it; null: the one before, if the registry has it. */
  readonly baseline: string | null
  /** `left-out`: the run is not about the comparison with an earlier release, even where one is required. */
  readonly comparison?: 'left-out'
  /** Milliseconds for each step of getting the baseline; default 8,000 for the registry's answer, 20,000 for the tarball. */
  readonly baselineTimeLimit?: number
  /** Where tarballs of earlier releases are kept between runs; null or left out: nowhere. */
  readonly cacheFolder?: string | null
  readonly runScripts: boolean
  /** The packer that publishes; null or left out: as the configuration says, or by the evidence. */
  readonly packer?: PackerName | null
  /** The workflow's own secrets, to be looked for. They stay in this process and out of the report. */
  readonly forbidden?: GivenValues | null
  /** The git tag under release, without `refs/tags/`; null or left out where nothing is released. */
  readonly releaseTag?: string | null
  readonly repository: {
    /** As the workflow's event has it; null where nobody knows. */
    readonly visibility: 'public' | 'private' | 'internal' | null
    /** A directory inside the checkout, or null. */
    readonly checkout: string | null
  }
  /** Takes what findings are bound to, for a command that writes exceptions; left out elsewhere. */
  readonly held?: HeldValues
  /** Everything that is written goes into this folder, which the caller made and removes. */
  readonly temporaryDirectory: string
  /** Whether the packed tarballs stay where they are, so that they can be published. */
  readonly keepTarballs: boolean
  /** Milliseconds for one npm; default five minutes. */
  readonly npmTimeLimit?: number
  /** Threads that look at several targets, the main one included; null or left out: one a processor, where it pays. */
  readonly threads?: number | null
  /** The threads of several runs, which the caller made and closes; left out: the run has its own. */
  readonly pool?: LookPool
  /** Gives the run up at its next step: the gate then throws the signal's reason. */
  readonly signal?: AbortSignal
  /** Told what is going on, in a few words; may hold hostile text. */
  readonly onProgress?: (message: string) => void
}
