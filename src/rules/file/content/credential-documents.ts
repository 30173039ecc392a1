import { isLocalHost } from '../../../knowledge/hosts.ts'
import { isObject, type JsonObject } from '../../../model/json-object.ts'
import { recogniseCredentialRecords } from './credential-records.ts'
import type { Credential } from './key-texts.ts'
import { isToFillIn } from './real-value.ts'

/** Whether the member is a text that somebody uses. */
function has(value: unknown, name: string, length = 1): boolean {
  const member = isObject(value) ? value[name] : undefined
  return typeof member === 'string' && member.length >= length && !isToFillIn(member)
}

function hasDockerLogins(json: JsonObject): boolean {
  const logins = isObject(json.auths) ? json.auths : json
  return Object.entries(logins).some(
    ([host, login]) =>
      (logins !== json || host.includes('.')) &&
      !(isLocalHost(host.replace(/:\d+$/, '')) && isMadeUpLogin(login)) &&
      ['auth', 'identitytoken', 'registrytoken', 'password'].some((name) => has(login, name, 8)),
  )
}

/** Whether a login is one that nobody keeps: a password to be changed, for a registry on the same machine. */
function isMadeUpLogin(login: unknown): boolean {
  const plain =
    isObject(login) && typeof login.auth === 'string' ? Buffer.from(login.auth, 'base64').toString() : ''
  return plain.includes(':') && isToFillIn(plain.slice(plain.indexOf(':') + 1))
}

function isPrivateJwk(json: unknown): boolean {
  if (!isObject(json)) return false
  return json.kty === 'oct' ? has(json, 'k', 16) : typeof json.kty === 'string' && has(json, 'd', 32)
}

const COMPOSER = ['github-oauth', 'gitlab-oauth', 'gitlab-token', 'bitbucket-oauth', 'http-basic', 'bearer']

interface DocumentKind {
  readonly kind: string
  /** Texts without which the document is not parsed. */
  readonly hint: string
  is(json: JsonObject): boolean
}

/** JSON documents whose purpose is to hold credentials. */
const KINDS: readonly DocumentKind[] = [
  {
    kind: "A Google service account's key",
    hint: 'service_account',
    is: (json) =>
      json.type === 'service_account' && /PRIVATE KEY-----\s*[^\s-]{60}/.test(String(json.private_key)),
  },
  {
    kind: 'Google application default credentials',
    hint: 'authorized_user',
    is: (json) => json.type === 'authorized_user' && has(json, 'refresh_token', 16),
  },
  {
    kind: 'An OAuth client secret',
    hint: 'client_secret',
    is: (json) => has(json.web, 'client_secret', 12) && has(json.web, 'client_id'),
  },
  { kind: 'A Docker configuration with logins', hint: '"auth', is: hasDockerLogins },
  { kind: 'A Docker configuration with logins', hint: '"identitytoken"', is: hasDockerLogins },
  {
    kind: 'A Terraform state',
    hint: 'terraform_version',
    is: (json) =>
      typeof json.terraform_version === 'string' &&
      typeof json.version === 'number' &&
      (Array.isArray(json.resources) ? json.resources : Array.isArray(json.modules) ? json.modules : [])
        .length > 0,
  },
  {
    kind: 'A private key (JWK)',
    hint: '"kty"',
    is: (json) => isPrivateJwk(json) || (Array.isArray(json.keys) && json.keys.some(isPrivateJwk)),
  },
  {
    kind: 'Composer credentials',
    hint: 'oauth"',
    is: (json) => COMPOSER.some((name) => Object.keys(isObject(json[name]) ? json[name] : {}).length > 0),
  },
  {
    kind: 'Composer credentials',
    hint: 'http-basic"',
    is: (json) =>
      Object.values(isObject(json['http-basic']) ? json['http-basic'] : {}).some((login) =>
        has(login, 'password'),
      ),
  },
  {
    kind: 'A file transfer configuration with a password',
    hint: '"pass',
    is: (json) =>
      has(json, 'host') &&
      (has(json, 'username') || has(json, 'user')) &&
      (has(json, 'password') || has(json, 'passphrase')) &&
      ['protocol', 'remotePath', 'remote', 'uploadOnSave'].some((name) => name in json),
  },
  {
    kind: 'AWS access keys',
    hint: 'ecretAccessKey',
    is: (json) =>
      [json, json.Credentials, json.AccessKey].some(
        (keys) =>
          has(keys, 'SecretAccessKey', 32) ||
          (has(keys, 'secretAccessKey', 32) && has(keys, 'accessKeyId', 16)),
      ),
  },
  {
    kind: 'Unseal keys of a HashiCorp Vault',
    hint: '"root_token"',
    is: (json) =>
      has(json, 'root_token', 16) && ['keys', 'unseal_keys_b64', 'keys_base64'].some((name) => name in json),
  },
  {
    kind: 'Stored login tokens',
    hint: '"refresh',
    is: (json) =>
      [json, ...Object.values(json)].some(
        (tokens) =>
          (has(tokens, 'access_token', 16) ||
            has(tokens, 'accessToken', 16) ||
            has(tokens, 'id_token', 16)) &&
          (has(tokens, 'refresh_token', 16) || has(tokens, 'refreshToken', 16)),
      ),
  },
]

/**
 * What a JSON document that holds credentials is, or null. Parses only where a text of one of the kinds is in it.
 * @param hasRecords Whether a keyword of records with credentials is in it.
 */
export function recogniseCredentialDocument(text: string, hasRecords: boolean): Credential | null {
  const trimmed = text.replace(/^\uFEFF/, '').trimStart()
  if (!/^[{[]/.test(trimmed)) return null
  const kinds = trimmed.startsWith('{') ? KINDS.filter(({ hint }) => trimmed.includes(hint)) : []
  if (kinds.length === 0 && !hasRecords) return null
  try {
    const json: unknown = JSON.parse(trimmed)
    const found = isObject(json) ? kinds.find((kind) => kind.is(json))?.kind : undefined
    const kind = found ?? (hasRecords ? recogniseCredentialRecords(json) : null)
    return kind === null ? null : { kind, index: 0 }
  } catch {
    return null
  }
}
