import type { PackageReport, Report } from '../model/report.ts'
import { REPOSITORY_URL } from '../model/version.ts'
import { encodeMarkdownCode } from '../text/safe-text.ts'
import { quoteShellWord } from '../text/shell-word.ts'
import { renderDetails } from './markdown-finding.ts'
import { isBlocking } from './phrases.ts'

/** Characters of a command that is to be copied; a longer one would be cut. */
const COMMAND_SHOWN = 400

/** How a report is acted on from a command line, for its exact packages; nothing where it passed. */
export function tellWayOn(report: Report): string | null {
  const held = report.packages.filter((one) => one.findings.some((finding) => isBlocking(finding, one)))
  const [one] = held
  if (one === undefined) return null
  const targets = held.slice(0, 3).map(({ target }) => quoteShellWord(target))
  const more = held.length > targets.length ? ' (and the others)' : ''
  const lines = [
    `- **See it yourself:** ${formatCommand(['seaworthy', ...targets])}${more}`,
    ...(held.some(({ plan }) => (plan?.edits.length ?? 0) > 0)
      ? [`- **Make the edits:** ${formatCommand(['seaworthy', 'fix', '--write', ...targets])}${more}`]
      : []),
    ...adviseWhy(one),
    ...adviseIfMeant(one),
    `- **What is this?** Seaworthy packs what would be published, opens the tarball and looks for what must not be in it. [More](${REPOSITORY_URL}/blob/main/README.md)`,
  ]
  return renderDetails('What now?', lines.join('\n'))
}

/** It is in every package, whatever `files` says. */
const MANIFEST = 'package.json'

/** Only the folder that was packed tells why a file is in there. */
function adviseWhy(one: PackageReport): string[] {
  if (one.kind !== undefined) return []
  const path = one.findings.find(
    (finding) => isBlocking(finding, one) && finding.path !== null && finding.path !== MANIFEST,
  )?.path
  return path == null
    ? []
    : [
        `- **Why is it in there:** ${formatCommand(['seaworthy', 'why', quoteShellWord(path), ...listTargetWords(one)])}`,
      ]
}

function adviseIfMeant(one: PackageReport): string[] {
  const [finding, ...others] = one.findings.filter((candidate) => isBlocking(candidate, one))
  if (finding === undefined) return []
  const words = [
    'seaworthy',
    'suppress',
    finding.fingerprint,
    ...listTargetWords(one),
    '--reason',
    '"why this may ship"',
  ]
  const meant = finding.path === MANIFEST ? 'It is meant to be so' : 'It is meant to ship'
  const which = others.length === 0 ? '' : ' for the first finding; the others have their own fingerprint'
  return [`- **${meant}:** ${formatCommand(words)} writes an exception${which}.`]
}

const listTargetWords = ({ target }: PackageReport): string[] =>
  target === '.' ? [] : [quoteShellWord(target)]

function formatCommand(words: readonly string[]): string {
  return encodeMarkdownCode(`npx ${words.join(' ')}`, COMMAND_SHOWN)
}
