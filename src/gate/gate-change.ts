import path from 'node:path'
import { isBlockingLevel } from '../judge/judge.ts'
import type { Finding, GateChange, PackageReport } from '../model/report.ts'
import { findLastChange } from '../repository/git-files.ts'
import type { Settings, SettingsOfChange } from './settings.ts'

/**
 * The gate must not block its own repair: a change to nothing but the gate's files ships the same bytes as its base. If
 * it is blocked by nothing but what its own files set aside, it passes, and says so.
 * @param report as the base lets it be judged
 */
export async function judgeGateChange(
  report: PackageReport,
  own: NonNullable<SettingsOfChange['own']>,
  judgeBy: (settings: Settings) => Promise<PackageReport>,
): Promise<PackageReport> {
  const { changed, folder, wrongAtBase = null } = own
  if (wrongAtBase !== null)
    return { ...report, gateChange: { files: [...changed], wrongAtBase, setAside: [] } }
  if (report.verdict !== 'block') return report
  const alone = await judgeBy(own.settings)
  if (alone.verdict !== 'pass') return report
  const blocking = report.findings.filter((finding) => isBlockingLevel(finding.severity, report.failOn))
  // What stands in the changed files themselves, the base does not have.
  if (blocking.some((finding) => touches(finding, folder, changed))) return report
  const setAside = await Promise.all([
    ...blocking.map(async (finding) => ({
      rule: finding.rule,
      path: finding.path,
      fingerprint: finding.fingerprint,
      ...(await findKnownSince(finding, own)),
    })),
    ...report.unseen.map(async ({ path }) => ({
      rule: null,
      path,
      fingerprint: null,
      since: null,
      exact: false,
    })),
  ])
  return { ...alone, gateChange: { files: [...changed], wrongAtBase, setAside } }
}

function touches({ places }: Finding, folder: string | null, changed: readonly string[]): boolean {
  return places.some(({ path: place }) =>
    folder === null
      ? changed.some((file) => file === place || file.endsWith(`/${place}`))
      : changed.includes(path.posix.join(folder, place)),
  )
}

/** Since when the base has the file, as far as the clone goes back. */
async function findKnownSince(
  { path: place }: Finding,
  { root, base, folder }: NonNullable<SettingsOfChange['own']>,
): Promise<Pick<GateChange['setAside'][number], 'since' | 'exact'>> {
  const file = place === null || folder === null ? null : path.posix.join(folder, place)
  const isTracked = file !== null && (await base.readTree()).has(file)
  const found = await findLastChange(root, base.commit, isTracked ? [file] : [])
  return { since: found?.day ?? null, exact: isTracked && found?.exact === true }
}
