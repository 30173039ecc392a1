import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { findAssignedSecrets, SECRET_NAMES } from '../../secrets/assigned-secrets.ts'
import { redact } from '../../secrets/redact.ts'
import { tokenFormat } from '../../secrets/token-format.ts'

export default defineRule({
  meta: {
    id: 'secret/generic',
    title: 'Value that looks like a secret',
    why: 'Most secrets have no form of their own: a generated value given to something named like a secret is worth a look before the whole world can take one.',
    fix: 'If it is a secret, replace it and read it from the environment. If not, suppress the finding with the reason.',
    severity: { 'open-source': 'off', proprietary: 'notice' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: SECRET_NAMES,
  messages: {
    assigned: {
      what: 'Something named {name} has a value that looks generated.',
      why: 'If it is a secret, everybody who downloads the package has it.',
      fix: 'If it is one, replace it and read it from the environment at run time.',
    },
  },
  examples: {
    bad: [
      {
        title: 'A generated password in code',
        profile: 'proprietary',
        files: () => ({
          'dist/index.js': `const clientSecret = '${tokenFormat('{base62:32}').example()}7a'\n`,
        }),
      },
    ],
    good: [
      {
        title: 'Names, stand-ins and translations',
        profile: 'proprietary',
        files: {
          'dist/index.js':
            "const passwordLabel = 'Choose a new password'\nconst apiKey = process.env.API_KEY\nconst secret = 'your-secret-goes-here'\n",
        },
      },
    ],
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
