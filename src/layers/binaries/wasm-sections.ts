/** A custom section of a WebAssembly module. */
export interface WasmSection {
  readonly name: string
  /** Offset of the payload (what follows the name) in the module. */
  readonly offset: number
  readonly payload: Buffer
}

/** `\0asm` and version 1 (WebAssembly core specification, section 5.5.16). */
export function isWasm(content: Buffer): boolean {
  return content.length >= 8 && content.readUInt32BE(0) === 0x0061736d
}

/** All custom sections, in order; ends quietly where the module is cut off or no module. */
export function readWasmCustomSections(content: Buffer): WasmSection[] {
  const found: WasmSection[] = []
  if (!isWasm(content)) return found
  let at = 8
  while (at < content.length) {
    const id = content[at]
    const size = readLeb128(content, at + 1)
    if (size === null) break
    const end = size.next + size.value
    if (end > content.length) break
    if (id === 0) {
      const name = readLeb128(content, size.next)
      if (name !== null && name.next + name.value <= end) {
        const offset = name.next + name.value
        found.push({
          name: content.toString('utf8', name.next, offset),
          offset,
          payload: content.subarray(offset, end),
        })
      }
    }
    at = end
  }
  return found
}

/** The URL in a `sourceMappingURL` section: a length and UTF-8 (ECMA-426, "Linking conventions"). */
export function readWasmMapUrl(content: Buffer): { offset: number; url: string } | null {
  const section = readWasmCustomSections(content).find(({ name }) => name === 'sourceMappingURL')
  if (section === undefined) return null
  const length = readLeb128(section.payload, 0)
  if (length === null) return null
  const url = section.payload.toString('utf8', length.next, length.next + length.value)
  return { offset: section.offset + length.next, url }
}

function readLeb128(content: Buffer, at: number): { value: number; next: number } | null {
  let value = 0
  for (let index = 0; index < 5; index += 1) {
    const byte = content[at + index]
    if (byte === undefined) return null
    value += (byte & 0x7f) * 2 ** (7 * index)
    if (byte < 0x80) return { value, next: at + index + 1 }
  }
  return null
}
