import type { SettingsPurpose, SettingsSyntax } from '../../knowledge/settings-file.ts'
import type { KeywordHits } from '../../model/layer.ts'
import { readWindow } from '../byte-text.ts'
import { WorkBudget } from '../work-budget.ts'
import {
  COOKIE_KEYWORDS,
  ENCODER_KEYWORDS,
  findCookies,
  findEncodedLogins,
  findHeaderCredentials,
  HEADER_KEYWORDS,
  readHeaderCredentialAt,
} from './authorization-header.ts'
import { CIPHER_KEYWORDS, COMMAND_KEYWORDS, findCommandPasswords } from './command-passwords.ts'
import { ASSIGNED, IN_SETTINGS } from './credential-names.ts'
import { isOfEnvironment } from './environment-object.ts'
import { hasValueBeside, judgeGivenValue } from './given-value.ts'
import { findByCompany } from './known-by-company.ts'
import { findKubernetesSecrets, isSealed, isSealedValue } from './kubernetes-secret.ts'
import { isAboutSomethingLive } from './live-record.ts'
import { BEFORE_CALL, findPositionalPasswords, POSITIONAL_KEYWORDS } from './positional-passwords.ts'
import { isGenerated, isMixed } from './setting-values.ts'

/** A credential, by what gave it away. */
export interface FoundCredential {
  /** Byte offset of the value. */
  readonly offset: number
  /** Name of the setting, scheme of the header or the command. */
  readonly name: string
  readonly value: string
  /**
   * `sealed`: a value of a document whose purpose is to hold secrets; `live`: a setting in data that is about something
   * which runs.
   */
  readonly by: 'record' | 'setting' | 'live' | 'sealed' | 'environment' | 'header' | 'command' | 'argument'
  readonly host: string | null
}

const ASSIGNED_KEYWORDS = new Set(ASSIGNED)
export const CODE_KEYWORDS: readonly string[] = [
  ...ASSIGNED,
  ...IN_SETTINGS,
  ...HEADER_KEYWORDS,
  ...ENCODER_KEYWORDS,
  ...COMMAND_KEYWORDS,
  ...POSITIONAL_KEYWORDS,
  ...COOKIE_KEYWORDS,
]
const POSITIONAL = new Set(POSITIONAL_KEYWORDS)
const HEADERS = new Set(HEADER_KEYWORDS)
const ENCODERS = new Set(ENCODER_KEYWORDS)
const COOKIES = new Set(COOKIE_KEYWORDS)
const COMMANDS_IN_CODE = new Set([
  'sshpass',
  'plink',
  'sqlcmd',
  'redis-cli',
  'ldapsearch',
  'storepass',
  'identified by',
  ...CIPHER_KEYWORDS,
])

const AROUND = 640
const LOOK = 180

/** Everything in a file of settings, a script or a document. */
export function findInSettings(
  text: string,
  syntax: SettingsSyntax,
  purpose: SettingsPurpose | null,
): FoundCredential[] {
  const offsets = makeByteOffsets(text)
  const found: FoundCredential[] = findKubernetesSecrets(text).map(({ index, name, value }) => ({
    offset: offsets(index),
    name,
    value,
    by: 'sealed',
    host: null,
  }))
  const sealed = new Set(found.map(({ offset }) => offset))
  const own = findByCompany(text, syntax, purpose)
  const isLive = isAboutSomethingLive(own, text, syntax)
  for (const { index, name, value, by, host } of own)
    if (!sealed.has(offsets(index)) && !(isSealedValue(value) && isSealed(text)))
      found.push({
        offset: offsets(index),
        name,
        value,
        by: decideSignOfSetting(by, text, index, isLive),
        host,
      })
  for (const { index, name, value, host } of findPositionalPasswords(text))
    found.push({ offset: offsets(index), name, value, by: decideSignOfArgument(host, value), host })
  for (const { index, scheme, value } of findHeaderCredentials(text))
    found.push({ offset: offsets(index), name: scheme, value, by: 'header', host: null })
  for (const { index, scheme, value } of findEncodedLogins(text))
    found.push({ offset: offsets(index), name: scheme, value, by: 'header', host: null })
  for (const { index, value, by } of findCookies(text))
    found.push({ offset: offsets(index), name: 'Cookie', value, by, host: null })
  for (const { index, command, value } of findCommandPasswords(text))
    found.push({ offset: offsets(index), name: command, value, by: 'command', host: null })
  return found
}

/** What stands around the keyword hits of code. Looks at a bounded number of bytes around each. */
export function findInCode(bytes: Buffer, hits: KeywordHits): FoundCredential[] {
  const found = new Map<number, FoundCredential>()
  const budget = new WorkBudget(bytes.length, 8)
  for (const { keyword, offset } of hits) {
    if (POSITIONAL.has(keyword)) {
      if (mayTakeText(bytes, offset, keyword)) collectPositional(bytes, offset, found)
    } else if (HEADERS.has(keyword)) collectHeader(bytes, offset, found)
    else if (ENCODERS.has(keyword)) collectEncoded(bytes, offset, found)
    else if (COOKIES.has(keyword)) collectCookie(bytes, offset, found)
    else if (COMMANDS_IN_CODE.has(keyword)) collectCommand(bytes, offset, found)
    else if (ASSIGNED_KEYWORDS.has(keyword)) {
      const text = readGivenAround(bytes, keyword, offset, budget)
      if (text !== null) collectAssigned(text, offset, found)
    }
  }
  return [...found.values()]
}

