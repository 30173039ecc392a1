import * as z from 'zod'
import { compareMembers } from '../../inventory/compare-releases.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'
import { nameRelease } from './content/release-label.ts'

const LONGEST_COMMAND = 200

function cutCommand(command: string): string {
  return command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command
}

export default defineRule({
  meta: {
    id: 'change/install-script',
    title: 'New or changed install script',
    why: 'An install script runs on every machine that installs the package. A new one is how hijacked releases have stolen tokens from hundreds of thousands of machines within hours. In 52 pairs of consecutive releases of popular packages it never happened.',
    fix: 'Find out which commit brought it in. If it is intended, suppress this finding for this release and say why.',
    severity: 'error',
    traits: { of: ['npm'], harm: 'installation', binds: 'said' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  messages: {
    added: {
      what: 'The script {hook} ({command}) is new since {release}, and runs wherever the package is installed.',
      why: 'Whoever controls it controls every machine that updates.',
      fix: 'Remove it, unless the commit that added it is known and intended.',
    },
    changed: {
      what: 'The script {hook}, which runs wherever the package is installed, is {command} now. In {release} it was {before}.',
      why: 'Whoever controls it controls every machine that updates.',
      fix: 'Put it back, unless the commit that changed it is known and intended.',
    },
  },
  package(facts, context) {
    if (facts.comparison === undefined) return
    const { before, after } = facts.comparison
    for (const change of compareMembers(before.installScripts, after.installScripts)) {
      if (change.after === null) continue
      const at = findManifestPlace(facts, ['scripts', change.name])
      const data = {
        hook: change.name,
        command: cutCommand(change.after),
        release: nameRelease(before),
      }
      if (change.before === null) context.report({ message: 'added', data, at })
      else
        context.report({
          message: 'changed',
          data: { ...data, before: cutCommand(change.before) },
          at,
        })
    }
  },
})
