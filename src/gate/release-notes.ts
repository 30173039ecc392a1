import { isPlaceholderVersion, readTagOf } from '../knowledge/release-tag.ts'
import type { PackageReport } from '../model/report.ts'

const SHOWN = 5

/**
 * What the reader should know of versions and the tag under release, in one note: what is out already, what a tool
 * fills in later, a tag that proves nothing. Empty if there is nothing to say.
 */
export function listReleaseNotes(packages: readonly PackageReport[], tag: string | null): string[] {
  const sentences = [...describePublished(packages), ...(tag === null ? [] : describeTag(packages, tag))]
  return sentences.length === 0 ? [] : [sentences.join(' ')]
}

/** Of a single package the first line of the report says it. One that is blocked is judged for its next version. */
function describePublished(packages: readonly PackageReport[]): string[] {
  const out = packages.filter((one) => one.alreadyPublished)
  if (packages.length < 2 || out.length === 0) return []
  const [are, them] = out.length === 1 ? ['is', 'it'] : ['are', 'them']
  const so = out.every(({ verdict }) => verdict === 'pass')
    ? `there is nothing to publish of ${them}`
    : 'what was judged can only go out under a new version'
  return [
    `${out.length} of ${packages.length} packages ${are} published already, so ${so}: ${joinNames(out)}.`,
  ]
}

function describeTag(packages: readonly PackageReport[], tag: string): string[] {
  const waiting = packages.filter(({ version }) => version !== null && isPlaceholderVersion(version))
  const rest = packages.filter((one) => one.version !== null && !waiting.includes(one))
  const proven = rest.some((one) => readTagOf(tag, one)?.fits === true)
  return [
    ...(waiting.length === 0
      ? []
      : [
          `The release tool writes the version of ${joinNames(waiting)} when it publishes, so the tag ${tag} was not held against it.`,
        ]),
    ...(proven || rest.length === 0 || packages.length < 2
      ? []
      : [`The tag ${tag} names no version of these packages, so nothing was concluded from it.`]),
  ]
}

function joinNames(packages: readonly PackageReport[]): string {
  const shown = packages.slice(0, SHOWN).map(({ name, version }) => `${name}@${version}`)
  return packages.length > SHOWN
    ? `${shown.join(', ')} and ${packages.length - SHOWN} more`
    : shown.join(', ')
}
