import { encodeKeyword } from './encoded-keyword.ts'

/** A secret that the workflow holds, by the name it has there. The value never leaves the process. */
export interface ForbiddenValue {
  readonly name: string
  readonly value: string
}

/** One way in which a forbidden value may stand in a file. */
export interface Needle {
  readonly name: string
  /** "as it is", "in base64". */
  readonly encoding: string
  readonly bytes: Buffer
  /** A part of `bytes` that the keyword search can find, and where it begins in them. */
  readonly keyword: string
  readonly keywordAt: number
}

const SHORTEST = 8
/** Longer keywords find no more, and cost memory. */
const KEYWORD_LENGTH = 48
const SHORTEST_KEYWORD = 6
const ORDINARY =
  /^(?:true|false|null|undefined|none|enabled|disabled|production|development|staging|localhost|127\.0\.0\.1|password|changeme|anonymous|github|registry|latest|default|administrator|https?:\/\/(?:registry\.npmjs\.org|npm\.pkg\.github\.com|localhost(?::\d+)?|github\.com)\/?)$/i

/**
 * Why a value cannot be looked for, as one sentence with what to do; null when it can.
 * The sentence has the secret's name, never its value.
 */
export function checkForbiddenValue(name: string, value: string): string | null {
  const trimmed = value.trim()
  if (trimmed === '')
    return `The forbidden value ${name} is empty: the workflow may not have access to that secret (a fork's pull request has none). Pass it where it exists, or take ${name} out of the list.`
  if (trimmed.length < SHORTEST)
    return `The forbidden value ${name} is shorter than ${SHORTEST} characters and would be found everywhere. Take ${name} out of the list, or use a longer secret.`
  if (ORDINARY.test(trimmed) || /^\d+$/.test(trimmed) || new Set(trimmed).size < 4)
    return `The forbidden value ${name} is an ordinary word or number, no secret, and would be found in honest files. Take ${name} out of the list.`
  if (findSearchable(Buffer.from(trimmed)) === null)
    return `The forbidden value ${name} has no ${SHORTEST_KEYWORD} ASCII characters in a row, so it cannot be looked for in plain text. Use a secret of ASCII characters, or take ${name} out of the list.`
  return null
}

/** Every form of the values that is looked for; a value that `checkForbiddenValue` refuses has none. */
export function listNeedles(values: readonly ForbiddenValue[]): Needle[] {
  return values.flatMap(({ name, value }) => {
    if (checkForbiddenValue(name, value) !== null) return []
    const known = new Set<string>()
    return listEncodings(value.trim()).flatMap(({ encoding, bytes }) => {
      const found = findSearchable(bytes)
      if (!found || known.has(bytes.toString('latin1'))) return []
      known.add(bytes.toString('latin1'))
      return [{ name, encoding, bytes, ...found }]
    })
  })
}

function listEncodings(value: string): { encoding: string; bytes: Buffer }[] {
  const plain = Buffer.from(value)
  const escaped = JSON.stringify(value).slice(1, -1)
  const wide = Buffer.from(value, 'utf16le')
  const percent = encodeURIComponent(value)
  return [
    { encoding: 'as it is', bytes: plain },
    ...makeTextForms('escaped as in JSON', [
      escaped,
      escaped.replaceAll('/', '\\/'),
      JSON.stringify(escaped).slice(1, -1),
    ]),
    ...makeTextForms('URL-encoded', [
      percent,
      percent.replace(/%../g, (code) => code.toLowerCase()),
      encodeStrictly(percent),
    ]),
    ...makeTextForms('URL-encoded', [percent.replaceAll('%20', '+')]),
    ...makeTextForms('in hexadecimal', listHexadecimal(plain)),
    ...makeBase64Forms('in base64', plain),
    ...makeBase64Forms('in base64 of UTF-16', wide),
    ...makeTextForms('escaped as in HTML', [encodeHtml(value)]),
  ]
}

function makeTextForms(encoding: string, texts: readonly string[]): { encoding: string; bytes: Buffer }[] {
  return texts.map((text) => ({ encoding, bytes: Buffer.from(text) }))
}

function makeBase64Forms(encoding: string, plain: Buffer): { encoding: string; bytes: Buffer }[] {
  const forms = encodeKeyword(plain).map(({ text }) => text)
  return makeTextForms(encoding, [
    ...forms,
    ...forms.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ])
}

/** Without anything between the bytes, and as dumps and fingerprints part them. */
function listHexadecimal(plain: Buffer): string[] {
  const pairs = plain.toString('hex').match(/../g) ?? []
  return ['', ' ', ':'].map((between) => pairs.join(between)).flatMap((text) => [text, text.toUpperCase()])
}

/** `encodeURIComponent` leaves these as they are; other encoders do not (RFC 3986, section 2.2). */
function encodeStrictly(percent: string): string {
  return percent.replace(/[!'()*~]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
}

function encodeHtml(value: string): string {
  return value
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

/** The longest run of ASCII without NUL, cut to what a keyword needs. */
function findSearchable(bytes: Buffer): { keyword: string; keywordAt: number } | null {
  let best = { at: 0, length: 0 }
  let start = 0
  for (let at = 0; at <= bytes.length; at += 1) {
    const byte = bytes[at]
    if (byte !== undefined && byte > 0 && byte < 0x80) continue
    if (at - start > best.length) best = { at: start, length: at - start }
    start = at + 1
  }
  if (best.length < SHORTEST_KEYWORD) return null
  const keyword = bytes.toString('latin1', best.at, best.at + Math.min(best.length, KEYWORD_LENGTH))
  return { keyword: keyword.toLowerCase(), keywordAt: best.at }
}
