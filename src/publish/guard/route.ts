/** What a request to a registry is about, told by its method and path alone (https://github.com/npm/registry). */
export type Route =
  /** Carries a tarball, or changes what is published without one: its body tells. */
  | { readonly kind: 'publish'; readonly name: string; readonly staged: boolean }
  /** Makes a staged version public. */
  | { readonly kind: 'approve'; readonly stage: string }
  /** Trades an identity token for one that may publish this package. */
  | { readonly kind: 'exchange'; readonly name: string }
  /** Neither carries a tarball nor names one: handed on as it is. */
  | { readonly kind: 'pass'; readonly name: string | null }
  /** A way of writing that no publishing tool of today uses, and that cannot be judged. A clause. */
  | { readonly kind: 'refused'; readonly why: string }

/**
 * @param target path and query as they were asked for, after our own part
 */
export function routeOf(method: string, target: string): Route {
  const [path = ''] = target.split('?')
  const segments = segmentsOf(path)
  if (segments === null) return { kind: 'refused', why: 'its address has parts that can be read in two ways' }
  const isRead = method === 'GET' || method === 'HEAD'
  if (segments[0] === '-') return routeOfService(segments.slice(1), isRead, method)
  const { name, rest } = packageOf(segments)
  if (isRead || name === null) {
    if (isRead) return { kind: 'pass', name }
    return { kind: 'refused', why: 'it writes to no package' }
  }
  const isDocument = rest.length === 0 || (rest[0] === '-rev' && rest.length === 2)
  if (method === 'PUT' && isDocument) return { kind: 'publish', name, staged: false }
  if (method === 'DELETE') return { kind: 'pass', name }
  return {
    kind: 'refused',
    why: `${method} of this address is not how publishing tools write today`,
  }
}

/** Addresses under `/-/`: logins, dist-tags, identity tokens, stages, searches. */
function routeOfService(segments: readonly string[], isRead: boolean, method: string): Route {
  const [service, ...rest] = segments
  if (service === 'stage' && method === 'POST') {
    if (rest[0] === 'package') {
      const { name } = packageOf(rest.slice(1))
      return name === null
        ? { kind: 'refused', why: 'it stages no package' }
        : { kind: 'publish', name, staged: true }
    }
    if (rest[1] === 'approve' && rest[0] !== undefined) return { kind: 'approve', stage: rest[0] }
  }
  const exchange = ['npm', 'v1', 'oidc', 'token', 'exchange', 'package']
  if (exchange.every((part, index) => segments[index] === part)) {
    const { name } = packageOf(segments.slice(exchange.length))
    if (name !== null && method === 'POST') return { kind: 'exchange', name }
  }
  const { name } = service === 'package' || service === 'stage' ? packageOf(rest) : { name: null }
  if (isRead || ['npm', 'v1', 'user', 'package', 'org', 'team', 'stage', 'whoami'].includes(service ?? ''))
    return { kind: 'pass', name }
  return {
    kind: 'refused',
    why: `${method} of /-/${service ?? ''} is not how publishing tools write today`,
  }
}

/** Decoded; null where a server could see other segments than we do. */
function segmentsOf(path: string): string[] | null {
  if (!path.startsWith('/')) return null
  try {
    const segments = path
      .slice(1)
      .replace(/\/$/, '')
      .split('/')
      .map((part) => decodeURIComponent(part))
    const isOdd = segments.some(
      (part, index) => /^\.{1,2}$|[\\\0]|%/.test(part) || (part === '' && (index > 0 || segments.length > 1)),
    )
    return isOdd ? null : segments
  } catch {
    return null
  }
}

/** `@scope%2fname`, `@scope/name` or `name` at the start; null where there is none. */
function packageOf(segments: readonly string[]): { name: string | null; rest: readonly string[] } {
  const [first = '', second] = segments
  if (first === '' || first === '-') return { name: null, rest: segments }
  if (!first.startsWith('@')) return { name: first.includes('/') ? null : first, rest: segments.slice(1) }
  if (first.includes('/')) {
    const parts = first.split('/').length
    return { name: parts === 2 ? first : null, rest: segments.slice(1) }
  }
  return second === undefined || second === '-'
    ? { name: null, rest: segments }
    : { name: `${first}/${second}`, rest: segments.slice(2) }
}
