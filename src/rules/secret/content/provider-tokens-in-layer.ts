import { findLayerPath, type Layer } from '../../../model/layer.ts'
import type { FoundToken } from '../../../secrets/found-token.ts'
import { chooseGrammar } from '../../../secrets/grammar.ts'
import { isToSearchWith } from '../../../secrets/names.ts'
import { findProviderTokens } from '../../../secrets/provider-tokens.ts'
import { hasEnded } from '../../../secrets/signed-url.ts'
import { rememberAnswersForBytes } from '../../../text/remember.ts'

/** What stands before a signature in its address. */
const SIGNED_REACH = 300

/** Original texts come again and again. */
const inOriginalCode = rememberAnswersForBytes((bytes, hits: Layer['hits']) =>
  findProviderTokens(bytes, hits, 'code'),
)

/** The tokens of a layer, in order of offset. */
export function findProviderTokensInLayer(layer: Layer, hits: Layer['hits']): readonly FoundToken[] {
  const grammar = chooseGrammar(findLayerPath(layer))
  const found =
    layer.kind === 'original-source' && grammar === 'code'
      ? inOriginalCode(layer.bytes, hits)
      : findProviderTokens(layer.bytes, hits, grammar)
  return found.filter(({ provider, offset }) => {
    const readAround = () =>
      layer.bytes.toString('latin1', Math.max(0, offset - SIGNED_REACH), offset + SIGNED_REACH)
    return !isToSearchWith(provider.vendor, readAround)
  })
}

/** The text before an offset, as far as the address that a token is part of reaches back. */
export function readTextBefore(layer: Layer, offset: number): string {
  return layer.bytes.toString('latin1', Math.max(0, offset - SIGNED_REACH), offset)
}

/** Whether what has the form of a token opens nothing, by what stands before it. */
export function opensNothing({ provider, token }: FoundToken, before: string): boolean {
  if (provider.format.source.includes('sig=') && hasEnded(readLastWord(before) + token, Date.now()))
    return true
  // The picture that shows how the last build ended, for which CircleCI makes tokens that may do nothing else.
  if (/\.(?:svg|png)\?[^\s)]{0,100}circle-token=$/.test(before)) return true
  // An action of a workflow that is held to its commit.
  return /\buses:\s{0,8}["']?[\w./-]{1,120}@$/.test(before)
}

/** What of an address stands before something in it. */
function readLastWord(text: string): string {
  return text.split(/[\s"'`<>\\]/).at(-1) ?? ''
}
