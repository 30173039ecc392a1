import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/data-dump.ts'
import { scanFiles } from '../../../support/scan-files.ts'

const NAMES = [
  'maren',
  'tobias',
  'aiko',
  'jonas',
  'leila',
  'ines',
  'pavel',
  'greta',
  'omar',
  'nadia',
  'yusuf',
  'clara',
]
const mail = (name: string, at: number) => `${name}${at}@zyx-post.net`
const base64 = (count: number) => randomBytes(count).toString('base64').replace(/=/g, '').slice(0, count)
const DUMP = `-- MySQL dump 10.13\nCREATE TABLE users (email varchar(9));\nINSERT INTO users VALUES ('a@zyx.io');\n`

/** One document with one text in it (https://bsonspec.org/spec.html). */
function bson(): Buffer {
  const body = Buffer.from('\x02email\0\x09\0\0\0a@zyx.io\0\0', 'latin1')
  const length = Buffer.alloc(4)
  length.writeInt32LE(body.length + 4)
  return Buffer.concat([length, body])
}

async function severities(
  files: Record<string, string | Uint8Array>,
  profile: 'open-source' | 'proprietary',
) {
  const found = await scanFiles({ 'index.js': 'module.exports = 1\n', ...files }, { rules: [rule], profile })
  return found.map(({ severity }) => severity)
}

test.each<[string, string, string | Uint8Array]>([
  ['a dump with its users', 'db/dump.sql', DUMP],
  ['the same compressed', 'db/dump.sql.gz', gzipSync(DUMP)],
  [
    'a dump of PostgreSQL',
    'db.backup',
    Buffer.concat([Buffer.from('PGDMP\x01\x0e\0', 'latin1'), randomBytes(99)]),
  ],
  ['a dump of Redis', 'dump.rdb', Buffer.concat([Buffer.from('REDIS0011\xfa', 'latin1'), randomBytes(99)])],
  ['a collection of MongoDB', 'dump/users.bson', bson()],
  [
    'hashes of a Windows domain',
    'loot.txt',
    [1, 2]
      .map((id) => `u${id}:110${id}:aad3b435b51404eeaad3b435b51404ee:${randomBytes(16).toString('hex')}:::`)
      .join('\n'),
  ],
  [
    'users of CouchDB',
    'lib/users.js',
    `x=[${[1, 2].map((id) => `{name:"u${id}",derived_key:"${randomBytes(20).toString('hex')}",salt:"${randomBytes(16).toString('hex')}"}`)}]`,
  ],
  [
    'a mailbox',
    'mail/in.mbox',
    'From a@zyx.io Tue Mar  4 10:00:00 2025\nFrom: A <a@zyx.io>\nSubject: x\n\nhi\n',
  ],
  [
    'a stored message',
    'mail/1.eml',
    'From: A <a@zyx.io>\r\nTo: b@zyx.io\r\nSubject: x\r\nDate: Tue, 4 Mar 2025\r\nMessage-ID: <1@zyx.io>\r\n\r\nhi\r\n',
  ],
  [
    'hashes in code',
    'lib/users.js',
    [1, 2].map(() => `add("$argon2id$v=19$m=65536,t=3,p=4$${base64(22)}$${base64(43)}")`).join('\n'),
  ],
])('%s (%s) is an error in both profiles', async (_, path, content) => {
  expect(await severities({ [path]: content }, 'open-source')).toEqual(['error'])
  expect(await severities({ [path]: content }, 'proprietary')).toEqual(['error'])
})

test.each<[string, string, string | Uint8Array]>([
  [
    'a table',
    'data/customers.csv',
    `name,email,phone\n${NAMES.map((name, at) => `${name},${mail(name, at)},0${at}`).join('\n')}`,
  ],
  [
    'a table of another country',
    'kunden.csv',
    `Vorname;E-Mail;Telefon\n${NAMES.map((name, at) => `${name};${mail(name, at)};0${at}`).join('\n')}`,
  ],
  [
    'a list',
    'data/users.json',
    JSON.stringify(NAMES.map((name, at) => ({ firstName: name, email: mail(name, at), phone: `0${at}` }))),
  ],
])('%s of people (%s) is a warning in open source and an error in closed code', async (_, path, content) => {
  expect(await severities({ [path]: content }, 'open-source')).toEqual(['warning'])
  expect(await severities({ [path]: content }, 'proprietary')).toEqual(['error'])
})

test('among tests, and where nobody is meant, it is quiet', async () => {
  expect(await severities({ 'test/dump.sql': DUMP }, 'open-source')).toEqual(['notice'])
  const cities = `name,zip,phone\n${NAMES.map((name, at) => `${name},1000${at},0${at}`).join('\n')}`
  expect(
    await severities(
      { 'data/cities.csv': cities, 'lib/schema.sql': 'CREATE TABLE users (email text);' },
      'proprietary',
    ),
  ).toEqual([])
})
