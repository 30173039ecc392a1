import { CannotLook } from '../model/cannot-look.ts'
import { PACKERS, type PackerName } from '../model/packing.ts'
import type { FailOn, Profile } from '../model/report.ts'
import { parseShard, type ShardNumber } from '../pack/shards.ts'
import { findNearest } from '../text/nearest-name.ts'
import type { Options, OptionValues } from './command.ts'

/** How a target is judged: options of every command that looks at packages. */
export const JUDGING = {
  config: {
    type: 'string',
    short: 'c',
    value: '<file>',
    help: "use this configuration file instead of the package's seaworthy.yml",
  },
  policy: { type: 'string', value: '<file>', help: "your organisation's policy; nothing can weaken it" },
  profile: {
    type: 'string',
    value: '<profile>',
    help: 'auto, open-source or proprietary (default: auto, from the licence)',
  },
  'fail-on': {
    type: 'string',
    value: '<level>',
    help: 'lowest severity that blocks: error, warning, notice or never (default: error)',
  },
} as const satisfies Options

/** How a target is packed. */
export const PACKING = {
  workspaces: {
    type: 'boolean',
    short: 'w',
    help: 'include every workspace that can be published',
  },
  shard: { type: 'string', value: '<i/n>', help: 'check only part i of n (for parallel jobs)' },
  baseline: {
    type: 'string',
    value: '<release>',
    help: 'the release to compare with: latest (default), a dist-tag, a version, a .tgz file, an earlier JSON report, or none',
  },
  packer: {
    type: 'string',
    value: '<packer>',
    help: 'the package manager you publish with: auto, npm, pnpm, yarn or bun (default: auto, from the repository)',
  },
  'run-scripts': {
    type: 'boolean',
    help: 'first run the scripts that publishing runs: prepublishOnly, prepack, prepare',
  },
} as const satisfies Options

/** Where earlier releases are kept between runs. */
export const CACHE = {
  cache: {
    type: 'string',
    value: '<folder>',
    help: 'keep downloaded tarballs of earlier releases in this folder',
  },
} as const satisfies Options

/** How many packages are looked at at a time. */
export const THREADS = {
  threads: {
    type: 'string',
    value: '<n>',
    help: 'packages to check at the same time (default: one per processor if that is faster)',
  },
} as const satisfies Options

const MOST_THREADS = 64

/** The threads that are asked for; null to have as many as pay. @throws CannotLook when it is no such number. */
export function readThreads(given: string | null): number | null {
  return given === null ? null : parseWholeNumber('--threads', given, 2, MOST_THREADS)
}

/** @throws CannotLook when it is not a whole number from 1 to `most` */
export function parseWholeNumber(option: string, given: string, example: number, most: number): number {
  const number = Number(given)
  if (Number.isInteger(number) && number >= 1 && number <= most) return number
  throw new CannotLook(
    `${option} ${JSON.stringify(given)} is not a whole number from 1 to ${most}. Write it as: ${option} ${example}`,
  )
}

/** The shard that is asked for; null for all targets. @throws CannotLook when it is none. */
export function readShard(given: string | null): ShardNumber | null {
  const shard = given === null ? null : parseShard(given)
  if (given !== null && shard === null)
    throw new CannotLook(
      `--shard ${JSON.stringify(given)} is not a shard. Write the number of the part and how many there are: --shard 2/5`,
    )
  return shard
}

/** The packer that is asked for; null to go by the evidence. @throws CannotLook when it is none. */
export function readPacker(given: string | null): PackerName | null {
  const packer = parseChoice('--packer', given, ['auto', ...PACKERS] as const)
  return packer === 'auto' ? null : packer
}

/** The common options, read. */
export interface Judging {
  readonly configFile: string | null
  readonly policyFile: string | null
  readonly profile: Profile | null
  readonly failOn: FailOn | null
  /** Null or left out: by the configuration or the evidence. */
  readonly packer?: PackerName | null
}

/** @throws CannotLook when a profile or a level is none. */
export function readJudging(given: OptionValues<typeof JUDGING>): Judging {
  const profile = parseChoice('--profile', given.profile, ['auto', 'open-source', 'proprietary'] as const)
  return {
    configFile: given.config,
    policyFile: given.policy,
    profile: profile === 'auto' ? null : profile,
    failOn: parseChoice('--fail-on', given['fail-on'], ['error', 'warning', 'notice', 'never'] as const),
  }
}

/** @throws CannotLook when the value is none of those allowed, naming them and the nearest. */
export function parseChoice<T extends string>(
  option: string,
  value: string | null,
  allowed: readonly T[],
): T | null {
  if (value === null) return null
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  const near = findNearest(value, allowed)
  throw new CannotLook(
    `${option} ${JSON.stringify(value)} is not one of ${allowed.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
  )
}
