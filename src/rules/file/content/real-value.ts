import { isStandIn } from '../../../knowledge/stand-in.ts'

const SECRET_NAME =
  /secret|token|passw|passphrase|pwd|api_?key|access_?key|private|credential|auth|salt|(?:^|_)key$|conn(?:ection)?_?str|webhook/i
const PUBLIC_NAME = /public|publishable/i
const PLACEHOLDER_WORD =
  /(?:^|[^a-z0-9])(?:your|my|example|sample|placeholder|change|changeme|replace|todo|fixme|dummy|fake|insert|here|none|null|undefined|redacted|removed|hidden|secret|supersecret|password|foo|bar|baz|lorem|value)\d*(?:$|[^a-z0-9])/i
const PLACEHOLDER_FORM = /^(?:<.*>|\[.*\]|\{\{.*|\$\{\w.*|\$[a-z_]\w*|%\w+%|[x*.?_-]+|encrypted:.*)$/i
const SEQUENCE = /012345|123456|abcdef|qwerty|deadbeef|p[a@]ssw[o0]rd|example/i
const KNOWN_TOKEN =
  /^(?:(?:sk|rk)_live_|sk-(?:ant-|proj-)?|gh[opsur]_|github_pat_|npm_|glpat-|xox[abeprs]-|AKIA|ASIA|AIza|SG\.|hf_|dop_v1_|shpat_|whsec_)[\w.-]{14,}$/
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^\s:/@]*:([^\s/@]+)@([^\s:/?#,]+)/i
const LOCAL_HOST =
  /^(?:localhost|host|hostname|db|database|postgres|mysql|mongo|redis|rabbitmq|server|127\.[\d.]+|0\.0\.0\.0|\[::1\]|(?:[^.]*\.)*example(?:\.[a-z]+)?|.*\.(?:test|local|localhost|invalid))$/i

/** Shannon entropy in bits a character. */
export function measureEntropy(text: string): number {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

/** Whether a value stands for another one that the reader is to fill in, or for nothing. */
export function isToFillIn(value: string): boolean {
  const trimmed = value.trim()
  if (trimmed === '' || PLACEHOLDER_FORM.test(trimmed)) return true
  return PLACEHOLDER_WORD.test(trimmed) || SEQUENCE.test(trimmed)
}

/** Whether no person would make it up: long, dense, letters and digits mixed. */
export function looksGenerated(value: string): boolean {
  if (value.length < 16 || !/^[\w+/=.~:!@#$%^&*-]+$/.test(value)) return false
  if (!/[0-9]/.test(value) || !/[A-Za-z]/.test(value)) return false
  return measureEntropy(value) >= 3.2
}

function countCharacterClasses(value: string): number {
  return [/[a-z]/, /[A-Z]/, /[0-9]/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length
}

/** Whether a name says that its value is to be kept from others. */
export function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !PUBLIC_NAME.test(name)
}

/** Whether the value of a variable is one that somebody uses, not an empty or invented one. */
export function looksReal(name: string, value: string): boolean {
  if (/-----BEGIN [A-Z ]*PRIVATE KEY/.test(value)) return value.length > 200
  if (isToFillIn(value) || isStandIn(value)) return false
  if (KNOWN_TOKEN.test(value)) return true
  const url = URL_WITH_PASSWORD.exec(value)
  if (url !== null)
    return (
      !LOCAL_HOST.test(url[2] ?? '') && (url[1] ?? '').length >= 8 && countCharacterClasses(url[1] ?? '') > 1
    )
  if (!isSecretName(name) || /^[a-z]+:\/\//i.test(value) || /\s/.test(value)) return false
  return (
    looksGenerated(value) || (value.length >= 8 && countCharacterClasses(value) >= 3 && /[0-9]/.test(value))
  )
}
