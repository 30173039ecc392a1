import { findSofteningAt, isTemplatePath } from '../../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../../model/layer.ts'
import type { EnvironmentName } from './environment-names.ts'
import type { Variable } from './environment-syntax.ts'

/** Names that a finding keeps. */
const NAMES_KEPT = 200

/** Names, of which a message shows the first, and how many there are. */
export function listNames(variables: readonly Variable[]): { names: string[]; count: number } {
  return { names: variables.slice(0, NAMES_KEPT).map(({ name }) => name), count: variables.length }
}

/** Where a variable is, with its name and the length of its value. */
export function describePlace(layer: Layer, { name, value, index }: Variable) {
  return {
    layer,
    offset: Buffer.byteLength(layer.text.slice(0, index)),
    evidence: `${name}=… (${value.length} characters)`,
  }
}

/** The message for a file that counts only where its values look real; null for what must not ship whatever it sets. */
export function chooseMilderMessage(layer: Layer, kind: EnvironmentName, templates: readonly string[]) {
  if (findSofteningAt('environment', formatLayerChain(layer)) !== null) return 'shown'
  if (kind === 'unnamed') return 'unnamed'
  return isTemplatePath(findLayerPath(layer), templates) ? 'filled' : null
}
