import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, expect, test } from '@jest/globals'
import examples from '../../../../src/rules/file/credentials.examples.ts'
import rule from '../../../../src/rules/file/credentials.ts'
import { reported, runRule } from '../run-rule.ts'

const LONG = Buffer.from(Array.from({ length: 48 }, (_, at) => (at * 73 + 19) & 255)).toString('base64')
const TOKEN = LONG.replace(/[^A-Za-z0-9]/g, '').slice(0, 40)
const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
const pem = (type: 'pkcs1' | 'pkcs8') => privateKey.export({ type, format: 'pem' }).toString()
const encrypted = { type: 'pkcs8', cipher: 'aes-256-cbc', passphrase: 'x' } as const

function armoured(label: string): string {
  return `-----BEGIN ${label}-----\n${`${LONG}\n`.repeat(3)}-----END ${label}-----\n`
}

async function kindOf(path: string, content: string | Uint8Array): Promise<unknown> {
  return (await runRule(rule, { [path]: content }))[0]?.data.kind
}

describe('file/credentials, keys', () => {
  test.each([
    'secret',
    'id_rsa',
    'LICENSE.key',
    'notes.txt',
    'deploy/k.pem',
    'k.pem.bak',
    'cert.crt',
    'index.js',
  ])('finds a file that is a private key under the name %s', async (path) => {
    expect(await kindOf(path, pem('pkcs8'))).toBe('A private key (PRIVATE KEY)')
    expect(await kindOf(path, armoured('PGP PRIVATE KEY BLOCK'))).toBe(
      'A private key (PGP PRIVATE KEY BLOCK)',
    )
  })

  test('finds every kind of armoured key, also behind certificates and attributes', async () => {
    const chain = `Bag Attributes\n    localKeyID: 01\n${armoured('CERTIFICATE')}${pem('pkcs1')}`
    expect(await kindOf('all.pem', chain)).toBe('A private key (RSA PRIVATE KEY)')
    expect(await kindOf('k', privateKey.export({ ...encrypted, format: 'pem' }))).toBe(
      'A private key (ENCRYPTED PRIVATE KEY)',
    )
    expect(await kindOf('k', elliptic.export({ type: 'sec1', format: 'pem' }))).toBe(
      'A private key (EC PRIVATE KEY)',
    )
    expect(await kindOf('k', armoured('OPENSSH PRIVATE KEY'))).toBe('A private key (OPENSSH PRIVATE KEY)')
    expect(await kindOf('c.ovpn', `client\ndev tun\n<key>\n${pem('pkcs8')}</key>\n`)).toBe(
      'A private key (PRIVATE KEY)',
    )
  })

  test('finds keys in DER', async () => {
    expect(await kindOf('a', privateKey.export({ type: 'pkcs8', format: 'der' }))).toBe(
      'A private key (PKCS#8)',
    )
    expect(await kindOf('a', privateKey.export({ type: 'pkcs1', format: 'der' }))).toBe(
      'A private key (PKCS#1)',
    )
    expect(await kindOf('a', elliptic.export({ type: 'sec1', format: 'der' }))).toBe('A private key (SEC 1)')
    expect(await kindOf('a', privateKey.export({ ...encrypted, format: 'der' }))).toBe(
      'An encrypted private key (PKCS#8)',
    )
  })

  test('finds key stores by their beginning', async () => {
    const p12 = Buffer.from(`3082010002010330820 0f906092a864886f70d010701`.replace(' ', ''), 'hex')
    expect(await kindOf('store.bin', Buffer.concat([p12, Buffer.alloc(260 - p12.length)]))).toBe(
      'A key store (PKCS#12)',
    )
    expect(await kindOf('a', Buffer.concat([Buffer.from('03d9a29a67fb4bb5', 'hex'), Buffer.alloc(99)]))).toBe(
      'A KeePass password database',
    )
    const secretPacket = Buffer.concat([
      Buffer.from('950358045f000000', 'hex'),
      Buffer.from([1]),
      Buffer.alloc(90),
    ])
    expect(await kindOf('secring', secretPacket)).toBe('A secret key (OpenPGP)')
  })

  test('tells a Java key store from a trust store', async () => {
    const store = (tag: number) =>
      Buffer.concat([
        Buffer.from('feedfeed0000000200000001', 'hex'),
        Buffer.from([0, 0, 0, tag, 0, 1, 0x61]),
        Buffer.alloc(8),
        Buffer.from([0, 5]),
        Buffer.from('X.509'),
        Buffer.from([0, 0, 0, 4, 1, 2, 3, 4]),
        Buffer.alloc(20),
      ])
    expect(await kindOf('a.jks', store(1))).toBe('A Java key store (JKS)')
    expect(await kindOf('cacerts', store(2))).toBeUndefined()
    expect(await kindOf('a.jks', store(2).subarray(0, 20))).toBe('A Java key store (JKS)')
  })

  test.each([
    ['PuTTY', `PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nPrivate-Lines: 1\n${LONG}\n`],
    ['age', `# created: today\nAGE-SECRET-KEY-1${TOKEN.toUpperCase().padEnd(58, 'Q')}\n`],
    ['WireGuard', `[Interface]\nPrivateKey = ${LONG.slice(0, 42)}A=\n`],
    ['minisign', `untrusted comment: minisign encrypted secret key\n${LONG}${LONG}\n`],
  ])('finds a key of %s', async (name, text) => {
    expect(await kindOf('k', text)).toContain(name)
  })

  test('passes certificates, public keys, placeholders and documents about keys', async () => {
    expect(
      await reported(rule, {
        'id_rsa.pub': `ssh-rsa ${LONG} me@host\n`,
        'ca.pem': armoured('CERTIFICATE'),
        'ca.der': publicKey.export({ type: 'spki', format: 'der' }),
        'p.der': createPublicKey(privateKey).export({ type: 'pkcs1', format: 'der' }),
        'release.key': armoured('PGP PUBLIC KEY BLOCK'),
        'key.pem': '-----BEGIN PRIVATE KEY-----\n...\n-----END PRIVATE KEY-----\n',
        'x.pem': `-----BEGIN PRIVATE KEY-----\n${'x'.repeat(200)}\n-----END PRIVATE KEY-----\n`,
        'docs.md': `# Keys\n\n${pem('pkcs8')}\n`,
        'fixtures.js': `exports.key = \`${pem('pkcs8')}\`\n`,
        'logo.png': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
      }),
    ).toEqual([])
  })

  test('only warns of keys among tests', async () => {
    expect(await reported(rule, { 'test/keys/server.pem': pem('pkcs8') })).toEqual([
      'test/keys/server.pem: test-data',
    ])
    expect(rule.messages['test-data']?.severity).toEqual({ 'open-source': 'warning', proprietary: 'warning' })
  })
})

