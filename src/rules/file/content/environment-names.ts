import { baseName, isCodeFile, splitNameWords } from '../../../knowledge/path-words.ts'
import type { Layer } from '../../../model/layer.ts'

const CANONICAL = /^(?:\.env|\.flaskenv|\.dev\.vars)/
const ENVIRONMENT_WORD = /^(?:dot)?(?:env(?:rc|s|\d+)?|flaskenv|environment)$/
/** Above this many bytes only a file that is named like one is read as environment syntax. */
const MOST_UNNAMED_BYTES = 256 * 1024

/** How sure a file's name makes that it is an environment file. */
export type EnvironmentName = 'canonical' | 'loose' | 'unnamed'

/** What the name of a file says; null for code and structured data, which cannot be one. */
export function recogniseEnvironmentName(path: string): EnvironmentName | null {
  if (isCodeFile(path)) return null
  if (CANONICAL.test(baseName(path))) return 'canonical'
  return splitNameWords(path).some((word) => ENVIRONMENT_WORD.test(word)) ? 'loose' : 'unnamed'
}

/** A cheap look before the whole text is read: small, and the first line that is no comment sets a variable. */
export function mayHoldVariables(layer: Layer): boolean {
  if (layer.kind === 'binary' || layer.bytes.length > MOST_UNNAMED_BYTES) return false
  const first = layer.bytes
    .toString('latin1', 0, 2048)
    .split(/[\r\n]+/)
    .find((line) => line.trim() !== '' && !line.trimStart().startsWith('#'))
  return first !== undefined && /^(?:ï»¿)?\s*(?:export\s+)?[A-Z][A-Z0-9_]*[ \t]*=/.test(first)
}
