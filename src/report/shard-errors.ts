import type { Report } from '../model/report.ts'
import { MOST_SHARDS } from '../pack/shards.ts'
import type { NamedReport } from './named-report.ts'

/** Targets that are named, of many. */
const NAMED = 10

type NamedShard = NonNullable<Report['shard']> & {
  readonly name: string
  readonly policy: Report['policy']
  readonly looked: readonly string[]
}

/** What keeps the reports of a run that was dealt out from being one, as whole sentences. */
export function listShardErrors(reports: readonly NamedReport[]): string[] {
  const shards = reports.flatMap(({ name, report: { shard, policy, packages } }): NamedShard[] =>
    shard === null ? [] : [{ name, policy, looked: packages.map(({ target }) => target), ...shard }],
  )
  const [first] = shards
  if (first === undefined) return []
  const contradiction = explainContradiction(shards, first) ?? explainOtherSettings(shards, first)
  if (contradiction !== null) return [contradiction]
  return [...listRepeated(shards), ...listStrangers(shards, first), ...listLost(reports, shards, first)]
}

/** Why reports cannot be the shards of one run, as a sentence; null where they can. */
function explainContradiction(shards: readonly NamedShard[], first: NamedShard): string | null {
  const strange = shards.find(({ index, count }) => index > count || count > MOST_SHARDS)
  if (strange !== undefined)
    return `${strange.name} says that it is shard ${strange.index} of ${strange.count}, and there is no such shard. Run its job again.`
  const dealt = JSON.stringify([first.count, first.targets])
  const other = shards.find(({ count, targets }) => JSON.stringify([count, targets]) !== dealt)
  if (other !== undefined)
    return `${first.name} and ${other.name} are shards of different runs, so nobody can tell what is missing. Merge the reports of one run.`
  const elsewhere = shards.find(({ commit }) => commit && first.commit && commit !== first.commit)
  if (elsewhere !== undefined)
    return `${first.name} is about the commit ${first.commit} and ${elsewhere.name} about ${elsewhere.commit}: together they are no release. Merge the reports of one run.`
  return null
}

/** Why shards were not judged alike, as a sentence; null where they were, as far as they tell. */
function explainOtherSettings(shards: readonly NamedShard[], first: NamedShard): string | null {
  const other = shards.find(({ policy }) => policy?.digest !== first.policy?.digest)
  if (other !== undefined)
    return `${first.name} was judged under ${namePolicy(first)} and ${other.name} under ${namePolicy(other)}, so together they are no verdict. Give every job the same policy, and run the jobs again.`
  const known = shards.find(({ configuration }) => configuration)
  const differing = shards.find(
    ({ configuration }) => configuration && configuration !== known?.configuration,
  )
  if (known !== undefined && differing !== undefined)
    return `${known.name} and ${differing.name} were judged under different configurations, so together they are no verdict. Give every job the same options and the same configuration, and run the jobs again.`
  const silent = shards.find(({ configuration }) => !configuration)
  // Without a policy nobody asked that all be judged alike, and earlier versions did not tell.
  return silent === undefined || first.policy === null
    ? null
    : `${silent.name} does not say under which configuration it was judged, so nobody can tell whether the policy held for it as for the others. Run its job again with this version of Seaworthy, and with a configuration in its folder that can be read.`
}

const namePolicy = ({ policy }: NamedShard): string =>
  policy === null ? 'no policy' : `the policy ${policy.source} (SHA-256 ${policy.digest.slice(0, 12)}…)`

function listRepeated(shards: readonly NamedShard[]): string[] {
  const seen = new Map<number, string>()
  return shards.flatMap(({ index, count, name }) => {
    const before = seen.get(index)
    seen.set(index, name)
    return before === undefined
      ? []
      : [`${before} and ${name} are both shard ${index} of ${count}. Name each once.`]
  })
}

/** Packages that are none of those that were dealt out: whoever dealt knew nothing of them. */
function listStrangers(shards: readonly NamedShard[], { targets }: NamedShard): string[] {
  const dealt = new Set(targets)
  return shards.flatMap(({ name, looked }) => {
    const strangers = looked.filter((target) => !dealt.has(target))
    return strangers.length === 0
      ? []
      : [
          `${name} is about ${nameSome(strangers)}, which no shard's list of packages names. Merge the reports of one run, as they were written.`,
        ]
  })
}

function listLost(
  reports: readonly NamedReport[],
  shards: readonly NamedShard[],
  { count, targets }: NamedShard,
): string[] {
  const seen = new Set(shards.map(({ index }) => index))
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((index) => !seen.has(index))
  const looked = new Set(reports.flatMap(({ report }) => report.packages.map(({ target }) => target)))
  const lost = targets.filter((target) => !looked.has(target))
  if (missing.length === 0 && lost.length === 0) return []
  const which =
    missing.length === 0
      ? 'The shards are all there, but not all of their packages'
      : `${missing.length === 1 ? 'Shard' : 'Shards'} ${missing.join(', ')} of ${count} ${missing.length === 1 ? 'is' : 'are'} missing`
  const what = lost.length === 0 ? '' : `: nobody has looked at ${nameSome(lost)}`
  return [`${which}${what}. Run the jobs again whose reports are missing.`]
}

function nameSome(targets: readonly string[]): string {
  const more = targets.length > NAMED ? ` and ${targets.length - NAMED} more` : ''
  return `${targets.slice(0, NAMED).join(', ')}${more}`
}
