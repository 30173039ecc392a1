import * as z from 'zod'
import {
  CONTENTS_FILE,
  type ContentsPattern,
  compileContentsGlobs,
  suggestContents,
} from '../../contents/contents-list.ts'
import { listNamesInArchive } from '../../knowledge/archive-forms.ts'
import { defineRule } from '../../model/rule.ts'
import { GlobError, matchesGlob, parseGlob } from '../../text/glob.ts'

const pattern = z.string().superRefine((text, context) => {
  try {
    parseGlob(text)
  } catch (error) {
    if (!(error instanceof GlobError)) throw error
    context.addIssue({ code: 'custom', message: `This path pattern cannot be used: ${error.message}.` })
  }
})

/** npm gives every tarball this file; a list need not say so. */
const GIVEN = 'package.json'

export default defineRule({
  meta: {
    id: 'file/unexpected',
    title: 'File that is not on the contents list',
    why: 'A list of what ships, committed beside package.json, turns every change of the package’s contents into a line that somebody reviews. Whatever a new build step, a new tool or a new machine adds is then an error before it is published, even if no rule knows what it is.',
    fix: 'Leave the file out of the tarball, or add a pattern for it to seaworthy.contents and have that reviewed.',
    severity: 'error',
    traits: { harm: 'internals', takes: 'contents-list' },
    since: '0.1.0',
  },
  options: z.object({
    contents: z
      .array(z.union([pattern, z.strictObject({ pattern, line: z.int().min(1) })]))
      .min(1)
      .optional()
      .describe('Path patterns of what may ship. Taken from seaworthy.contents where that file is there.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    unexpected: {
      what: 'A file that is not on the contents list ships.',
      why: 'The list says what may ship; nobody has agreed to this file.',
      fix: 'Leave it out of the tarball, or add the line {suggestion} to seaworthy.contents.',
    },
    idle: {
      what: 'The contents list names {pattern}, and nothing in the package matches it.',
      why: 'Either something is missing from the package, or the line is outdated.',
      fix: 'Delete the line, or make sure that what it names is packed.',
      severity: 'warning',
    },
  },
  package(facts, context) {
    const { contents } = context.options
    if (contents === undefined) return
    const globs = compileContentsGlobs(
      contents.map(
        (one, index): ContentsPattern => (typeof one === 'string' ? { pattern: one, line: index + 1 } : one),
      ),
    )
    const idle = new Set(globs)
    for (const { path } of facts.byPath.values()) {
      const matching = globs.filter(({ glob }) =>
        listNamesInArchive(path, context.kind).some((name) => matchesGlob(glob, name)),
      )
      for (const one of matching) idle.delete(one)
      if (matching.length > 0 || path === GIVEN) continue
      const suggestion = suggestContents([path]).at(-1) ?? path
      context.report({ message: 'unexpected', data: { suggestion }, at: { path } })
    }
    for (const { pattern: text, line } of idle)
      if (!/^(?:package\.json|README\*|LICENSE\*|CHANGELOG\*)$/.test(text))
        context.report({ message: 'idle', data: { pattern: text }, at: { path: CONTENTS_FILE, line } })
  },
})
