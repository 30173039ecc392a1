import { isIP } from 'node:net'

/** A URL that leaves the package, by what it gives away. */
export interface RemoteUrl {
  readonly url: string
  readonly host: string
  readonly kind: 'internal' | 'archive' | 'own-repository' | 'remote'
}

const SCHEMES = new Set(['http:', 'https:', 'ftp:', 'ftps:', 'sftp:', 'ssh:', 's3:', 'gs:', 'git:'])
/** Schemes whose host is the name of a bucket. */
const BUCKETS = new Set(['s3:', 'gs:'])
const ARCHIVE = /\.(zip|tgz|tar|tar\.gz|tar\.bz2|tar\.xz|7z|rar)$/i
/**
 * Names that never resolve in public: RFC 6761 and 6762, RFC 8375, ICANN's `.internal`, and what ICANN's collision
 * study (SAC 045) found in private use.
 */
const PRIVATE_NAME =
  /(^|\.)(localhost|local|localdomain|internal|intranet|intra|corp|lan|home|private|home\.arpa)$/i

/**
 * Classifies a URL.
 * @param repository `owner/name` on GitHub of the package's own repository, or null.
 * @returns null when it names no other host: a relative path, a file, a bundler's own scheme.
 */
export function remoteUrl(text: string, repository: string | null): RemoteUrl | null {
  // Most sources of a map are relative paths, and there may be a million of them.
  if (!text.includes(':') && !text.startsWith('//')) return null
  const url = parse(text.startsWith('//') ? `https:${text}` : text)
  if (url === null || !SCHEMES.has(url.protocol) || url.hostname === '') return null
  const host = url.hostname.toLowerCase()
  if (!BUCKETS.has(url.protocol) && isInternalHost(host)) return { url: text, host, kind: 'internal' }
  if (ARCHIVE.test(url.pathname)) return { url: text, host, kind: 'archive' }
  if (repository !== null && isOwnCommit(url, repository)) return { url: text, host, kind: 'own-repository' }
  return { url: text, host, kind: 'remote' }
}

/** Loopback, link-local, private and single-label hosts, which nobody outside can reach. */
export function isInternalHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').replace(/\.$/, '')
  const version = isIP(bare)
  if (version === 4) return isInternalIPv4(bare)
  if (version === 6) return /^(::1?$|f[cd]|fe[89ab])/i.test(bare)
  return !bare.includes('.') || PRIVATE_NAME.test(bare)
}

/** `owner/name` of a manifest's `repository` on GitHub, in any of npm's notations; null for anything else. */
export function githubRepository(manifest: Readonly<Record<string, unknown>> | null): string | null {
  const field = manifest?.repository
  const text = typeof field === 'object' && field !== null && 'url' in field ? field.url : field
  if (typeof text !== 'string') return null
  const match = /^(?:github:|(?:.*[/@])?github\.com[/:])?([\w.-]+)\/([\w.-]+?)(?:\.git)?(?:[#/].*)?$/i.exec(
    text,
  )
  return match === null ? null : `${match[1]}/${match[2]}`
}

function isOwnCommit(url: URL, repository: string): boolean {
  const [owner, name, ...rest] = url.pathname.split('/').slice(1)
  if (`${owner}/${name}`.toLowerCase() !== repository.toLowerCase()) return false
  const ref = url.hostname === 'raw.githubusercontent.com' ? rest[0] : rest[1]
  const isGitHub = url.hostname === 'raw.githubusercontent.com' || url.hostname === 'github.com'
  return isGitHub && /^[0-9a-f]{40}$/i.test(ref ?? '')
}

/** RFC 1918, 5735, 6598: loopback, private, link-local, shared and unspecified addresses. */
function isInternalIPv4(address: string): boolean {
  const [first = 0, second = 0] = address.split('.').map(Number)
  if (first === 10 || first === 127 || first === 0) return true
  if (first === 172) return second >= 16 && second < 32
  if (first === 100) return second >= 64 && second < 128
  return (first === 192 && second === 168) || (first === 169 && second === 254)
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
