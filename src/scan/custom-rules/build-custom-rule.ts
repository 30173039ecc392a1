import * as z from 'zod'
import { listNamesInArchive } from '../../knowledge/archive-forms.ts'
import type { ArchiveKind } from '../../model/archive.ts'
import type { Ban, CustomRule } from '../../model/custom-rule.ts'
import { findLayerPath, type Layer } from '../../model/layer.ts'
import { type AnyRule, defineRule } from '../../model/rule.ts'
import { REPOSITORY_URL } from '../../model/version.ts'
import { matchesGlobList } from '../../text/glob-list.ts'
import { type Breach, findBreach, findMissing } from './package-breaches.ts'
import { findRequiredLiteral } from './required-literal.ts'

type TextBan = Extract<Ban, { kind: 'text' }>

/** Most matches of one pattern in one layer that are reported. */
const MATCHES_KEPT = 1000
/** Characters of a match that a report shows. */
const EVIDENCE_LENGTH = 60

/** What the built-in messages say; the team's own words come in as values, so that every channel encodes them. */
const MESSAGES = {
  text: { what: '{title}: a text matches {pattern}.', why: '{why}', fix: '{fix}' },
  file: { what: '{title}: {files|file ships|files ship} that must not.', why: '{why}', fix: '{fix}' },
  amount: { what: '{title}: {measured}, and at most {most} may ship.', why: '{why}', fix: '{fix}' },
  manifest: { what: '{title}: package.json sets {member}.', why: '{why}', fix: '{fix}' },
  'missing-file': { what: '{title}: no file matches {pattern}.', why: '{why}', fix: '{fix}' },
  'missing-text': { what: '{title}: {path} does not hold {pattern}.', why: '{why}', fix: '{fix}' },
  'missing-member': {
    what: '{title}: {member} in package.json is not as required.',
    why: '{why}',
    fix: '{fix}',
  },
} as const

/** Makes a rule of a team's own into one that a scan can run, beside the built-in ones and in the same pass. */
export function buildCustomRule(custom: CustomRule): AnyRule {
  const words = { title: custom.title, why: custom.why, fix: custom.fix }
  const texts = custom.bans
    .filter((ban) => ban.kind === 'text')
    .map((ban) => ({ ban, literal: findRequiredLiteral(ban.pattern.source) }))
  const contents = custom.requirements.filter((one) => one.kind === 'file' && one.contains !== null)
  const kinds = [
    ...texts.flatMap(({ ban, literal }) => (literal === null ? ban.layers : [])),
    ...(contents.length > 0 ? (['text'] as const) : []),
  ]
  return defineRule({
    meta: {
      id: custom.id,
      title: custom.title,
      why: custom.why,
      fix: custom.fix,
      severity: custom.severity,
      traits: { harm: 'internals', remedy: 'leave-out', binds: 'said' },
      since: '0.2.0',
      docs: `${REPOSITORY_URL}/blob/main/docs/custom-rules.md`,
    },
    options: z.strictObject({}),
    messages: MESSAGES,
    keywords: texts.flatMap(({ literal }) => (literal === null ? [] : [literal])),
    alwaysFor: [...new Set(kinds)],
    layer(layer, context) {
      const hit = new Set(context.hits.map(({ keyword }) => keyword))
      const wanted = texts.filter(({ literal }) => literal === null || hit.has(literal))
      for (const { ban } of wanted) {
        const group = ban.pattern.source
        for (const { offset, text } of findMatches(layer, ban, context.kind)) {
          const evidence = text.length > EVIDENCE_LENGTH ? `${text.slice(0, EVIDENCE_LENGTH)}…` : text
          context.report({
            message: 'text',
            data: { ...words, pattern: group },
            at: { layer, offset, evidence },
            group,
            said: text,
          })
        }
      }
      if (layer.kind !== 'text' || layer.trail.length > 0) return
      const holding = context.memory(() => new Set<string>())
      for (const [index, one] of custom.requirements.entries())
        if (one.kind === 'file' && isHeldBy(one, layer, context.kind))
          holding.add(`${index} ${layer.entry.path}`)
    },
    package(facts, context) {
      const holding = context.memory(() => new Set<string>())
      const report = (found: Breach) =>
        context.report({
          ...found,
          data: { ...words, ...found.data },
          // Not how many or how large: that changes with every release.
          said: JSON.stringify([found.message, found.data.member, found.data.path]),
        })
      for (const ban of custom.bans) {
        const found = findBreach(ban, facts)
        if (found !== null) report(found)
      }
      for (const [index, requirement] of custom.requirements.entries())
        for (const found of findMissing(requirement, facts, (path) => holding.has(`${index} ${path}`)))
          report(found)
    },
  })
}

/** Whether a file is one of those required and has the text that it must have. */
function isHeldBy(
  { files, contains }: Extract<CustomRule['requirements'][number], { kind: 'file' }>,
  { entry, text }: Layer,
  kind: ArchiveKind,
): boolean {
  return (
    contains !== null &&
    matchesGlobList(files, listNamesInArchive(entry.path, kind)) &&
    contains.find(text).next().done !== true
  )
}

/** Where a pattern matches, with byte offsets. */
function* findMatches(
  layer: Layer,
  ban: TextBan,
  kind: ArchiveKind,
): Generator<{ offset: number; text: string }> {
  if (!ban.layers.includes(layer.kind)) return
  const paths = [layer.entry.path, findLayerPath(layer)].map((path) => listNamesInArchive(path, kind))
  const { files, onlyIn } = ban
  if (files !== null && !paths.some((path) => matchesGlobList(files, path))) return
  if (onlyIn !== null && paths.some((path) => matchesGlobList(onlyIn, path))) return
  const width = layer.kind === 'binary' ? 'latin1' : 'utf8'
  let measured = 0
  let offset = 0
  let count = 0
  for (const match of ban.pattern.find(layer.text)) {
    offset += Buffer.byteLength(layer.text.slice(measured, match.start), width)
    measured = match.start
    yield { offset, text: match.text }
    count += 1
    if (count === MATCHES_KEPT) return
  }
}
