/** Words that say that a value is secret. */
const SECRET_WORDS = new Set([
  ...[
    'secret',
    'secrets',
    'token',
    'tokens',
    'password',
    'passwd',
    'pwd',
    'pass',
    'passphrase',
    'credential',
  ],
  ...['credentials', 'auth', 'pat', 'bearer', 'cert', 'certificate', 'apikey', 'apitoken', 'authtoken'],
  ...[
    'accesstoken',
    'accesskey',
    'secretkey',
    'privatekey',
    'key',
    'keys',
    'api',
    'authorization',
    'seed',
    'salt',
  ],
  ...[
    'login',
    'webhook',
    'apisecret',
    'clientsecret',
    'license',
    'dsn',
    'authkey',
    'signature',
    'pin',
    'skey',
  ],
])

/**
 * Words that a name ends in when its value only describes a secret: `secretName`, `keyId`, `tokenType`
 * (the value of `signatureKey` is one, that of `keySignature` is none).
 */
const DESCRIBING_WORDS = new Set([
  ...[
    'name',
    'names',
    'id',
    'ids',
    'field',
    'fields',
    'label',
    'placeholder',
    'type',
    'types',
    'prefix',
    'suffix',
  ],
  ...[
    'length',
    'size',
    'count',
    'limit',
    'index',
    'path',
    'paths',
    'file',
    'filename',
    'url',
    'uri',
    'endpoint',
  ],
  ...[
    'header',
    'headers',
    'regex',
    'regexp',
    'pattern',
    'policy',
    'rule',
    'rules',
    'hint',
    'error',
    'message',
  ],
  ...[
    'text',
    'title',
    'description',
    'input',
    'selector',
    'class',
    'classname',
    'style',
    'color',
    'icon',
    'ref',
  ],
  ...['arn', 'version', 'algorithm', 'alg', 'expiry', 'expiration', 'expires', 'ttl', 'format', 'encoding'],
  ...[
    'hash',
    'hashes',
    'digest',
    'checksum',
    'sha',
    'sha1',
    'sha256',
    'md5',
    'fingerprint',
    'thumbprint',
    'public',
  ],
  ...['publickey', 'enabled', 'required', 'visible', 'strength', 'manager', 'provider', 'factory', 'service'],
  ...[
    'store',
    'schema',
    'validator',
    'resolver',
    'env',
    'var',
    'option',
    'options',
    'symbol',
    'event',
    'action',
  ],
  ...[
    'integrity',
    'etag',
    'commit',
    'rev',
    'revision',
    'oid',
    'uuid',
    'guid',
    'signature',
    'nonce',
    'iv',
    'address',
  ],
  ...[
    'sid',
    'project',
    'trace',
    'session',
    'site',
    'host',
    'domain',
    'scope',
    'example',
    'locale',
    'lang',
    'mode',
  ],
])

/** A name in lower case with spaces between the words that its writing tells apart. */
function separateWords(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
}

/** Whole words in lower case: `twilioPatchHash` is twilio, patch, hash; `API_KEY2` is api, key. */
export function splitWords(name: string): string[] {
  return separateWords(name)
    .split(/[^a-z]+/)
    .filter((word) => word !== '')
}

/** The parts of a name in lower case, digits kept: `S3_SECRET_KEY` and `s3SecretKey` are s3, secret, key. */
export function splitName(name: string): string[] {
  return separateWords(name)
    .split(/[^a-z0-9]+/)
    .filter((part) => part !== '')
}

/** Whether a text may hold such a word at all: a cheap look before it is taken apart. */
export function maySaySecret(text: string): boolean {
  return /secret|token|pass|pwd|credential|auth|pat|bearer|cert|key|api|seed|salt|webhook|license|dsn|signature|pin|login/i.test(
    text,
  )
}

/** Whether one of the words says that something is secret. */
export function saysSecret(words: readonly string[]): boolean {
  return words.some((word) => SECRET_WORDS.has(word))
}

/** Services whose keys for searching are made for browsers. */
const SEARCHED = /^(?:algolia|docsearch|meili|meilisearch|typesense)$/

const INDEX = /\bindex[._-]?name["']?\s{0,4}[:=]/i

/** Whether a text names an index beside a key of such a service: what a page searches with. */
export function mentionsIndex(text: string): boolean {
  return INDEX.test(text)
}

/** Whether a key of a service is one to search an index with, by the text around it. */
export function isToSearchWith(service: string, around: () => string): boolean {
  return SEARCHED.test(service.toLowerCase()) && mentionsIndex(around())
}

/** Whether a name says that its value is about a secret, and none itself. */
export function describesOnly(words: readonly string[]): boolean {
  const last = words.at(-1)
  // What an AppRole of Vault logs in with is called so.
  if (last === 'id' && words.at(-2) === 'secret' && /^(?:vault|approle|role)$/.test(words.at(-3) ?? ''))
    return false
  if (words.includes('search') && words.some((word) => SEARCHED.test(word))) return true
  return (
    last !== undefined &&
    (DESCRIBING_WORDS.has(last) || words.includes('public') || words.includes('publishable'))
  )
}

/** Keys that pages have to show: to search an index, to draw a box, to name an application. */
const FOR_BROWSERS =
  /(?:search|site|public|publishable|anon|amplitude|bugsnag)(?:[_-]?only)?(?:[_-]?api)?[_-]?key$/i

/** Whether a name says that its value is one that browsers are given. */
export function isNameForBrowsers(name: string): boolean {
  return FOR_BROWSERS.test(name)
}
