/** Entries of `files` that are no patterns, as paths without `./`, slashes around them, and a closing `/**`. */
export function literalFiles(manifest: Readonly<Record<string, unknown>> | null): string[] {
  const files = manifest?.files
  if (!Array.isArray(files)) return []
  return files
    .filter((file): file is string => typeof file === 'string' && !file.startsWith('!'))
    .map((file) => file.replace(/^(?:\.?\/)+/, '').replace(/\/(?:\*\*?)?(?:\/\*)?$/, ''))
    .filter((file) => file !== '' && !/[*?[{]/.test(file))
}

/** Whether `files` names this very path or a folder that it lies in, in letters, not through a pattern. */
export function isNamedLiterally(path: string, literal: readonly string[]): boolean {
  return literal.some((file) => path === file || path.startsWith(`${file}/`))
}
