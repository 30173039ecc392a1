import * as z from 'zod'
import { isTestData } from '../../knowledge/path-role.ts'
import type { Exposure } from '../../model/exposure.ts'
import type { FoundMap } from '../../model/package-facts.ts'
import { defineRule, type Place } from '../../model/rule.ts'
import { fillTemplate } from '../../text/fill-template.ts'

/** Folders or files named in the message. */
const NAMED = 3

/** For vendors who ship their maps for their customers' debuggers. */
const ON_PURPOSE =
  'If you publish your maps on purpose, one line in seaworthy.yml says so: `rules: { source-map/embedded-source: notice }`.'

export default defineRule({
  meta: {
    id: 'source-map/embedded-source',
    title: 'Original source in a source map',
    why: 'A source map can hold the complete text of every file that a bundle was made from, comments included, whether or not the package ships those files. Anyone who downloads the package can read them. This is how whole products have been published by accident.',
    fix: 'Build the release without source maps, or leave their texts out (`sourcesContent`), or keep the maps out of the tarball through `files` in package.json. Upload them to your error tracker before you pack, then delete them.',
    severity: { 'open-source': 'notice', proprietary: 'error' },
    traits: { harm: 'source', subject: 'source-map', remedy: 'map-text', exposes: true, binds: 'amount' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    exposed: {
      what: '{lines|line|lines} of {files|original file|original files} ({bytes:bytes}) can be read in {maps|source map|source maps} and nowhere else, among them {folders}.',
      why: 'The texts are complete, with comments. They are neither files of the package nor known to be public.',
      fix: `Turn source maps off in the release build, or drop \`sourcesContent\` from them, or leave them out of \`files\` in package.json. ${ON_PURPOSE}`,
    },
    partly: {
      what: '{lines|line|lines} of {files|original file|original files} ({bytes:bytes}) can be read in {maps|source map|source maps} and nowhere else, among them {folders}. Another {readable|line|lines} of the same files can be read in the package anyway.',
      why: 'Types, comments and whole parts that the build leaves out can be read as they were written.',
      fix: `Turn source maps off in the release build, or drop \`sourcesContent\` from them, or leave them out of \`files\` in package.json. ${ON_PURPOSE}`,
    },
    fixtures: {
      what: '{lines|line|lines} of {files|original file|original files} can be read in {maps|source map|source maps} among the tests.',
      why: 'They are most likely made for the tests; if they were built from your code, it can be read there.',
      fix: 'Leave the folder out of the tarball, unless users run the tests.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    remnant: {
      what: 'All but {lines|line|lines} of {files|original file|original files} in {maps|source map|source maps} can be read in the package anyway: {folders}.',
      why: 'They give away hardly anything that the package does not show by itself.',
      fix: `Nothing, if the package is meant to be readable. ${ON_PURPOSE}`,
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  package({ exposure, maps }, context) {
    if (exposure.files === 0) return
    const exposing = maps.filter(({ exposed }) => exposed.files > 0)
    const { files, lines, bytes, readable = 0, remnants = 0 } = exposure
    const data = { maps: exposing.length, files, lines, folders: listNamed(exposure) }
    const where = { at: exposing.map(describePlace), group: 'exposed' }
    if (exposing.every(isShown))
      context.report({ message: 'fixtures', data: { maps: exposing.length, files, lines }, ...where })
    else if (remnants === files) context.report({ message: 'remnant', data, ...where })
    else if (readable > 0) context.report({ message: 'partly', data: { ...data, bytes, readable }, ...where })
    else context.report({ message: 'exposed', data: { ...data, bytes }, ...where })
  },
})

/** Lines that a map in a text about maps may have as an example. */
const EXAMPLE_LINES = 20

function isShown({ path, exposed }: FoundMap): boolean {
  return isTestData(path) || (/\.(?:md|mdx|markdown|rst|adoc)$/i.test(path) && exposed.lines <= EXAMPLE_LINES)
}

/** The files themselves while they are few, else the largest folders. */
function listNamed({ files, folders, sources }: Exposure): string[] {
  return (files <= NAMED ? sources : folders.map(({ path }) => ({ path: `${path}/` })))
    .slice(0, NAMED)
    .map(({ path }) => path)
}

function describePlace({ path, trail, line, column, exposed }: FoundMap): Place {
  const more = exposed.files > exposed.first.length ? ', …' : ''
  const { files, lines, first } = exposed
  const sum = fillTemplate('{files|file|files}, {lines|line|lines}', { files, lines })
  const evidence = `${sum}: ${first.join(', ')}${more}`
  return {
    path,
    trail,
    evidence,
    amount: { files, lines },
    ...(line === null ? {} : { line }),
    ...(column === null ? {} : { column }),
  }
}
