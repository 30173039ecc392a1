import { CannotLook } from '../model/cannot-look.ts'
import { PACKERS, type PackerName } from '../model/packing.ts'
import type { FailOn, Profile } from '../model/report.ts'
import { parseShard, type ShardNumber } from '../pack/shards.ts'
import { nearest } from '../text/nearest-name.ts'
import type { Options, OptionValues } from './command.ts'

/** How a target is judged: options of every command that looks at packages. */
export const JUDGING = {
  config: {
    type: 'string',
    short: 'c',
    value: '<file>',
    help: "a configuration other than the package's seaworthy.yml",
  },
  policy: { type: 'string', value: '<file>', help: "the organisation's policy, which nothing can weaken" },
  profile: {
    type: 'string',
    value: '<profile>',
    help: 'auto, open-source or proprietary (default: auto, by the licence)',
  },
  'fail-on': {
    type: 'string',
    value: '<level>',
    help: 'error, warning, notice or never (default: error)',
  },
} as const satisfies Options

/** How a target is packed. */
export const PACKING = {
  workspaces: {
    type: 'boolean',
    short: 'w',
    help: 'check the workspaces of the target, all that can be published',
  },
  shard: { type: 'string', value: '<i/n>', help: 'look at the i-th of n parts of the targets' },
  baseline: {
    type: 'string',
    value: '<release>',
    help: 'what to compare with: latest (default), a dist-tag, a version, a .tgz, the report of an earlier run, or none',
  },
  packer: {
    type: 'string',
    value: '<packer>',
    help: 'whose tarball is published: auto, npm, pnpm, yarn or bun (default: auto, by the repository)',
  },
  'run-scripts': {
    type: 'boolean',
    help: 'run what publishing runs before it packs: prepublishOnly, prepack, prepare',
  },
} as const satisfies Options

/** Where earlier releases are kept between runs. */
export const CACHE = {
  cache: {
    type: 'string',
    value: '<folder>',
    help: 'keep the tarballs of earlier releases there, by their digest, and take them from there',
  },
} as const satisfies Options

/** How many packages are looked at at a time. */
export const THREADS = {
  threads: {
    type: 'string',
    value: '<n>',
    help: 'packages that are looked at at a time (default: one a processor, where it pays)',
  },
} as const satisfies Options

const MOST_THREADS = 64

/** The threads that are asked for; null to have as many as pay. @throws CannotLook when it is no such number. */
export function readThreads(given: string | null): number | null {
  return given === null ? null : wholeNumber('--threads', given, 2, MOST_THREADS)
}

/** @throws CannotLook when it is not a whole number from 1 to `most` */
export function wholeNumber(option: string, given: string, example: number, most: number): number {
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
  const packer = oneOf('--packer', given, ['auto', ...PACKERS] as const)
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
  const profile = oneOf('--profile', given.profile, ['auto', 'open-source', 'proprietary'] as const)
  return {
    configFile: given.config,
    policyFile: given.policy,
    profile: profile === 'auto' ? null : profile,
    failOn: oneOf('--fail-on', given['fail-on'], ['error', 'warning', 'notice', 'never'] as const),
  }
}

/** @throws CannotLook when the value is none of those allowed, naming them and the nearest. */
export function oneOf<T extends string>(
  option: string,
  value: string | null,
  allowed: readonly T[],
): T | null {
  if (value === null) return null
  const found = allowed.find((one) => one === value)
  if (found !== undefined) return found
  const near = nearest(value, allowed)
  throw new CannotLook(
    `${option} ${JSON.stringify(value)} is not one of ${allowed.join(', ')}.${near === null ? '' : ` Did you mean ${near}?`}`,
  )
}
