import type { ArchiveMember } from '../archives/archive-member.ts'
import type { ExpansionBudget } from '../archives/expansion-budget.ts'
import { findLooseScripts } from './loose-scripts.ts'
import { Parts, unpackOrKeep } from './program-bytes.ts'

const HALT = '__HALT_COMPILER();'

/** PHP's archive (php.net, "Phar file format"): a script, a manifest with names and sizes, and the files in that order. */
export function readPharFiles(content: Buffer, budget: ExpansionBudget): ArchiveMember[] {
  if (!/^(?:#!|<\?php)/i.test(content.toString('latin1', 0, 5))) return []
  const halt = content.indexOf(HALT)
  if (halt === -1) return []
  try {
    return readFilesBehind(content, halt, budget)
  } catch {
    return findLooseScripts(content)
  }
}

function readFilesBehind(content: Buffer, halt: number, budget: ExpansionBudget): ArchiveMember[] {
  const close = /^\s?\?>\r?\n?/.exec(content.toString('latin1', halt + HALT.length, halt + HALT.length + 6))
  const parts = new Parts(content)
  let at = halt + HALT.length + (close?.[0].length ?? 0)
  const cutBytes = (length: number): Buffer => {
    at += length
    return parts.cut(at - length, length)
  }
  const number = (): number => cutBytes(4).readUInt32LE(0)
  let body = at + 4 + number()
  const count = number()
  cutBytes(6)
  cutBytes(number())
  cutBytes(number())
  const found: ArchiveMember[] = []
  while (found.length < count && at < body) {
    const name = cutBytes(number()).toString('utf8')
    cutBytes(8)
    const size = number()
    cutBytes(4)
    const flags = number()
    cutBytes(number())
    found.push({ name, content: unpackFile(parts.cut(body, size), flags, budget) })
    body += size
  }
  return found
}

function unpackFile(bytes: Buffer, flags: number, budget: ExpansionBudget): Buffer {
  if ((flags & 0x2000) !== 0) return unpackOrKeep(bytes, 'bzip2', budget)
  return (flags & 0x1000) === 0 ? bytes : unpackOrKeep(bytes, 'deflate', budget)
}