const LOGINS: readonly (readonly [kind: string, path: string, text: string])[] = [
  ['An .npmrc with a login', '.npmrc.bak', `//registry.acme.io/:_authToken=${TOKEN}\n`],
  ['An .npmrc with a login', 'npmrc', `registry=https://r.acme.io/\n_auth=${TOKEN}\n`],
  ['An .npmrc with a login', 'config.txt', `//registry.acme.io/:_authToken=${TOKEN}\n`],
  ['A .yarnrc.yml with a login', '.yarnrc.yml', `npmScopes:\n  a:\n    npmAuthToken: "${TOKEN}"\n`],
  ['A .pypirc with a login', '.pypirc', `[pypi]\nusername = __token__\npassword = ${TOKEN}\n`],
  [
    'An AWS credentials file',
    'credentials',
    `[default]\naws_access_key_id = A\naws_secret_access_key = ${TOKEN}\n`,
  ],
  ['A .netrc with a login', '_netrc', `# mine\nmachine api.acme.io\n  login ci\n  password ${TOKEN}\n`],
  ['A .netrc with a login', '.netrc', `machine api.acme.io login ci password ${TOKEN}\n`],
  [
    'A file of password hashes (htpasswd)',
    '.htpasswd',
    `admin:$apr1$${TOKEN.slice(0, 8)}$${TOKEN.slice(0, 22)}\n`,
  ],
  ['A file of password hashes (shadow)', 'shadow', `root:$6$${TOKEN}$${TOKEN}:19000:0:99999:7:::\n`],
  ['A .pgpass with a password', '.pgpass', `db.acme.io:5432:shop:app:${TOKEN}\n`],
  ['A file of stored Git logins', '.git-credentials', `https://bot:${TOKEN}@github.com\n`],
  [
    'A kubeconfig with credentials',
    'kubeconfig',
    `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    token: ${TOKEN}\n`,
  ],
  [
    'A kubeconfig with credentials',
    'ops/admin.yaml',
    `kind: Config\nusers:\n- user:\n    client-key-data: ${LONG}\n`,
  ],
  ['Cargo credentials', 'credentials.toml', `[registry]\ntoken = "${TOKEN}"\n`],
  ['A login of the GitHub command line', 'hosts.yml', `github.com:\n    oauth_token: ${TOKEN}\n`],
  ['A MySQL option file with a password', '.my.cnf', `[client]\nuser=root\npassword=${TOKEN}\n`],
  ["A Rails application's master key", 'config/master.key', `${'0f1e2d3c4b5a6978'}${'8796a5b4c3d2e1f0'}\n`],
  [
    'A file of browser cookies',
    'cookies.txt',
    `# Netscape HTTP Cookie File\n.acme.io\tTRUE\t/\tTRUE\t1799999999\tsid\t${TOKEN}\n`,
  ],
  [
    'Logins exported from a password manager',
    'p.csv',
    `name,url,username,password\na,https://acme.io,me,${TOKEN}\n`,
  ],
  [
    'A NuGet configuration with a password',
    'nuget.config',
    `<configuration><add key="ClearTextPassword" value="${TOKEN}" /></configuration>`,
  ],
  ['A Docker configuration with logins', 'config.json', `{"auths":{"ghcr.io":{"auth":"${TOKEN}"}}}`],
  [
    'A Docker configuration with logins',
    '.dockercfg',
    `{"https://r.acme.io/v1/":{"auth":"${TOKEN}","email":"a@b.c"}}`,
  ],
  [
    "A Google service account's key",
    'sa.json',
    JSON.stringify({ type: 'service_account', private_key: pem('pkcs8') }),
  ],
  [
    'Google application default credentials',
    'adc.json',
    JSON.stringify({ type: 'authorized_user', refresh_token: TOKEN }),
  ],
  ['An OAuth client secret', 'c.json', JSON.stringify({ web: { client_id: '12-a', client_secret: TOKEN } })],
  [
    'A Terraform state',
    'terraform.tfstate',
    JSON.stringify({ version: 4, terraform_version: '1.9.0', resources: [{}] }),
  ],
  ['A private key (JWK)', 'jwks.json', JSON.stringify({ keys: [elliptic.export({ format: 'jwk' })] })],
  [
    'A file transfer configuration with a password',
    'sftp.json',
    JSON.stringify({ host: 'ftp.acme.io', username: 'a', password: TOKEN, remotePath: '/' }),
  ],
  [
    'Stored login tokens',
    '.credentials.json',
    JSON.stringify({ oauth: { accessToken: TOKEN, refreshToken: TOKEN } }),
  ],
]

