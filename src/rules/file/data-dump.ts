import * as z from 'zod'
import { softened } from '../../knowledge/path-role.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { findPasswordHashes, HASH_KEYWORDS } from '../../secrets/password-hashes.ts'
import { conversationIn } from './content/data/conversations.ts'
import type { DataKind } from './content/data/data-kind.ts'
import { binaryData, textData } from './content/data/data-kinds.ts'
import { FLAG_KEYWORDS, flagsIn } from './content/data/feature-flags.ts'
import { modelData } from './content/data/model-data.ts'
import {
  PEOPLE_KEYWORDS,
  type PeopleTable,
  peopleByNearness,
  peopleCards,
  peopleInCalendar,
  peopleInCode,
  peopleInSheet,
  peopleInXml,
  peopleInYaml,
  peopleList,
  peopleTable,
} from './content/data/people-table.ts'
import { recordFormat } from './content/data/record-formats.ts'

const MOST_TEXT_BYTES = 64 * 1024 ** 2
const TABLES = /\.(?:csv|tsv|psv|txt|tab)$/i
const LISTS = /\.(?:json|jsonl|ndjson)$/i
const CODE = /\.[cm]?[jt]sx?$/i
const CALENDAR = /\.(?:ics|ical|ifb|vcs)$/i
const CARDS = /\.(?:vcf|vcard|ldif|ldf)$/i
const SHEET = /(?:^|\/)xl\/(?:sharedStrings|worksheets\/[\w-]+)\.xml$/
/** Where people stand in no table, or in one of a form of its own. */
const LOOSE =
  /\.(?:txt|html?|mdx?|markdown|ya?ml|slk|dif|sylk|prn|list|log|rtf|tex|org|adoc|ods|xml|toml|ini|dat)$|(?:^|\/)[^.]+$/i
const MARKED_UP = /\.xml$/i
const MAY_BE_SQL = /\.(?:sql|dump|bak|backup|txt|out|db|aof|pgsql|mysql|psql|data|old|\d+)$|\/[^.]+$|^[^.]+$/i
const MAY_BE_MAIL = /\.(?:mbox|eml|mbx|mail|txt|msg|mh)$|(?:^|\/)\d{9,10}\.[^/]+$|\/[^.]+$|^[^.]+$/i

/** One hash is an example or a default; two are somebody's users. */
const FEWEST_HASHES = 2

const REMEDY =
  'Leave the file out of the tarball. If it ever shipped, tell the people whose data it holds and replace the credentials in it.'

