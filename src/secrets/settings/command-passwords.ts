import { isStandIn } from '../../knowledge/stand-in.ts'
import { valueStrength } from './setting-values.ts'

/** A password on a command line. */
export interface CommandPassword {
  readonly index: number
  /** The command or statement that takes it. */
  readonly command: string
  readonly value: string
}

/** How a program opens a database that SQLCipher encrypts (https://www.zetetic.net/sqlcipher/sqlcipher-api/#key). */
export const CIPHER_KEYWORDS: readonly string[] = [
  ...['pragma key', 'pragma rekey', 'pragma hexkey', 'pragma("key', "pragma('key", 'pragma(`key'],
  ...['pragma("hexkey', "pragma('hexkey", 'pragma("rekey'],
]

export const COMMAND_KEYWORDS: readonly string[] = [
  'sshpass',
  'identified by',
  'curl ',
  'mysqldump',
  'docker login',
  'smbclient',
  '| sudo -s',
  'net use',
  'pgpassword',
  'mysql_pwd',
  ...['plink', 'pscp', 'psftp', 'sqlcmd', 'sqlplus', 'lftp', 'redis-cli', 'freerdp', 'storepass', 'keypass'],
  ...[
    'ldapsearch',
    'ldapmodify',
    'ldapadd',
    'quote pass',
    'cmdkey',
    'psexec',
    'mongosh',
    'mongodump',
    'rabbitmqctl',
  ],
  ...[
    'chpasswd',
    'oc login',
    'az login',
    'signtool',
    'ncftpput',
    'clickhouse-client',
    'influx ',
    'ipmitool',
    'winexe',
  ],
  ...[
    'svn ',
    'rdesktop',
    'kinit',
    'snowsql',
    'isql ',
    'cqlsh',
    '-passin',
    '-passout',
    'expdp',
    'impdp',
    'bcp ',
  ],
  ...CIPHER_KEYWORDS,
]

