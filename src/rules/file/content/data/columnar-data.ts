import type { DataKind } from './data-kind.ts'
import { listTellingColumns } from './people-in-text.ts'

/** Tables by columns, or records with a schema, and where their schema lies. */
const FORMATS: readonly (readonly [kind: string, begins: string, at: 'front' | 'end'])[] = [
  ['A Parquet table', 'PAR1', 'end'],
  ['An ORC table', 'ORC', 'end'],
  ['An Arrow table', 'ARROW1', 'end'],
  ['A Feather table', 'FEA1', 'end'],
  ['Records of Avro', 'Obj\x01', 'front'],
]
const LOOKED_AT = 65_536
const FEWEST_COLUMNS = 2

/** A table of columns that hold people's data, in a format for analysis; null for any other bytes. */
export function recogniseColumnarData(bytes: Buffer): DataKind | null {
  const head = bytes.toString('latin1', 0, 8)
  const format = FORMATS.find(([, begins]) => head.startsWith(begins))
  if (format === undefined || bytes.length < 64) return null
  const [kind, , at] = format
  const schema =
    at === 'front' ? bytes.subarray(0, LOOKED_AT) : bytes.subarray(Math.max(0, bytes.length - LOOKED_AT))
  const words = new Set(schema.toString('latin1').match(/[A-Za-z][A-Za-z0-9_ -]{1,38}/g))
  const columns = listTellingColumns([...words])
  return columns.length < FEWEST_COLUMNS
    ? null
    : { message: 'store', kind, holds: `columns such as ${columns.slice(0, 3).join(', ')}` }
}
