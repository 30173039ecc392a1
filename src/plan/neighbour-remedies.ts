import { ARCHIVE_FORMS, type ArchiveForm, convertPathInPackage } from '../knowledge/archive-forms.ts'
import type { NeighbourKind } from '../model/archive.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import type { AnyRule } from '../model/rule.ts'
import { fillTemplate } from '../text/fill-template.ts'

/** A sentence that sends the reader to npm's files. */
const ABOUT_NPM_FILES = /`files`|\.npmignore|\bpackage\.json\b/
const ABOUT_PACKING = /`npm (?:pack|publish)[^`]*`/
/** Files that are named one by one in a sentence. */
const NAMED = 3

/**
 * Says the findings of a package of another kind in the words of its maker: what is to be left out goes into its file
 * of that, and not into npm's.
 */
export function retellForMaker(
  kind: NeighbourKind,
  report: PackageReport,
  rules: readonly AnyRule[],
): PackageReport {
  const remedies = new Map(rules.map(({ meta }) => [meta.id, meta.traits.remedy]))
  const reword = (finding: Finding): Finding =>
    rewordFinding(finding, kind, remedies.get(finding.rule) === 'leave-out')
  return {
    ...report,
    findings: report.findings.map(reword),
    suppressed: report.suppressed.map((one) => ({ ...one, finding: reword(one.finding) })),
  }
}

function rewordFinding(finding: Finding, kind: NeighbourKind, isLeftOut: boolean): Finding {
  const form = ARCHIVE_FORMS[kind]
  const paths = finding.places.map(({ path }) => convertPathForMaker(path, kind))
  const template = {
    what: rewordText(finding.template.what, form),
    why: rewordText(finding.template.why, form),
    fix: rewordText(chooseFix(finding.template.fix, form, isLeftOut, paths.length > 0), form),
  }
  const data = { ...finding.data, leaveOut: makePatterns(paths) }
  return {
    ...finding,
    template,
    data,
    message: fillTemplate(template.what, data),
    fix: fillTemplate(template.fix, data),
  }
}

/** Path of a file of the archive as the maker's own list names it. */
export function convertPathForMaker(path: string, kind: NeighbourKind): string {
  return convertPathInPackage(path, kind).replace(/^\/+/, '')
}

/** The sentences of a fix; in place of those about npm's files, once, how this kind leaves something out. */
function chooseFix(fix: string, form: ArchiveForm, isLeftOut: boolean, hasPlace: boolean): string {
  const sentences = fix.split(/(?<=[.!?])\s+(?=[A-Z])/)
  const isAbout = (sentence: string) =>
    ABOUT_NPM_FILES.test(sentence) || (isLeftOut && /^Leave (?:it|them|the \w+) out/.test(sentence))
  if (!sentences.some(isAbout)) return fix
  const instead = hasPlace ? form.leaveOut : `Change ${form.leaveOutFile}, and run ${form.command} again.`
  const at = sentences.findIndex(isAbout)
  return sentences
    .flatMap((sentence, index) => (index === at ? [instead] : isAbout(sentence) ? [] : [sentence]))
    .join(' ')
}

/** A file or two by name; of many of one sort in one folder, the pattern that stands for them. */
function makePatterns(paths: readonly string[]): string[] {
  const all = [...new Set(paths)]
  if (all.length <= NAMED) return all
  const folders = all.map((path) => path.split('/').slice(0, -1))
  const common = (folders[0] ?? []).filter((part, depth) =>
    folders.every((folder) => folder[depth] === part && isSameUpTo(folder, folders[0] ?? [], depth)),
  )
  const endings = new Set(all.map((path) => /\.[^./]+$/.exec(path)?.[0] ?? ''))
  const [ending] = endings
  if (endings.size > 1 || ending === undefined || ending === '')
    return common.length === 0 ? all : [`${common.join('/')}/**`]
  return [[...common, `**/*${ending}`].join('/')]
}

function isSameUpTo(one: readonly string[], other: readonly string[], depth: number): boolean {
  return one.slice(0, depth).every((part, at) => part === other[at])
}

/** What is said of tarballs and npm, of an archive of another kind. */
function rewordText(text: string, { command }: ArchiveForm): string {
  return text
    .replace(new RegExp(ABOUT_PACKING, 'g'), `\`${command}\``)
    .replace(/\btarball\b/g, 'archive')
    .replace(/(^|[.:] )npm(?= (?:does|leaves|would|installs|refuses|drops|merges)\b)/g, '$1The installer')
    .replace(/\bnpm(?= (?:does|leaves|would|installs|refuses|drops|merges)\b)/g, 'the installer')
}
