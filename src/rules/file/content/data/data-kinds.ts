import { rebuildDatabaseOfJournal } from '../../../../layers/binaries/sqlite-journal.ts'
import { isSqlite, readSqliteTables, type SqliteTable } from '../../../../layers/binaries/sqlite-schema.ts'
import { recogniseColumnarData } from './columnar-data.ts'
import type { DataKind } from './data-kind.ts'
import { readDBaseColumns } from './dbase-columns.ts'
import { findRealAddresses } from './people-addresses.ts'
import { listTellingColumns } from './people-in-text.ts'

const BINARY: readonly (readonly [message: DataKind['message'], kind: string, magic: RegExp])[] = [
  ['rows', 'A dump of a PostgreSQL database', /^5047444d50/],
  ['rows', 'A dump of a Redis database', /^5245444953(?:3\d){4}/],
  ['rows', 'A dump of a MongoDB server', /^6de29981/],
  ['rows', 'A backup of an SQL Server database', /^54415045(?:00){2}/],
  ['rows', 'A write-ahead log of an SQLite database', /^377f068[23]/],
  ['store', 'A rollback journal of an SQLite database', /^d9d505f920a163d7/],
  // One that was not written through yet: no magic number, but the sizes of sector and page.
  [
    'store',
    'A rollback journal of an SQLite database',
    /^0{24}.{16}00000200(?:0000(?:02|04|08|10|20|40|80)00|00010000)/,
  ],
  ['rows', 'An Access database', /^000100005374616e64617264(?:204a6574|20414345)20444200?/],
  ['rows', 'A binary log of a MySQL server', /^fe62696e/],
  ['store', 'A Realm database', /^.{32}542d4442/],
  ['rows', 'A mailbox of Outlook', /^2142444e/],
  ['store', 'A backup of a Firefox session or of bookmarks', /^6d6f7a4c7a343000/],
  ['store', 'An H2 database', /^483a322c626c6f636b3a/],
  ['store', 'An LMDB database', /^.{32}dec0efbe/],
  ['rows', 'A store of a cluster (bbolt, etcd)', /^.{32}edda0ced/],
  ['store', 'A DuckDB database', /^.{16}4455434b/],
  ['store', 'A Berkeley DB file', /^.{24}(?:00053162|62310500|00061561|61150600)/],
]

