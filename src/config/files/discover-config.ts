import type { ConfigError } from '../../model/config-error.ts'
import { ConfigFileError, type ConfigFiles } from '../../repository/config-files.ts'

const NAMES = ['seaworthy.yml', 'seaworthy.yaml', 'seaworthy.json']
/** The key of a package.json that holds a configuration. */
export const MANIFEST_KEY = 'seaworthy'

/** A configuration that was found. */
export interface FoundConfig {
  /** Relative to the repository's root. */
  readonly file: string
  readonly bytes: Uint8Array
  /** The key of the file that holds it, or null for the whole file. */
  readonly within: string | null
}

/**
 * Looks for the configuration of a package: in its folder, then in each folder above up to the repository's root, and
 * last in the root's `.github`. The nearest one counts alone.
 * @param folder of the package, relative to the root; '' for the root
 */
export async function discoverConfig(
  files: ConfigFiles,
  folder: string,
): Promise<{ ok: true; found: FoundConfig | null } | { ok: false; errors: ConfigError[] }> {
  for (const place of [...listFoldersUpwards(folder), '.github']) {
    const found: FoundConfig[] = []
    for (const name of place === '.github' ? NAMES : [...NAMES, 'package.json']) {
      const file = place === '' ? name : `${place}/${name}`
      const one = await readCandidate(files, file)
      if ('message' in one) return { ok: false, errors: [one] }
      if (one.found) found.push(one.found)
    }
    const [first, second] = found
    if (first && second)
      return {
        ok: false,
        errors: [
          {
            file: second.file,
            line: 1,
            column: 1,
            message: `There is a second configuration in ${first.file}. Keep one of the two; it can extend the other from another folder.`,
          },
        ],
      }
    if (first) return { ok: true, found: first }
  }
  return { ok: true, found: null }
}

async function readCandidate(
  files: ConfigFiles,
  file: string,
): Promise<{ found: FoundConfig | null } | ConfigError> {
  const isManifest = file.endsWith('package.json')
  try {
    const bytes = await files.read(file)
    if (bytes === null || (isManifest && !hasKey(bytes))) return { found: null }
    return { found: { file, bytes, within: isManifest ? MANIFEST_KEY : null } }
  } catch (error) {
    if (!(error instanceof ConfigFileError)) throw error
    // What is wrong with a package.json, packing says better; it need not hold a configuration at all.
    return isManifest ? { found: null } : { message: error.message, file, line: null, column: null }
  }
}

function hasKey(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes)
  if (!text.includes(`"${MANIFEST_KEY}"`)) return false
  try {
    const manifest: unknown = JSON.parse(text)
    return typeof manifest === 'object' && manifest !== null && Object.hasOwn(manifest, MANIFEST_KEY)
  } catch {
    return true
  }
}

function listFoldersUpwards(folder: string): string[] {
  const parts = folder === '' ? [] : folder.split('/')
  return [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), '']
}
