import { rememberAnswers } from '../../text/remember.ts'
import { isNameForBrowsers, splitName } from '../names.ts'

/** What a setting holds, as its name says. */
export type SettingRole = 'password' | 'secret' | 'key' | 'user' | 'host'

const PASSWORD = new Set(
  'password passwd passwort passwords passphrase passcode pass pwd pw passw kennwort contrasena motdepasse senha wachtwoord psswd pswd userpass dbpass dbpassword pgpassword mysqlpassword userpwd adminpass rootpass storepass keypass psk presharedkey keymaterial authtok bindpw bindpasswd passe haslo losenord salasana adgangskode heslo jelszo sifre'.split(
    ' ',
  ),
)
const SECRET = new Set(
  'secret secrets token tokens apikey apitoken apisecret accesstoken authtoken bearer pat psk credential credentials clientsecret appsecret secretkey privatekey accesskey authkey secretid webhooksecret jwtsecret signingsecret sharedsecret connectionstring sastoken salt pepper'.split(
    ' ',
  ),
)
const KEY_BEFORE = new Set(
  'api secret access private db otp validation decryption encryption encrypt crypto crypt signing sign auth master account shared storage service deploy hmac app application session cookie jwt license webhook server rest admin aes cipher security subscription instrumentation ingest write read api_access function host'.split(
    ' ',
  ),
)
const USER = new Set(
  'user username userid uid login account email mail usr uname principal loginname clientid dbuser pguser mysqluser userlogin benutzer benutzername anmeldename utilisateur usuario utente nomeutente gebruiker gebruikersnaam bruker brukernavn bruger brugernavn anvandare anvandarnamn kayttaja uzytkownik uzivatel felhasznalo kullanici usr owner from'.split(
    ' ',
  ),
)
const HOST = new Set(
  'connectstring host hostname hostnames hosts pghost dbhost mysqlhost server servers endpoint endpoints url uri addr address domain dsn registry broker brokers instance fqdn ip datasource baseurl apiurl origin gateway cluster node nodes site hostport hostaddress jdbcurl connection remote raw servername computername machine serveraddress rechner adresse servidor serveur serveradresse hote anfitriao srv'.split(
    ' ',
  ),
)
/** Whose `id` names a user. */
const ID_OF_USER = /^(?:user|client|access|login|account|key)$/
/** What may stand behind the telling word: which system, which copy, how it is written. */
const TAIL = new Set(
  'base prod production staging stage dev test live new old value plain plaintext raw base64 b64 hex env default main primary secondary local global 1 2 3 01 02'.split(
    ' ',
  ),
)
/** Values that are made to be seen, words about passwords, positions in lists. */
const OPEN =
  /^(?:public|publishable|anon|anonymous|csrf|xsrf|authenticity|antiforgery|placeholder|label|title|hint|message|error|invalid|forgot|reset|confirm|enter|show|hide|toggle|next|page|continuation|cursor|sync|pagination|resume|css|design|color|theme|syntax|grammar|lexer|cancel|cancellation|injection|symbol|site|recaptcha|captcha|turnstile|input|field|i18n|msg|txt|text|missing|wrong|incorrect|strong|weak|change|update|set|get|no|has|is|max|min|length|expected|unexpected|start|end|open|close|left|right|operator|punctuation|keyword|category)$/
const ABOUT_PAGES =
  /schema|homepage|docs?|documentation|repo|repository|licen[cs]e|icon|image|img|avatar|logo|help|bugs?|issues?|website|download|link|html|support|blog|terms|privacy|thumbnail|doctype|xmlns|resolved|integrity|funding|changelog|example|from|ref|\$id/i

