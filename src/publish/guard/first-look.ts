import { existsSync } from 'node:fs'
import path from 'node:path'
import { runGate } from '../../gate/gate.ts'
import type { PackageReport, Report } from '../../model/report.ts'
import { convertVersionForRegistry } from '../version-on-registry.ts'
import type { Guard } from './guarded-run.ts'
import type { GuardJudging } from './judge-by-gate.ts'
import type { Published } from './published-versions.ts'

/** Kinds of findings that are about what lies in a package now, and that no build can be relied on to take out again. */
const STAYS = /^(secret|file|source-map|source|internal)\//

/**
 * Judges, before anything is published, what can be packed now: a refusal in the middle of a release leaves half of it
 * out. What the command builds first is judged when it is published; so is what cannot be packed yet.
 * @returns The report if something must not be published, else null.
 */
export async function lookFirst(
  guard: Guard,
  published: Published,
  judging: GuardJudging,
): Promise<Report | null> {
  const { packages, root } = guard.own
  // These two write the next version themselves: what is out already is what they will publish anew.
  const bumps = ['lerna.json', 'nx.json'].some((file) => existsSync(path.join(root, file)))
  const targets = packages
    .filter(({ isPublishable }) => isPublishable)
    .filter(
      ({ name, version }) =>
        bumps || version === null || !published.get(name)?.has(convertVersionForRegistry(version)),
    )
    .map(({ folder }) => folder)
  if (targets.length === 0) return null
  const report = await runGate({
    ...judging,
    targets: targets.map((folder) => path.relative(judging.directory, folder) || '.'),
    baseline: 'none',
    comparison: 'left-out',
    runScripts: false,
    keepTarballs: false,
  })
  return report.packages.some(mustNot) ? report : null
}

function mustNot({ verdict, failOn, findings }: PackageReport): boolean {
  if (verdict !== 'block' || failOn === 'never') return false
  const order = ['error', 'warning', 'notice']
  return findings.some(
    ({ rule, severity }) => STAYS.test(rule) && order.indexOf(severity) <= order.indexOf(failOn),
  )
}
