import { findLayerPath, type Layer } from '../../../../model/layer.ts'
import { recogniseConversation, recogniseConversationOnPage } from './conversations.ts'
import { LISTS, MAY_BE_MAIL, MAY_BE_RECORDS, MAY_BE_SQL, POINTER } from './data-file-names.ts'
import type { DataKind, PeopleTable } from './data-kind.ts'
import { recogniseBinaryData, recogniseTextData } from './data-kinds.ts'
import { findPeopleInFile, findPeopleInOfficeFile } from './people-in-file.ts'
import { recogniseRecordFormat } from './record-formats.ts'

const PAGE = /\.x?html?$/i
const MOST_TEXT_BYTES = 64 * 1024 ** 2
const FEWEST_TEXT_BYTES = 64
const FEWEST_POINTER_BYTES = 16
const MOST_CONVERSATION_BYTES = 8 * 1024 ** 2

/** Data of somebody's system, or people in a table. */
export interface FileData {
  readonly message: DataKind['message'] | 'people'
  readonly kind: string
  readonly holds: string
  /** Of a table of people; 0 for anything else. */
  readonly rows: number
}

/** The data that a file holds: by its signature, by its statements or records, by the people in it; null for none. */
export function findDataInFile(layer: Layer, hits: Layer['hits']): FileData | null {
  const { bytes } = layer
  const path = findLayerPath(layer)
  const signed = recogniseBinaryData(bytes, path)
  if (signed !== null) return { ...signed, rows: 0 }
  if (layer.kind === 'binary') return describePeople(findPeopleInOfficeFile(bytes))
  const isPointer = POINTER.test(path)
  const fewest = isPointer ? FEWEST_POINTER_BYTES : FEWEST_TEXT_BYTES
  if (bytes.length > MOST_TEXT_BYTES || bytes.length < fewest) return null
  if (MAY_BE_SQL.test(path) || MAY_BE_MAIL.test(path)) {
    const found = recogniseTextData(bytes.toString('utf8', 0, 1024 * 1024), path)
    if (found !== null) return { ...found, rows: 0 }
  }
  if (isPointer) return null
  const records = recogniseRecords(bytes, path)
  return records === null ? describePeople(findPeopleInFile(layer, path, hits)) : { ...records, rows: 0 }
}

function describePeople(table: PeopleTable | null): FileData | null {
  return table === null
    ? null
    : table.hasSecrets
      ? { message: 'rows', kind: 'A table of accounts', holds: `columns such as ${table.columns}`, rows: 0 }
      : { message: 'people', kind: 'A table of people', holds: table.columns, rows: table.rows }
}

/** Payments, patients, places and conversations, whatever the file is called. */
function recogniseRecords(bytes: Buffer, path: string): DataKind | null {
  const isArchive = bytes.toString('latin1', 0, 11) === 'window.YTD.'
  if (!MAY_BE_RECORDS.test(path) && !isArchive && !PAGE.test(path)) return null
  const first = bytes[0] === 0xef ? 3 : 0
  const format = recogniseRecordFormat(bytes.toString('utf8', first, 65_536))
  if (format === null && PAGE.test(path)) return recogniseConversationOnPage(bytes)
  if (format !== null || !LISTS.test(path) || bytes.length > MOST_CONVERSATION_BYTES) return format
  return recogniseConversation(bytes)
}
