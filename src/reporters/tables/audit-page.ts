import type { AuditedPackage, AuditSummary } from '../../audit/audit-summary.ts'
import { VERSION } from '../../model/version.ts'
import type { RunRecord } from '../../report/records/run-record.ts'
import { count } from '../phrases.ts'
import { explainVerdict } from './overview-page.ts'
import type { Cell, Piece, TablePage, TablePart } from './table-page.ts'

/** What an audit of what is out came to: packages by harm, each with the steps that are left. */
export function buildAuditPage(audit: AuditSummary): TablePage {
  const { verdicts, harmful, failed, notes, more } = audit
  return {
    title: describeTitle(audit),
    isGood: audit.verdict === 'pass',
    summary: [
      [
        `${count(audit.releases, 'release')} of ${count(audit.packages, 'package')} looked at: ${verdicts.pass} pass, ${verdicts.block} must not have gone out, ${verdicts.error} could not be looked at.`,
      ],
    ],
    parts: [
      ...(notes.length === 0
        ? []
        : [
            makeListPart(
              'Not all was looked at',
              notes.map((note) => [[note]]),
            ),
          ]),
      ...harmful.flatMap(makePackageParts),
      ...(more === 0 ? [] : [makeListPart(`${count(more, 'more package')} with such releases`, [])]),
      ...(failed.count === 0 ? [] : [makeFailedPart(failed)]),
    ],
    foot: `Seaworthy ${VERSION}, ${audit.time.slice(0, 10)}`,
  }
}

function describeTitle({ verdicts, notes, releases }: AuditSummary): string {
  if (releases === 0) return 'Nothing was looked at'
  const parts = [
    ...(verdicts.block > 0 ? [`${count(verdicts.block, 'release')} must not have gone out`] : []),
    ...(verdicts.error > 0 ? [`${count(verdicts.error, 'release')} could not be looked at`] : []),
    ...(notes.length > 0 ? ['not all was looked at'] : []),
  ]
  return parts.length === 0 ? 'Nothing that is out blocks' : parts.join(', ')
}

function makeListPart(title: string, rows: readonly (readonly Cell[])[]): TablePart {
  return { title, about: null, head: null, rows, more: 0 }
}

function makePackageParts({ name, releases, steps }: AuditedPackage): TablePart[] {
  return [
    {
      title: `${name}: ${count(releases.length, 'release')} that must not have gone out`,
      about: null,
      head: ['Version', 'Out since', 'Because of'],
      rows: releases.map((one) => [[makeVersionPiece(one)], [describeOutSince(one)], explainVerdict(one)]),
      more: 0,
    },
    {
      ...makeListPart(
        `What to do about ${name}`,
        steps.map(({ text, command, links }) => {
          const pages = links.flatMap((one): Piece[] => [' ', { link: one.url, text: one.text }])
          return [[text, ...pages], command === null ? [] : [{ code: command }]]
        }),
      ),
      isOrdered: true,
    },
  ]
}

function makeVersionPiece({ version, release }: RunRecord): Piece {
  const tags = release?.tags ?? []
  return { code: `${version}${tags.length === 0 ? '' : ` (${tags.join(', ')})`}` }
}

function describeOutSince({ release }: RunRecord): string {
  const day = release?.publishedAt?.slice(0, 10) ?? 'nobody knows'
  return release?.deprecated === true ? `${day}, deprecated` : day
}

function makeFailedPart({ count: all, first }: AuditSummary['failed']): TablePart {
  return {
    ...makeListPart(
      'Could not be looked at',
      first.map(({ target, errors }) => [[{ code: target ?? '' }, ' ', errors[0] ?? '']]),
    ),
    more: all - first.length,
  }
}
