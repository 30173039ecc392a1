import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { nameRelease } from './content/release-label.ts'

/** As many times the lines, and as many lines more, are no ordinary growth. */
const TIMES = 10

const LINES_MORE = 10_000

export default defineRule({
  meta: {
    id: 'change/map-text',
    title: 'Source text in maps, new in this release',
    why: 'A project that has kept its source out of its maps and ships it all at once has rarely decided to: a build flag changed, or a line of an ignore file was lost. In 52 pairs of consecutive releases of popular packages it never happened. This is how a whole product was published by accident.',
    fix: 'See what changed in the build since then. Turn source maps off for the release, leave their texts out (`sourcesContent`), or keep the maps out of the tarball. If it is intended, suppress this finding for this release and say why.',
    severity: 'error',
    traits: { harm: 'source', remedy: 'map-text', binds: 'amount' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    appeared: {
      what: 'Source maps hold {files|original file|original files} ({lines|line|lines}, {bytes:bytes}) found nowhere else. In {release} they held none.',
      why: 'What is published once cannot be taken back, and nothing says that it is intended.',
      fix: 'Leave maps or their `sourcesContent` out of the release, as in {release}.',
    },
    filled: {
      what: 'Source maps hold {files|original file|original files} ({lines|line|lines}, {bytes:bytes}) found nowhere else. {release} had source maps, but none with such text.',
      why: 'What is published once cannot be taken back, and nothing says that it is intended.',
      fix: 'Leave `sourcesContent` out of the maps, as in {release}.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    grown: {
      what: 'Source maps hold {files|original file|original files} ({lines|line|lines}) found nowhere else. In {release} it was {linesBefore|line|lines}.',
      why: 'Far more source would become readable than before.',
      fix: 'Check which maps are new, and leave out those that are not meant to ship.',
      severity: 'warning',
    },
  },
  package({ comparison, exposure, maps }, context) {
    if (comparison === undefined || exposure.files === (exposure.remnants ?? 0)) return
    const { mapText } = comparison.before
    const { files, lines, bytes } = exposure
    const label = nameRelease(comparison.before)
    const at = maps
      .filter(({ exposed }) => exposed.files > 0)
      .map(({ path, trail, line, column, exposed }) => ({
        path,
        trail,
        amount: { files: exposed.files, lines: exposed.lines },
        ...(line === null ? {} : { line }),
        ...(column === null ? {} : { column }),
      }))
    if (mapText.files === 0)
      context.report({
        message: mapText.maps === 0 ? 'appeared' : 'filled',
        data: { files, lines, bytes, release: label },
        at,
      })
    else if (lines > TIMES * mapText.lines && lines > mapText.lines + LINES_MORE)
      context.report({
        message: 'grown',
        data: { files, lines, linesBefore: mapText.lines, release: label },
        at,
      })
  },
})
