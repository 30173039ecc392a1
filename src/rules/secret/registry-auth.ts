import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { findRegistryCredentials, REGISTRY_KEYWORDS } from '../../secrets/registry-credentials.ts'
import { isGenerated } from '../../secrets/settings/setting-values.ts'
import { isInDocstring } from '../internal/content/context.ts'

export default defineRule({
  meta: {
    id: 'secret/registry-auth',
    title: 'Registry credential',
    why: 'Anyone who finds a registry credential in a package can publish in your name, or read what you keep private.',
    fix: 'Revoke the credential. Let the file name an environment variable instead of the value, and keep the file out of the package.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: REGISTRY_KEYWORDS,
  messages: {
    credential: {
      confidence: 'sure',
      what: 'A registry credential is in the package, in the form of {kind}.',
      why: 'Anyone who downloads the package can use it to publish or to read private packages.',
      fix: 'Revoke it now. Refer to an environment variable instead of writing the value, and leave the file out of the package.',
    },
    shown: {
      confidence: 'possible',
      what: 'What looks like a registry credential, in the form of {kind}, is among tests, examples or documents.',
      why: 'It is most likely an example; if a registry accepts it, everybody can use it.',
      fix: 'Put an environment variable in its place, as users should.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    const isShown = findSofteningAt('token', formatLayerChain(layer)) !== null
    for (const { kind, value, offset } of findRegistryCredentials(layer.bytes, context.hits)) {
      const illustrates = isShown || isInDocstring(layer, offset)
      context.report({
        // In a document a token is as usable as anywhere, if it was generated; words and sequences are for showing.
        message: illustrates && !isGenerated(value) ? 'shown' : 'credential',
        data: { kind },
        at: { layer, offset, evidence: redact(value) },
        group: value,
      })
    }
  },
})
