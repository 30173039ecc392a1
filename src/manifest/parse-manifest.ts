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

/** A member of a manifest if it is a string that is not empty, else null. */
export function manifestString(
  manifest: Readonly<Record<string, unknown>> | null,
  key: string,
): string | null {
  const value = manifest?.[key]
  return typeof value === 'string' && value !== '' ? value : null
}
