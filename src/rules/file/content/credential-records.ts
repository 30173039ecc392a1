import { isObject, type JsonObject } from '../../../model/json-object.ts'
import { isGenerated, measureStrength } from '../../../secrets/settings/setting-values.ts'

/** Members without which a document is not walked through. */
export const RECORD_KEYWORDS: readonly string[] = [
  ...['"os_crypt"', '"ruleid"', '"detectorname"', '"vnext"', '"alterid"'],
  ...[
    '"priv_key"',
    '"privkey"',
    '"private_key"',
    '"privatekey"',
    '"secretkey"',
    '"secret_key"',
    '"inverseq"',
    '"dq"',
  ],
  ...['"encryptedpassword"', '"password_hash"', '"passwordhash"', '"hashed_password"', '"password_digest"'],
  ...['"totp"', '"otpauth"', '"algo"', '"issuer"', '"digits"', '"refresh_tokens"', '"credential_type"'],
  ...[
    '"keymetadata"',
    '"iv"',
    '"raw_auth"',
    '"cborhex"',
    '"credential_id"',
    '"session_key"',
    '"jwt_key"',
    '"encryptedusername"',
  ],
]

/** Objects that are looked at: an export of a secret store has some thousands. */
const MOST_OBJECTS = 20_000

interface RecordKind {
  readonly kind: string
  is(record: JsonObject): boolean
}

function findText(record: JsonObject, names: RegExp, length: number): string | undefined {
  for (const [name, value] of Object.entries(record))
    if (names.test(name)) {
      const found = isObject(value) ? value.value : value
      if (typeof found === 'string' && found.length >= length) return found
    }
  return undefined
}

function has(record: JsonObject, names: RegExp): boolean {
  return Object.keys(record).some((name) => names.test(name))
}

const PRIVATE = /^(?:priv(?:ate)?_?key|secret_?key)$/i
const BESIDE_PRIVATE = /^(?:pub(?:lic)?_?key|address|account_?id|peer_?id|algorithm|curve|key_?type)$/i
const HASH = /^(?:password_?hash|pass_?hash|hashed_?password|password_?digest|encrypted_?password)$/i
const PERSON = /^(?:name|user|user_?name|login|email|e_?mail|user_?id|uid|id)$/i

const KINDS: readonly RecordKind[] = [
  {
    kind: 'A private key beside its public one',
    is: (record) => {
      const key = findText(record, PRIVATE, 32)
      if (key === undefined || !has(record, BESIDE_PRIVATE) || /^-----BEGIN/.test(key)) return false
      return isSecretText(key.replace(/^[a-z0-9]{2,12}:/i, ''))
    },
  },
  {
    kind: 'An RSA private key in parts',
    is: (record) =>
      ['d', 'p', 'q', 'dp', 'dq'].every(
        (name) => typeof record[name] === 'string' && String(record[name]).length > 40,
      ),
  },
  {
    kind: 'A key of a Cardano wallet',
    is: (record) =>
      /SigningKey/.test(String(record.type)) && /^58[24]0[0-9a-f]{64,}/i.test(String(record.cborHex)),
  },
  {
    kind: 'Saved logins of a browser',
    is: (record) =>
      findText(record, /^encryptedPassword$/, 24) !== undefined &&
      has(record, /^(?:encryptedUsername|hostname|origin)$/),
  },
  {
    kind: 'Users with the hashes of their passwords',
    is: (record) => {
      const hash = findText(record, HASH, 24)
      return hash !== undefined && has(record, PERSON) && /^[\w+/=.$:{},-]+$/.test(hash) && /\d/.test(hash)
    },
  },
  {
    kind: 'Seeds of one-time passwords',
    is: (record) => {
      const seed = findText(isObject(record.info) ? record.info : record, /^(?:secret|seed|key)$/i, 16)
      if (seed === undefined || !/^[A-Z2-7]{16,128}=*$/i.test(seed) || measureStrength(seed) === null)
        return false
      return has(record, /^(?:issuer|digits|algo|algorithm|period|info)$/i)
    },
  },
  {
    kind: 'Stored tokens of logged-in accounts',
    is: (record) =>
      /^(?:AccessToken|RefreshToken|IdToken)$/.test(String(record.credential_type)) &&
      findText(record, /^secret$/, 40) !== undefined,
  },
  {
    kind: 'Keys of logged-in sessions',
    is: (record) => {
      const key = findText(record, /^(?:jwt_?key|session_?key|signing_?key)$/i, 32)
      return (
        key !== undefined &&
        isGenerated(key) &&
        findText(record, /^(?:token|refresh_?token|session)$/i, 16) !== undefined
      )
    },
  },
  {
    kind: 'An encrypted wallet or vault of a browser',
    is: (record) =>
      ['data', 'iv', 'salt'].every((name) => /^[A-Za-z0-9+/]{12,}={0,2}$/.test(String(record[name] ?? ''))) &&
      String(record.data).length >= 100,
  },
  {
    kind: 'Secrets that a scanner found',
    is: (record) =>
      (has(record, /^RuleID$/) && findText(record, /^Secret$/, 8) !== undefined) ||
      (has(record, /^DetectorName$/) && findText(record, /^Raw$/, 8) !== undefined),
  },
  {
    kind: 'A server of a proxy with its users',
    is: (record) =>
      typeof record.address === 'string' &&
      typeof record.port === 'number' &&
      Array.isArray(record.users) &&
      record.users.some((user) => isObject(user) && isGenerated(String(user.id ?? user.pass ?? ''))),
  },
  {
    kind: "The key of a browser's saved logins",
    is: ({ os_crypt: store }) =>
      isObject(store) && findText(store, /^(?:app_bound_)?encrypted_key$/, 100) !== undefined,
  },
  {
    kind: 'A login as a client keeps it',
    is: (record) => {
      const login = /^[^\s:]{1,64}:(\S{6,})$/.exec(String(record.raw_auth ?? ''))?.[1]
      return login !== undefined && measureStrength(login) !== null
    },
  },
]

function isSecretText(value: string): boolean {
  return (
    measureStrength(value) === 'generated' ||
    /^[0-9a-f]{64,}$/i.test(value) ||
    /^[A-Za-z0-9+/]{40,}={0,2}$/.test(value)
  )
}

/** What the records of a JSON document are that hold credentials by their make; null for any other. */
export function recogniseCredentialRecords(json: unknown): string | null {
  const pending: unknown[] = [json]
  for (let seen = 0; pending.length > 0 && seen < MOST_OBJECTS; seen += 1) {
    const value = pending.pop()
    if (Array.isArray(value)) for (const one of value.slice(0, MOST_OBJECTS)) pending.push(one)
    if (!isObject(value)) continue
    const found = KINDS.find(({ is }) => is(value))
    if (found !== undefined) return found.kind
    for (const one of Object.values(value)) if (typeof one === 'object' && one !== null) pending.push(one)
  }
  return null
}
