import type { ProfileDecision } from '../merge/profile.ts'
import { addSuppressions, type NewSuppression } from './exception-writer.ts'
import { formatSchemaUrl } from './json-schema.ts'

/** A finding that is there when the gate is set up. */
export interface KnownFinding {
  /** What the exception holds for. */
  readonly scope: Omit<NewSuppression, 'reason'>
  /** What it is, in a few words. */
  readonly title: string
  /** First place in the package; null for a finding about the package as a whole. */
  readonly path: string | null
}

export interface FirstConfigRequest {
  readonly profile: ProfileDecision
  /** Who packs it when it is published, with the reason as a clause; null or left out where nobody knows. */
  readonly packer?: { readonly packer: string; readonly reason: string } | null
  /** What to set aside for now; none for a repository that is clean. */
  readonly known: readonly KnownFinding[]
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Last day that what is set aside stays so, `YYYY-MM-DD`. */
  readonly expires: string
  /** Why it is set aside; null says since when it is known. */
  readonly reason: string | null
}

/**
 * The text of a first `seaworthy.yml`: short, with what was found out in its comments. What is known already is set
 * aside one by one and for a time, so that a later finding of the same kind still shows.
 */
export function formatFirstConfig({
  profile,
  packer = null,
  known,
  today,
  expires,
  reason,
}: FirstConfigRequest): string {
  const why = reason === null ? `Known when Seaworthy was set up on ${today}` : joinLines(reason)
  const head = [
    `# yaml-language-server: $schema=${formatSchemaUrl('config.schema.json')}`,
    '# What Seaworthy looks at before a release: https://github.com/seaworthy-dev/seaworthy#readme',
    '',
    `# Found: ${joinLines(profile.reason)}, so the ${profile.profile} profile applies.`,
    'profile: auto',
    '',
    ...(packer === null
      ? []
      : [`# Found: ${packer.packer} packs it, because ${joinLines(packer.reason)}.`, 'packer: auto', '']),
    '# The mildest severity that blocks a release: error, warning or notice.',
    'fail-on: error',
    '',
  ].join('\n')
  if (known.length === 0) return head
  const list = addSuppressions(
    '',
    'seaworthy.yml',
    known.map(
      (one): NewSuppression => ({
        ...one.scope,
        reason: `${why}: ${joinLines(one.title)}${one.path === null ? '' : ` in ${joinLines(one.path)}`}`,
        expires,
      }),
    ),
  )
  return `${head}\n# Known on ${today}. Each comes back on its own after ${expires}: fix it or say why it is all right.\n${list}`
}

/** Manifest and tarball are read by others: no line of theirs becomes a line of the file. */
const joinLines = (text: string) => text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ').slice(0, 200)
