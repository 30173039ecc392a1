import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/manifest/local-metadata.ts'
import { runRule } from '../../file/run-rule.ts'

const found = (members: object) => runRule(rule, { 'package.json': JSON.stringify(members, null, 2) })

describe('manifest/local-metadata', () => {
  test('finds what an old npm wrote', async () => {
    expect(
      await found({ name: 'a', _args: [['b@1', '/home/x/y']], _where: '/home/x/y', _id: 'a@1' }),
    ).toMatchObject([{ message: 'written', data: { fields: '_where, _args' }, places: [{ line: 9 }] }])
  })

  test('finds URLs that users cannot open', async () => {
    const repository = { type: 'git', url: 'git+ssh://git@gitlab.corp.internal/team/a.git' }
    expect(await found({ repository })).toMatchObject([
      { message: 'url', data: { host: 'gitlab.corp.internal' } },
    ])
    expect(await found({ homepage: 'http://10.0.0.5/a', bugs: { url: 'https://jira.lan/x' } })).toHaveLength(
      2,
    )
  })

  test('passes public ones', async () => {
    const repository = 'git+https://github.com/a/b.git'
    expect(
      await found({ repository, homepage: 'https://a.io', bugs: 'https://a.io/bugs', gitHead: '0' }),
    ).toEqual([])
  })
})
