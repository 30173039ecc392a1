import * as z from 'zod'
import { namesInArchive } from '../../knowledge/archive-forms.ts'
import { ManifestPositions } from '../../manifest/manifest-positions.ts'
import type { ArchiveKind } from '../../model/archive.ts'
import type { Ban, CustomRule, ManifestTest, Requirement } from '../../model/custom-rule.ts'
import { type Layer, layerPath } from '../../model/layer.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { type AnyRule, defineRule, type Place } from '../../model/rule.ts'
import { REPOSITORY_URL } from '../../model/version.ts'
import { formatBytes } from '../../text/format-bytes.ts'
import { matchesGlobList } from '../../text/glob-list.ts'
import { requiredLiteral } from './required-literal.ts'

type TextBan = Extract<Ban, { kind: 'text' }>
type Facts = Pick<PackageFacts, 'byPath' | 'manifest' | 'manifestText' | 'neighbour'>

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
    .map((ban) => ({ ban, literal: requiredLiteral(ban.pattern.source) }))
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
        for (const { offset, text } of matchesIn(layer, ban, context.kind)) {
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
      const report = (found: Found) =>
        context.report({
          ...found,
          data: { ...words, ...found.data },
          // Not how many or how large: that changes with every release.
          said: JSON.stringify([found.message, found.data.member, found.data.path]),
        })
      for (const ban of custom.bans) {
        const found = breach(ban, facts)
        if (found !== null) report(found)
      }
      for (const [index, requirement] of custom.requirements.entries())
        for (const found of missing(requirement, facts, (path) => holding.has(`${index} ${path}`)))
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
    matchesGlobList(files, namesInArchive(entry.path, kind)) &&
    contains.find(text).next().done !== true
  )
}

/** What a rule reports, without the team's words. */
interface Found {
  readonly message: keyof typeof MESSAGES
  readonly data: {
    pattern: string
    files: number
    measured: string
    most: string
    member: string
    path: string
  }
  readonly at: readonly Place[]
}

function found(message: Found['message'], data: Partial<Found['data']>, at: readonly Place[]): Found {
  const none = { pattern: '', files: 0, measured: '', most: '', member: '', path: '' }
  return { message, data: { ...none, ...data }, at }
}

/** Where a pattern matches, with byte offsets. */
function* matchesIn(
  layer: Layer,
  ban: TextBan,
  kind: ArchiveKind,
): Generator<{ offset: number; text: string }> {
  if (!ban.layers.includes(layer.kind)) return
  const paths = [layer.entry.path, layerPath(layer)].map((path) => namesInArchive(path, kind))
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

function breach(ban: Ban, facts: Facts): Found | null {
  if (ban.kind === 'text') return null
  if (ban.kind === 'manifest') {
    const member = memberIn(facts.manifest, ban.member)
    if (!holds(memberOf(facts.manifest, member), ban.expected)) return null
    return found('manifest', { member: member.join('.') }, [placeOfMember(facts, member)])
  }
  const files = [...facts.byPath.values()].filter(({ path }) =>
    matchesGlobList(ban.files, namesOf(facts, path)),
  )
  const at = files.map(({ path }) => ({ path }))
  if (ban.kind === 'file') {
    const { onlyIn } = ban
    const stray = files.filter(
      ({ path }) => onlyIn === null || !matchesGlobList(onlyIn, namesOf(facts, path)),
    )
    const places = stray.map(({ path }) => ({ path }))
    return stray.length === 0 ? null : found('file', { files: stray.length }, places)
  }
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const tooLarge = files.filter(({ size }) => ban.largest !== null && size > ban.largest)
  if (ban.count !== null && files.length > ban.count)
    return found('amount', { measured: `${files.length} files match`, most: `${ban.count} files` }, at)
  if (ban.total !== null && total > ban.total)
    return found(
      'amount',
      { measured: `the files have ${formatBytes(total)}`, most: formatBytes(ban.total) },
      at,
    )
  if (ban.largest !== null && tooLarge.length > 0) {
    const largest = formatBytes(Math.max(...tooLarge.map(({ size }) => size)))
    const places = tooLarge.map(({ path }) => ({ path }))
    return found('amount', { measured: `a file has ${largest}`, most: formatBytes(ban.largest) }, places)
  }
  return null
}

function missing(requirement: Requirement, facts: Facts, isHolding: (path: string) => boolean): Found[] {
  if (requirement.kind === 'manifest') {
    const { expected } = requirement
    const member = memberIn(facts.manifest, requirement.member)
    if (holds(memberOf(facts.manifest, member), expected)) return []
    return [found('missing-member', { member: member.join('.') }, [placeOfMember(facts, member)])]
  }
  const { files, contains } = requirement
  const paths = [...facts.byPath.keys()].filter((path) => matchesGlobList(files, namesOf(facts, path)))
  if (paths.length === 0) return [found('missing-file', { pattern: files.source.join(', ') }, [])]
  if (contains === null) return []
  return paths
    .filter((path) => !isHolding(path))
    .map((path) => found('missing-text', { path, pattern: contains.source }, [{ path }]))
}

function namesOf({ neighbour }: Facts, path: string): readonly string[] {
  return namesInArchive(path, neighbour?.kind ?? 'npm')
}

/**
 * The names that lead to a member. A path whose dots belong to a name, such as that of the package lodash.isequal, is
 * the one that leads somewhere.
 */
function memberIn(manifest: Facts['manifest'], names: readonly string[]): readonly string[] {
  const find = (value: unknown, from: number): readonly string[] | null => {
    if (from === names.length) return []
    if (typeof value !== 'object' || value === null) return null
    for (let to = from + 1; to <= names.length; to += 1) {
      const name = names.slice(from, to).join('.')
      const rest = Object.hasOwn(value, name) ? find(Reflect.get(value, name), to) : null
      if (rest !== null) return [name, ...rest]
    }
    return null
  }
  return find(manifest, 0) ?? names
}

function memberOf(manifest: Facts['manifest'], member: readonly string[]): unknown {
  return member.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, name)
        ? (value as Record<string, unknown>)[name]
        : undefined,
    manifest,
  )
}

function holds(value: unknown, test: ManifestTest): boolean {
  if (value === undefined) return false
  if (test.kind === 'present') return true
  if (test.kind === 'value') return value === test.value
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return test.pattern.find(text).next().done !== true
}

function placeOfMember(facts: Facts, member: readonly string[]): Place {
  const positions = new ManifestPositions(facts.manifestText ?? '')
  const range = positions.range([...member], 'key') ?? positions.range([...member])
  if (range === null) return { path: 'package.json' }
  return { path: 'package.json', line: range.line, column: range.column }
}
