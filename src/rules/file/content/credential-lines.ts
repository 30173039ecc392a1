import { baseName } from '../../../knowledge/path-words.ts'
import { isMixed } from '../../../secrets/settings/setting-values.ts'
import { LINE_KINDS, type LineKind } from './credential-line-kinds.ts'
import { recogniseCredentialStore } from './credential-stores.ts'
import type { Credential } from './key-texts.ts'
import { isToFillIn } from './real-value.ts'

/** Columns that a password manager's export has together. */
const EXPORT_COLUMNS = [
  /^(?:login_)?(?:url|uri|website)$/,
  /^(?:login_)?(?:username|user|login)$/,
  /^(?:login_)?password$/,
]

const LOGIN_COLUMNS = [
  /^(?:user ?name|user|login|e-?mail|account)$/,
  /^(?:password|passwd|pwd|passwort|initial password)$/,
]

function recognisePasswordExport(text: string): Credential | null {
  const [header = '', first = ''] = text.slice(0, 4096).split(/\r?\n/)
  const columns = header
    .toLowerCase()
    .replaceAll('"', '')
    .split(/[,;\t]/)
  const isExport =
    first !== '' && EXPORT_COLUMNS.every((column) => columns.some((name) => column.test(name.trim())))
  if (isExport) return { kind: 'Logins exported from a password manager', index: 0 }
  const place = columns.findIndex((name) => LOGIN_COLUMNS[1]?.test(name.trim()))
  const value =
    first
      .split(/[,;\t]/)
      [place]?.replaceAll('"', '')
      .trim() ?? ''
  if (place !== -1 && columns.some((name) => LOGIN_COLUMNS[0]?.test(name.trim())) && isMixed(value))
    return isToFillIn(value) ? null : { kind: 'A list of logins with their passwords', index: 0 }
  return null
}

/** `machine … login … password …` in any layout (https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html). */
function recogniseNetrc(text: string): Credential | null {
  if (!text.includes('login')) return null
  const start = text.search(/^[ \t]*(?:machine[ \t]+\S|default[ \t\r\n]+login)/m)
  if (start === -1 || /[^\s#]/.test(text.slice(0, start).replace(/^[ \t]*#.*$/gm, ''))) return null
  const words = text.slice(start, start + 65_536).split(/\s+/)
  const at = words.indexOf('password')
  const value = words[at + 1]
  if (at === -1 || value === undefined || !words.includes('login') || isToFillIn(value)) return null
  return { kind: 'A .netrc with a login', index: start }
}

function isComment(line: string): boolean {
  return line.trim() === '' || /^[ \t]*[#;]/.test(line)
}

/** Whether the first line that is no comment is of a form: one look where every line must be. */
function beginsWith(text: string, line: RegExp): boolean {
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at)
    const first = end === -1 ? text.slice(at) : text.slice(at, end).replace(/\r$/, '')
    if (!isComment(first)) return line.test(first)
    if (end === -1) break
    at = end + 1
  }
  return false
}

function decodeBase64(value: string): string {
  return Buffer.from(value, 'base64').toString('latin1')
}

function recogniseLineKind(
  text: string,
  path: string,
  { kind, hints, beside, line, every, name }: LineKind,
): Credential | null {
  if (name !== undefined && !name.test(baseName(path))) return null
  if (!hints.some((hint) => text.includes(hint)) || (every && !beginsWith(text, line))) return null
  for (const match of text.matchAll(new RegExp(line.source, `${line.flags}g`))) {
    const value = (match.at(-1) ?? '').replace(/^["']|["']$/g, '')
    if (isToFillIn(value) || (match[0].includes('base64') && isToFillIn(decodeBase64(value)))) continue
    if (beside !== undefined && !beside.test(text)) return null
    if (every && !text.split(/\r?\n/).every((other) => isComment(other) || line.test(other))) return null
    return { kind, index: match.index }
  }
  return null
}

/** What a text file of settings that holds credentials is, or null. */
export function recogniseCredentialLines(text: string, path: string): Credential | null {
  const special = recogniseNetrc(text) ?? recognisePasswordExport(text)
  if (special !== null) return special
  for (const kind of LINE_KINDS) {
    const found = recogniseLineKind(text, path, kind)
    if (found !== null) return found
  }
  return recogniseCredentialStore(text, path)
}