const QUOTED = `(["']?)([^\\s"'\`|;&<>$]{4,200})`
/** The last group is the password. None of the patterns repeats over what another repetition beside it takes. */
const COMMANDS: readonly (readonly [command: string, pattern: RegExp])[] = [
  ['sshpass', new RegExp(`\\bsshpass\\s{1,4}-p\\s{0,4}${QUOTED}`, 'g')],
  [
    'curl',
    /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user|--proxy-user)[= ]{0,2}["']?[^\s:"'$<]{1,80}:([^\s"'`|;&<>$]{4,200})/g,
  ],
  // A key as the name of a user who has no password.
  ['a request', /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)[= ]{0,2}["']?([^\s:"'`$<{]{20,200}):["']?(?=\s|$)/g],
  [
    'mysql',
    new RegExp(
      `\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^\\r\\n]{0,200}?\\s(?:-p|--password=)${QUOTED}`,
      'g',
    ),
  ],
  [
    'docker login',
    new RegExp(
      `\\b(?:docker|podman|helm registry|az acr)\\s{1,4}login\\b[^\\r\\n]{0,200}?\\s(?:-p|--password)[= ]{1,2}${QUOTED}`,
      'g',
    ),
  ],
  [
    'SQL',
    /\b(?:identified\s{1,4}by|with\s{1,4}(?:encrypted\s{1,4})?password|password\s{0,4}=)\s{1,4}(["'])([^"'\s]{4,200})\1/gi,
  ],
  [
    'PowerShell',
    /\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']([^"'\s$]{4,200})["'][^\r\n]{0,80}-AsPlainText/gi,
  ],
  [
    'expect',
    /\bexpect\b[^\r\n]{0,80}assword[^\r\n]{0,40}[\r\n]{1,2}\s{0,20}send\s{1,4}(?:--\s)?"([^"\\\s$]{4,200})\\[rn]"/gi,
  ],
  [
    'a download',
    new RegExp(
      `\\b(?:wget|lftp|svn|mongosh?|mongodump|mongoexport|sqlcmd|cqlsh|xfreerdp|ansible)\\b[^\\r\\n]{0,200}?\\s(?:--password|--http-password|-P|-p)[= ]${QUOTED}`,
      'g',
    ),
  ],
  ['an SSH client of Windows', option('plink|pscp|psftp', '-pw')],
  ['a database client', option('sqlcmd|bcp|isql|tsql|osql', '-P')],
  ['a database client', option('redis-cli', '-a|--pass')],
  [
    'a database client',
    option('clickhouse-client|influx|snowsql|cqlsh|mongosh?|mongodump|mongorestore', '--?password|-p'),
  ],
  [
    'a database client',
    /\b(?:sqlplus|expdp|impdp|rman|sqlldr)\b[^\r\n]{0,120}?[\s"'=](?!\w+:\/\/)[A-Za-z_]\w{0,40}\/["']?([^\s"'@/|;&<>$]{4,200})["']?@/g,
  ],
  ['lftp', /\blftp\b[^\r\n]{0,120}?\s(?:-u|--user)[= ]["']?[^\s,"']{1,64},([^\s"'|;&<>$]{4,200})/g],
  ['a client for FTP', option('ncftp(?:put|get|ls)?', '-p')],
  ['a client for FTP', /\bquote\s{1,4}pass\s{1,4}([^\s"'|;&<>$]{4,200})\s{0,4}$/gim],
  [
    'a client for FTP',
    /\bftp\s{1,4}-\w{0,4}n\b[^\r\n]{0,120}<<[\s\S]{0,400}?[\r\n]\s{0,20}user\s{1,4}\S{1,64}\s{1,4}([^\s"'|;&<>$]{4,200})\s{0,4}$/gm,
  ],
  ['a remote desktop', option('(?:xfreerdp|wfreerdp|freerdp|rdesktop)\\d?', '\\/p:|-p')],
  [
    'a tool for signing',
    option(
      'keytool|jarsigner|apksigner|zipalign',
      '-(?:src|dest|new)?(?:store|key)pass|--ks-pass|--key-pass',
    ),
  ],
  ['a tool for signing', option('signtool|osslsigncode', '\\/p|-pass')],
  ['a client for directories', option('ldap(?:search|modify|add|delete|passwd|whoami)', '-w')],
  ['a login of Windows', option('cmdkey|psexec(?:64)?|winexe|runas', '\\/pass:|-p')],
  ['an administration tool', option('ipmitool', '-P')],
  ['an administration tool', option('(?:oc|az|kubectl|rancher)', '--token|-p|--password')],
  [
    'an administration tool',
    /\brabbitmqctl\b[^\r\n]{0,80}?\s(?:add_user|change_password)\s{1,4}\S{1,64}\s{1,4}["']?([^\s"'|;&<>$]{4,200})/g,
  ],
  [
    'chpasswd',
    /\becho\s{1,4}(?:-n\s{1,4})?["']?[a-z_][\w-]{0,31}:([^\s"'|;&<>$]{4,200})["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?chpasswd/g,
  ],
  ['openssl', /\bopenssl\b[^\r\n]{0,200}?\s-pass(?:in|out)?\s{1,4}["']?pass:([^\s"'|;&<>$]{4,200})/g],
  [
    'SQLCipher',
    /\bpragma(?:\s{1,4}|\(["'`])(?:hex)?(?:re)?key\s{0,4}=\s{0,4}\\?["']{1,2}(?:x')?([^"'`\s\\;]{4,200})/gi,
  ],
  [
    'a database client',
    new RegExp(
      `\\b(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|RESTIC_PASSWORD|BORG_PASSPHRASE)=${QUOTED}["']?(?=\\s)`,
      'g',
    ),
  ],
  ['sudo', new RegExp(`\\becho\\s{1,4}${QUOTED}["']?\\s{0,4}\\|\\s{0,4}sudo\\s{1,4}-S`, 'g')],
  [
    'smbclient',
    /\b(?:smbclient|mount\.cifs|net\s{1,4}use)\b[^\r\n]{0,200}?(?:-U\s{0,2}|\/user:)["']?[^\s%"']{1,80}[%\s]([^\s"'|;&<>$]{4,200})/g,
  ],
  [
    'a command',
    new RegExp(
      `\\s--?(?:password|passwd|pass|pwd|db-password|token|api-key|secret|client-secret)[= ]{1,2}${QUOTED}`,
      'g',
    ),
  ],
]

/** A command, and behind it the option that takes the password. */
function option(commands: string, options: string): RegExp {
  return new RegExp(
    `\\b(?:${commands})(?:\\.exe)?\\b[^\\r\\n]{0,240}?\\s(?:${options})(?:(?<=:)|[= ]{1,2})${QUOTED}`,
    'g',
  )
}

/** Passwords that commands in a script, a document or a manifest are given, written out. */
export function findCommandPasswords(text: string): CommandPassword[] {
  const found: CommandPassword[] = []
  for (const [command, pattern] of COMMANDS)
    for (const match of text.matchAll(pattern)) {
      const value = match.at(-1) ?? ''
      if (isStandIn(value) || !isPassword(command, value)) continue
      found.push({ index: match.index + match[0].lastIndexOf(value), command, value })
    }
  return found
}

/** Any command may have an option of such a name; then only what no person writes for another reason counts. */
const GENERATED = new Set(['a command', 'a request'])

function isPassword(command: string, value: string): boolean {
  const strength = valueStrength(value)
  if (GENERATED.has(command)) return strength === 'generated'
  return strength === 'generated' || strength === 'chosen'
}
