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
