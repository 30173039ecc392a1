import * as z from 'zod'
import { manifestString } from '../../manifest/parse-manifest.ts'
import { defineRule } from '../../model/rule.ts'
import { manifestPlace } from './content/manifest-place.ts'

/** A version at the end of a tag (https://semver.org), build metadata apart. */
const VERSION_IN_TAG = /v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/

/** The version that a tag names for this package; null if it names none, or is another package's. */
function versionInTag(tag: string, name: string | null): string | null {
  const match = VERSION_IN_TAG.exec(tag)
  const version = match?.[1]
  if (match === null || version === undefined) return null
  const prefix = tag.slice(0, match.index).replace(/[@/_-]$/, '')
  const unscoped = name?.slice(name.lastIndexOf('/') + 1)
  const isOwn = ['', 'v', 'release', 'releases', name, unscoped].some((own) => own === prefix)
  return isOwn ? version : null
}

export default defineRule({
  meta: {
    id: 'manifest/version',
    title: 'Version that does not fit the release',
    why: 'A version can be published once and never again. One that differs from the tag under release is the wrong code under that name; one that exists already ends the release half way; a prerelease under the tag latest reaches everybody who asks for no version at all.',
    fix: 'Set the version in package.json to what is to be released, in the commit that is tagged. Publish prereleases with a tag of their own: `npm publish --tag next`.',
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
    published: {
      what: 'Version {version} is already published.',
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
    const { manifest, release } = facts
    const version = manifestString(manifest, 'version')
    if (release === undefined || version === null) return
    const name = manifestString(manifest, 'name')
    const at = manifestPlace(facts, ['version'])
    const tagged = release.tag === null ? null : versionInTag(release.tag, name)
    if (tagged !== null && tagged !== version.replace(/\+.*$/, ''))
      context.report({ message: 'tag', data: { tag: release.tag ?? '', version }, at })
    if (release.publishedVersions?.includes(version) === true)
      context.report({ message: 'published', data: { version }, at })
    const toLatest = release.distTag !== undefined && (release.distTag ?? 'latest') === 'latest'
    if (/^\d+\.\d+\.\d+-/.test(version) && toLatest)
      context.report({ message: 'prerelease', data: { version }, at })
  },
})
