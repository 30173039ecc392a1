import { type Glob, GlobError, matchesGlob, parseGlob } from '../../../text/glob.ts'

/**
 * Tells what `files` of package.json takes back by entries that begin with `!`: somebody has decided that it stays out.
 * Case does not count, and an entry without a slash names a file in any folder.
 */
export function makeLeftOutTest(
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string | null) => boolean {
  const files = manifest?.files
  const patterns = (Array.isArray(files) ? files : []).flatMap((entry) => readPattern(entry) ?? [])
  return (path) => {
    const lower = path?.toLowerCase() ?? ''
    const name = lower.slice(lower.lastIndexOf('/') + 1)
    return path !== null && patterns.some(({ glob, isName }) => matchesGlob(glob, isName ? name : lower))
  }
}

function readPattern(entry: unknown): { glob: Glob; isName: boolean } | null {
  if (typeof entry !== 'string' || !/^!(?!!)/.test(entry)) return null
  const bare = entry.slice(1).replace(/^\.(?=\/)/, '')
  try {
    return { glob: parseGlob(bare.replace(/^\/+/, '').toLowerCase()), isName: !bare.includes('/') }
  } catch (error) {
    if (error instanceof GlobError) return null
    throw error
  }
}

/**
 * Tells which files `files` of package.json picks one by one or by their ending, so that what lies beside them was not
 * forgotten; so, too, what comes along with an entry point that the list does not name.
 */
export function makePickedTest(
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string) => boolean {
  const files = manifest?.files
  if (!Array.isArray(files)) return () => false
  const wide = files.flatMap((entry) => readWideEntry(entry) ?? [])
  return (path) => {
    const segments = path.toLowerCase().split('/')
    const above = segments.slice(0, -1).map((_, depth) => segments.slice(0, depth + 1).join('/'))
    return !wide.some(
      ({ glob, takesAll }) =>
        above.some((folder) => matchesGlob(glob, folder)) ||
        (takesAll && matchesGlob(glob, segments.join('/'))),
    )
  }
}

/** An entry of `files` that lets something in, and whether it takes every file of a folder. */
function readWideEntry(entry: unknown): { glob: Glob; takesAll: boolean } | null {
  if (typeof entry !== 'string' || entry.startsWith('!')) return null
  const bare = entry.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '')
  if (bare === '' || bare === '.') return { glob: parseGlob('**'), takesAll: true }
  try {
    return { glob: parseGlob(bare.toLowerCase()), takesAll: /(?:^|\/)\*+$/.test(bare) }
  } catch (error) {
    if (error instanceof GlobError) return null
    throw error
  }
}
