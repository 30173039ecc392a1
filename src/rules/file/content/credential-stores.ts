import { baseName } from '../../../knowledge/path-words.ts'
import { isGenerated, isMixed } from '../../../secrets/settings/setting-values.ts'
import type { Credential } from './key-texts.ts'
import { isPlaceholder } from './real-value.ts'

/** Files in which servers, clients and people keep logins in a layout of their own. */
interface Store {
  readonly kind: string
  /** A text without which none of its lines is there; saves most files the pattern. */
  readonly hint: string
  /** The last group is the value. */
  readonly line: RegExp
  /** Must match somewhere as well. */
  readonly beside?: RegExp
  /** Every line that is no comment must be of this form. */
  readonly isWhole?: true
  /** Must match the file's name. */
  readonly name?: RegExp
}

const STORES: readonly Store[] = [
  {
    kind: 'Users of a Redis server with their passwords',
    hint: 'user ',
    line: /^user[ \t]+\S{1,64}[ \t]+(?:[^\r\n>#]{0,200}[ \t])?[>#](\S{4,64})[ \t\r\n]/m,
    beside: /[ \t][~+&][@*\w]/,
  },
  {
    kind: 'Users of a message broker with the hashes of their passwords',
    hint: '$',
    line: /^[^\s:]{1,255}:(\$[67]\$(?:\d+\$)?[A-Za-z0-9+/=]{8,}\$[A-Za-z0-9+/=]{40,})\r?$/m,
    isWhole: true,
  },
  {
    kind: 'A log of the keys of TLS sessions',
    hint: '_',
    line: /^(?:CLIENT_RANDOM|(?:CLIENT|SERVER)_(?:HANDSHAKE_)?TRAFFIC_SECRET(?:_\d+)?|EARLY_EXPORTER_SECRET|CLIENT_EARLY_TRAFFIC_SECRET|EXPORTER_SECRET) [0-9a-fA-F]{64} ([0-9a-fA-F]{64,128})\r?$/m,
    isWhole: true,
  },
  {
    kind: 'Keys of the package registry of Erlang',
    hint: '_key',
    line: /\b(?:'\$)?(?:encrypted_)?(?:write|read|auth)_key'?[ \t]{0,4},[ \t]{0,4}<<"([^"\r\n]{16,400})">>/m,
  },
  {
    kind: 'Connections of HeidiSQL with passwords',
    hint: '<|||>',
    line: /\\Password<\|\|\|>\d<\|\|\|>([0-9A-F]{6,})/m,
  },
  {
    kind: 'A session of SecureCRT with its password',
    hint: '"Password',
    line: /^S:"Password(?: V2)?"=(?:0\d:)?([0-9a-f]{16,})/m,
  },
  {
    kind: 'A remote desktop connection with its password',
    hint: 'password 51:b:',
    line: /^password 51:b:([0-9A-Fa-f]{100,})/m,
  },
  {
    kind: 'The password of a screen that is shared (VNC)',
    hint: 'assword',
    line: /^(?:Control|ViewOnly)?Password(?:ViewOnly)?=(?:hex:)?((?:[0-9a-f]{2},?){8})\r?$/im,
    beside: /vnc|^RfbPort=|^\[connection\]/im,
  },
  {
    kind: 'A wireless network with its password',
    hint: 'ssid',
    line: /^[ \t]*(?:psk|wpa_passphrase|wep_key0|password)[ \t]*=[ \t]*["']?([^"'\r\n]{8,64})/m,
    beside: /^[ \t]*ssid[ \t]*=/m,
  },
  {
    kind: 'A wireless network with its password',
    hint: 'WLANProfile',
    line: /<keyMaterial>([^<\r\n]{8,64})<\/keyMaterial>/,
  },
  {
    kind: 'Accounts of a new machine with their passwords (cloud-init)',
    hint: 'chpasswd',
    line: /^[ \t]+(?:-[ \t]+)?["']?[a-z_][\w-]{0,31}:(?!RANDOM|R\b)([^\s"':]{6,64})["']?\r?$/m,
    beside: /^chpasswd:/m,
  },
  {
    kind: 'Passwords of a new machine (Kickstart)',
    hint: 'rootpw',
    line: /^(?:rootpw|user)[ \t](?:[^\r\n]{0,200}[ \t])?(?:--password=|--plaintext[ \t]+|--iscrypted[ \t]+|--password[ \t]+)(\S{6,200})/m,
  },
  {
    kind: 'A channel of Conda with its token',
    hint: '/t/',
    line: /https?:\/\/[^\s/]{3,200}\/t\/([A-Za-z0-9-]{16,80})\//m,
  },
  {
    kind: 'A token that rules a cluster (Consul, Nomad)',
    hint: 'Secret',
    line: /^Secret ?ID[ \t]*[:=][ \t]*([0-9a-f]{8}-[0-9a-f-]{27})[ \t]*\r?$/m,
    beside: /^Accessor ?ID[ \t]*[:=]/m,
  },
  {
    kind: 'A configuration of a network device with its passwords',
    hint: ' ',
    line: /^[ \t]*(?:(?:enable|username[ \t][^\r\n]{1,80}?)[ \t]+(?:secret|password)[ \t]+\d{1,2}[ \t]+|set (?:password|psksecret|passwd|key) ENC |(?:encrypted-password|authentication-key) ")([^\s"]{6,})/m,
    beside: /^[ \t]*(?:hostname|interface|version|config |set hostname|system \{|edit )/m,
  },
  {
    kind: 'A configuration of a router with its passwords',
    hint: '/ppp secret',
    line: /^(?:add|set)[ \t][^\r\n]{0,200}?\bpassword=["']?([^\s"']{4,})/m,
  },
  {
    kind: "The signing key of a server's federation (Matrix)",
    hint: 'ed25519 ',
    line: /^ed25519 \w{1,20} ([A-Za-z0-9+/]{43})\r?$/m,
    isWhole: true,
  },
  {
    kind: 'Users of a proxy with their passwords (HAProxy)',
    hint: 'user',
    line: /^[ \t]*(?:user[ \t]+\S{1,64}[ \t]+(?:insecure-)?password[ \t]+|stats[ \t]+auth[ \t]+[^\s:]{1,64}:)(\S{4,})/m,
    beside: /^(?:userlist|frontend|backend|listen|defaults)\b/m,
  },
  {
    kind: 'A mounted share with its password',
    hint: 'cifs',
    line: /\b(?:cifs|smbfs|davfs)[ \t][^\r\n]{0,200}?\bpass(?:word)?=([^,\s]{4,})/m,
  },
  {
    kind: 'Accounts of a chat program with their passwords',
    hint: 'prpl-',
    line: /<password>([^<\r\n]{4,200})<\/password>/,
  },
  {
    kind: 'Keys and passwords of a VPN',
    hint: ':',
    line: /^[^#\r\n]{0,200}?[ \t]?:[ \t]+(?:PSK|EAP|XAUTH|NTLM|PIN)[ \t]+["']?([^\s"']{4,})/m,
  },
  {
    kind: 'Users of a device that is watched (SNMP)',
    hint: 'createUser',
    line: /^createUser[ \t]+\S+[ \t]+(?:MD5|SHA\S*)[ \t]+["']?([^\s"']{8,})/m,
  },
  {
    kind: "Maven's master password",
    hint: '<settingsSecurity',
    line: /<master>\{?([^<{}\r\n]{12,})\}?<\/master>/,
  },
  {
    kind: 'A login of Bundler to a server of gems',
    hint: 'BUNDLE_',
    line: /^BUNDLE_\w{2,80}__\w{1,80}:[ \t]*["']?((?:[^\s"':]{1,64}:)?[^\s"':]{12,})/m,
  },
  {
    kind: 'A key of a backup (Borg)',
    hint: 'BORG_KEY ',
    line: /^BORG_KEY ([0-9a-f]{64})\r?$/m,
  },
  {
    kind: 'The identity of a node of ZeroTier',
    hint: ':0:',
    line: /^[0-9a-f]{10}:0:[0-9a-f]{128}:([0-9a-f]{128})\s*$/m,
  },
  {
    kind: 'A login to a proxy or a server for curl',
    hint: 'user',
    name: /curl/i,
    line: /^[ \t]*(?:-u[ \t]+|--?(?:proxy-)?user[ \t=]+|(?:proxy-)?user[ \t]*[=:][ \t]*)["']?[^\s"':]{1,64}:([^\s"']{6,})["']?[ \t]*\r?$/m,
  },
]

/** What the name of a file calls the one value in it: `.vault_pass`, `initialAdminPassword`, `apikey.txt`. */
const NAMED_AS_SECRET =
  /(?:^|[._-]|(?<=[a-z])(?=[A-Z]))(?:(?:[Aa]pi|[Mm]aster|[Ss]ecret|[Ss]igning|[Ss]ession|[Vv]ault|[Dd]eploy|[Aa]ccess|[Aa]uth)[._-]?)?(?:[Kk]ey|KEY|[Ss]ecret|SECRET|[Tt]oken|TOKEN|[Cc]ookie|[Pp]ass(?:[Ww]ord|wd|phrase)?|PASSWORD|pw|[Cc]redential)s?(?:[._-](?:txt|dat|prod(?:uction)?|live|staging|local|file))*$/
const NO_SECRET = /pub(?:lic)?|cache|idempot|csrf|example|sample|\.lock$/i

/** A file that holds one word, which is a secret as its name says: `.vault_pass`, `auth_token`, `erlang.cookie`. */
function lonelySecret(text: string, path: string): Credential | null {
  if (text.length > 1024) return null
  const value = text.trim()
  const name = path.split('/').at(-1) ?? path
  if (!/^\S{8,512}$/.test(value) || !NAMED_AS_SECRET.test(name) || NO_SECRET.test(name)) return null
  if (isPlaceholder(value) || /^[a-z]+:\/\/|^\$|^[{[<]|^[^:]{1,32}:[^:]{0,200}:/i.test(value)) return null
  const isSecret = isGenerated(value) || isMixed(value) || /^[0-9a-f]{32,1024}$/i.test(value)
  return isSecret ? { kind: 'A file that holds nothing but a key or a password', index: 0 } : null
}

const CODES_NAME = /recovery|backup[-_ ]?codes?|scratch|emergency|2fa|mfa|totp|otp/i
const CODE =
  /^(?:[-*•][ \t]+)?(?:\d{1,2}[.)][ \t]+)?((?:[a-z0-9]{4,8}[- ]){1,3}[a-z0-9]{4,8}|\d{8}|[a-z0-9]{8,12})$/i
const FEWEST_CODES = 5

/** One-time codes as services hand them out for the case that the second factor is lost. */
function recoveryCodes(text: string, path: string): Credential | null {
  if (text.length > 8192) return null
  const lines = text.split(/\r?\n/).map((line) => line.trim())
  const codes = new Set(lines.filter((line) => CODE.test(line) && /\d/.test(line)))
  if (codes.size < FEWEST_CODES) return null
  const says = lines.filter((line) => !CODE.test(line)).join(' ')
  const isNamed =
    CODES_NAME.test(baseName(path)) || /(?:recovery|backup|scratch|emergency)[ -]codes?/i.test(says)
  return isNamed && codes.size * 2 >= lines.filter((line) => line !== '').length
    ? { kind: 'Recovery codes of an account', index: 0 }
    : null
}

/** What a text file is in which logins are kept, or null. */
export function credentialStore(text: string, path: string): Credential | null {
  const lonely = lonelySecret(text, path) ?? recoveryCodes(text, path)
  if (lonely !== null) return lonely
  for (const store of STORES) {
    if (!text.includes(store.hint) || store.name?.test(baseName(path)) === false) continue
    const found = inStore(text, store)
    if (found !== null) return found
  }
  return null
}

function inStore(text: string, { kind, line, beside, isWhole }: Store): Credential | null {
  for (const match of text.matchAll(new RegExp(line.source, `${line.flags}g`))) {
    if (isPlaceholder(match.at(-1) ?? '')) continue
    if (beside !== undefined && !beside.test(text)) return null
    if (isWhole && !text.split(/\r?\n/).every((one) => /^\s*(?:#|$)/.test(one) || line.test(one))) return null
    return { kind, index: match.index }
  }
  return null
}
