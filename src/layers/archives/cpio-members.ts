import type { ArchiveMember } from './archive-member.ts'

/** The forms with numbers in digits, by their magic: digits of a header, and where name's and file's sizes stand. */
const FORMS: Readonly<
  Record<string, { length: number; name: [number, number]; file: [number, number]; base: number }>
> = {
  '070701': { length: 110, name: [94, 102], file: [54, 62], base: 16 },
  '070702': { length: 110, name: [94, 102], file: [54, 62], base: 16 },
  '070707': { length: 76, name: [59, 65], file: [65, 76], base: 8 },
}
const LAST = 'TRAILER!!!'

function findForm(content: Buffer, at: number): (typeof FORMS)[string] | undefined {
  const form = FORMS[content.toString('latin1', at, at + 6)]
  return form !== undefined && /^[\da-f]+$/i.test(content.toString('latin1', at, at + form.length))
    ? form
    : undefined
}

export function isCpio(content: Buffer): boolean {
  return content.length > 110 && findForm(content, 0) !== undefined
}

/** The members of a cpio archive (man 5 cpio), and the offset at which they end. */
export function readCpioMembers(content: Buffer): { members: readonly ArchiveMember[]; end: number } {
  const members: ArchiveMember[] = []
  let at = 0
  for (let form = findForm(content, 0); form !== undefined; form = findForm(content, at)) {
    const { length, name, file, base } = form
    const readSize = ([from, to]: [number, number]) =>
      Number.parseInt(content.toString('latin1', at + from, at + to), base)
    // The newer form fills up to four bytes, counted from the beginning of the archive.
    const roundUp = (offset: number) => (base === 16 ? (offset + 3) & ~3 : offset)
    const begins = roundUp(at + length + readSize(name))
    const ends = begins + readSize(file)
    if (ends > content.length) break
    const path = content.toString('utf8', at + length, at + length + readSize(name) - 1)
    at = roundUp(ends)
    if (path === LAST) break
    members.push({ name: path.replace(/^\.\//, ''), content: content.subarray(begins, ends) })
  }
  return { members, end: Math.min(at, content.length) }
}
