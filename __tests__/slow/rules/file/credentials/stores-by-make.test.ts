import { describe, expect, test } from '@jest/globals'
import { readTokenFormat } from '../../../../../src/secrets/token-format.ts'
import { scanFiles } from '../../../../support/scan-files.ts'

const made = (form: string) => readTokenFormat(form).example()
/** What a person or a password manager makes. */
const password = () => `${made('{letter:5}{digit:4}')}!${made('{letter:4}')}`
const hex = (count: number) => made(`{hex:${count}}`)
/** Ends in digits, as one without any would be no generated value. */
const base62 = (count: number) => `${made(`{base62:${count - 4}}`)}7q4X`
const HOST = 'db1.zyx-works.net'

/** MessagePack of a map with texts shorter than 256 bytes. */
function messagePack(members: Readonly<Record<string, string>>): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0xd9, value.length]), Buffer.from(value)])
  const pairs = Object.entries(members)
  return Buffer.concat([Buffer.from([0x80 + pairs.length]), ...pairs.flat().map(text)])
}

/** CBOR of the same (RFC 8949). */
function conciseBinary(members: Readonly<Record<string, string>>): Buffer {
  const text = (value: string) => Buffer.concat([Buffer.from([0x78, value.length]), Buffer.from(value)])
  const pairs = Object.entries(members)
  return Buffer.concat([Buffer.from([0xa0 + pairs.length]), ...pairs.flat().map(text)])
}

/** A dictionary as Python's pickle has it, as far as its texts go. */
function pickle(members: Readonly<Record<string, string>>): Buffer {
  const text = (value: string) =>
    Buffer.concat([Buffer.from([0x8c, value.length]), Buffer.from(value), Buffer.from([0x94])])
  return Buffer.concat([
    Buffer.from([0x80, 4, 0x7d, 0x94, 0x28]),
    ...Object.entries(members).flat().map(text),
    Buffer.from('u.'),
  ])
}

const login = () => ({ host: HOST, user: 'shop', password: password() })

describe('what is kept in a layout of its own is an error in both profiles', () => {
  test.each<readonly [file: string, content: () => string | Buffer]>([
    ['state.bin', () => messagePack(login())],
    ['state.cbor', () => conciseBinary(login())],
    ['config.pkl', () => pickle(login())],
    ['mq/pwfile', () => `sensor:$7$101$${base62(16)}$${base62(86)}==\n`],
    ['keys.txt', () => `CLIENT_RANDOM ${hex(64)} ${hex(96)}\n`],
    ['router.rsc', () => `/ppp secret\nadd name=ada password=${password()} service=l2tp\n`],
    ['ipsec.secrets', () => `vpn.zyx-works.net : PSK "${base62(24)}"\n`],
    ['sw1-confg', () => `hostname sw1\nusername admin privilege 15 password 7 ${hex(22)}\n`],
    ['office.nmconnection', () => `[wifi]\nssid=ZYX\n[wifi-security]\npsk=${password()}\n`],
    ['initialAdminPassword', () => `${hex(32)}\n`],
    ['vpn/auth.txt', () => `ada\n${password()}\n`],
    ['list.csv', () => `User name,Password,Sign-in URL\nada,${password()},https://zyx-works.net\n`],
    ['export.json', () => JSON.stringify({ logins: [{ hostname: HOST, encryptedPassword: base62(60) }] })],
    [
      'near.json',
      () =>
        JSON.stringify({
          account_id: 'zyx.near',
          public_key: 'ed25519:x',
          private_key: `ed25519:${base62(88)}`,
        }),
    ],
    ['report.json', () => JSON.stringify([{ RuleID: 'generic', Secret: base62(32), File: 'a.js' }])],
    ['cli.yml', () => `host: https://ci.zyx-works.net\ntoken: ${hex(40)}\n`],
    [
      'outputs.json',
      () => JSON.stringify({ db_password: { sensitive: true, type: 'string', value: base62(24) } }),
    ],
    ['params.json', () => JSON.stringify([{ ParameterKey: 'DBPassword', ParameterValue: password() }])],
    [
      'export.xml',
      () =>
        `<Entry><String><Key>Password</Key><Value Protected="True">${password()}</Value></String><String><Key>URL</Key><Value>https://${HOST}</Value></String></Entry>`,
    ],
    ['flush.sh', () => `redis-cli -h redis.zyx-works.net -a ${base62(24)} FLUSHALL\n`],
    ['backup.cmd', () => `sqlcmd -S ${HOST} -U sa -P ${password()} -Q "select 1"\r\n`],
    ['run.sh', () => `sqlplus -s shop/${base62(12)}1@//${HOST}/ORCL @report.sql\n`],
    ['tmp/sess_1', () => `user|a:1:{s:12:"access_token";s:40:"${base62(40)}";}`],
  ])('%s', async (file, content) => {
    for (const profile of ['open-source', 'proprietary'] as const) {
      const findings = await scanFiles({ [file]: content() }, { profile })
      expect(findings.map(({ severity }) => severity)).toContain('error')
    }
  })
})

describe('what looks like it is silent', () => {
  test.each<readonly [file: string, content: string | Buffer]>([
    ['emoji.bin', messagePack({ name: 'smile', password: 'Password' })],
    ['vocabulary.pkl', pickle({ hello: 'world', password: 'passwort' })],
    ['deployments/main.json', JSON.stringify({ token: `0x${'1a2b3c4d5e'.repeat(4)}`, chainId: 1 })],
    ['variables.tf', 'variable "db_password" {\n  type = string\n  sensitive = true\n}\n'],
    ['scripts/backup.sh', 'redis-cli -a "$REDIS_PASSWORD" PING\nsqlcmd -S "$HOST" -U sa -P "$SA_PASSWORD"\n'],
    [
      'lib/salaries.csv',
      'country,year,salary\nDE,2020,45000\nFR,2020,42000\nES,2020,31000\nIT,2020,33000\nPL,2020,22000\n',
    ],
    ['messages_de.properties', 'login.password=Kennwort\nlogin.user=Benutzer\nlogin.server=Rechner\n'],
    ['AUTHORS', Array.from({ length: 8 }, (_, at) => `Ada ${at} <ada${at}@zyx-works.net>`).join('\n')],
  ])('%s', async (file, content) => {
    const findings = await scanFiles({ [file]: content }, { profile: 'open-source' })
    expect(findings.filter(({ rule }) => /^(?:secret|file\/(?:credentials|data-dump))/.test(rule))).toEqual(
      [],
    )
  })
})