/** Columns that hold credentials, and columns that hold people. */
const CREDENTIAL_COLUMN =
  /["'`\s(,[](?:\w*password\w*|\w*passwd\w*|pwd|pass_hash|\w*_hash|hashed_\w+|\w*secret\w*|api_?keys?|\w*token\w*|\w*credential\w*|session_?(?:id|data|key)|sid|sess|cookies?|private_?key|auth_?key|otp\w*|totp\w*)["'`\s,)\]]/i
const PEOPLE_COLUMN =
  /["'`\s(,[]z?(?:e_?mail\w*|\w+_email|phone(?!_?(?:codes?|prefix\w*|format|mask|pattern|regex|country|length|type|area))\w*|\w+_phone|iban|ssn|birth\w*|date_of_birth|street|address\w*|credit_?card\w*|card_number|first_?name|last_?name|surname|tax_?id|passport\w*|salary|mobile_?(?:phone|number|no))["'`\s,)\]]/gi
/** Places have telephone numbers and calling codes, too. */
const OF_PLACES =
  /["'`\s(,[](?:iso\w{0,3}|iata\w{0,5}|icao\w{0,5}|currency\w{0,5}|capital|tld|continent\w{0,5}|geo_?name\w{0,3}|lat|lng|lon|latitude|longitude|time_?zone)["'`\s,)\]]/i
/** Sets that ship on purpose: map tiles, geographic packages, what SQLite and its search keep for themselves. */
const SHARED_SCHEMA = /^(?:tiles|metadata|gpkg_\w+|rtree_\w+|sqlite_\w+|android_metadata|grids?|images|map)$/i

/** Tables in which programs keep what somebody does or says; the last are those of VS Code and its kin. */
const OF_SOMEBODY =
  /^(?:(?:chat_?)?messages?|chats?|conversations?|dialogs?|threads?|sessions?|users?|accounts?|customers?|clients?|members?|orders?|invoices?|payments?|transactions?|contacts?|patients?|employees?|e?mails?|login_?\w*|visits|moz_\w+|itemtable|cursordiskkv)$/i

/** Whether column names say that rows hold credentials or people; names the first few. */
export function listSensitiveColumns(sql: string): string[] {
  const credential = CREDENTIAL_COLUMN.exec(sql)?.[0]
  const people = [...sql.matchAll(PEOPLE_COLUMN)].map(([name]) => name)
  const found = [...(credential === undefined ? [] : [credential]), ...people]
  const names = [...new Set(found.map((name) => name.replace(/[^\w]/g, '').toLowerCase()))]
  const telling = names.join()
  if (
    credential === undefined &&
    !/mail|iban|ssn|birth|name|salary|card/.test(telling) &&
    OF_PLACES.test(sql)
  )
    return []
  return credential !== undefined || names.length >= 2 || /mail|phone|iban|ssn/.test(telling) ? names : []
}

function recogniseSqliteKind(bytes: Buffer): DataKind | null {
  const tables = readSqliteTables(bytes)
  const own = tables.filter(({ name }) => !SHARED_SCHEMA.test(name))
  const sensitive = own.filter(({ sql }) => listSensitiveColumns(sql).length > 0)
  const filled = sensitive.find(({ hasRows }) => hasRows)
  const first = filled ?? sensitive[0]
  if (first !== undefined) {
    const holds = `the table ${first.name} with ${listSensitiveColumns(first.sql).slice(0, 3).join(', ')}`
    return { message: filled === undefined ? 'store' : 'rows', kind: 'An SQLite database', holds }
  }
  const written = own.find((table) => table.hasRows && isOfSources(table, bytes))
  if (written !== undefined)
    return {
      message: 'store',
      kind: 'An SQLite database',
      holds: `texts of source files in its table ${written.name}`,
    }
  const talked = own.find(({ name, hasRows }) => hasRows && OF_SOMEBODY.test(name))
  if (talked !== undefined)
    return {
      message: LOGGED_IN.test(bytes.toString('latin1', 0, LOOKED_AT)) ? 'rows' : 'store',
      kind: 'An SQLite database',
      holds: `rows in its table ${talked.name}`,
    }
  if (own.length === 0) return null
  const names = own.slice(0, 3).map(({ name }) => name)
  return { message: 'store', kind: 'An SQLite database', holds: `the tables ${names.join(', ')}` }
}

/** Names of what programs that keep everything in one table are logged in by. */
const LOGGED_IN = /(?:access|refresh)_?token["':/\x00-\x20]{0,12}[\w.-]{20}|secret:\/\/\{/i

const PATH_COLUMN = /["'`\s(,[](?:\w*path|file(?:_?name)?|uri|module|document|source_file|name)["'`\s,)\]]/i
const TEXT_COLUMN =
  /["'`\s(,[](?:contents?|code|text|body|source(?:_code|_text)?|chunk(?:_text)?|snippet|data)["'`\s,)\]]/i
const SOURCE_PATH =
  /[\w-]\/[\w./-]{1,120}\.(?:[cm]?[jt]sx?|py|rs|go|java|kt|cs|rb|php|swift|vue|svelte|c|cc|cpp|h)(?:[^\w.]|(?=(?:import|export|from|const|let|class|def|package|use|using|func|fn|interface|type|require)\b))/
const LOOKED_AT = 1024 ** 2

/** Whether a table keeps files of source by their paths, as indexes for search and for models do. */
function isOfSources({ sql }: SqliteTable, bytes: Buffer): boolean {
  if (!PATH_COLUMN.test(sql) || !TEXT_COLUMN.test(sql)) return false
  return SOURCE_PATH.test(bytes.toString('latin1', 0, LOOKED_AT))
}

/** Bytes that the signatures begin with, those at its beginning and those further behind. */
const FIRST_BYTES = new Set([0x50, 0x52, 0x6d, 0x54, 0x37, 0xd9, 0x00, 0x21, 0x48, 0xfe])
const BERKELEY_BYTES = new Set([0x00, 0x62, 0x61])

/** A look at four bytes, as nearly every file is none of these. */
function mayBeBinaryData(bytes: Buffer): boolean {
  return (
    FIRST_BYTES.has(bytes[0] ?? -1) ||
    bytes[8] === 0x44 ||
    bytes[16] === 0x54 ||
    bytes[16] === 0xde ||
    bytes[16] === 0xed ||
    BERKELEY_BYTES.has(bytes[12] ?? -1)
  )
}

/** What a binary file of data is, by its own signature; null for any other. */
export function recogniseBinaryData(bytes: Buffer, name: string): DataKind | null {
  if (isSqlite(bytes)) return recogniseSqliteKind(bytes)
  const journal = rebuildDatabaseOfJournal(bytes)
  const kept = journal === null ? null : recogniseSqliteKind(journal)
  if (kept !== null) return { ...kept, kind: 'A rollback journal of an SQLite database' }
  const magic = mayBeBinaryData(bytes) ? bytes.toString('hex', 0, 40) : ''
  const known = magic === '' ? undefined : BINARY.find(([, , begins]) => begins.test(magic))
  if (known !== undefined && bytes.length > 40) return { message: known[0], kind: known[1], holds: '' }
  const columnar = recogniseColumnarData(bytes)
  if (columnar !== null) return columnar
  const columns = listTellingColumns(readDBaseColumns(bytes))
  if (columns.length >= 2)
    return {
      message: 'store',
      kind: 'A dBase table',
      holds: `columns such as ${columns.slice(0, 3).join(', ')}`,
    }
  if (/\.bson$/i.test(name) && isBson(bytes))
    return { message: 'rows', kind: 'A collection of a MongoDB database', holds: '' }
  return null
}

/** One document: length, a first element of a known type with a name, a zero at its end (https://bsonspec.org/spec.html). */
function isBson(bytes: Buffer): boolean {
  if (bytes.length < 12) return false
  const length = bytes.readInt32LE(0)
  const type = bytes[4] ?? 0
  if (length < 12 || length > bytes.length || bytes[length - 1] !== 0) return false
  return type >= 1 && type <= 0x13 && /^[\x20-\x7e]{1,120}\0/.test(bytes.toString('latin1', 5, 128))
}

const SQL_HEADER =
  /^(?:-- |\/\*|#)[^\n]{0,200}(?:MySQL dump|MariaDB dump|PostgreSQL database dump|phpMyAdmin SQL Dump|Adminer|mysqldump|pg_dump|Dump of table|SQLite dump|HeidiSQL|Navicat|DBeaver|TablePlus|Sequel Pro|mydumper)|^PRAGMA foreign_keys=OFF;\s+BEGIN TRANSACTION;/im
const HAS_ROWS = /^[ \t]*(?:INSERT (?:IGNORE )?INTO|INSERT \[|REPLACE INTO|COPY [^\n;]{1,2000} FROM stdin)/im

/** As WhatsApp exports a chat: a date, a time, who, and what was said, line after line. */
const CHAT_LINES =
  /^\ufeff?(?:[\u200e[]{0,2}\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?\]?(?: -)? [^:\n]{1,60}: [^\n]{0,4000}\n){8}/i

/** What a text is that was exported from a database or a mailbox; null for any other. Looks at the first 256 kB. */
export function recogniseTextData(text: string, name: string): DataKind | null {
  const head = text.slice(0, 262_144)
  if (/^(?:MANIFEST-\d{6})\n?$/.test(head) && /(?:^|\/)current$/i.test(name))
    return { message: 'store', kind: 'A LevelDB database', holds: '' }
  if (/^\*\d+\r\n\$\d+\r\n/.test(head))
    return { message: 'store', kind: 'A log of the commands to a Redis database', holds: '' }
  if (CHAT_LINES.test(head)) return { message: 'store', kind: 'An export of a chat', holds: '' }
  if (isMailbox(head)) return { message: 'rows', kind: 'A mailbox', holds: '' }
  if (!HAS_ROWS.test(head)) return null
  const names = listSensitiveColumns(listColumnsOfFilledTables(head))
  const isDump = SQL_HEADER.test(head.slice(0, 4096))
  if (!isDump && !/\.sql$/i.test(name)) return null
  if (!isDump && countInserts(head) <= 4 && !IS_SOMEBODYS.test(head) && findRealAddresses(head).length === 0)
    return null
  if (names.length > 0)
    return {
      message: isDump || countInserts(head) > 4 ? 'rows' : 'store',
      kind: 'A dump of an SQL database',
      holds: `columns such as ${names.slice(0, 3).join(', ')}`,
    }
  return isDump ? { message: 'store', kind: 'A dump of an SQL database', holds: '' } : null
}

/** A hash or a generated value: what nobody makes up for the first user of a new installation. */
const IS_SOMEBODYS = /\$(?:2[aby]|argon2\w{1,2}|[156y])\$|["'][\w+/=-]{32,}["']/

/** The columns of the tables that get rows, and no others: a migration makes the users' and fills the roles'. */
function listColumnsOfFilledTables(sql: string): string {
  const inserts = [
    ...sql.matchAll(
      /\b(?:INSERT (?:IGNORE )?(?:INTO )?|REPLACE INTO |COPY )([\w."`[\]]{1,130})\s*(\([^();]{0,2000}\))?/gi,
    ),
  ]
  const filled = new Set(inserts.map(([, name = '']) => normaliseName(name)))
  const made = [
    ...sql.matchAll(
      /\bCREATE TABLE (?:IF NOT EXISTS )?([\w."`[\]]{1,130})\s*\([^;]{0,20000}(?:;|\nGO\b|$)/gi,
    ),
  ].filter(([, name = '']) => filled.has(normaliseName(name)))
  return [...made.map(([whole]) => whole), ...new Set(inserts.map(([, , columns = '']) => columns))].join(
    '\n',
  )
}

function normaliseName(name: string): string {
  return (name.split('.').at(-1) ?? name).replace(/\W/g, '').toLowerCase()
}

/** Rows below one statement that are looked for. */
const FEWEST_COPIED = 5

function countInserts(text: string): number {
  const copied = /^COPY [^;\n]{3,2200};\r?\n((?:[^\n]{1,4000}\t[^\n]{0,4000}\n){5})/im.test(text)
    ? FEWEST_COPIED
    : 0
  return copied + (text.match(/\bINSERT\b|\),\s*\(/gi)?.length ?? 0)
}

/** `From ` lines of mbox (RFC 4155), or the headers of one stored message (RFC 5322). */
function isMailbox(head: string): boolean {
  if (/^From (?:\S+@\S+|MAILER-DAEMON|-) [A-Z]\w\w [A-Z]\w\w [ \d]\d \d\d:\d\d/.test(head))
    return /\n[\w-]+: /.test(head)
  const top = head.slice(0, 8192).split(/\r?\n\r?\n/, 1)[0] ?? ''
  if (
    !/^(?:Return-Path|Received|Delivered-To|From|To|Subject|Date|Message-ID|MIME-Version|X-[\w-]+): /i.test(
      top,
    )
  )
    return false
  const names = ['from', 'to', 'subject', 'date', 'message-id', 'received']
  const present = names.filter((header) => new RegExp(`^${header}: `, 'im').test(top))
  return present.length >= 4 && /@/.test(top)
}