export default defineRule({
  meta: {
    id: 'file/data-dump',
    title: 'Databases, dumps and tables of people',
    why: 'A development database, a dump or an export holds what a system knows: users with their addresses and password hashes, sessions, messages. In a package everybody has it, forever, and the people it is about were never asked.',
    fix: 'Leave the file out: name what ships in `files` of package.json. Ship a schema or made-up rows where users need something to begin with.',
    severity: 'error',
    traits: { harm: 'people', remedy: 'leave-out', binds: 'content' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: [...HASH_KEYWORDS, ...PEOPLE_KEYWORDS, ...FLAG_KEYWORDS],
  alwaysFor: ['text', 'binary'],
  messages: {
    rows: {
      what: '{kind} ships{holds}.',
      why: 'Anyone who installs the package can read what is in it.',
      fix: REMEDY,
    },
    store: {
      what: '{kind} ships{holds}.',
      why: 'Anyone who installs the package can read what programs kept in it, often deleted rows too.',
      fix: 'Leave it out of the tarball, unless users need its content: then rebuild it from what they need.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    dictionary: {
      what: '{kind} ships{holds}.',
      why: 'Its columns name neither people nor credentials, but deleted rows may still be readable in it.',
      fix: 'Make sure that it is meant for users, and rebuilt for the release (`VACUUM INTO`).',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    people: {
      what: 'A table of people ships: {rows|row|rows}, with columns such as {columns}.',
      why: 'Anyone who installs the package has the data of everybody in it.',
      fix: REMEDY,
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    hashes: {
      what: '{hashes|password hash ships|password hashes ship} ({scheme}).',
      why: 'Anybody can try passwords against the hashes for as long as they like, unnoticed.',
      fix: REMEDY,
    },
    flags: {
      what: '{kind} ships.',
      why: 'It names features that are not announced yet, and whom they are tried on.',
      fix: 'Leave it out of the tarball; make up the flags that a test needs.',
      severity: { 'open-source': 'off', proprietary: 'notice' },
    },
    taught: {
      what: 'The package has {kind} in it.',
      why: 'They often hold what customers wrote, or documents of the house.',
      fix: 'Leave the file out of the tarball, unless it is made for users.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    shown: {
      what: '{kind} ships among tests or examples{holds}.',
      why: 'It is most likely made up; if it was taken from a real system, everybody can read it.',
      fix: 'Make sure that it is made up, or leave the folder out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
  },
  layer(layer, context) {
    const isShown = softened('record', layerChain(layer)) !== null || isDocument(layerPath(layer))
    const hashes = listOfHashes(layer, context.hits)
    if (hashes !== null && isShown)
      context.report({
        message: 'shown',
        data: { kind: 'A list of password hashes', holds: '' },
        at: hashes.at,
      })
    else if (hashes !== null) {
      const { count, scheme, at } = hashes
      context.report({ message: 'hashes', data: { hashes: count, scheme }, at })
    }
    if (layer.kind !== 'text' && layer.kind !== 'binary') return
    const flags = LISTS.test(layerPath(layer)) && !isShown ? flagsIn(layer.bytes, context.hits) : null
    if (flags !== null) context.report({ message: 'flags', data: { kind: flags }, at: { layer } })
    const data = dataIn(layer, context.hits)
    if (data === null) {
      const kind = isShown || !LISTS.test(layerPath(layer)) ? null : modelData(layer.bytes)
      if (kind !== null) context.report({ message: 'taught', data: { kind }, at: { layer } })
      return
    }
    const holds = data.holds === '' ? '' : `, with ${data.holds}`
    const message = messageOf(data, isShown, layer)
    if (message === 'people')
      context.report({ message, data: { rows: data.rows, columns: data.holds }, at: { layer } })
    else context.report({ message, data: { kind: data.kind, holds }, at: { layer } })
  },
})

function messageOf({ message, kind, holds }: Data, isShown: boolean, layer: Layer) {
  // A document may hold a table of people as well as any other file; what else is in one is there for showing.
  const isSoft = message === 'people' ? softened('record', layerChain(layer)) !== null : isShown
  if (isSoft) return 'shown'
  const isDictionary = message === 'store' && kind === 'An SQLite database' && /^the tables /.test(holds)
  return isDictionary ? 'dictionary' : message
}

function listOfHashes(layer: Layer, hits: Layer['hits']) {
  const hashes = findPasswordHashes(layer.bytes, hits)
  const first = hashes[0]
  if (first === undefined || hashes.length < FEWEST_HASHES) return null
  const { scheme, offset, hash } = first
  return {
    count: hashes.length,
    scheme,
    at: { layer, offset, evidence: `${scheme}, ${hash.length} characters` },
  }
}

function isDocument(path: string): boolean {
  return /\.(?:md|mdx|markdown|rst|adoc|d\.[cm]?ts)$/i.test(path)
}

interface Data {
  readonly message: 'rows' | 'store' | 'people'
  readonly kind: string
  readonly holds: string
  readonly rows: number
}

function dataIn(layer: Layer, hits: Layer['hits']): Data | null {
  const path = layerPath(layer)
  if (layer.kind === 'binary') {
    const found = binaryData(layer.bytes, path)
    if (found !== null) return { ...found, rows: 0 }
    return isOfficeFile(layer.bytes) ? people(peopleByNearness(layer.bytes.toString('latin1'))) : null
  }
  const signed = binaryData(layer.bytes, path)
  if (signed !== null) return { ...signed, rows: 0 }
  const isPointer = /(?:^|\/)current$/i.test(path)
  if (layer.bytes.length > MOST_TEXT_BYTES || layer.bytes.length < (isPointer ? 16 : 64)) return null
  if (MAY_BE_SQL.test(path) || MAY_BE_MAIL.test(path)) {
    const found = textData(layer.bytes.toString('utf8', 0, 1024 * 1024), path)
    if (found !== null) return { ...found, rows: 0 }
  }
  const told = isPointer ? null : recordsIn(layer, path)
  if (told !== null) return { ...told, rows: 0 }
  const table = isPointer ? null : peopleIn(layer, path, hits)
  return people(table)
}

function people(table: PeopleTable | null): Data | null {
  return table === null
    ? null
    : { message: 'people', kind: 'A table of people', holds: table.columns, rows: table.rows }
}

/** A document or a sheet of the office programs up to 2003 (MS-CFB, 2.2): its texts lie in it as they are. */
function isOfficeFile(bytes: Buffer): boolean {
  return bytes.length < MOST_OFFICE_BYTES && bytes.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'
}

const MOST_OFFICE_BYTES = 8 * 1024 ** 2
const MAY_BE_RECORDS =
  /\.(?:xml|json|jsonl|ndjson|hl7|ofx|qfx|qif|sta|mt940|camt|txt|dat|msg|edi|ged)$|(?:^|\/)[^.]+$/i
const MOST_CONVERSATION_BYTES = 8 * 1024 ** 2

/** Payments, patients, places and conversations, whatever the file is called. */
function recordsIn({ bytes }: Layer, path: string): DataKind | null {
  const isArchive = bytes.toString('latin1', 0, 11) === 'window.YTD.'
  if (!MAY_BE_RECORDS.test(path) && !isArchive) return null
  const first = bytes[0] === 0xef ? 3 : 0
  const format = recordFormat(bytes.toString('utf8', first, 65_536))
  if (format !== null || !LISTS.test(path) || bytes.length > MOST_CONVERSATION_BYTES) return format
  return conversationIn(bytes)
}

const READERS: readonly (readonly [of: RegExp, read: (text: string) => PeopleTable | null])[] = [
  [LISTS, peopleList],
  [TABLES, peopleTable],
  [CARDS, peopleCards],
  [CALENDAR, peopleInCalendar],
  [SHEET, peopleInSheet],
  [MARKED_UP, peopleInXml],
  [/\.ya?ml$/i, peopleInYaml],
]

function peopleIn({ bytes }: Layer, path: string, hits: Layer['hits']): PeopleTable | null {
  if (CODE.test(path))
    return peopleInCode(
      bytes,
      hits.filter(({ keyword }) => PEOPLE.has(keyword)),
    )
  const read = READERS.find(([of]) => of.test(path))?.[1]
  const isLoose = LOOSE.test(path)
  if (read === undefined && !isLoose) return null
  const text = bytes.toString('utf8', 0, 262_144)
  return read?.(text) ?? (isLoose ? peopleByNearness(text) : null)
}

const PEOPLE = new Set(PEOPLE_KEYWORDS)
