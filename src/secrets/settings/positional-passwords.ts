import { findRealHost, isJoinedWords, measureStrength } from './setting-values.ts'

/** A password that a call is given by its place among the arguments. */
export interface PositionalPassword {
  readonly index: number
  /** The function. */
  readonly name: string
  readonly value: string
  readonly host: string | null
}

/** What to search for. */
export const POSITIONAL_KEYWORDS: readonly string[] = [
  'sequelize(',
  'mysqli(',
  'mysqli_connect(',
  'new pdo(',
  'getconnection(',
  ...['.open("get"', '.open("post"', ".open('get'", ".open('post'"],
  '.login(',
  'imap_open(',
  'dbi->connect(',
  'credentials("',
  'setvapiddetails(',
  ...['bind("cn=', "bind('cn=", 'bind("uid=', "bind('uid="],
  'dialect:',
  'connect("',
  "connect('",
  'ftp_login(',
  'oci_connect(',
  'ssh.start(',
  'credentials::new(',
  'setpassword("',
  ...[
    'authenticatedclient(',
    'accesstoken(',
    'streamchat',
    'buildtokenwith',
    '.apiconnect(',
    'fromsubscription(',
  ],
  ...['jwt.sign(', 'jwt.verify('],
  ...[
    'credential(',
    'credentials(',
    'auth(',
    'authentication(',
    'authenticate(',
    '.basic(',
    'plainauth(',
    'authenticator(',
  ],
]

