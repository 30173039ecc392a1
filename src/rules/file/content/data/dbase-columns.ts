const VERSIONS = new Set([0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8b, 0xcb, 0xf5])
const FIELD_BYTES = 32
const END_OF_FIELDS = 0x0d

/** The columns of a dBase or FoxPro table with records (dBASE .DBF file structure); empty for other bytes. */
export function readDBaseColumns(bytes: Buffer): string[] {
  if (bytes.length < 66 || !VERSIONS.has(bytes[0] ?? 0)) return []
  const [month = 0, day = 0] = [bytes[2], bytes[3]]
  const header = bytes.readUInt16LE(8)
  if (month < 1 || month > 12 || day < 1 || day > 31 || header > bytes.length) return []
  if (bytes.readUInt32LE(4) === 0) return []
  const columns: string[] = []
  for (let at = FIELD_BYTES; at + FIELD_BYTES <= header; at += FIELD_BYTES) {
    if (bytes[at] === END_OF_FIELDS) break
    const name = /^[A-Z_][A-Z0-9_]{0,10}(?=\0|$)/i.exec(bytes.toString('latin1', at, at + 11))?.[0]
    if (name === undefined) return []
    columns.push(name)
  }
  return columns
}
