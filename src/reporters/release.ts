import type { Release, ReleasedPackage } from '../model/release.ts'
import { count } from '../text/count.ts'
import { encodeTerminalText } from '../text/safe-text.ts'

/** What became of each package of a release, a line for each, encoded; the last says it all. */
export function describeRelease({ outcome, packages }: Release): string[] {
  return [...packages.map(describePackage), describeLastLine(outcome, packages)]
}

function describePackage({ name, version, integrity, outcome, confirmed }: ReleasedPackage): string {
  const spec = encodeTerminalText(`${name}@${version}`)
  const words: Record<ReleasedPackage['outcome'], string> = {
    published: `published    ${spec} ${integrity}${describeConfirmation(confirmed)}`,
    staged: `staged       ${spec} ${integrity}`,
    'dry-run': `would go out ${spec} ${integrity}`,
    'already-out': `left out     ${spec}: the registry has this version already`,
    failed: `failed       ${spec}: see what npm says above`,
    waiting: `not tried    ${spec}`,
  }
  return words[outcome]
}

function describeConfirmation(confirmed: boolean | null): string {
  if (confirmed === null) return ', which the registry does not show yet'
  return confirmed
    ? ', which the registry has too'
    : '. THE REGISTRY HAS OTHER BYTES: find out why before anybody installs it'
}

function describeLastLine(outcome: Release['outcome'], packages: readonly ReleasedPackage[]): string {
  const countOutcome = (what: ReleasedPackage['outcome']): number =>
    packages.filter((one) => one.outcome === what).length
  if (outcome === 'held')
    return 'Seaworthy: nothing was published, because not everything may be. See the findings above.'
  const out = countOutcome('published') + countOutcome('staged')
  if (outcome === 'failed')
    return `Seaworthy: ${count(out, 'package')} went out, ${countOutcome('failed') + countOutcome('waiting')} did not. Fix what npm reports and run the same command again: what is out is skipped.`
  if (countOutcome('dry-run') > 0)
    return `Seaworthy: ${count(countOutcome('dry-run'), 'package')} would go out. Nothing was published.`
  if (out === 0) return 'Seaworthy: there was nothing to publish; the registry has every version already.'
  return `Seaworthy: ${count(out, 'package')} ${countOutcome('staged') > 0 ? 'staged' : 'published'}, exactly as judged.`
}