const TEXT = `["'\`]([^"'\`\\r\\n]{1,200})["'\`]`
/** One that no person made up, and no shorter. */
const GENERATED = `["'\`]((?=[^"'\`]{0,60}\\d)[\\w+/=-]{32,128})["'\`]`
/** Between two texts; Rust makes strings of its literals on the way. */
const NEXT = '(?:\\.\\w{2,12}\\(\\))?\\s{0,20},\\s{0,20}'
/** A call with three texts. */
const THREE = `\\(\\s{0,20}${TEXT}${NEXT}${TEXT}${NEXT}${TEXT}`
/** An address of a server in quotes. */
const HOST = /["'`]((?:[a-z][a-z0-9+]{1,20}:\/\/)?(?:[a-z0-9-]{1,63}\.){1,5}[a-z]{2,12}(?::\d{1,5})?)[/"'`]/gi
/** Characters before a call in which the host may stand. */
export const BEFORE_CALL = 220
interface Call {
  readonly name: string
  /** One of them is in every text that has the call: most have none, and the expression reads the whole text. */
  readonly words: readonly string[]
  readonly pattern: RegExp
  /** Places of the host and the password among the texts of the call. */
  readonly host: number | null
  readonly password: number
}

const CALLS: readonly Call[] = [
  call('Sequelize', `\\bSequelize${THREE}`, null, 3),
  call('mysqli', `\\bmysqli(?:_connect)?${THREE}`, 1, 3),
  call(
    `.open(" .open('`,
    `\\.open\\(\\s{0,20}["'\`](?:GET|POST|PUT|PATCH|DELETE|HEAD)["'\`]${NEXT}${TEXT}${NEXT}[\\w!]{1,5}${NEXT}${TEXT}${NEXT}${TEXT}`,
    1,
    3,
  ),
  call('PDO', `\\bPDO${THREE}`, 1, 3),
  call('getConnection', `\\bgetConnection${THREE}`, 1, 3),
  call('DBI->connect', `\\bDBI->connect${THREE}`, 1, 3),
  call('oci_connect', `\\boci_connect${THREE}`, 3, 2),
  call('ftp_login', `\\bftp_login\\(\\s{0,20}[^,"'()]{1,40}${NEXT}${TEXT}${NEXT}${TEXT}`, null, 2),
  call('connect', `\\bconnect${THREE}`, 1, 3),
  // Where a bundler has renamed Sequelize, its options still tell it.
  call('Sequelize dialect:', `\\(${TEXT},${TEXT},${TEXT},\\{(?=[^{}]{0,200}\\bdialect:)`, null, 3),
  // The host by its place, the password by its name.
  call(
    'connect SSH.start',
    `\\b(?:connect|SSH\\.start)\\(\\s{0,20}${TEXT}[^()\\r\\n]{0,120}?\\bpassword\\s{0,3}[:=]\\s{0,3}${TEXT}`,
    1,
    2,
  ),
  call('setPassword', `\\bsetPassword\\(\\s{0,20}${TEXT}\\s{0,20}\\)`, null, 1),
  // The name of an entry in a directory, of nobody's documentation.
  call(
    'bind',
    `\\bbind\\(\\s{0,20}["'\`]((?:cn|uid)=(?![^"'\`]{0,200}dc=(?:example|test|local|domain|company|planetexpress|my\\w))[^"'\`\\n]{3,200})["'\`]${NEXT}${TEXT}`,
    null,
    2,
  ),
  call('imap_open', `\\bimap_open${THREE}`, 1, 3),
  call('Credentials', `\\bCredentials\\(\\s{0,20}${TEXT}${NEXT}${TEXT}${NEXT}${TEXT}${NEXT}${TEXT}`, 2, 4),
  call('setVapidDetails', `\\bsetVapidDetails${THREE}`, null, 3),
  call('PlainAuth', `\\bPlainAuth\\(\\s{0,20}["'\`]{2}${NEXT}${TEXT}${NEXT}${TEXT}${NEXT}${TEXT}`, 3, 2),
  // Whatever takes a user and a password, and is called so.
  call(
    'login redential Auth( auth( uthenticat .basic(',
    `(?:[Cc]redentials?|[Aa]uth|[Aa]uthenticat(?:ion|e|or)|\\.basic)(?:::new)?\\(\\s{0,20}${TEXT}${NEXT}${TEXT}(?:\\.\\w{2,12}\\(\\))?\\s{0,20}[,)]`,
    null,
    2,
  ),
  // Clients that are told who asks, and then what nobody else knows; ids and keys for everybody stand before it.
  call('AuthenticatedClient', `\\bAuthenticatedClient\\(\\s{0,20}${TEXT}${NEXT}${GENERATED}`, null, 2),
  call('AccessToken', `\\bAccessToken\\(\\s{0,20}["'\`]API\\w{12}["'\`]${NEXT}${GENERATED}`, null, 1),
  call('StreamChat', `\\bStreamChat(?:\\.getInstance)?\\(\\s{0,20}${TEXT}${NEXT}${GENERATED}`, null, 2),
  call('buildTokenWith', `\\bbuildTokenWith\\w{0,40}\\(\\s{0,20}${TEXT}${NEXT}${GENERATED}`, null, 2),
  call('connect apiConnect', `\\.(?:connect|apiConnect)\\(\\s{0,20}${GENERATED}${NEXT}${GENERATED}`, null, 2),
  call(
    'fromSubscription redential',
    `(?:[Cc]redentials?|\\bfromSubscription)\\(\\s{0,20}${GENERATED}\\s{0,20}[,)]`,
    null,
    1,
  ),
  call(
    'jwt',
    `\\b(?:jwt|jsonwebtoken)\\.(?:sign|verify)\\([^;\\r\\n]{1,160}?,\\s{0,20}${GENERATED}\\s{0,20}[,)]`,
    null,
    1,
  ),
  call('login', `\\.login\\(\\s{0,20}${TEXT}${NEXT}${TEXT}\\s{0,20}[,)]`, null, 2),
]

/** @param names What the call is known by, parted by blanks; the first is how it is told of, without its signs. */
function call(names: string, source: string, host: number | null, password: number): Call {
  const words = names.split(' ')
  return {
    name: (words[0] ?? '').replace(/^\.|\(.*$/g, ''),
    words,
    pattern: new RegExp(source, 'g'),
    host,
    password,
  }
}

/** Passwords in calls that take the host, the user and the password one after the other. */
export function findPositionalPasswords(text: string): PositionalPassword[] {
  const found: PositionalPassword[] = []
  for (const { name, pattern, host, password } of CALLS.filter(({ words }) =>
    words.some((word) => text.includes(word)),
  ))
    for (const match of text.matchAll(pattern)) {
      const value = match[password] ?? ''
      const strength = measureStrength(value)
      const own = findHost(match, host, text)
      const isWords = strength === null && own !== null && isJoinedWords(value) && /\d/.test(value)
      const isPlace = own !== null && host !== null
      if (!isWords && (strength === null || (strength === 'plain' && !isPlace))) continue
      const index = match.index + match[0].lastIndexOf(value)
      found.push({ index, name: `${name}()`, value, host: own })
    }
  return found
}

/** The host among the arguments, or in the options behind them. */
function findHost(match: RegExpExecArray, place: number | null, text: string): string | null {
  if (place !== null) {
    const given = match[place] ?? ''
    return findRealHost(/\bhost=([^;]{3,200})/.exec(given)?.[1] ?? given)
  }
  const behind = text.slice(match.index + match[0].length, match.index + match[0].length + 300)
  const named =
    /\bhost["']?\s{0,4}:\s{0,4}["'`]([^"'`]{3,200})/.exec(behind)?.[1] ??
    [...text.slice(Math.max(0, match.index - BEFORE_CALL), match.index).matchAll(HOST)].at(-1)?.[1]
  const user = /["'`][\w.+-]{1,64}@([\w.-]{4,200})["'`]/.exec(match[0])?.[1]
  return findRealHost(named ?? user ?? '')
}
