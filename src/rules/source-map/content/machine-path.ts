/** A path of the machine that built the package. */
export interface MachinePath {
  /** The folder that gives it away: `/home/ada/acme`. */
  readonly root: string
  /** The user whose home it is in, or null. */
  readonly user: string | null
}

/** Top folders in which machines keep people's and build services' checkouts. */
const TOP =
  'Users|home|root|private|tmp|var|builds?|opt|mnt|data|srv|usr|Volumes|workspaces?|github|codebuild|drone|buildkite|bamboo|jenkins|vsts|__w|app|go|nix'
const POSIX = new RegExp(`^/(?:${TOP})/[^/]+`, 'i')
/** Bundlers put a scheme or steps upward before an absolute path. */
const HIDDEN_HOME = /(?:^|[/:])(?:\.\.\/){2,}((?:Users|home)\/[^/]+\/[^/]+)/
const SCHEME_HOME = /^(?!https?:)[a-z][a-z0-9+.-]+:\/{2,4}(?:[^/]*\/{1,2})?((?:Users|home)\/[^/]+\/[^/]+)/i
const DRIVE = /^(?:[a-z][a-z0-9+.-]+:\/{2,3})?\/?([a-z]:\/[^/]+(?:\/[^/]+)?)/i
/** An absolute path of so many folders is somebody's, wherever it begins; `/source/` is a default of gulp's. */
const MANY_FOLDERS = /^\/(?:[^/]+\/){4}/

/** Recognises an absolute path or `file:` URL of a build machine in what a map or comment names; null for others. */
export function recogniseMachinePath(name: string): MachinePath | null {
  const path = name.replace(/\\/g, '/').replace(/^file:\/{2}(?:localhost(?=\/))?/i, '')
  const isFile = path !== name.replace(/\\/g, '/')
  const drive = DRIVE.exec(path)?.[1]
  if (drive !== undefined) return { root: drive, user: readUser(drive) }
  if (/^\/\/[^/]+\/[^/]+/.test(path) && name.startsWith('\\\\'))
    return { root: path.split('/', 4).join('/'), user: null }
  const hidden = HIDDEN_HOME.exec(path)?.[1] ?? SCHEME_HOME.exec(path)?.[1]
  if (hidden !== undefined) return { root: `/${hidden}`, user: readUser(`/${hidden}`) }
  if (!path.startsWith('/') || path.startsWith('//')) return null
  if (!isFile && !POSIX.test(path) && !MANY_FOLDERS.test(path)) return null
  return { root: path.split('/').slice(0, -1).slice(0, 4).join('/') || '/', user: readUser(path) }
}

function readUser(path: string): string | null {
  return /(?:^|\/)(?:Users|home)\/([^/]+)/i.exec(path)?.[1] ?? null
}
