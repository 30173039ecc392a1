import { isObject } from '../../model/json-object.ts'
import type { ArchiveMember } from './archive-member.ts'

/**
 * Electron's archive (https://github.com/electron/asar#format): a pickle with the length of a header, the header as
 * JSON (`files` by name, each with `offset` and `size`), then the bytes of all files one after another.
 */
interface Header {
  readonly json: string
  /** Where the bytes of the files begin. */
  readonly body: number
}

const MOST_MEMBERS = 200_000
const DEEPEST = 64

function readHeader(content: Buffer): Header | null {
  if (content.length < 16 || content.readUInt32LE(0) !== 4) return null
  const size = content.readUInt32LE(4)
  const length = content.readUInt32LE(12)
  if (content.readUInt32LE(8) + 4 !== size || length === 0 || length + 8 > size + 4) return null
  if (16 + length > content.length || content[16] !== 0x7b) return null
  const json = content.toString('utf8', 16, 16 + length)
  return json.startsWith('{"files"') ? { json, body: 8 + size } : null
}

/** Whether the bytes are an asar archive. */
export function isAsar(content: Buffer): boolean {
  return readHeader(content) !== null
}

/** The files of an asar archive that are in it, and whether its header could be read and all of them reached. */
export function readAsarMembers(content: Buffer): { members: readonly ArchiveMember[]; complete: boolean } {
  const header = readHeader(content)
  const members: ArchiveMember[] = []
  if (header === null) return { members, complete: false }
  let complete = true
  const take = (file: Readonly<Record<string, unknown>>, name: string): boolean => {
    if ('link' in file || file.unpacked === true) return true
    const start = header.body + Number(file.offset)
    const end = start + Number(file.size)
    if (!(start >= header.body && end >= start && end <= content.length)) return false
    members.push({ name, content: content.subarray(start, end) })
    return true
  }
  const walk = (node: unknown, path: string, depth: number): void => {
    if (!isObject(node) || !isObject(node.files) || depth > DEEPEST) {
      complete = false
      return
    }
    for (const [name, file] of Object.entries(node.files)) {
      const own = path === '' ? name : `${path}/${name}`
      if (!isObject(file) || members.length >= MOST_MEMBERS) complete = false
      else if ('files' in file) walk(file, own, depth + 1)
      else complete = take(file, own) && complete
    }
  }
  try {
    walk(JSON.parse(header.json), '', 0)
  } catch {
    complete = false
  }
  return { members, complete }
}
