import * as z from 'zod'
import { isTemplatePath, isTestData } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import { defineRule } from '../../model/rule.ts'
import { listLiteralFiles } from './content/literal-files.ts'

const NAMES =
  /^(?:(?:agents?|claude|gemini|qwen|warp|crush|codex|copilot-instructions|cursor|windsurf)(?:\.local|\.override)?\.md|\.(?:cursorrules|windsurfrules|clinerules|roorules|roomodes|rules|goosehints|codexrc|aiignore|crush\.json|junie\.md|aider\.conf\.ya?ml|aider\.chat\.history\.md|aider\.input\.history|cursorignore|claudeignore|geminiignore|codeiumignore)|opencode\.jsonc?|crush\.json|\.mcp\.json|mcp\.local\.json)$/
/** Folders of a memory that agents write for themselves. */
const MEMORY = /(?:^|\/)(?:memory-bank|cline_docs)\//

export default defineRule({
  meta: {
    id: 'file/agent-instructions',
    title: 'Instructions for coding agents',
    why: 'Instructions for coding agents are written for the people who work on a package: they name internal systems, unreleased plans, how to deploy. In a package they reach every user, and the agents of those users may follow them.',
    fix: 'Leave them out of the tarball, or name them in `files` of package.json if they are meant for users.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { inSourceArchives: 'notice', harm: 'internals', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    instructions: {
      what: 'Instructions for coding agents ship: {files}.',
      why: 'They were written for those who work on the package, and agents of its users may follow them.',
      fix: 'Leave them out of the tarball, or list them explicitly in `files` if users are meant to have them.',
    },
  },
  package(facts, context) {
    const literal = listLiteralFiles(facts.manifest)
    const found = [...facts.byPath.values()].filter(
      ({ path, size }) =>
        size > 0 &&
        (NAMES.test(baseName(path)) || MEMORY.test(path)) &&
        !literal.some((file) => path === file || (file.includes('.') && path.startsWith(`${file}/`))) &&
        !isTemplatePath(path) &&
        !isTestData(path) &&
        !path.startsWith('node_modules/') &&
        // Folders that begin with a dot are file/tool-directory's.
        !(path.startsWith('.') && path.includes('/') && !path.startsWith('.github/')),
    )
    if (found.length === 0) return
    const names = found.slice(0, 3).map(({ path }) => path)
    const more = found.length - names.length
    context.report({
      message: 'instructions',
      data: { files: more > 0 ? `${names.join(', ')} and ${more} more` : names.join(', ') },
      at: found.map(({ path }) => ({ path })),
    })
  },
})
