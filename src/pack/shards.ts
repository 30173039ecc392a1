import path from 'node:path'
import { isObject } from '../model/json-object.ts'
import { findRunOrigin } from '../repository/run-origin.ts'
import { readJson } from './workspace/read-json.ts'

/** One of several parts that the same targets are dealt out to. */
export interface ShardNumber {
  /** From 1. */
  readonly index: number
  readonly count: number
}

export const MOST_SHARDS = 1000

/** Reads `2/5`; null for anything that is no shard. */
export function parseShard(text: string): ShardNumber | null {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text.trim()) ?? []
  const shard = { index: Number(index), count: Number(count) }
  const isShard = shard.index >= 1 && shard.index <= shard.count && shard.count <= MOST_SHARDS
  return isShard ? shard : null
}

/** A target and the name of its package, where it is a folder that has one. */
export interface NamedTarget {
  readonly target: string
  readonly name: string | null
  readonly version: string | null
}

/** The targets with the names of their packages, sorted by name. */
export async function nameTargets(targets: readonly string[], directory: string): Promise<NamedTarget[]> {
  const named = await Promise.all(
    targets.map(async (target): Promise<NamedTarget> => {
      const manifest = await readJson(path.join(path.resolve(directory, target), 'package.json'))
      const { name, version } = isObject(manifest) ? manifest : {}
      return {
        target,
        name: typeof name === 'string' ? name : null,
        version: typeof version === 'string' ? version : null,
      }
    }),
  )
  const makeKey = ({ name, target }: NamedTarget) => name ?? target
  return named.sort((a, b) => (makeKey(a) < makeKey(b) ? -1 : makeKey(a) > makeKey(b) ? 1 : 0))
}

/** One shard of the targets, with what all of them are and the commit that they are of. */
export async function dealOut(targets: readonly string[], directory: string, shard: ShardNumber) {
  const [part, { commit }] = await Promise.all([
    pickTargetsOfShard(targets, directory, shard),
    findRunOrigin(directory, process.env),
  ])
  return { targets: part, shard: { ...shard, targets: [...targets], commit } }
}

/**
 * The targets of one shard: sorted by name and dealt out in turn, so that every job of a matrix comes to the same deal
 * and the parts are of one size.
 */
async function pickTargetsOfShard(
  targets: readonly string[],
  directory: string,
  { index, count }: ShardNumber,
): Promise<string[]> {
  const named = await nameTargets(targets, directory)
  return named.filter((_, at) => at % count === index - 1).map(({ target }) => target)
}
