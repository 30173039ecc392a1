import { type Glob, GlobError, matchesGlob, parseGlob } from '../../../text/glob.ts'

/**
 * Tells what `files` of package.json takes back by entries that begin with `!`: somebody has decided that it stays out.
 * Case does not count, and an entry without a slash names a file in any folder.
 */
export function leftOutByList(
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string | null) => boolean {
  const files = manifest?.files
  const patterns = (Array.isArray(files) ? files : []).flatMap((entry) => patternOf(entry) ?? [])
  return (path) => {
    const lower = path?.toLowerCase() ?? ''
    const name = lower.slice(lower.lastIndexOf('/') + 1)
    return path !== null && patterns.some(({ glob, isName }) => matchesGlob(glob, isName ? name : lower))
  }
}

function patternOf(entry: unknown): { glob: Glob; isName: boolean } | null {
  if (typeof entry !== 'string' || !/^!(?!!)/.test(entry)) return null
  const bare = entry.slice(1).replace(/^\.(?=\/)/, '')
  try {
    return { glob: parseGlob(bare.replace(/^\/+/, '').toLowerCase()), isName: !bare.includes('/') }
  } catch (error) {
    if (error instanceof GlobError) return null
    throw error
  }
}
