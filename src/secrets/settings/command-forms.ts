const QUOTED = `(["']?)([^\\s"'\`|;&<>$]{4,200})`
/**
 * Words of which one is in every text that the pattern finds something in, then the pattern, whose last group is the
 * password. None of the patterns repeats over what another repetition beside it takes.
 */
export const COMMANDS: readonly (readonly [command: string, words: string, pattern: RegExp])[] = [
  ['sshpass', 'sshpass', new RegExp(`\\bsshpass\\s{1,4}-p\\s{0,4}${QUOTED}`, 'g')],
  [
    'curl',
    'curl',
    /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user|--proxy-user)[= ]{0,2}["']?[^\s:"'$<]{1,80}:([^\s"'`|;&<>$]{4,200})/g,
  ],
  // A key as the name of a user who has no password.
  [
    'a request',
    'curl',
    /\bcurl\b[^\r\n]{0,200}?\s(?:-u|--user)[= ]{0,2}["']?([^\s:"'`$<{]{20,200}):["']?(?=\s|$)/g,
  ],
  [
    'mysql',
    'mysql mariadb',
    new RegExp(
      `\\b(?:mysql|mysqldump|mysqladmin|mariadb)\\b[^\\r\\n]{0,200}?\\s(?:-p|--password=)${QUOTED}`,
      'g',
    ),
  ],
  [
    'docker login',
    'docker podman helm az',
    new RegExp(
      `\\b(?:docker|podman|helm registry|az acr)\\s{1,4}login\\b[^\\r\\n]{0,200}?\\s(?:-p|--password)[= ]{1,2}${QUOTED}`,
      'g',
    ),
  ],
  [
    'SQL',
    'identified password',
    /\b(?:identified\s{1,4}by|with\s{1,4}(?:encrypted\s{1,4})?password|password\s{0,4}=)\s{1,4}(["'])([^"'\s]{4,200})\1/gi,
  ],
  [
    'PowerShell',
    'convertto',
    /\bConvertTo-SecureString\s{1,4}(?:-String\s{1,4})?["']([^"'\s$]{4,200})["'][^\r\n]{0,80}-AsPlainText/gi,
  ],
  [
    'expect',
    'expect',
    /\bexpect\b[^\r\n]{0,80}assword[^\r\n]{0,40}[\r\n]{1,2}\s{0,20}send\s{1,4}(?:--\s)?"([^"\\\s$]{4,200})\\[rn]"/gi,
  ],
  [
    'a download',
    'wget lftp svn mongo sqlcmd cqlsh xfreerdp ansible',
    new RegExp(
      `\\b(?:wget|lftp|svn|mongosh?|mongodump|mongoexport|sqlcmd|cqlsh|xfreerdp|ansible)\\b[^\\r\\n]{0,200}?\\s(?:--password|--http-password|-P|-p)[= ]${QUOTED}`,
      'g',
    ),
  ],
  [
    'htpasswd',
    'htpasswd',
    new RegExp(
      `\\bhtpasswd\\s(?:-\\w{1,6}\\s){0,3}?-\\w{0,5}b\\w{0,5}\\s[^\\r\\n]{1,200}?\\s[\\w.@-]{1,60}\\s${QUOTED}\\s*$`,
      'gm',
    ),
  ],
  ['an SSH client of Windows', 'plink pscp psftp', buildOptionPattern('plink|pscp|psftp', '-pw')],
  ['a database client', 'sqlcmd bcp isql tsql osql', buildOptionPattern('sqlcmd|bcp|isql|tsql|osql', '-P')],
  ['a database client', 'redis-cli', buildOptionPattern('redis-cli', '-a|--pass')],
  [
    'a database client',
    'clickhouse-client influx snowsql cqlsh mongo',
    buildOptionPattern(
      'clickhouse-client|influx|snowsql|cqlsh|mongosh?|mongodump|mongorestore',
      '--?password|-p',
    ),
  ],
  [
    'a database client',
    'sqlplus expdp impdp rman sqlldr',
    /\b(?:sqlplus|expdp|impdp|rman|sqlldr)\b[^\r\n]{0,120}?[\s"'=](?!\w+:\/\/)[A-Za-z_]\w{0,40}\/["']?([^\s"'@/|;&<>$]{4,200})["']?@/g,
  ],
  [
    'a database client',
    'conn',
    /^[ \t]*conn(?:ect)?[ \t]{1,4}["']?[A-Za-z_]\w{0,40}["']?\/["']?([^\s"'@/|;&<>$]{4,200})["']?@/gim,
  ],
  ['lftp', 'lftp', /\blftp\b[^\r\n]{0,120}?\s(?:-u|--user)[= ]["']?[^\s,"']{1,64},([^\s"'|;&<>$]{4,200})/g],
  ['a client for FTP', 'ncftp', buildOptionPattern('ncftp(?:put|get|ls)?', '-p')],
  ['a client for FTP', 'quote', /\bquote\s{1,4}pass\s{1,4}([^\s"'|;&<>$]{4,200})\s{0,4}$/gim],
  [
    'a client for FTP',
    'ftp',
    /\bftp\s{1,4}-\w{0,4}n\b[^\r\n]{0,120}<<[\s\S]{0,400}?[\r\n]\s{0,20}user\s{1,4}\S{1,64}\s{1,4}([^\s"'|;&<>$]{4,200})\s{0,4}$/gm,
  ],
  [
    'a remote desktop',
    'xfreerdp wfreerdp freerdp rdesktop',
    buildOptionPattern('(?:xfreerdp|wfreerdp|freerdp|rdesktop)\\d?', '\\/p:|-p'),
  ],
  [
    'a tool for signing',
    'keytool jarsigner apksigner zipalign',
    buildOptionPattern(
      'keytool|jarsigner|apksigner|zipalign',
      '-(?:src|dest|new)?(?:store|key)pass|--ks-pass|--key-pass',
    ),
  ],
  ['a tool for signing', 'signtool osslsigncode', buildOptionPattern('signtool|osslsigncode', '\\/p|-pass')],
  [
    'a client for directories',
    'ldap',
    buildOptionPattern('ldap(?:search|modify|add|delete|passwd|whoami)', '-w'),
  ],
  [
    'a login of Windows',
    'cmdkey psexec winexe runas',
    buildOptionPattern('cmdkey|psexec(?:64)?|winexe|runas', '\\/pass:|-p'),
  ],
  ['an administration tool', 'ipmitool', buildOptionPattern('ipmitool', '-P')],
  [
    'an administration tool',
    'oc az kubectl rancher',
    buildOptionPattern('(?:oc|az|kubectl|rancher)', '--token|-p|--password'),
  ],
  [
    'an administration tool',
    'rabbitmqctl',
    /\brabbitmqctl\b[^\r\n]{0,80}?\s(?:add_user|change_password)\s{1,4}\S{1,64}\s{1,4}["']?([^\s"'|;&<>$]{4,200})/g,
  ],
  [
    'chpasswd',
    'chpasswd',
    /\becho\s{1,4}(?:-n\s{1,4})?["']?[a-z_][\w-]{0,31}:([^\s"'|;&<>$]{4,200})["']?\s{0,4}\|\s{0,4}(?:sudo\s{1,4})?chpasswd/g,
  ],
  [
    'openssl',
    'openssl',
    /\bopenssl\b[^\r\n]{0,200}?\s-pass(?:in|out)?\s{1,4}["']?pass:([^\s"'|;&<>$]{4,200})/g,
  ],
  [
    'SQLCipher',
    'pragma',
    /\bpragma(?:\s{1,4}|\(["'`])(?:hex)?(?:re)?key\s{0,4}=\s{0,4}\\?["']{1,2}(?:x')?([^"'`\s\\;]{4,200})/gi,
  ],
  [
    'a database client',
    'pgpassword mysql_pwd rediscli_auth restic_password borg_passphrase',
    new RegExp(
      `\\b(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|RESTIC_PASSWORD|BORG_PASSPHRASE)=${QUOTED}["']?(?=\\s)`,
      'g',
    ),
  ],
  ['sudo', 'sudo', new RegExp(`\\becho\\s{1,4}${QUOTED}["']?\\s{0,4}\\|\\s{0,4}sudo\\s{1,4}-S`, 'g')],
  [
    'smbclient',
    'smbclient mount net',
    /\b(?:smbclient|mount\.cifs|net\s{1,4}use)\b[^\r\n]{0,200}?(?:-U\s{0,2}|\/user:)["']?[^\s%"']{1,80}[%\s]([^\s"'|;&<>$]{4,200})/g,
  ],
  [
    'a command',
    '-',
    new RegExp(
      `\\s--?(?:password|passwd|pass|pwd|db-password|token|api-key|secret|client-secret)[= ]{1,2}${QUOTED}`,
      'g',
    ),
  ],
]

/** A command, and behind it the option that takes the password. */
function buildOptionPattern(commands: string, options: string): RegExp {
  return new RegExp(
    `\\b(?:${commands})(?:\\.exe)?\\b[^\\r\\n]{0,240}?\\s(?:${options})(?:(?<=:)|[= ]{1,2})${QUOTED}`,
    'g',
  )
}
