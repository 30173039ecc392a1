import { isStandIn } from '../../knowledge/stand-in.ts'
import { COMMANDS } from './command-forms.ts'
import { isJoinedWords, measureStrength } from './setting-values.ts'

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
    'htpasswd',
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

/** Words that other words begin with. */
const WHOLE = /^(?:az|net|oc|ftp|svn|bcp|rman|isql|tsql|osql|quote|expect|mount|curl|sudo)$/
/** Stands for an option of any command. */
const OPTION = '-'
/** The longest first, as some begin with others. */
const WORDS: readonly string[] = [...new Set(COMMANDS.flatMap(([, words]) => words.split(' ')))]
  .filter((word) => word !== OPTION)
  .sort((a, b) => b.length - a.length)
/** All words in one pattern: a text is walked through once to know which of the others are worth it. */
const ANY_WORD = new RegExp(
  `\\b(?:(?:${WORDS.filter((word) => WHOLE.test(word)).join('|')})\\b|${WORDS.filter((word) => !WHOLE.test(word)).join('|')})|(?<=\\s)--?(?:pass|pwd|db-pass|token|api-key|secret|client-secret)`,
  'gi',
)

const WORDS_OF_COMMANDS = COMMANDS.map(([, words]) => words.split(' '))

/** Passwords that commands in a script, a document or a manifest are given, written out. */
export function findCommandPasswords(text: string): CommandPassword[] {
  const present = new Set<string>()
  for (const [word] of text.matchAll(ANY_WORD))
    present.add(word.startsWith(OPTION) ? OPTION : word.toLowerCase())
  if (present.size === 0) return []
  const found: CommandPassword[] = []
  for (const [at, [command, , pattern]] of COMMANDS.entries()) {
    if (!WORDS_OF_COMMANDS[at]?.some((word) => present.has(word))) continue
    for (const match of text.matchAll(pattern)) {
      const value = match.at(-1) ?? ''
      if (isStandIn(value) || !isPassword(command, value)) continue
      found.push({ index: match.index + match[0].lastIndexOf(value), command, value })
    }
  }
  return found
}

/** Any command may have an option of such a name; then only what no person writes for another reason counts. */
const GENERATED = new Set(['a command', 'a request'])

function isPassword(command: string, value: string): boolean {
  const strength = measureStrength(value)
  if (GENERATED.has(command)) return strength === 'generated'
  return strength === 'generated' || strength === 'chosen' || (isJoinedWords(value) && /\d/.test(value))
}
