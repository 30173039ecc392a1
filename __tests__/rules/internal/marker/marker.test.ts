import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/internal/marker.ts'
import { reported, runRule } from '../../file/run-rule.ts'

describe('internal/marker', () => {
  test.each([
    '/* Proprietary and confidential. Acme Corporation. */',
    '// CONFIDENTIAL AND PROPRIETARY',
    '/*\n * STRICTLY CONFIDENTIAL\n */',
    '# Acme Company Confidential - internal use only',
    '/*\n * CONFIDENTIAL\n */',
    '// This file contains trade secrets of Acme Inc.',
    '// INTERNAL - DO NOT DISTRIBUTE',
    '// Acme confidential. Not for distribution.',
  ])('finds %j', async (text) => {
    expect(await reported(rule, { 'lib/a.js': `${text}\nexports.a = 1\n` })).toEqual(['lib/a.js: marker'])
  })

  test.each([
    '# Outage\n\nInternal only. Do not share outside Acme.\n',
    'TLP:RED\n\n# Weaknesses\n',
    '| Classification | Restricted |\n|--|--|\n',
    '# Memo\n\nThis must not be shared outside the board.\n',
  ])('finds what the head of a document says: %j', async (text) => {
    expect(await reported(rule, { 'docs/a.md': text })).toEqual(['docs/a.md: document'])
  })

  test.each([
    '> **Internal use only.** This package may change outside of major releases. Do not use it.\n',
    '- TLP:RED: for named recipients only\n- TLP:GREEN: for the community\n',
    '# Labels\n\n```yaml\nclassification: confidential\n```\n',
    '# Classification\n\nClassification: the model returns a label.\n',
    'Internal state, and values outside of the component. Do not share one store between requests.\n',
    'The private key is internal to the module. Do not share it, and never publish it.\n',
    'classification | private\n',
  ])('passes what a document says of others: %j', async (text) => {
    expect(await reported(rule, { 'README.md': text })).toEqual([])
  })

  test('finds one in an original source of a map', async () => {
    const map = {
      version: 3,
      sources: ['src/a.ts'],
      sourcesContent: ['// STRICTLY CONFIDENTIAL\nexport {}'],
      mappings: '',
    }
    expect(await reported(rule, { 'a.js.map': JSON.stringify(map) })).toEqual(['a.js.map!src/a.ts: marker'])
  })

  test('passes the word in protocols, interfaces, licences and tests', async () => {
    expect(
      await reported(rule, {
        'a.js': "exports.type = 'confidential' // a confidential client (OAuth 2.0)\n",
        'b.js': '/** For internal use only. Do not call it. */\nexports._b = 1\n',
        'c.md': 'Keep your client secret confidential and safe.\n',
        'LICENSE.txt': 'The software contains trade secrets. PROPRIETARY AND CONFIDENTIAL\n',
        'test/d.js': '// STRICTLY CONFIDENTIAL\n',
      }),
    ).toEqual([])
  })

  test('finds configured terms as words, in code, documents, names and maps', async () => {
    const options = { terms: ['kestrel', 'Blue Heron', 'zyx-*'] }
    const files = {
      'lib/a.js': 'enableKestrel(); KESTREL_URL; kestrel2; "zyx-beta"\n',
      'README.md': 'Soon: blue heron.\n',
      'lib/kestrel.js': '1\n',
      'lib/b.js': 'kestrels; unkestrel; blueheron; zyxbeta; azyx-beta\n',
    }
    const found = await runRule(rule, files, { options })
    expect(found.map(({ data, count }) => [data.term, count])).toEqual([
      ['kestrel', 4],
      ['zyx-*', 1],
      ['Blue Heron', 1],
    ])
    expect(rule.messages.term?.severity).toEqual({ 'open-source': 'error', proprietary: 'error' })
  })

  test('finds what patterns of the configuration match, in linear time', async () => {
    const options = { patterns: ['PROJ-[0-9]{4}', '(x+x+)+y'] }
    const files = { 'a.js': `// ü PROJ-1234, PROJ-5678\n${'x'.repeat(50_000)}\n`, 'b.js': 'PROJ-12\n' }
    expect(await runRule(rule, files, { options })).toMatchObject([
      {
        message: 'pattern',
        count: 2,
        places: [{ line: 1, column: 6, evidence: 'PROJ-1234' }, { column: 17 }],
      },
    ])
    expect((await rule.options.safeParseAsync({ patterns: ['(?=a)'] })).success).toBe(false)
  })

  test.each(['', 'ab', '*', 'a*b', 'blue *', 'лось', '***'])('refuses %j as a term', (term) => {
    expect(rule.options.safeParse({ terms: [term] }).success).toBe(false)
  })
})
