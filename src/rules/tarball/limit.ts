import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { anomaliesByCode } from '../../tarball/anomalies-by-code.ts'

/** Codes of archives in the package that are damaged or packed in a way that cannot be undone. */
const NESTED = new Set(['nested-archive', 'nested-format'])

export default defineRule({
  meta: {
    id: 'tarball/limit',
    title: 'Content that was not looked at',
    why: 'What nobody looked at must not pass as clean. A tarball that is larger than the limits, or damaged on the way, has parts that no rule has seen.',
    fix: 'Make the package smaller, raise the limit that the message names, or pack a damaged tarball again.',
    severity: 'error',
    traits: { harm: 'installation' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    limit: {
      what: 'Part of the tarball was not looked at: {detail}.',
      why: 'The limits keep a broken or malicious archive from exhausting the machine. What lies beyond them was not checked, so it cannot be called clean.',
      fix: 'Leave out what does not belong in the package. If all of it does, raise the limit that is named here in the configuration, under `limits`.',
    },
    damaged: {
      what: 'The tarball is damaged: {detail}.',
      why: 'Part of it could not be read and was not checked, and npm may install something else than what was.',
      fix: 'Pack the release again with `npm pack`. If it comes from another step or machine, compare its size and checksum with the original.',
    },
    nested: {
      what: 'An archive inside the package could not be opened: {detail}.',
      why: 'Its bytes were searched as they are, but what it holds was not seen.',
      fix: 'Leave it out of the package if nobody needs it there; if it is damaged, put the original in its place.',
      severity: 'warning',
    },
  },
  package(facts, context) {
    // A tarball of which nothing could be read is tarball/empty's.
    const damages = facts.tarball.fileCount > 0
    const unseen = facts.anomalies.filter(({ kind }) => kind === 'limit' || (damages && kind === 'corrupt'))
    for (const { kind, code, detail, places } of anomaliesByCode(unseen)) {
      const message = NESTED.has(code) ? 'nested' : kind === 'limit' ? 'limit' : 'damaged'
      context.report({ message, data: { detail }, at: places })
    }
  },
})
