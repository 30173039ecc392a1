import { settingsPurpose, settingsSyntax } from '../../../knowledge/settings-file.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import {
  type FoundCredential,
  findInCode,
  findInSettings,
} from '../../../secrets/settings/find-credentials.ts'
import { rememberAnswersForBytes } from '../../../text/remember.ts'

/** Files of settings are short; what is longer is data, and is looked at around its keywords only. */
const MOST_SETTINGS_BYTES = 512 * 1024
/** People write those of code by hand: a longer one is a bundle, `react-dom.production.js`. */
const MOST_CODE_BYTES = 64 * 1024

/**
 * The credentials of a layer: every setting of a file of settings that is not too long, and what stands at the hits of
 * any other text.
 */
export function findCredentialsInLayer(layer: Layer, hits: Layer['hits']): FoundCredential[] {
  if (layer.kind === 'binary') return []
  const path = findLayerPath(layer)
  const syntax = settingsSyntax(path)
  const purpose = layer.kind === 'text' ? settingsPurpose(path) : null
  if (layer.kind === 'text' && syntax === 'code' && hasTableOfLogins(path, layer.bytes))
    return findInSettings(layer.text, 'prose', purpose)
  const isSettings =
    layer.kind === 'text' &&
    (purpose !== null ||
      (syntax !== 'code' && syntax !== null && (hits.length > 0 || mayHoldCredentials(layer.bytes))))
  if (
    isSettings &&
    syntax !== null &&
    layer.bytes.length <= (syntax === 'code' ? MOST_CODE_BYTES : MOST_SETTINGS_BYTES)
  )
    return findInSettings(layer.text, syntax, purpose)
  if (hits.length === 0) return []
  return layer.kind === 'original-source' ? inOriginalCode(layer.bytes, hits) : findInCode(layer.bytes, hits)
}

/** Longer texts are data, in which the keywords of every notation are looked for and nothing else. */
const MOST_LOOKED_AT = 64 * 1024
/** Parts of the names that credentials have in files of settings, where no notation is expected. */
const NAME =
  /pass(?!age|enger|ive|port)|pwd|psk\b|\bpw\b|kennw|secret|creden|[_-]?auth(?!or|ent)\b|\/\S{4,60}@\/{0,2}[\w-]+\./i

function mayHoldCredentials(bytes: Buffer): boolean {
  return bytes.length <= MOST_LOOKED_AT && NAME.test(bytes.toString('latin1'))
}

/** A page whose table has a column for passwords is a document, whatever else pages hold. */
function hasTableOfLogins(path: string, bytes: Buffer): boolean {
  if (!/\.x?html?$/i.test(path) || bytes.length > MOST_LOOKED_AT) return false
  return /<t[hd][^>]{0,200}>\s{0,20}(?:<\w+>)?(?:pass|pwd|kennw|secret|token)/i.test(bytes.toString('latin1'))
}

/** Original texts come again and again. */
const inOriginalCode = rememberAnswersForBytes(findInCode)
