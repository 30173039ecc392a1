import { findJsonFault } from '../text/json-fault.ts'

/** Levels of lists and objects in a package.json; the deepest of 1,568 real ones has 9. Linters walk it by recursion. */
export const DEEPEST_MANIFEST = 100

/** Whether lists and objects lie in each other deeper than rules may be made to walk. */
export function isTooDeep(manifest: Record<string, unknown>): boolean {
  let level: unknown[] = [manifest]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST_MANIFEST) return true
    level = level.flatMap((value) =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    )
  }
  return false
}

/** The package.json of a tarball as a JSON object; null if it is none. Its values are hostile. */
export function parseManifest(content: Buffer): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8').replace(/^\uFEFF/, ''))
    return typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed)
      ? (parsed as Record<string, unknown>)
      : null
  } catch {
    return null
  }
}

/** A package.json that was read, or why no rule can look at it. */
export interface ReadManifest {
  readonly manifest: Record<string, unknown> | null
  /** A clause: "it is not a JSON object: line 3, column 5 is no JSON"; null when all is well. */
  readonly problem: string | null
}

/** Reads the package.json of a tarball as npm does: UTF-8, with or without a byte order mark, one JSON object. */
export function readManifest(content: Buffer): ReadManifest {
  const manifest = parseManifest(content)
  if (manifest === null) return { manifest: null, problem: `it is not a JSON object${explainFault(content)}` }
  if (!isTooDeep(manifest)) return { manifest, problem: null }
  return {
    manifest: null,
    problem: `it nests lists and objects more than ${DEEPEST_MANIFEST} deep`,
  }
}

function explainFault(content: Buffer): string {
  const text = content.toString('utf8').replace(/^\uFEFF/, '')
  if (text.trim() === '') return ': it is empty'
  if (text.includes('\0')) return ': it is not in UTF-8, as npm reads it'
  const fault = findJsonFault(text)
  if (fault === null) return Array.isArray(JSON.parse(text)) ? ' but a list' : ' but a single value'
  return `: it stops being JSON in line ${fault.line}, column ${fault.column}`
}

/** A member of a manifest if it is a string that is not empty, else null. */
export function readManifestString(
  manifest: Readonly<Record<string, unknown>> | null,
  key: string,
): string | null {
  const value = manifest?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}
