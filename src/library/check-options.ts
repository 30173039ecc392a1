import type { PackerName } from '../model/packing.ts'
import type { FailOn, Profile } from '../model/report.ts'

/** What to check, and how. Everything has a default; `check()` looks at the package in the working folder. */
export interface CheckOptions {
  /** Package folders, `.tgz` files (`.vsix`, `.whl`, `.crate` and sdists too), `name@version`; default `['.']`. */
  readonly targets?: readonly string[]
  /** What relative paths start from; default the process's working folder. */
  readonly directory?: string
  /** Whether each target stands for its workspaces. */
  readonly workspaces?: boolean
  /** Looks at one part of the targets, as the jobs of a matrix do; `mergeReports` puts the parts together. */
  readonly shard?: { readonly index: number; readonly count: number }
  /** Packages that are looked at at a time, each in a thread; default one a processor, where it pays. */
  readonly threads?: number
  /** Default: by the licence. */
  readonly profile?: Profile
  /** The mildest severity that blocks; default as configured, else `error`. */
  readonly failOn?: FailOn
  /** Instead of the configuration that is found beside the package. */
  readonly configFile?: string
  /** The organisation's policy, a path. */
  readonly policyFile?: string
  /** What to compare with: a dist-tag, a version, a `.tgz`, an earlier report, or `none`; default the latest release. */
  readonly baseline?: string
  /** A folder that outlives the run, where tarballs of earlier releases are kept by their digest; default none. */
  readonly cacheFolder?: string
  /** Whether the scripts run that publishing runs; default no. */
  readonly runScripts?: boolean
  /** The git tag under release, without `refs/tags/`: the version is held against it. Default: none. */
  readonly releaseTag?: string
  /** Whose tarball is published; default by the evidence. */
  readonly packer?: PackerName
  /**
   * A folder for the packed tarballs, which stay there; the report says where. Left out: a temporary one, which is
   * removed.
   */
  readonly tarballFolder?: string
  /** Told what is going on, in a few words. May hold text from the package: encode before printing. */
  readonly onProgress?: (event: { readonly message: string }) => void
  /** Gives the check up at its next step. */
  readonly signal?: AbortSignal
}

/** How to publish what passes. */
export interface PublishingOptions extends CheckOptions {
  /** Whether the scripts run that publishing runs; default yes, as `npm publish` does. */
  readonly runScripts?: boolean
  /** The dist-tag; default npm's, `latest`. */
  readonly tag?: string
  readonly access?: 'public' | 'restricted'
  /** A one-time password. */
  readonly otp?: string
  /** Whether npm signs where it was built. */
  readonly provenance?: boolean
  /** Publishes into the registry's stage, where a maintainer approves it. */
  readonly stage?: boolean
  /** Does everything but publish. */
  readonly dryRun?: boolean
  /** Where npm's settings and tokens are read from; default the process's environment. */
  readonly environment?: Readonly<Record<string, string | undefined>>
}
