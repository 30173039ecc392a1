import type { RunRecord } from '../report/records/run-record.ts'

/** Records as NDJSON: one line each, which ends with a line feed. */
export function renderNdjson(records: readonly RunRecord[]): string {
  return records.map((one) => `${JSON.stringify(one)}\n`).join('')
}
