import { isExampleHost, isLocalHost } from '../../knowledge/hosts.ts'
import { measureEntropyOfValue } from '../../knowledge/placeholder.ts'
import { isQualifiedName } from '../../knowledge/qualified-name.ts'
import { isStandIn } from '../../knowledge/stand-in.ts'
import { isOpenWebToken } from '../web-tokens.ts'

/**
 * How much a value looks like a credential. `generated`: no person made it up; `chosen`: letters with digits or signs;
 * `plain`: letters only, which is a password where its company says so.
 */
export type ValueStrength = 'generated' | 'chosen' | 'plain'

/** Bits per character; twenty random hexadecimal digits have three and more. */
const LEAST_ENTROPY = 3
/** Paths, URLs, calls, versions, MIME types, languages' types, selectors, constants. */
const NO_CREDENTIAL =
  /^(?:\.{0,2}\/|~\/|[A-Za-z]:\\|[a-z][a-z0-9+.-]*:\/\/)|^[\w.$]+\([^)]*\)?;?$|^v?\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$|^(?:sha\d+|md5)[-:]|^[a-z]+\/[a-z0-9.+-]+$|^(?:string|number|boolean|object|array|buffer|any|text|integer|varchar.*|uint8array|function|char|nvarchar.*|password|bytes|null|nil|none|true|false|undefined)[?!;,]?$|^#[0-9a-f]{3,8}$|^\d{4}-\d\d-\d\d|^[a-z]+(?:-[a-z]+){2,}$|^[a-z]+(?:_[a-z]+){2,}$|^@?[a-z][\w-]*\/[\w./-]+$|^\*+$|^[=,;|&]|[,;({[]$|(?<![A-Za-z0-9+/]{15}=?)=$/i
/** How a value is checked, in the words of Laravel and its kin: `required|string|max:100`. */
const CHECKS = /^[a-z_]{2,30}(?::[\w.,-]{1,60})?(?:\|[a-z_]{2,30}(?::[\w.,-]{1,60})?){1,12}$/
/** An account or a contract of Ethereum: public by its nature. */
const CHAIN_ADDRESS = /^0x[0-9a-f]{40}$/i
/** What draws a shape in SVG (https://www.w3.org/TR/SVG2/paths.html): an icon of a lock is no password. */
const PATH_DATA = /^[Mm]-?[\d.][MmLlHhVvCcSsQqTtAaZz\d.,e+-]{8,}$/
/** Constants and names of columns: all in capitals, or all in small letters. */
const NAME_OF_ONE = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$|^[a-z][a-z0-9]*(?:_[a-z0-9]+)+$/
const DOTTED_NAME = /^[a-z_$][\w$]*(?:\.[a-z_$][\w$]*)+$/i
/** The end of a key behind what its vendor begins all with: `acme_live_…`. Names have no such part. */
const RANDOM_PART = /[._](?=[a-z]*(?:\d{1,9}[a-z]{1,9}){4})[a-z\d]{24,}$/i
const FILE_NAME =
  /\.(?:[cm]?[jt]sx?|json|html?|css|md|ya?ml|txt|png|svg|jpe?g|php|py|sh|log|xml|pem|crt|key|p12|pfx|jks)$/i

/**
 * Keys that browsers are given: Google's and Firebase's, publishable ones, Mapbox's, reCAPTCHA's, analytics'; the public
 * half of a pair, to which `age` encrypts.
 */
const MADE_TO_BE_SEEN =
  /^(?:AIza|pk[._]|pub[._-]|sb_publishable_|6L[\w-]{38}$|G-[A-Z0-9]{8,}$|UA-\d|GTM-|ca-pub-|phc_|public|pub[0-9a-f]{32}$|NR(?:BR|JS)-|age1[a-z0-9]{50,70}$)/
/** Hashes of passwords are data, and another rule's. */
const HASH = /^\$(?:2[aby]|argon2\w*|[156]|apr1|P|S)\$|^pbkdf2[_:]|^scrypt:|^\{S?SHA\}/

