import { randomBytes } from 'node:crypto'
import { defineExamples } from '../../model/example.ts'
import rule from './data-dump.ts'

const NAMES = ['maren', 'tobias', 'aiko', 'jonas', 'leila', 'ines', 'pavel', 'greta', 'omar', 'nadia']

/** Of no password: the right form, new in every run. */
function hash(): string {
  const body = randomBytes(53).toString('base64').replace(/[+=]/g, '.').slice(0, 53)
  return `$2b$10$${body}`
}

/** An SQLite file of two pages: its schema, and a table without rows (https://www.sqlite.org/fileformat.html). */
function makeSqlite(sql: string): Buffer {
  const page = Buffer.alloc(2048)
  page.write('SQLite format 3\0', 'latin1')
  page.writeUInt16BE(1024, 16)
  page.writeUInt32BE(1, 56)
  const name = /table (\w+)/.exec(sql)?.[1] ?? ''
  const types = [13 + 2 * 5, 13 + 2 * name.length, 13 + 2 * name.length, 1, 13 + 2 * sql.length]
  const header = [7, ...types.map((type) => type)].flatMap((type) =>
    type < 128 ? [type] : [128 | (type >> 7), type & 127],
  )
  header[0] = header.length
  const body = Buffer.concat([
    Buffer.from(header),
    Buffer.from(`table${name}${name}`),
    Buffer.from([2]),
    Buffer.from(sql),
  ])
  const cell = Buffer.concat([Buffer.from([128 | (body.length >> 7), body.length & 127, 1]), body])
  cell.copy(page, 1024 - cell.length)
  page[100] = 13
  page[1024] = 13
  page.writeUInt16BE(1, 103)
  page.writeUInt16BE(1024 - cell.length, 108)
  return page
}

const mails = NAMES.map((name, at) => `${name}.${at}@zyx-post.net`)

export default defineExamples(rule, {
  bad: [
    {
      message: 'rows',
      title: 'A mailbox, as a server of mail writes it',
      files: {
        'inbox.mbox': `From MAILER-DAEMON Tue Mar  4 10:00:00 2025\nFrom: ${mails[0]}\nTo: ${mails[1]}\nSubject: Bill\n\nHello\n`,
      },
    },
    {
      message: 'rows',
      title: 'A dump of a database with its users',
      files: () => ({
        'backup.sql': `-- MySQL dump 10.13  Distrib 8.0.36\nCREATE TABLE users (id int, email varchar(255));\nINSERT INTO users VALUES (1,'${mails[0]}');\n`,
      }),
    },
    {
      message: 'store',
      title: 'A database with a table of users and no rows, whose removed rows may be readable',
      files: () => ({ 'data/app.db': makeSqlite('create table users (id, email, password_hash)') }),
    },
    {
      message: 'store',
      title: 'The journal of a database that was being written to',
      files: () => ({
        'data/app.db-journal': Buffer.concat([
          Buffer.from('d9d505f920a163d7000000014209ba8400000002', 'hex'),
          Buffer.from('0000020000000200', 'hex'),
          Buffer.alloc(484),
          Buffer.from([0, 0, 0, 1]),
          makeSqlite('create table users (id, email, password_hash)').subarray(0, 1024),
          Buffer.alloc(4),
        ]),
      }),
    },
    {
      message: 'dictionary',
      title: 'A database of words',
      files: () => ({ 'data/words.db': makeSqlite('create table words (id, word, meaning)') }),
    },
    {
      message: 'people',
      title: 'An export of customers',
      files: () => ({
        'data/customers.csv': `id,first_name,email,phone\n${mails.map((mail, at) => `${at},${NAMES[at]},${mail},+49 170 55${at}0${at}`).join('\n')}\n`,
      }),
    },
    {
      message: 'people',
      title: 'Customers as a list in code',
      files: () => ({
        'lib/customers.js': `module.exports = [\n${mails.map((mail, at) => `  { firstName: '${NAMES[at]}', email: '${mail}', phone: '+49 170 55${at}0${at}' },`).join('\n')}\n]\n`,
      }),
    },
    {
      message: 'people',
      title: 'Address cards',
      files: () => ({
        'contacts.vcf': mails
          .map((mail) => `BEGIN:VCARD\nVERSION:3.0\nFN:${mail.split('.')[0]}\nEMAIL:${mail}\nEND:VCARD\n`)
          .join(''),
      }),
    },
    {
      message: 'people',
      title: 'A calendar with those who were invited',
      files: () => ({
        'team.ics': `BEGIN:VCALENDAR\n${mails.map((mail) => `BEGIN:VEVENT\nATTENDEE;CN=x:mailto:${mail}\nEND:VEVENT\n`).join('')}END:VCALENDAR\n`,
      }),
    },
    {
      message: 'store',
      title: 'What colleagues wrote to each other',
      files: () => ({
        'channel.json': JSON.stringify(
          mails.map((mail, at) => ({
            author: mail.split('.')[0],
            date: `2024-03-0${at + 1}T10:00:00Z`,
            text: 'please do not tell the client yet',
          })),
        ),
      }),
    },
    {
      message: 'store',
      title: 'Payments as a bank takes them',
      files: () => ({
        'payments.xml': `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">${mails.map((_, at) => `<Cdtr><IBAN>DE0012345678901234567${at}</IBAN></Cdtr>`).join('')}</Document>\n`,
      }),
    },
    {
      message: 'taught',
      title: 'What a model was taught with',
      profile: 'proprietary',
      files: () => ({
        'data/train.jsonl': mails
          .map((mail) =>
            JSON.stringify({
              messages: [
                { role: 'user', content: `What do we say to ${mail.split('.')[0]}?` },
                { role: 'assistant', content: 'Offer a voucher.' },
              ],
            }),
          )
          .join('\n'),
      }),
    },
    {
      message: 'people',
      title: 'People in a document, each with a telephone number',
      files: () => ({
        'docs/contacts.html': mails.map((mail, at) => `<li>${mail}, +49 30 420010${at}</li>`).join('\n'),
      }),
    },
    {
      message: 'flags',
      title: 'What a service for feature flags was asked for',
      profile: 'proprietary',
      files: { 'data/flags.json': '{"$flagsState":{"offline-mode":{"variation":1}},"$valid":true}' },
    },
    {
      message: 'hashes',
      title: 'Users to begin with, with the hashes of their passwords',
      files: () => ({ 'seed/users.js': `module.exports = ${JSON.stringify([hash(), hash(), hash()])}\n` }),
    },
    {
      message: 'shown',
      title: 'A database among the tests',
      files: () => ({ 'test/app.db': makeSqlite('create table users (id, email, password_hash)') }),
    },
  ],
  good: [
    {
      title: 'People whom a generator made up',
      files: {
        'lib/people.json': JSON.stringify(
          mails.map((email, at) => ({
            name: `${NAMES[at]} Vogel`,
            email,
            phone: `1-770-736-80${at}1 x564${at}`,
          })),
        ),
      },
    },
    {
      title: 'A schema, made-up people and map tiles',
      files: () => ({
        'lib/schema.sql': 'CREATE TABLE users (id int, password varchar(255));\n',
        'lib/people.csv': `name,email,phone\n${NAMES.map((name) => `${name},${name}@example.com,555`).join('\n')}\n`,
        'lib/tiles.db': makeSqlite('create table tiles (zoom_level, tile_data)'),
      }),
    },
  ],
})
