import type { ArchiveMember } from './archive-member.ts'

const MAGIC = '!<arch>\n'
const HEADER_BYTES = 60

export function isAr(content: Buffer): boolean {
  return content.toString('latin1', 0, MAGIC.length) === MAGIC
}

/**
 * The members of an `ar` archive in the common form (https://man.freebsd.org/cgi/man.cgi?query=ar&sektion=5).
 * @returns the members and the offset at which they end: the length of the content where all is well.
 */
export function readArMembers(content: Buffer): { members: readonly ArchiveMember[]; end: number } {
  const members: ArchiveMember[] = []
  let longNames = ''
  let at = MAGIC.length
  while (at + HEADER_BYTES <= content.length) {
    const readField = (from: number, to: number): string =>
      content.toString('latin1', at + from, at + to).trimEnd()
    const size = /^\d+$/.test(readField(48, 58)) ? Number(readField(48, 58)) : -1
    const end = at + HEADER_BYTES + size
    if (size < 0 || end > content.length || readField(58, 60) !== '`') break
    const body = content.subarray(at + HEADER_BYTES, end)
    const short = readField(0, 16)
    const bsd = /^#1\/(\d+)$/.exec(short)
    if (short === '//') longNames = body.toString('latin1')
    const nameBytes = bsd === null ? 0 : Math.min(Number(bsd[1]), body.length)
    const name =
      bsd === null
        ? resolveGnuName(short, longNames)
        : body.toString('utf8', 0, nameBytes).replace(/\0+$/, '')
    members.push({ name, content: body.subarray(nameBytes) })
    at = end + (size % 2)
  }
  return { members, end: Math.min(at, content.length) }
}

/** `/12` stands for the name at that offset of the table of long ones; others end with a slash. */
function resolveGnuName(short: string, longNames: string): string {
  const offset = /^\/(\d+)$/.exec(short)?.[1]
  const name = offset === undefined ? short : (longNames.slice(Number(offset)).split('\n')[0] ?? short)
  return name.length > 1 ? name.replace(/\/$/, '') : name
}
