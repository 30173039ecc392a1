import { readLiteral } from '../../../../layers/maps/literal-reader.ts'
import { isObject } from '../../../../model/json-object.ts'
import type { KeywordHits } from '../../../../model/layer.ts'
import { MOST_PARSED, recogniseCookieList, recogniseStorageState, type Session } from './session-kinds.ts'
import { hasRecord, QUOTED_VALUE } from './sessions-in-text.ts'

/** How a module begins that is nothing but data. */
export const DATA_MODULE =
  /^\s*(?:["']use strict["'];?\s*)?(?:\/\/[^\n]{0,200}\s+)?(?:module\.exports\s*=|export\s+default|exports\.\w+\s*=|(?:export\s+)?(?:const|let|var)\s+\w+(?:\s*:\s*[\w[\]]+)?\s*=)\s*(?=[[{])/

/** Cookies or a state that a module exports as they were saved. */
function readSessionOfModule(bytes: Buffer): Session | null {
  const head = bytes.toString('latin1', 0, 1024)
  // Browsers call files of JSON so, too.
  const lead = DATA_MODULE.exec(head) ?? /^(?=[[{]\s*["{[])/.exec(head)
  if (lead === null || bytes.length > MOST_PARSED) return null
  const value = readLiteral(bytes, lead[0].length)?.value
  return (isObject(value) ? recogniseStorageState(value) : null) ?? recogniseCookieList(value)
}

/** A session of Telethon or GramJS as text, by which a program is logged in: a version, then base64. */
const TELEGRAM = /["'`]1[A-Za-z0-9+/_-]{240,400}={0,2}["'`]/

/** Logins in code, at hits of keywords. */
export function findSessionInCode(bytes: Buffer, hits: KeywordHits): Session | null {
  const isTelegram = hits
    .filter(({ keyword }) => keyword === 'apihash' || keyword === 'stringsession(')
    .slice(0, 20)
    .some(({ offset }) => TELEGRAM.test(bytes.toString('latin1', Math.max(0, offset - 800), offset + 800)))
  if (isTelegram) return { message: 'session', kind: 'A logged-in Telegram account' }
  return readSessionOfModule(bytes) ?? findCookieInCode(bytes, hits)
}

/** Marks of a cookie that is written out. */
const MARKS: ReadonlySet<string> = new Set(['httponly', 'samesite:', 'connect.sid', 'li_at', 'set-cookie'])
const MOST_MARKS = 50

/** A cookie that code gives to a browser, with a value that nobody makes up and the domain that takes it. */
function findCookieInCode(bytes: Buffer, hits: KeywordHits): Session | null {
  const isGiven = hits
    .filter(({ keyword }) => MARKS.has(keyword))
    .slice(0, MOST_MARKS)
    .some(({ offset }) =>
      hasRecord(bytes.toString('latin1', Math.max(0, offset - 600), offset + 600), QUOTED_VALUE),
    )
  return isGiven ? { message: 'session', kind: 'A cookie of a logged-in browser' } : null
}
