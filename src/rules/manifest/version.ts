import * as z from 'zod'
import { ARCHIVE_FORMS } from '../../knowledge/archive-forms.ts'
import {
  isCalendarVersion,
  isPlaceholderVersion,
  readTag,
  readTagOf,
  type TagReading,
} from '../../knowledge/release-tag.ts'
import { readManifestString } from '../../manifest/parse-manifest.ts'
import type { NeighbourIdentity } from '../../model/archive.ts'
import type { ReleaseFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'

export default defineRule({
  meta: {
    id: 'manifest/version',
    title: 'Version that does not fit the release',
    why: 'A version can be published once and never again. One that differs from the tag of the release puts the wrong code under that name; one that already exists stops the release half way; a prerelease under the tag latest reaches everybody who asks for no particular version.',
    fix: 'Set the version in package.json to the one being released, in the commit that is tagged. Publish prereleases with a tag of their own: `npm publish --tag next`.',
    severity: 'error',
    traits: { harm: 'installation' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    tag: {
      what: 'The tag is {tag}, but package.json has version {version}.',
      why: 'The published version would not match the tag.',
      fix: 'Set the version in package.json and move the tag to that commit.',
    },
    archive: {
      what: 'The tag is {tag}, but this is version {version} of {name}.',
      why: 'The published version would not match the tag.',
      fix: 'Set the version in {file}, move the tag to that commit, and build again.',
    },
    published: {
      what: 'Version {version} is already published, and the tag names this package.',
      why: 'The registry refuses to publish a version twice.',
      fix: 'Give the package a new version.',
    },
    prerelease: {
      what: 'Version {version} is a prerelease but would get the tag latest.',
      why: 'Everybody who installs the package without naming a version would get it.',
      fix: 'Publish it with a tag of its own, such as --tag next, or set publishConfig.tag.',
    },
  },
  package(facts, context) {
    const { manifest, release, neighbour } = facts
    if (release === undefined) return
    if (neighbour && neighbour.kind !== 'vscode') {
      const data = judgeArchive(neighbour, release)
      const at = { path: neighbour.manifestPath ?? '' }
      if (data !== null) context.report({ message: 'archive', data, at })
      return
    }
    const version = readManifestString(manifest, 'version')
    if (version === null) return
    const name = readManifestString(manifest, 'name')
    const at = findManifestPlace(facts, ['version'])
    const tagged = release.tag === null ? null : readTag(release.tag, name)
    if (tagged !== null && isMistaken(tagged, version, release.isOneOfSeveral ?? false))
      context.report({ message: 'tag', data: { tag: release.tag ?? '', version }, at })
    if (isOutAlready(tagged, version, release))
      context.report({ message: 'published', data: { version }, at })
    const toLatest = release.distTag !== undefined && (release.distTag ?? 'latest') === 'latest'
    if (/^\d+\.\d+\.\d+-/.test(version) && toLatest)
      context.report({ message: 'prerelease', data: { version }, at })
  },
})

/** A version that is out already is nothing to publish, unless this very package is to be released. */
function isOutAlready(tag: TagReading | null, version: string, { publishedVersions }: ReleaseFacts): boolean {
  return tag?.isNamed === true && tag.version === version && publishedVersions?.includes(version) === true
}

/**
 * Whether a tag says that another version is to be released. One that names no package proves something only where
 * there is one package, and a tool that writes the version later has the last word.
 */
function isMistaken(tag: TagReading, version: string, isOneOfSeveral: boolean): boolean {
  if (tag.version === version.replace(/\+.*$/, '') || isPlaceholderVersion(version)) return false
  return tag.isNamed || (!isOneOfSeveral && !isCalendarVersion(tag.version))
}

/** What to say of a wheel, a source distribution or a crate that is not the version of the tag; null for one that is. */
function judgeArchive(
  { kind, name, version }: NeighbourIdentity,
  { tag, isOneOfSeveral }: ReleaseFacts,
): Readonly<Record<string, string>> | null {
  if (tag === null || name === null || version === null) return null
  const reading = readTagOf(tag, { kind, name, version })
  if (reading === null || reading.fits || !isMistaken(reading, version, isOneOfSeveral ?? false)) return null
  return { tag, version, name, file: ARCHIVE_FORMS[kind].versionFile }
}
