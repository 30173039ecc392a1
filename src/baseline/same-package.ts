import type { PublishedPackage } from './ask-registry.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Registries in which anybody may own any name. */
const PUBLIC_HOSTS = new Set(['registry.npmjs.org', 'registry.yarnpkg.com', 'registry.npmmirror.com'])

/**
 * Whether the published package of a name is plausibly the one that is about to be released: names of packages that
 * were never published, of examples above all, often belong to somebody else. The repository decides where both name
 * one; then homepage, author, and the scope, which has one owner. In a private registry a name is the package's own.
 */
export function isSamePackage(manifest: Manifest, published: PublishedPackage): boolean {
  const [own, theirs] = [manifest, published.manifest].map((one) => readRepository(one.repository))
  if (own != null && own === theirs) return true
  const shared = (['homepage', 'author', 'bugs'] as const).some((field) => {
    const [a, b] = [manifest[field], published.manifest[field]].map(readText)
    return a != null && a !== '' && a === b
  })
  if (shared) return true
  if (own != null && theirs != null) return false
  return published.name.startsWith('@') || !PUBLIC_HOSTS.has(published.host)
}

/** Host and path of a repository in any of npm's notations, in lower case: `github.com/owner/name`. */
export function readRepository(field: unknown): string | null {
  const text = typeof field === 'object' && field !== null && 'url' in field ? field.url : field
  if (typeof text !== 'string' || text.trim() === '') return null
  const short = /^(?:(github|gitlab|bitbucket):)?([\w.-]+\/[\w.-]+)$/.exec(text.trim())
  if (short !== null) {
    const host = { gitlab: 'gitlab.com', bitbucket: 'bitbucket.org' }[short[1] ?? ''] ?? 'github.com'
    return clean(`${host}/${short[2]}`)
  }
  return clean(
    text
      .trim()
      .replace(/^git\+/, '')
      .replace(/^[a-z+]+:\/\//i, '')
      .replace(/^[^@/]*@/, '')
      .replace(/:(?!\d)/, '/'),
  )
}

function clean(address: string): string {
  return address
    .toLowerCase()
    .replace(/[#?].*$/, '')
    .replace(/^www\./, '')
    .replace(/\/(tree|blob)\/.*$/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '')
}

/** Author and bugs may be a text or an object. */
function readText(value: unknown): string | null {
  if (typeof value === 'string') return value.replace(/#.*$/, '').trim()
  if (typeof value !== 'object' || value === null) return null
  const { name, email, url } = value as Record<string, unknown>
  return [name, email, url].filter((part) => typeof part === 'string').join(' ')
}