describe('file/credentials, logins', () => {
  test.each(LOGINS)('finds: %s (%s)', async (kind, path, text) => {
    const found = await runRule(rule, { [path]: text })
    expect(found.map(({ data }) => data)).toEqual([{ kind }])
    expect(JSON.stringify([found[0]?.data, found[0]?.places])).not.toContain(TOKEN)
  })

  test('finds a login in a text with a byte order mark and CRLF line ends', async () => {
    const text = `\uFEFF; mine\r\n//registry.acme.io/:_authToken=${TOKEN}\r\n`
    expect(await kindOf('npmrc', text)).toBe('An .npmrc with a login')
  })

  test('passes settings without credentials, placeholders, and code that speaks of them', async () => {
    const reference = `${'$'}{NPM_TOKEN}`
    expect(
      await reported(rule, {
        '.npmrc': `//registry.npmjs.org/:_authToken=${reference}\nsave-exact=true\n`,
        'npmrc.example': '//registry.npmjs.org/:_authToken=<your token>\n',
        'netrc.txt': 'machine example.com login you password <password>\n',
        'README.md': `    //registry.acme.io/:_authToken=${TOKEN}\n`,
        'index.js': `const line = \`\n//registry.acme.io/:_authToken=${TOKEN}\n\`\n`,
        'kube.yaml': 'kind: Config\nusers:\n- name: a\n  user:\n    exec:\n      command: aws\n',
        'jwks.json': JSON.stringify({ keys: [publicKey.export({ format: 'jwk' })] }),
        'package.json': '{"name":"a","author":"me"}',
        'config.json': '{"auths":{},"credsStore":"osxkeychain"}',
        'tokens.json': '{"access_token":{"type":"string"},"refresh_token":{"type":"string"}}',
        passwd: 'root:x:0:0:root:/root:/bin/bash\n',
        'a.csv': 'name,url,username,password\n',
        LICENSE: 'MIT License\n\nPermission is hereby granted\n',
      }),
    ).toEqual([])
  })

  test.each(examples.bad)('bad example: $title', async ({ files }) => {
    expect(await runRule(rule, typeof files === 'function' ? files() : files)).toHaveLength(1)
  })

  test.each(examples.good)('good example: $title', async ({ files }) => {
    expect(await runRule(rule, typeof files === 'function' ? files() : files)).toEqual([])
  })
})