/** Words that others are written together with: `rpcpassword`, `dbpasswd`, `smtppass`, `sqlhost`, `requirepass`. */
const BEFORE = new Set(
  (
    'db sql smtp mail email ftp sftp ftps rpc ldap proxy ssh imap pop pop3 server base api site web app user admin root master ' +
    'require bind login auth client account acc key store trust cert wifi wlan ap sip voip http https redis mongo pg postgres mysql ' +
    'mqtt amqp rabbit kafka s3 aws gcp git svn jira vpn router snmp radius tacacs enable cluster repl replica slave service svc remote ' +
    'source target src dst dest backup cloud shop erp crm sync ws nas cam camera device printer pbx phone ext trunk sms net host my ora ' +
    'oracle influx grafana es elastic jdbc odbc conn data database system sys machine bot irc xmpp jabber chat nick matrix p12 pfx jks ' +
    'keystore truststore zip deploy ci repo registry docker rdp vnc ipmi ilo bmc idrac esx tomcat jenkins nexus sonar wp joomla'
  ).split(' '),
)
/** What a word ends in whose beginning is one or two of those; longer endings come first. */
const ENDINGS: readonly (readonly [role: 'password' | 'secret' | 'user' | 'host', ends: RegExp])[] = [
  ['password', /(?:pass|pswd|psw|pw|auth)$/],
  ['user', /(?:user|usr|login|uid)$/],
  ['host', /(?:host|hostname|server|servername|srv|url|uri|addr|address|endpoint)$/],
]
/** Endings that say it whatever stands before them. */
const TELLING_ENDINGS: readonly (readonly [role: 'password' | 'secret' | 'user', word: RegExp])[] = [
  ['password', /.(?:password|passwd|passwort|passphrase|pwd)$/],
  ['secret', /.(?:secret|apikey|authkey|secretkey|accesskey|authtoken|accesstoken|apitoken)$/],
  ['user', /.(?:username|userid|loginname)$/],
]

function decideGluedRole(word: string): SettingRole | null {
  const telling = TELLING_ENDINGS.find(([, ends]) => ends.test(word))
  if (telling !== undefined) return telling[0]
  for (const [role, ends] of ENDINGS) {
    const end = ends.exec(word)
    if (end !== null && isMadeOf(word.slice(0, end.index))) return role
  }
  return null
}

/** Whether a beginning is one of the words, or two of them. */
function isMadeOf(text: string): boolean {
  if (BEFORE.has(text)) return true
  for (let at = 2; at < text.length - 1; at += 1)
    if (BEFORE.has(text.slice(0, at)) && BEFORE.has(text.slice(at))) return true
  return false
}

/** The word for a password in other scripts. */
const PASSWORD_ABROAD = /пароль|密码|密碼|口令|パスワード|비밀번호|암호|סיסמה|كلمة المرور|รหัสผ่าน|κωδικός/gi

/** A name without marks on its letters, and with the English word for what other scripts call a password. */
function convertToLatin(name: string): string {
  if (/^[\x00-\x7f]*$/.test(name)) return name
  // A stretch of code is read byte by byte, so that each such letter is two there.
  const whole = /[\u00c2-\u00c5][\u0080-\u00bf]/.test(name)
    ? Buffer.from(name, 'latin1').toString('utf8')
    : name
  return whole
    .replace(PASSWORD_ABROAD, ' password ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/ł/gi, 'l')
}

/** The words up to the telling one. */
function removeTail(words: readonly string[]): readonly string[] {
  const last = words.findLastIndex((word) => !TAIL.has(word))
  return words.slice(0, Math.max(last, 0) + 1)
}

/** Of those, what only tokens are called: a password for synchronisation is one. */
const OF_TOKENS =
  /^(?:sync|next|page|continuation|cursor|pagination|resume|start|end|open|close|left|right|site|design|color|theme|css|symbol|cancel)$/

function isOpen(words: readonly string[], isPassword: boolean): boolean {
  return words.some((word) => OPEN.test(word) && !(isPassword && OF_TOKENS.test(word)))
}

/** What a setting of this name holds; null for every other. Names come again and again. */
export const settingRole = rememberAnswers((name): SettingRole | null => {
  if (isNameForBrowsers(name)) return null
  // `ClearTextPassword` of NuGet is no text about one.
  const words = removeTail(splitName(convertToLatin(name.replace(/(?:clear|plain)[_-]?text/gi, ''))))
  const last = (words.at(-1) ?? '').replace(/\d{1,2}$/, '')
  if (last === '') return null
  const before = words.at(-2) ?? ''
  const role = decideRole(last, before)
  if (role === 'password' || role === 'secret') return isOpen(words, role === 'password') ? null : role
  if (role !== null) return role
  if (last === 'key' && words.length === 1) return 'key'
  if (isIn(USER, last, before) || (last === 'id' && ID_OF_USER.test(before))) return 'user'
  return isIn(HOST, last, before) && !ABOUT_PAGES.test(name) ? 'host' : null
})

function isIn(set: ReadonlySet<string>, last: string, before: string): boolean {
  return set.has(last) || set.has(before + last)
}

/** What the last words say of a credential, or what several in one word say. */
function decideRole(last: string, before: string): SettingRole | null {
  const glued = decideGluedRole(last)
  if (isIn(PASSWORD, last, before) || glued === 'password') return 'password'
  if (isIn(SECRET, last, before) || (last === 'key' && KEY_BEFORE.has(before))) return 'secret'
  return glued
}
