import type { KeywordHit } from '../model/layer.ts'

/** Bytes looked at before a hit. */
const BACK = 200
/** Bytes of a list of names in braces before `= process.env`. */
const BACK_TO_BRACE = 1000
const LONGEST_NAME = 100

/** Names of hosts that stand in code as identifiers of formats and in examples, and are contacted by nobody. */
const NO_CONTACT =
  /^(www\.w3\.org|schema\.org|json-schema\.org|schemas\.\S+|localhost|.*\.(example|test|invalid|localhost)|([\w-]+\.)*example\.(com|org|net))$/

/** Whether a place is in a line that is, as far as its beginning tells, a comment. */
export function isInComment(bytes: Buffer, offset: number): boolean {
  const line = readBefore(bytes, offset, BACK)
  const own = line.slice(line.lastIndexOf('\n') + 1)
  return /^\s*(\*|\/\/|\/\*)/.test(own) || /(^|[\s;{}(),])\/\/ /.test(own)
}

/** Whether a quoted word names a module: after `require(`, `import(`, `from`, `import`, `getBuiltinModule(`. */
export function isModuleName(bytes: Buffer, { keyword, offset }: KeywordHit): boolean {
  const start = keyword.startsWith('node:') ? offset - 1 : offset
  if (keyword.startsWith('node:') && !/^["'/]/.test(readAfter(bytes, offset + keyword.length, 1)))
    return false
  return /(\brequire\d*|\bimport|[mM]odule|\bresolve)\s*\(\s*$|\b(from|import)\s*$/.test(
    readBefore(bytes, start, 40),
  )
}

/** The host of a URL at the start of a literal, in lower case; none for one that is put together or means nothing. */
export function readHostName(bytes: Buffer, { keyword, offset }: KeywordHit): readonly string[] {
  if (!/["'`]/.test(String.fromCharCode(bytes[offset - 1] ?? 0))) return []
  const rest = readAfter(bytes, offset + keyword.length, 300)
  const host = /^(?:[^\s/@"'`]*@)?([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?=[:/?#"'`\\]|$)/i
    .exec(rest)?.[1]
    ?.toLowerCase()
  if (host === undefined || host.length > 253 || !/\.[a-z]{2,}$|^\d+(\.\d+){3}$/.test(host)) return []
  return NO_CONTACT.test(host) ? [] : [host]
}

/** What `process.env.NAME`, `process.env["NAME"]`, `{ NAME } = process.env` and the like read. */
export function readEnvironmentNames(bytes: Buffer, { keyword, offset }: KeywordHit): readonly string[] {
  const rest = readAfter(bytes, offset + keyword.length, LONGEST_NAME + 8)
  if (keyword !== 'process.env') return matchName(/^\s*["'`]?([A-Za-z_]\w*)/, rest)
  const direct = matchName(/^\s*(?:\??\.\s*|(?:\?\.)?\[\s*["'`])([A-Za-z_]\w*)(?!\w*\s*\()/, rest)
  if (direct.length > 0) return direct
  if (/^\w/.test(rest)) return []
  const text = readBefore(bytes, offset, BACK_TO_BRACE)
  const list = /\{([^{}]*)\}\s*=\s*$/.exec(text)?.[1]
  if (list === undefined) return []
  return list
    .split(',')
    .flatMap((member) => matchName(/^\s*(?:["'])?([A-Za-z_]\w*)/, member))
    .slice(0, 100)
}

/** A flag's name, where the first argument of the call is a literal. */
export function readFlagName(bytes: Buffer, { keyword, offset }: KeywordHit): readonly string[] {
  return matchName(
    /^\s*["'`]([\w.:/-]{2,100})["'`]/,
    readAfter(bytes, offset + keyword.length, LONGEST_NAME + 8),
  )
}

function matchName(pattern: RegExp, text: string): string[] {
  const name = pattern.exec(text)?.[1]
  return name === undefined || name.length > LONGEST_NAME ? [] : [name]
}

function readBefore(bytes: Buffer, offset: number, length: number): string {
  return bytes.toString('latin1', Math.max(0, offset - length), Math.max(0, offset))
}

function readAfter(bytes: Buffer, offset: number, length: number): string {
  return bytes.toString('latin1', offset, offset + length)
}
