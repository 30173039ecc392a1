import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findAssignedSecrets, SECRET_NAMES } from '../../secrets/assigned-secrets.ts'
import { redact } from '../../secrets/redact.ts'

export default defineRule({
  meta: {
    id: 'secret/generic',
    title: 'Value that looks like a secret',
    why: 'Most secrets have no recognizable form: a generated value under a secret-like name is worth a look before the whole world can see it.',
    fix: 'If it is a secret, replace it and read it from the environment. If not, suppress the finding with the reason.',
    severity: { 'open-source': 'off', proprietary: 'notice' },
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: SECRET_NAMES,
  messages: {
    assigned: {
      confidence: 'possible',
      what: 'Something named {name} has a value that looks generated.',
      why: 'If it is a secret, everybody who downloads the package has it.',
      fix: 'If it is one, replace it and read it from the environment at run time.',
    },
  },
  layer(layer, context) {
    for (const { name, value, offset } of findAssignedSecrets(layer.bytes, context.hits))
      context.report({
        message: 'assigned',
        data: { name },
        at: { layer, offset, evidence: redact(value) },
        group: value,
      })
  },
})
