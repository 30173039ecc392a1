import { decideSeverity, type EffectiveConfig } from '../config/merge/effective-config.ts'
import { chooseMilderSeverity } from '../config/merge/strictness.ts'
import { ARCHIVE_FORMS, convertPathInArchive, convertPathInPackage } from '../knowledge/archive-forms.ts'
import type { NeighbourIdentity, NeighbourKind } from '../model/archive.ts'
import type { EntryFacts, PackageFacts } from '../model/package-facts.ts'
import type { Profile, Severity } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import type { ScanFinding } from '../model/scan-finding.ts'
import type { Unseen } from '../model/unseen.ts'

/** A finding with its places as a person finds them in the archive. */
export function convertFindingToArchive(finding: ScanFinding, kind: NeighbourKind): ScanFinding {
  return {
    ...finding,
    places: finding.places.map((place) => ({ ...place, path: convertPathInArchive(place.path, kind) })),
  }
}

/** The same for what could not be looked at. */
export function convertUnseenToArchive(parts: readonly Unseen[], kind: NeighbourKind): Unseen[] {
  return parts.map((part) => ({
    ...part,
    path: part.path === null ? null : convertPathInArchive(part.path, kind),
  }))
}

/** The same for its files. */
export function listEntriesInArchive(
  { byPath }: Pick<PackageFacts, 'byPath'>,
  kind: NeighbourKind,
): EntryFacts[] {
  return [...byPath.values()].map((entry) => ({ ...entry, path: convertPathInArchive(entry.path, kind) }))
}

/** The names under which a configuration may mean a file of an archive: its path there, and inside the package. */
export function listNamesOf(path: string, kind: NeighbourKind | null): readonly string[] {
  return kind === null ? [path] : [...new Set([path, convertPathInPackage(path, kind)])]
}

/** What a severity is asked for: a rule's message at a path. */
export interface SeverityQuestion {
  readonly rule: AnyRule
  readonly message: string
  readonly profile: Profile
  /** In the archive; null for the package as a whole. */
  readonly path: string | null
}

/** `decideSeverity`, in packages of another kind: milder where they hold their sources on purpose and nobody says otherwise. */
export function decideSeverityIn(
  neighbour: NeighbourIdentity | null,
  config: EffectiveConfig,
  { rule, message, profile, path }: SeverityQuestion,
): Severity {
  if (neighbour === null) return decideSeverity(config, rule, message, profile, path)
  const whole = decideSeverity(config, rule, message, profile, null)
  const severity =
    path === null
      ? whole
      : (listNamesOf(path, neighbour.kind)
          .map((name) => decideSeverity(config, rule, message, profile, name))
          .find((one) => one !== whole) ?? whole)
  const most = rule.meta.traits.inSourceArchives
  const isSet = severity !== whole || (config.rules.get(rule.meta.id)?.severity ?? null) !== null
  if (most === undefined || isSet || config.floors.length > 0 || !ARCHIVE_FORMS[neighbour.kind].isSource)
    return severity
  return chooseMilderSeverity(severity, most)
}

/** What is said of the rules that were not asked, by their ids; a whole sentence. */
export function explainLeftOutRules(kind: NeighbourKind, ids: readonly string[]): string[] {
  if (ids.length === 0) return []
  const many = ids.length === 1 ? 'one rule' : `${ids.length} rules`
  return [`This is ${ARCHIVE_FORMS[kind].title}, so ${many} about npm were left out: ${ids.join(', ')}.`]
}
