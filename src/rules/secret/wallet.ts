import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { redact } from '../../secrets/redact.ts'
import { isInDocumentation } from '../internal/content/context.ts'
import { findWalletKeysInLayer, WALLET_KEYWORDS } from './content/wallet-keys-in-layer.ts'

const FIX =
  'Move what it holds to a new wallet now: machines search every release for such keys. Then read the key from the environment, and leave the file out.'

export default defineRule({
  meta: {
    id: 'secret/wallet',
    title: 'Keys and seed phrases of wallets',
    why: 'Anyone who has the key or the seed phrase of a wallet has what is in it, and nobody can undo a transfer. New releases are searched for them within minutes.',
    fix: 'Move the money to a new wallet. Read keys from the environment or a key store, and keep them out of the packed folders.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: WALLET_KEYWORDS,
  alwaysFor: ['text'],
  messages: {
    phrase: {
      confidence: 'sure',
      what: 'A seed phrase of {words} words is in the package (BIP-39, with a valid checksum).',
      why: 'Anyone who reads it owns every account that was made from it.',
      fix: FIX,
    },
    key: {
      confidence: 'likely',
      what: '{kind} is in the package.',
      why: 'Anyone who reads it can move what the account holds.',
      fix: FIX,
    },
    shown: {
      confidence: 'possible',
      what: '{kind} is among tests, examples or documents.',
      why: 'It is most likely an example; if anything is on that account, everybody can take it.',
      fix: 'Use the keys that development chains give to everybody, or make one when the tests run.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    if (layer.kind === 'binary' || layer.kind === 'source-map') return
    const found = findWalletKeysInLayer(layer, context.hits)
    if (found.length === 0) return
    const isShown = findSofteningAt('key', formatLayerChain(layer)) !== null
    for (const { offset, kind, value, words } of found) {
      const at = { layer, offset, evidence: words === 0 ? redact(value) : `${words} words` }
      const named = words === 0 ? kind : 'A seed phrase'
      if (isShown || isInDocumentation(layer, offset))
        context.report({ message: 'shown', data: { kind: named }, at, group: value })
      else if (words > 0) context.report({ message: 'phrase', data: { words }, at, group: value })
      else context.report({ message: 'key', data: { kind }, at, group: value })
    }
  },
})
