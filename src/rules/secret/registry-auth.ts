import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { findRegistryCredentials, REGISTRY_KEYWORDS } from '../../secrets/registry-credentials.ts'

export default defineRule({
  meta: {
    id: 'secret/registry-auth',
    title: 'Registry credential',
    why: 'The credential that publishes or installs private packages, in a package: whoever finds it can publish in your name, or read what you keep private.',
    fix: 'Revoke the credential. Let the file name an environment variable instead of the value, and keep the file out of the package.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: REGISTRY_KEYWORDS,
  messages: {
    credential: {
      what: 'A registry credential, as {kind} has it, is in the package.',
      why: 'Whoever downloads the package can use it to publish or to read private packages.',
      fix: 'Revoke it now. Refer to an environment variable instead of writing the value, and leave the file out of the package.',
    },
  },
  layer(layer, context) {
    for (const { kind, value, offset } of findRegistryCredentials(layer.bytes, context.hits))
      context.report({
        message: 'credential',
        data: { kind },
        at: { layer, offset, evidence: redact(value) },
        group: value,
      })
  },
})
