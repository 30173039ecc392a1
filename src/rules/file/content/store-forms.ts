/** Files in which servers, clients and people keep logins in a layout of their own. */
export interface Store {
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

/** Settings of servers, devices and clients, by the lines that only they have; each pattern is linear. */
export const STORES: readonly Store[] = [
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
    kind: 'Users of a database with the hashes of their passwords',
    hint: '"',
    line: /^"[^"\r\n]{1,64}"[ \t]+"((?:md5[0-9a-f]{32}|SCRAM-SHA-256\$\d+:)[^"\r\n]{0,200})"\r?$/m,
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
    line: /^[ \t]*(?:[\w.]{0,60}\.)?(?:psk|wpa_passphrase|wep_key0|password|option[ \t]+(?:key|sae_password))[ \t]*[= ][ \t]*["']?([^"'\r\n]{8,64})/m,
    beside: /^[ \t]*(?:[\w.]{0,60}\.)?(?:option[ \t]+)?ssid[ \t]*[= ]/m,
  },
  {
    kind: 'A wireless network with its password',
    hint: 'SSID',
    line: /(?:<key>Password<\/key>\s{0,40}<string>|name="PreSharedKey">(?:&quot;)?)([^<&\r\n]{8,64})/,
  },
  {
    kind: 'What a program in PHP saved, with a token or a password',
    hint: 's:',
    line: /s:\d{1,3}:"[\w.-]{0,30}(?:token|password|passwd|secret|api_?key)[\w.-]{0,20}";s:\d{1,5}:"([^"\r\n]{12,4000})"/im,
  },
  {
    kind: 'The way into a server of Outline',
    hint: 'apiUrl:',
    line: /^apiUrl:https:\/\/[^\s/]{3,200}\/([\w-]{16,})/m,
    beside: /^certSha256:/m,
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
    line: /https?:\/\/[^\s/]{3,200}\/t\/((?:[a-z]{2}-)?[\da-f]{8}(?:-[\da-f]{4,12}){4}|[A-Za-z0-9]{24,80})\//m,
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