/** The text around a name that may be given a credential; null around any other. */
function readGivenAround(bytes: Buffer, keyword: string, offset: number, budget: WorkBudget): string | null {
  const start = offset + keyword.search(/[^\w-]|$/)
  const given = judgeGivenValue(keyword, readWindow(bytes, start, LOOK))
  if (given === 'nothing' || !budget.take(AROUND)) return null
  const text = bytes.toString('latin1', Math.max(0, offset - AROUND), offset + AROUND)
  return given === 'a value' || hasValueBeside(text) ? text : null
}

function collectAssigned(text: string, offset: number, found: Map<number, FoundCredential>): void {
  const from = Math.max(0, offset - AROUND)
  for (const { index, name, value, by, host } of findByCompany(text, 'code', null)) {
    // Only what this keyword led to: the window may cut others short.
    if (Math.abs(from + index - offset) > LOOK) continue
    if (found.has(from + index)) continue
    const isInlined =
      by === 'setting' && (isGenerated(value) || isMixed(value)) && isOfEnvironment(text, name, index)
    const told = isInlined ? 'environment' : decideSignOfSetting(by, text, index, false)
    found.set(from + index, { offset: from + index, name, value, by: told, host })
  }
}

/** A call that makes a user of the database that it runs on: the host is where the script is run. */
const MAKES_USER = /\b(?:createUser|updateUser|changeUserPassword)\(\s{0,20}\{[^{}]{0,300}$/

function decideSignOfSetting(
  by: 'record' | 'setting',
  text: string,
  index: number,
  isLive: boolean,
): FoundCredential['by'] {
  if (by === 'record') return by
  if (MAKES_USER.test(text.slice(Math.max(0, index - 400), index))) return 'argument'
  return isLive ? 'live' : by
}

/** Whether a call begins with a text; the few that begin with something else are asked for by name. */
function mayTakeText(bytes: Buffer, offset: number, keyword: string): boolean {
  if (!keyword.endsWith('(') || keyword === 'ftp_login(' || keyword.startsWith('jwt.')) return true
  let at = offset + keyword.length
  while (at < offset + keyword.length + 20 && (bytes[at] ?? 0x21) <= 0x20) at += 1
  return bytes[at] === 0x22 || bytes[at] === 0x27 || bytes[at] === 0x60
}

function collectPositional(bytes: Buffer, offset: number, found: Map<number, FoundCredential>): void {
  const from = Math.max(0, offset - BEFORE_CALL)
  for (const { index, name, value, host } of findPositionalPasswords(
    bytes.toString('latin1', from, offset + 900),
  ))
    found.set(from + index, {
      offset: from + index,
      name,
      value,
      by: decideSignOfArgument(host, value),
      host,
    })
}

function decideSignOfArgument(host: string | null, value: string): FoundCredential['by'] {
  if (host !== null) return 'record'
  return isGenerated(value) || isMixed(value) ? 'argument' : 'setting'
}

function collectHeader(bytes: Buffer, offset: number, found: Map<number, FoundCredential>): void {
  const from = Math.max(0, offset - 100)
  const header = readHeaderCredentialAt(bytes.toString('latin1', from, offset + 2100), offset - from)
  if (header === null) return
  const at = from + header.index
  found.set(at, { offset: at, name: header.scheme, value: header.value, by: 'header', host: null })
}

function collectEncoded(bytes: Buffer, offset: number, found: Map<number, FoundCredential>): void {
  const window = bytes.toString('latin1', offset, offset + 280)
  for (const { index, scheme, value } of findEncodedLogins(window))
    found.set(offset + index, { offset: offset + index, name: scheme, value, by: 'header', host: null })
}

function collectCookie(bytes: Buffer, offset: number, found: Map<number, FoundCredential>): void {
  for (const { index, value, by } of findCookies(bytes.toString('latin1', offset, offset + 2400)))
    found.set(offset + index, { offset: offset + index, name: 'Cookie', value, by, host: null })
}

function collectCommand(bytes: Buffer, offset: number, found: Map<number, FoundCredential>): void {
  const text = bytes.toString('latin1', offset, offset + 400)
  for (const { index, command, value } of findCommandPasswords(text))
    found.set(offset + index, { offset: offset + index, name: command, value, by: 'command', host: null })
}

/** Byte offsets of indexes in a text, which are asked for in any order; texts without other letters need no counting. */
function makeByteOffsets(text: string): (index: number) => number {
  const isAscii = Buffer.byteLength(text) === text.length
  return (index) => (isAscii ? index : Buffer.byteLength(text.slice(0, index)))
}
