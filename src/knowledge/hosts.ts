import { isIP } from 'node:net'

/**
 * Endings that no public name has: RFC 9476 (`alt` aside), ICANN's reservation of `internal` (2024), RFC 6762
 * appendix G, RFC 8375, what ICANN's collision study (SAC 045) found in private use, and what clusters use inside.
 */
const INTERNAL_ENDINGS =
  /\.(?:internal|intranet|intra|corp|local|lan|private|localdomain|home|home\.arpa|consul|svc)$/
/** RFC 2606 and RFC 6761: for examples and tests. */
const RESERVED = /(?:^|\.)(?:example|example\.(?:com|net|org|edu|io|dev|co|app)|test|invalid)$/
/** Names in these positions are stand-ins in all documentation; `mysql.`, `myshop.` and `theatre.` are somebody's. */
const STAND_IN =
  /(?:^|\.)(?:your[\w-]*|(?:my|some|the)(?:[-_][\w-]*|(?:other)?(?:account|api|app|application|bucket|business|cdn|cluster|company|corp|database|db|domain|endpoint|host|instance|machine|name|node|org|organi[sz]ation|private|project|proxy|registry|repo|server|service|site|store|team|tenant|user|vault|web)[\w-]*)?)\.|(?:^|\.)(?:foo|bar|baz|domain|company|host|hostname|server|website|mysite)\.|(?:^|[.-])(?:example|beispiel|exemple|ejemplo|esempio|exemplo)(?:[.-]|$)|^(?:server|address|domain|db|database|proxy|user|host|hostname|cluster\d*)$/

/** Well-known names that are internal by form and the same for everybody. */
const SHARED = new Set([
  'metadata.google.internal',
  'host.docker.internal',
  'gateway.docker.internal',
  'kubernetes.docker.internal',
  'host.containers.internal',
  'host.lima.internal',
  'instance-data.ec2.internal',
  'kubernetes.default.svc',
  'kubernetes.default.svc.cluster.local',
  'consul.service.consul',
  'app.terraform.local',
])

/**
 * Labels that companies give to what only they are to reach, in a zone of theirs that is public:
 * `api.internal.acme.io`. What cloud vendors name so for everybody is left out.
 */
const INTERNAL_LABEL = /^[a-z0-9_.-]+\.(?:internal|corp|intranet|intra)\.(?:[a-z0-9-]+\.)+[a-z]{2,}$/
const VENDOR_ZONES =
  /\.(?:amazonaws\.com|azure\.com|windows\.net|googleapis\.com|google\.com|cloudapp\.net|run\.app|ts\.net|aliyuncs\.com)$/
/** Tailscale's MagicDNS (https://tailscale.com/kb/1081/magicdns). */
const TAILNET = /\.(?:tail[0-9a-f]{4,8}|[a-z]+-[a-z]+)\.ts\.net$/

/** Lower case, without a trailing dot or brackets. */
export function normaliseHost(host: string): string {
  return host
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '')
}

/** Whether the host is one of the domains or below one. */
export function isUnder(host: string, domains: readonly string[]): boolean {
  return domains.some((domain) => host === domain || host.endsWith(`.${domain}`))
}

/** Whether a host is made for examples and tests: reserved names and what people write for "some host". */
export function isExampleHost(host: string): boolean {
  const name = normaliseHost(host)
  return RESERVED.test(name) || STAND_IN.test(name)
}

/** Whether a host is the machine itself: loopback and unspecified addresses, `localhost`. */
export function isLocalHost(host: string): boolean {
  const name = normaliseHost(host)
  if (isIP(name) === 4) return /^(?:127\.|0\.0\.0\.0$)/.test(name)
  return /^(?:::1?|(?:.+\.)?localhost)$/.test(name)
}

/** Whether a host exists only inside somebody's network: private addresses (RFC 1918, RFC 4193) and internal endings. */
export function isInternalHost(host: string): boolean {
  const name = normaliseHost(host)
  if (RESERVED.test(name) || SHARED.has(name)) return false
  if (isIP(name) !== 0) return isPrivateAddress(name)
  return INTERNAL_ENDINGS.test(name) && !STAND_IN.test(name)
}

/**
 * Whether an address that looks public is for insiders: names that say so in a public zone, tailnets, and the shared
 * addresses of RFC 6598 that tailnets use; false for names made for examples.
 */
export function isInsidersHost(host: string): boolean {
  const name = normaliseHost(host)
  if (isExampleHost(name)) return false
  if (isIP(name) === 4) return isSharedAddress(name)
  if (TAILNET.test(name)) return true
  return INTERNAL_LABEL.test(name) && !VENDOR_ZONES.test(name)
}

/** Whether nobody outside can reach a host: internal ones, loopback, link-local, shared (RFC 6598) and single-label names. */
export function isUnreachableHost(host: string): boolean {
  const name = normaliseHost(host)
  if (isLocalHost(name) || isInternalHost(name)) return true
  if (isIP(name) === 4) {
    const [first = 0, second = 0] = name.split('.').map(Number)
    return first === 0 || (first === 100 && second >= 64 && second < 128) || (first === 169 && second === 254)
  }
  if (isIP(name) === 6) return /^fe[89ab]/.test(name)
  return !name.includes('.')
}

/** The host of a URL, or of what looks like one; null if there is none. */
export function readHost(url: string): string | null {
  const match = /^(?:[a-z][a-z0-9+.-]*:)?\/\/(?:[^\s/@]{1,200}@)?(\[[0-9a-f:]+\]|[^\s/:?#]+)/i.exec(
    url.trim(),
  )
  return match?.[1] === undefined ? null : normaliseHost(match[1])
}

/** 100.64.0.0/10, without networks as such (`.0`) and the metadata services of clouds. */
function isSharedAddress(address: string): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = address.split('.').map(Number)
  if (first !== 100 || second < 64 || second > 127 || fourth === 0) return false
  return !(second === 100 && (third === 100 || fourth === 200))
}

function isPrivateAddress(address: string): boolean {
  if (isIP(address) === 6) return /^f[cd]/.test(address)
  const [first = 0, second = 0] = address.split('.').map(Number)
  return first === 10 || (first === 172 && second >= 16 && second <= 31) || (first === 192 && second === 168)
}
