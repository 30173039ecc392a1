import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { listHitsOf } from '../../layers/keyword-hits.ts'
import { formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { findTokenHeed } from '../../secrets/token-heed.ts'
import { TOKEN_KEYWORDS } from '../../secrets/token-keywords.ts'
import { findWebTokens, WEB_TOKEN_KEYWORDS } from '../../secrets/web-tokens.ts'
import { BROWSER_KEY_MESSAGES } from './content/browser-keys.ts'
import { chooseProviderTokenMessage } from './content/provider-token-message.ts'
import {
  findProviderTokensInLayer,
  opensNothing,
  readTextBefore,
} from './content/provider-tokens-in-layer.ts'
import { TokensTold } from './content/tokens-told.ts'
import { WEB_TOKEN_MESSAGE, WEB_TOKEN_MESSAGES } from './content/web-token-messages.ts'

const WEB_TOKENS = new Set(WEB_TOKEN_KEYWORDS)
const EXPOSED = 'Anybody who downloads the package can use it.'
const FROM_ENVIRONMENT = 'read it from the environment at run time and keep it out of the bundle.'

export default defineRule({
  meta: {
    id: 'secret/provider-token',
    title: 'Token of a known provider',
    why: 'A published tarball is public forever, mirrored within minutes and searched by machines. Anyone who finds a token in it can act as its owner until it is revoked.',
    fix: 'Revoke the token, then find out how it came into the build: a value inlined from the environment, a configuration file that is packed, a constant in the source. Unpublishing does not help.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: [...TOKEN_KEYWORDS, ...WEB_TOKEN_KEYWORDS],
  heeds: (keyword) => (WEB_TOKEN_KEYWORDS.includes(keyword) ? null : findTokenHeed(keyword)),
  // Some forms have no literal to search for.
  alwaysFor: ['text', 'original-source', 'decoded'],
  messages: {
    token: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: EXPOSED,
      fix: `Revoke it now, whether or not this release goes out ({revoke}): it has been in a build. Then ${FROM_ENVIRONMENT}`,
    },
    likely: {
      confidence: 'likely',
      what: 'What looks like a {token} is in the package.',
      why: `Its form fits, it is named like one, and {vendor} is named beside it. ${EXPOSED}`,
      fix: `If it is one, revoke it ({revoke}). Then ${FROM_ENVIRONMENT}`,
    },
    possible: {
      confidence: 'possible',
      what: 'Something in the package may be a {token}.',
      why: 'Its form fits, but other things look like that too.',
      fix: `If it is one, revoke it ({revoke}), and ${FROM_ENVIRONMENT}`,
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    illustration: {
      confidence: 'likely',
      what: 'What looks like a {token} is among tests, examples or documentation.',
      why: 'It is most likely an example. If {vendor} has issued it, everybody can use it.',
      fix: 'Make sure that it was never issued, or revoke it ({revoke}). Mark examples as such: put the word EXAMPLE in them.',
      severity: 'warning',
    },
    unverified: {
      confidence: 'possible',
      what: 'What looks like a {token} is in the package, but its checksum is wrong.',
      why: '{vendor} has not issued it as it stands: it is an example, or a real one that was changed.',
      fix: 'Make sure that it is an example, and mark it as an example: put the word EXAMPLE in it.',
      severity: 'notice',
    },
    inOrder: {
      confidence: 'possible',
      what: 'What has the form of a {token} is in the package, but its characters are in sequence.',
      why: 'It follows the alphabet or the keyboard, so it is most likely an example.',
      fix: 'Make sure that nothing accepts it, and mark it as an example: put the word EXAMPLE in it.',
      severity: 'notice',
    },
    testMode: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: "It works only in the vendor's sandbox, but anyone who has it can read and change what is there.",
      fix: 'Revoke it unless it is meant for everybody, and read it from the environment.',
      severity: 'warning',
    },
    shortLived: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: 'It expires by itself after some hours or days. Until then anybody who downloads the package can use it, and it shows that the build writes such values into the package.',
      fix: 'End its session, and find out how it came into the build, or the next release will hold another one.',
      severity: 'warning',
    },
    half: {
      confidence: 'sure',
      what: 'A {token} is in the package.',
      why: 'It is half of a pair: it opens nothing by itself, but it shows whose account the other half opens.',
      fix: 'Make sure that the secret that belongs to it is nowhere in the package, and read both from the environment.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    likelyHalf: {
      confidence: 'likely',
      what: 'What looks like a {token} is in the package.',
      why: 'Its form fits, and {vendor} is named beside it. It is half of a pair: it opens nothing by itself, but it shows whose account the other half opens.',
      fix: 'Make sure that the secret that belongs to it is nowhere in the package, and read both from the environment.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    ...BROWSER_KEY_MESSAGES,
    ...WEB_TOKEN_MESSAGES,
  },
  layer(layer, context) {
    const tokens = findProviderTokensInLayer(layer, context.hits)
    const illustrates = tokens.length > 0 && findSofteningAt('token', formatLayerChain(layer)) !== null
    const isNew = tokens.length === 0 ? null : context.memory(() => new TokensTold()).begin(layer)
    for (const found of tokens) {
      const { provider, token, offset } = found
      const before = readTextBefore(layer, offset)
      if (found.confidence === 'in-order' && illustrates) continue
      if (opensNothing(found, before) || isNew?.(token) !== true) continue
      context.report({
        message: chooseProviderTokenMessage(found, before, layer, illustrates),
        data: { token: provider.name, vendor: provider.vendor, revoke: provider.revoke },
        at: { layer, offset, evidence: redact(token) },
        group: `${provider.id} ${token}`,
      })
    }
    const webTokens = listHitsOf(context.hits, WEB_TOKENS)
    for (const { token, offset, algorithm, use, kind } of findWebTokens(layer.bytes, webTokens))
      context.report({
        message: WEB_TOKEN_MESSAGE[use],
        data: { algorithm, kind },
        at: { layer, offset, evidence: redact(token) },
        group: token,
      })
  },
})
