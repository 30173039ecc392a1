import { isIP } from 'node:net'

/**
 * Endings that no public name has: RFC 9476 (`alt` aside), ICANN's reservation of `internal` (2024), RFC 6762
 * appendix G, and what companies use. `local` and `home` are mDNS and RFC 8375.
 */
const INTERNAL_ENDINGS =
  /\.(?:internal|intranet|intra|corp|local|lan|private|localdomain|home\.arpa|cluster\.local|consul|svc)$/
/** RFC 2606 and RFC 6761: for examples and tests. */
const EXAMPLE = /(?:^|\.)(?:example|example\.(?:com|net|org|edu)|test|invalid|localhost)$/
/** Names in these positions are placeholders in all documentation. */
const PLACEHOLDER =
  /(?:^|\.)(?:your[\w-]*|my[\w-]*|some[\w-]*|foo|bar|baz|acme|domain|company|host|hostname|server)\./

/** Well-known names that are internal by form and the same for everybody. */
const SHARED = new Set([
  'metadata.google.internal',
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'host.containers.internal',
  'instance-data.ec2.internal',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
  'app.terraform.local',
])

function privateAddress(host: string): boolean {
  if (isIP(host) === 4) {
    const [a = 0, b = 0] = host.split('.').map(Number)
    return a === 10 || (a === 172 && b >= 16 && b <= 31) || (a === 192 && b === 168)
  }
  return /^\[?f[cd][0-9a-f]{2}:/i.test(host) && host.includes(':')
}

/** Lower case, without a trailing dot. */
export function normalHost(host: string): string {
  return host.toLowerCase().replace(/\.$/, '')
}

/** Whether the host is one of the domains or below one. */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** Whether a host exists only inside somebody's network: private addresses (RFC 1918, RFC 4193) and internal endings. */
export function isInternalHost(host: string): boolean {
  const name = normalHost(host)
  if (EXAMPLE.test(name) || SHARED.has(name)) return false
  if (privateAddress(name)) return true
  return INTERNAL_ENDINGS.test(name) && !PLACEHOLDER.test(name)
}

/** The host of a URL, or of what looks like one; null if there is none. */
export function hostOf(url: string): string | null {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^\s/@]{1,200}@)?(\[[0-9a-f:]+\]|[^\s/:?#]+)/i.exec(
    url.trim(),
  )
  return match?.[1] === undefined ? null : normalHost(match[1])
}
