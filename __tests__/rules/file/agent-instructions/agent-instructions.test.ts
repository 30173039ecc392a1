import { describe, expect, test } from '@jest/globals'
import rule from '../../../../src/rules/file/agent-instructions.ts'
import { reported, runRule } from '../run-rule.ts'

describe('file/agent-instructions', () => {
  test('finds them in one finding, wherever they lie', async () => {
    const found = await runRule(rule, {
      'AGENTS.md': '# a\n',
      'lib/CLAUDE.md': '# b\n',
      '.cursorrules': 'c\n',
      'claude.local.md': 'd\n',
      'index.js': '1\n',
    })
    expect(found).toMatchObject([
      { count: 4, data: { files: 'AGENTS.md, lib/CLAUDE.md, .cursorrules and 1 more' } },
    ])
  })

  // next ships AGENTS.md on purpose.
  test('passes what `files` names, templates, empty files and names that only resemble', async () => {
    expect(
      await reported(rule, {
        'package.json': '{"files":["AGENTS.md","dist"]}',
        'AGENTS.md': '# for users\n',
        'templates/app/CLAUDE.md': '# x\n',
        'GEMINI.md': '',
        'agents.js': '1\n',
        'docs/agent-guide.md': '# x\n',
      }),
    ).toEqual([])
  })
})
