/** Entries of `files` that are no patterns, as paths without `./`, slashes around them, and a closing `/**`. */
export function listLiteralFiles(manifest: Readonly<Record<string, unknown>> | null): string[] {
  const files = manifest?.files
  if (!Array.isArray(files)) return []
  return files
    .filter((file): file is string => typeof file === 'string' && !file.startsWith('!'))
    .map((file) => file.replace(/^(?:\.?\/)+/, '').replace(/\/(?:\*\*?)?(?:\/\*)?$/, ''))
    .filter((file) => file !== '' && !/[*?[{]/.test(file))
}
