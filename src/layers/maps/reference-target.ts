import { posix } from 'node:path'

/**
 * Path of the entry that a URL in the entry at `from` names, or null for one that leaves the package. Queries and
 * fragments do not matter, percent-escapes are decoded, a leading slash means the package's root.
 */
export function resolveReferenceTarget(url: string, from: string): string | null {
  if (/^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url)) return null
  const path = decode(url.replace(/[?#].*$/s, '')).replace(/\\/g, '/')
  if (path === '') return null
  const joined = path.startsWith('/') ? path.slice(1) : posix.join(posix.dirname(from), path)
  const target = posix.normalize(joined)
  return target.startsWith('../') || target === '..' ? null : target
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