/** A sentence in a script that puts no spaces between words: nobody types a password in one. */
const SENTENCE = /[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{4}/

/** As Google makes them for programs: four groups of four letters. */
const APP_PASSWORD = /^[a-z]{4}(?: [a-z]{4}){3}$/

/** As Solr keeps them (https://solr.apache.org/guide/solr/latest/deployment-guide/basic-authentication-plugin.html). */
const HASH_AND_SALT = /^[A-Za-z0-9+/]{43}= [A-Za-z0-9+/]{43}=$/

function isName(value: string): boolean {
  return (NAME_OF_ONE.test(value) || DOTTED_NAME.test(value)) && !RANDOM_PART.test(value)
}

/** How much a value looks like a credential; null for stand-ins, references, names and words. */
export function measureStrength(value: string): ValueStrength | null {
  if (APP_PASSWORD.test(value) || HASH_AND_SALT.test(value)) return 'generated'
  if (value.length < 4 || value.length > 4096 || /\s|[\0-\x1f\x7f-\x9f]/.test(value)) return null
  if (
    NO_CREDENTIAL.test(value) ||
    isName(value) ||
    PATH_DATA.test(value) ||
    CHAIN_ADDRESS.test(value) ||
    CHECKS.test(value) ||
    isSealedByService(value) ||
    FILE_NAME.test(value) ||
    HASH.test(value) ||
    SENTENCE.test(value) ||
    isForBrowsers(value) ||
    isStandIn(value)
  )
    return null
  if (isGenerated(value)) return 'generated'
  const hasLetter = /[A-Za-z\u00c0-\uffff]/.test(value)
  if (!hasLetter) return /^\d{6,}$/.test(value) ? null : value.length >= 8 ? 'chosen' : null
  if (/^[A-Za-z]+$/.test(value)) return value.length >= 6 ? 'plain' : null
  return value.length >= 6 ? 'chosen' : value.length >= 5 && /\d/.test(value) ? 'plain' : null
}

/**
 * Whether a value is words that somebody joined, which names are too: `basalt.maple70`, `copper_maple_9`. Beside the user
 * and the host that a password belongs to it is one.
 */
export function isJoinedWords(value: string): boolean {
  if (value.length < 8 || value.length > 64 || isStandIn(value) || FILE_NAME.test(value)) return false
  return /^[A-Za-z]{3,}(?:[._-][A-Za-z]{3,}){1,5}[._-]?\d{1,4}[!.]?$|^[a-z]{3,}(?:[-_][a-z]{3,}){2,5}$/.test(
    value,
  )
}

/** Whether the key service of Google or Amazon has sealed a value: so their messages begin, in base64. */
export function isSealedByService(value: string): boolean {
  return /^(?:CiQA|AQICAH)[A-Za-z0-9+/]{60,}={0,2}$/.test(value)
}

/** Whether a value has the form of a key that pages show to everybody. */
export function isForBrowsers(value: string): boolean {
  return MADE_TO_BE_SEEN.test(value) || isOpenWebToken(value)
}

/** Whether a value was generated: hex of a usual length, or long, dense, letters and digits mixed. */
export function isGenerated(value: string): boolean {
  if (/^[0-9a-f]{24,128}$/i.test(value) && value.length % 2 === 0)
    return /\d/.test(value) && /[a-f]/i.test(value) && new Set(value).size >= 8
  if (/^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value)) return new Set(value).size >= 9
  if (/^[A-Za-z]{20,}$/.test(value)) return isScrambled(value)
  if (value.length < 16 || !/\d/.test(value) || !/[A-Za-z]/.test(value) || isQualifiedName(value))
    return false
  if (/^[a-z]+(?:[-_.][a-z]*\d*)+$/i.test(value) && /[a-z]{5}[-_.][a-z]{4}/i.test(value)) return false
  return measureEntropyOfValue(value) >= LEAST_ENTROPY
}

/** Letters of both cases without a run that could be a word. */
function isScrambled(letters: string): boolean {
  const upper = letters.replace(/[a-z]/g, '').length / letters.length
  return (
    upper > 0.25 &&
    upper < 0.75 &&
    !/[a-z]{6}|[A-Z]{7}/.test(letters) &&
    measureEntropyOfValue(letters) >= 3.4
  )
}

/** Whether a person would pick it with care: eight characters, three kinds of them, a digit among them. */
export function isMixed(value: string): boolean {
  if (/^[a-z0-9]+(?:[-_.:/][a-z0-9]+)+$/.test(value)) return false
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(value)).length
  return value.length >= 8 && kinds >= 3 && /\d/.test(value)
}

/** What an administrator calls one machine among others: `kasse-sql01`, `hh-ora12`. Services of compose files end in one digit. */
const MACHINE = /^(?=.{6,40}$)[a-z][a-z0-9]*(?:-[a-z0-9]+)*-[a-z]+\d{2,3}$/
const MACHINE_OF_EXAMPLES =
  /(?:^|-)(?:my|your|some|the|example|sample|demo|test|testing|fake|mock|dummy|foo|bar|local|dev|node|host|server|client|web|worker)\d*(?:-|$)/

/** The host in a value that names one, if it is somebody's: with a dot or a machine's name, no loopback, no example; else null. */
export function findRealHost(value: string): string | null {
  const named = readHostIn(value)
  if (named === null) return null
  const { host, hasScheme } = named
  if (!host.includes('.')) return MACHINE.test(host) && !MACHINE_OF_EXAMPLES.test(host) ? host : null
  if (isLocalHost(host) || isExampleHost(host)) return null
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(host)) return host
  if (!/^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]{1,}$/.test(host)) return null
  return !hasScheme && FILE_NAME.test(host) ? null : host
}

/** Whether a value names this machine or a host made for examples. */
export function isOwnMachineOrExample(value: string): boolean {
  const host = readHostIn(value)?.host
  return host !== undefined && (isLocalHost(host) || isExampleHost(host))
}

function readHostIn(value: string): { host: string; hasScheme: boolean } | null {
  const text = value
    .trim()
    .replace(/^jdbc:|^[a-z]{2,8}:(?:[a-z]{2,20}=[^;]{0,60};){0,4}?(?:host|server)=/i, '')
    .replace(/^(?:(?:tcp|udp|tls|ssl):(?!\/\/)|\/\/)/i, '')
  const hasScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const rest = text.replace(/^[a-z][a-z0-9+.-]*:(?:thin:)?(?:\/\/|@)/i, '').replace(/^[^\s@/]{0,200}@/, '')
  const host = /^\[?([A-Za-z0-9_][A-Za-z0-9._-]{2,252})\]?(?:[:,/?;\\#].*)?$/.exec(rest)?.[1]
  return host === undefined ? null : { host: host.toLowerCase(), hasScheme }
}
