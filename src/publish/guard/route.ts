/** What a request to a registry is about, told by its method and path alone (https://github.com/npm/registry). */
export type Route =
  /** Carries a tarball, or changes what is published without one: its body tells. */
  | { readonly kind: 'publish'; readonly name: string; readonly staged: boolean }
  /** Makes a staged version public. */
  | { readonly kind: 'approve'; readonly stage: string }
  /** Trades an identity token for one that may publish this package. */
  | { readonly kind: 'exchange'; readonly name: string }
  /** Reads, or removes without saying anything: handed on as it is. */
  | { readonly kind: 'pass'; readonly name: string | null }
  /** Writes something else than a package, such as a dist-tag: handed on where no tarball is in it. */
  | { readonly kind: 'service'; readonly name: string | null }
  /** A way of writing that no publishing tool of today uses, and that cannot be judged. A clause. */
  | { readonly kind: 'refused'; readonly why: string }

/**
 * @param target path and query as they were asked for, after our own part
 */
export function findRoute(method: string, target: string): Route {
  const [path = ''] = target.split('?')
  const segments = splitSegments(path)
  const isRead = method === 'GET' || method === 'HEAD'
  if (segments === null || (!isRead && segments.some(hidesSegments)))
    return { kind: 'refused', why: 'its address has parts that can be read in two ways' }
  if (segments[0] === '-') return findRouteOfService(segments.slice(1), isRead, method)
  const { name, rest } = readPackage(segments)
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

/** Whether a server that resolves what is encoded would see more than one segment, a scope's slash left out. */
const hidesSegments = (part: string): boolean => part.includes('/') && !/^@[^/]+\/[^/]+$/.test(part)

/** Addresses under `/-/`: logins, dist-tags, identity tokens, stages, searches. */
function findRouteOfService(segments: readonly string[], isRead: boolean, method: string): Route {
  const [service, ...rest] = segments
  const stage = service === 'stage' && method === 'POST' ? findRouteOfStage(rest) : null
  if (stage !== null) return stage
  const exchange = ['npm', 'v1', 'oidc', 'token', 'exchange', 'package']
  if (exchange.every((part, index) => segments[index] === part)) {
    const { name } = readPackage(segments.slice(exchange.length))
    if (name !== null && method === 'POST') return { kind: 'exchange', name }
  }
  const { name } = service === 'package' || service === 'stage' ? readPackage(rest) : { name: null }
  // What npm asks about vulnerabilities is compressed, and may be large.
  const isAudit = service === 'npm' && rest[0] === 'v1' && rest[1] === 'security'
  if (isRead || isAudit) return { kind: 'pass', name }
  if (['npm', 'v1', 'user', 'package', 'org', 'team', 'stage'].includes(service ?? ''))
    return { kind: 'service', name }
  return {
    kind: 'refused',
    why: `${method} of /-/${service ?? ''} is not how publishing tools write today`,
  }
}

function findRouteOfStage([first, ...rest]: readonly string[]): Route | null {
  if (first === 'package') {
    const { name } = readPackage(rest)
    return name === null
      ? { kind: 'refused', why: 'it stages no package' }
      : { kind: 'publish', name, staged: true }
  }
  return rest[0] === 'approve' && first !== undefined ? { kind: 'approve', stage: first } : null
}

/** Decoded; null where a server could see other segments than we do. */
function splitSegments(path: string): string[] | null {
  if (!path.startsWith('/')) return null
  try {
    const segments = path
      .slice(1)
      .replace(/\/$/, '')
      .split('/')
      .map((part) => decodeURIComponent(part))
    const isOdd = segments.some(
      (part, index) =>
        /^\.{1,2}(?:;|$)|[\\\0]|%/.test(part) || (part === '' && (index > 0 || segments.length > 1)),
    )
    return isOdd ? null : segments
  } catch {
    return null
  }
}

/** `@scope%2fname`, `@scope/name` or `name` at the start; null where there is none. */
function readPackage(segments: readonly string[]): { name: string | null; rest: readonly string[] } {
  const [first = '', second] = segments
  if (first === '' || first === '-') return { name: null, rest: segments }
  if (!first.startsWith('@') || first.includes('/')) return { name: first, rest: segments.slice(1) }
  return second === undefined || second === '-'
    ? { name: null, rest: segments }
    : { name: `${first}/${second}`, rest: segments.slice(2) }
}
