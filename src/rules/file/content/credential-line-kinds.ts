/** Files of one kind, by a line that only they have. */
export interface LineKind {
  readonly kind: string
  /** Literals of which one is in whatever `line` and `beside` match: without them neither is tried. */
  readonly hints: readonly string[]
  /** Must match somewhere as well; says that the file is of this kind. */
  readonly beside?: RegExp
  /** The last group is the value. */
  readonly line: RegExp
  /** Every line that is no comment must match `line`. */
  readonly every?: true
  readonly name?: RegExp
}

/**
 * Settings files that hold credentials, by the lines that only they have. Each pattern is anchored to a line's start
 * and has no two neighbouring repetitions that match the same character, so that it is linear.
 */
export const LINE_KINDS: readonly LineKind[] = [
  {
    kind: 'An .npmrc with a login',
    hints: ['_auth', '_password'],
    // What ends like a statement is a variable of code.
    line: /^[ \t]*(?:\/\/[^\s=]+:)?_(?:authToken|auth|password)[ \t]*=[ \t]*["']?([^\s"'@;(){}]+)["']?[ \t]*\r?$/m,
  },
  {
    kind: 'A .yarnrc.yml with a login',
    hints: ['npmAuth'],
    line: /^[ \t]*["']?npmAuth(?:Token|Ident)["']?[ \t]*:[ \t]*["']?([^\s"']+)/m,
  },
  {
    kind: 'A .pypirc with a login',
    hints: ['[pypi]', '[testpypi]', '[distutils]', 'repository'],
    beside: /^[ \t]*(?:\[(?:pypi|testpypi|distutils)\]|repository[ \t]*[=:][ \t]*https?:)/m,
    line: /^[ \t]*password[ \t]*[=:][ \t]*(\S+)/m,
  },
  {
    kind: 'An AWS credentials file',
    hints: ['aws_secret_access_key'],
    line: /^[ \t]*aws_secret_access_key[ \t]*=[ \t]*(\S{20,})/m,
  },
  {
    kind: 'An .s3cfg with keys',
    hints: ['secret_key'],
    beside: /^[ \t]*access_key[ \t]*=/m,
    line: /^[ \t]*secret_key[ \t]*=[ \t]*(\S{16,})/m,
  },
  {
    kind: 'A .boto with keys',
    hints: ['gs_'],
    line: /^[ \t]*gs_(?:oauth2_refresh_token|secret_access_key)[ \t]*=[ \t]*(\S{16,})/m,
  },
  {
    kind: 'An rclone configuration with credentials',
    hints: ['type'],
    beside:
      /^[ \t]*type[ \t]*=[ \t]*(?:s3|drive|dropbox|sftp|ftp|b2|onedrive|webdav|azureblob|swift|google cloud storage)\b/m,
    line: /^[ \t]*(?:pass|token|secret_access_key|client_secret|key|account_key)[ \t]*=[ \t]*(\S{8,})/m,
  },
  {
    kind: 'A MySQL option file with a password',
    hints: ['[client', '[mysql'],
    beside: /^[ \t]*\[(?:client|mysql|mysqldump)[^\]\r\n]{0,40}\]/m,
    line: /^[ \t]*password[ \t]*=[ \t]*(\S+)/m,
  },
  {
    kind: 'A .pgpass with a password',
    hints: [':'],
    name: /pgpass/,
    line: /^(?:[^:\\\r\n]|\\.)*:(?:\d+|\*):[^:\r\n]*:[^:\r\n]*:([^\r\n]+)$/m,
  },
  {
    kind: 'A file of password hashes (htpasswd)',
    hints: [':$', ':{SHA}'],
    every: true,
    line: /^[^\s:]{1,255}:((?:\$apr1\$|\$2[abxy]?\$|\$5\$|\$6\$|\$argon2|\{SHA\})[^\s:]+)$/m,
  },
  {
    kind: 'A file of password hashes (shadow)',
    hints: [':$'],
    line: /^[^\s:]{1,64}:(\$(?:1|5|6|y|2[aby])\$[^\s:]+):\d*:\d*:/m,
  },
  {
    kind: 'A CouchDB configuration with administrators',
    hints: ['[admins]'],
    beside: /^[ \t]*\[admins\]/m,
    line: /^[ \t]*[^\s=;#[]{1,64}[ \t]*=[ \t]*(-(?:pbkdf2|hashed)[^\s]{20,400})/m,
  },
  {
    kind: 'A file of stored Git logins',
    hints: ['@'],
    every: true,
    line: /^https?:\/\/[^\s:/@]+:([^\s/@]+)@[^\s/]+\/?$/m,
  },
  {
    kind: 'Cargo credentials',
    hints: ['[regist'],
    beside: /^[ \t]*\[regist(?:ry|ries\.[^\]\r\n]{1,80})\]/m,
    line: /^[ \t]*token[ \t]*=[ \t]*["']([^"'\r\n]{16,})["']/m,
  },
  {
    kind: 'RubyGems credentials',
    hints: ['rubygems_api_key'],
    line: /^[ \t]*:?rubygems_api_key[ \t]*:[ \t]*(\S{16,})/m,
  },
  {
    kind: 'A login of the GitHub command line',
    hints: ['oauth_token'],
    line: /^[ \t]+oauth_token[ \t]*:[ \t]*(\S{16,})/m,
  },
  {
    kind: 'A kubeconfig with credentials',
    hints: ['Config'],
    beside: /^kind[ \t]*:[ \t]*["']?Config["']?[ \t]*$/m,
    line: /^[ \t]+(?:-[ \t]+)?(?:client-key-data|token|password|id-token|refresh-token)[ \t]*:[ \t]*["']?([^\s"']{4,})/m,
  },
  {
    kind: 'A NuGet configuration with a password',
    hints: ['<'],
    line: /<add[ \t]+key="(?:ClearTextPassword|Password)"[ \t]+value="([^"\r\n]+)"/i,
  },
  {
    kind: 'A Maven settings file with a password',
    hints: ['<settings'],
    beside: /<settings[\s>]/,
    line: /<(?:password|passphrase)>([^<\r\n]+)<\//i,
  },
  {
    kind: 'A FileZilla site list with passwords',
    hints: ['<FileZilla'],
    beside: /<FileZilla/,
    line: /<Pass(?:[ \t]+encoding="base64")?>([^<\r\n]+)<\/Pass>/,
  },
  {
    kind: 'An Azure publish profile with a password',
    hints: ['<publishProfile'],
    beside: /<publishProfile/,
    line: /\buserPWD="([^"\r\n]+)"/,
  },
  {
    kind: 'An Android signing configuration with passwords',
    hints: ['storeFile', 'keyAlias'],
    beside: /^[ \t]*(?:storeFile|keyAlias)[ \t]*=/m,
    line: /^[ \t]*(?:store|key)Password[ \t]*=[ \t]*(\S+)/m,
  },
  {
    kind: "A Rails application's master key",
    hints: [''],
    name: /^(?:master|production|staging|development|credentials)\.key$/,
    every: true,
    line: /^([0-9a-f]{32}|[0-9a-f]{64})$/m,
  },
  {
    kind: 'A HashiCorp Vault token',
    hints: ['s.'],
    name: /vault-token/,
    every: true,
    line: /^((?:hvs\.|s\.)[\w-]{20,})$/m,
  },
  {
    kind: 'A file of browser cookies',
    hints: ['HTTP Cookie File'],
    beside: /^# (?:Netscape )?HTTP Cookie File/,
    line: /^(?:#HttpOnly_)?[^\s#]+\t(?:TRUE|FALSE)\t\/[^\t\r\n]*\t(?:TRUE|FALSE)\t\d+\t[^\t\r\n]+\t([^\t\r\n]+)/m,
  },
  {
    kind: 'A file of browser cookies',
    hints: ['\t'],
    every: true,
    line: /^(?:#HttpOnly_)?[^\s#]+\t(?:TRUE|FALSE)\t\/[^\t\r\n]*\t(?:TRUE|FALSE)\t\d+\t[^\t\r\n]+\t([^\t\r\n]{8,})/m,
  },
  {
    kind: 'Access keys exported from the AWS console',
    hints: ['AKIA'],
    beside: /^\uFEFF?(?:User name,(?:Password,)?)?Access key ID,Secret access key/i,
    line: /\bAKIA[A-Z0-9]{16},([A-Za-z0-9+/]{40})/,
  },
]
