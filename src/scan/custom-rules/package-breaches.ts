import { listNamesInArchive } from '../../knowledge/archive-forms.ts'
import { ManifestPositions } from '../../manifest/manifest-positions.ts'
import type { Ban, ManifestTest, Requirement } from '../../model/custom-rule.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import type { Place } from '../../model/rule.ts'
import { formatBytes } from '../../text/format-bytes.ts'
import { matchesGlobList } from '../../text/glob-list.ts'

type Facts = Pick<PackageFacts, 'byPath' | 'manifest' | 'manifestText' | 'neighbour'>

/** What a rule reports, without the team's words. */
export interface Breach {
  readonly message: 'file' | 'amount' | 'manifest' | 'missing-file' | 'missing-text' | 'missing-member'
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

function makeBreach(message: Breach['message'], data: Partial<Breach['data']>, at: readonly Place[]): Breach {
  const none = { pattern: '', files: 0, measured: '', most: '', member: '', path: '' }
  return { message, data: { ...none, ...data }, at }
}

/** How a package breaks a ban on files, on amounts or on what package.json says; null where it does not. Texts are looked for layer by layer. */
export function findBreach(ban: Ban, facts: Facts): Breach | null {
  if (ban.kind === 'text') return null
  if (ban.kind === 'manifest') {
    const member = findMember(facts.manifest, ban.member)
    if (!holds(readMember(facts.manifest, member), ban.expected)) return null
    return makeBreach('manifest', { member: member.join('.') }, [findPlaceOfMember(facts, member)])
  }
  const files = [...facts.byPath.values()].filter(({ path }) =>
    matchesGlobList(ban.files, listNames(facts, path)),
  )
  const at = files.map(({ path }) => ({ path }))
  if (ban.kind === 'file') {
    const { onlyIn } = ban
    const stray = files.filter(
      ({ path }) => onlyIn === null || !matchesGlobList(onlyIn, listNames(facts, path)),
    )
    const places = stray.map(({ path }) => ({ path }))
    return stray.length === 0 ? null : makeBreach('file', { files: stray.length }, places)
  }
  const total = files.reduce((sum, { size }) => sum + size, 0)
  const tooLarge = files.filter(({ size }) => ban.largest !== null && size > ban.largest)
  if (ban.count !== null && files.length > ban.count)
    return makeBreach('amount', { measured: `${files.length} files match`, most: `${ban.count} files` }, at)
  if (ban.total !== null && total > ban.total)
    return makeBreach(
      'amount',
      { measured: `the files have ${formatBytes(total)}`, most: formatBytes(ban.total) },
      at,
    )
  if (ban.largest !== null && tooLarge.length > 0) {
    const largest = formatBytes(Math.max(...tooLarge.map(({ size }) => size)))
    const places = tooLarge.map(({ path }) => ({ path }))
    return makeBreach('amount', { measured: `a file has ${largest}`, most: formatBytes(ban.largest) }, places)
  }
  return null
}

/** What is required and not there. `isHolding` says of a file whether the text that it must have was found in it. */
export function findMissing(
  requirement: Requirement,
  facts: Facts,
  isHolding: (path: string) => boolean,
): Breach[] {
  if (requirement.kind === 'manifest') {
    const { expected } = requirement
    const member = findMember(facts.manifest, requirement.member)
    if (holds(readMember(facts.manifest, member), expected)) return []
    return [makeBreach('missing-member', { member: member.join('.') }, [findPlaceOfMember(facts, member)])]
  }
  const { files, contains } = requirement
  const paths = [...facts.byPath.keys()].filter((path) => matchesGlobList(files, listNames(facts, path)))
  if (paths.length === 0) return [makeBreach('missing-file', { pattern: files.source.join(', ') }, [])]
  if (contains === null) return []
  return paths
    .filter((path) => !isHolding(path))
    .map((path) => makeBreach('missing-text', { path, pattern: contains.source }, [{ path }]))
}

function listNames({ neighbour }: Facts, path: string): readonly string[] {
  return listNamesInArchive(path, neighbour?.kind ?? 'npm')
}

/**
 * The names that lead to a member. A path whose dots belong to a name, such as that of the package lodash.isequal, is
 * the one that leads somewhere.
 */
function findMember(manifest: Facts['manifest'], names: readonly string[]): readonly string[] {
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

function readMember(manifest: Facts['manifest'], member: readonly string[]): unknown {
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

function findPlaceOfMember(facts: Facts, member: readonly string[]): Place {
  const positions = new ManifestPositions(facts.manifestText ?? '')
  const range = positions.findRange([...member], 'key') ?? positions.findRange([...member])
  if (range === null) return { path: 'package.json' }
  return { path: 'package.json', line: range.line, column: range.column }
}
