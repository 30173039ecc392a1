import { isUnreachableHost } from './hosts.ts'

/** A URL that leaves the package, by what it gives away. */
export interface RemoteUrl {
  readonly url: string
  readonly host: string
  readonly kind: 'internal' | 'archive' | 'own-repository' | 'public-commit' | 'remote'
}

const SCHEMES = new Set(['http:', 'https:', 'ftp:', 'ftps:', 'sftp:', 'ssh:', 's3:', 'gs:', 'git:'])
/** Schemes whose host is the name of a bucket. */
const BUCKETS = new Set(['s3:', 'gs:'])
const ARCHIVE = /\.(zip|tgz|tar|tar\.gz|tar\.bz2|tar\.xz|7z|rar)$/i
/**
 * Classifies a URL.
 * @param repository `owner/name` on GitHub of the package's own repository, or null.
 * @returns null when it names no other host: a relative path, a file, a bundler's own scheme.
 */
export function classifyRemoteUrl(text: string, repository: string | null): RemoteUrl | null {
  // Most sources of a map are relative paths, and there may be a million of them.
  if (!text.includes(':') && !text.startsWith('//')) return null
  const url = parse(text.startsWith('//') ? `https:${text}` : text)
  if (url === null || !SCHEMES.has(url.protocol) || url.hostname === '') return null
  const host = url.hostname.toLowerCase()
  if (!BUCKETS.has(url.protocol) && isUnreachableHost(host)) return { url: text, host, kind: 'internal' }
  if (ARCHIVE.test(url.pathname)) return { url: text, host, kind: 'archive' }
  if (repository !== null && isOwnCommit(url, repository)) return { url: text, host, kind: 'own-repository' }
  return { url: text, host, kind: isPublicCommit(url) ? 'public-commit' : 'remote' }
}

/** `owner/name` of a manifest's `repository` on GitHub, in any of npm's notations; null for anything else. */
export function readGithubRepository(manifest: Readonly<Record<string, unknown>> | null): string | null {
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

/** Code hosts that serve a file of a public repository to everybody under such an address. */
const CODE_HOSTS = new Set([
  'raw.githubusercontent.com',
  'github.com',
  'gitlab.com',
  'bitbucket.org',
  'codeberg.org',
  'git.sr.ht',
])

/** Whether a URL names a commit or a released version on a public code host, as .NET's SourceLink and others write it. */
function isPublicCommit({ hostname, pathname, search }: URL): boolean {
  if (!CODE_HOSTS.has(hostname.toLowerCase()) || /token|sig/i.test(search)) return false
  return pathname.split('/').some((part) => /^[0-9a-f]{40}$/i.test(part) || /^v?\d+\.\d+[\w.-]*$/.test(part))
}

function parse(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}
