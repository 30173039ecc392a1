import type { Layer } from '../../../model/layer.ts'
import type { FoundToken } from '../../../secrets/found-token.ts'
import { isOfSignedUrl } from '../../../secrets/signed-url.ts'
import { decideBrowserUse } from './browser-keys.ts'
import { isNativeClient } from './native-client.ts'

/** What is said of a token that is one for sure, by what it is for. */
const SURE = { secret: 'token', 'test-mode': 'testMode', 'short-lived': 'shortLived', half: 'half' } as const

/**
 * Which message of the rule a token is told with, by how sure it is one, what it is for and where it is.
 * @param before the text before it (`textBefore`)
 * @param illustrates whether the layer's path makes a token milder
 */
export function chooseProviderTokenMessage(
  { provider, offset, confidence }: FoundToken,
  before: string,
  layer: Layer,
  illustrates: boolean,
) {
  if (isOfSignedUrl(before)) return 'half'
  if (/client secret/i.test(provider.name) && isNativeClient(layer, offset)) return 'half'
  if (confidence === 'made-up') return 'unverified'
  if (confidence === 'in-order') return 'inOrder'
  // What opens an account on a chain is a test's own there, or a standard's.
  if (illustrates && /^Bitcoin /.test(provider.name)) return 'illustration'
  if (confidence === 'sure')
    return provider.grade === 'browser' ? decideBrowserUse(layer, offset, illustrates) : SURE[provider.grade]
  if (confidence === 'possible') return 'possible'
  if (provider.grade === 'half') return 'likelyHalf'
  if (provider.grade === 'browser')
    return decideBrowserUse(layer, offset, illustrates) === 'browserKey' ? 'likelyBrowserKey' : 'possible'
  return illustrates ? 'illustration' : 'likely'
}
