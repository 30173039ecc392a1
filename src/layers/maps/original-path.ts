import { posix } from 'node:path'
import type { MapSource } from '../../model/source-map-document.ts'

/** `webpack://name/…`, `turbopack:///[project]/…`, `file:///…`: the scheme and the namespace after it. */
const SCHEME = /^([a-z][a-z0-9+.-]+):(\/{2,3})?/i
/** Folders that package managers own. */
const DEPENDENCY =
  /(^|\/)(node_modules|bower_components|jspm_packages|\.pnpm|\.yarn\/(cache|unplugged|__virtual__))\//
/** What webpack puts under its own scheme (webpack/lib/runtime, ModuleFilenameHelpers). */
const WEBPACK_OWN =
  /^(webpack\/(runtime|bootstrap|startup|before-startup|container|sharing|universalModuleDefinition|hot)|\(webpack\)|external |ignored\||delegated |provide |consume |container entry|remote )/
/** Modules that bundlers make up: rollup, vite, rolldown, esbuild, parcel, browserify, bun, turbopack. */
const MADE_UP =
  /^(_?virtual[:/]|_virtual\/|vite\/(modulepreload-polyfill|preload-helper|dynamic-import-helper)|__vite-|rolldown[:/]runtime|rolldown\/|rollupPluginBabelHelpers|commonjsHelpers|<(define|runtime|injected)|\[turbopack\]|\[turbopack-node\]|\[next\]|\[externals\]|bun:wrap|node:|parcel\/runtime|@parcel\/runtime|\(disabled\):|disabled:)/

/** What a map's `sources` member names: what a person would call the file, and whose it is. */
export interface OriginalPath {
  readonly path: string
  readonly origin: MapSource['origin']
}

/**
 * Joins `sourceRoot` and a name from `sources` as ECMA-426 does (plain concatenation with a slash), then takes
 * away what bundlers put before the path: schemes, namespaces, leading `../`, content hashes.
 */
export function resolveOriginalPath(
  name: string | null,
  sourceRoot: string | null,
  index: number,
): OriginalPath {
  if (name === null || name === '') return { path: `source-${index + 1}`, origin: 'first-party' }
  const joined = join(name, sourceRoot)
  const scheme = SCHEME.exec(joined)?.[1]?.toLowerCase() ?? null
  const bare = tidy(removeScheme(joined.replace(/\0/g, '')))
  return { path: bare === '' ? name : bare, origin: decideOrigin(name, bare, scheme) }
}

function join(name: string, sourceRoot: string | null): string {
  if (sourceRoot === null || sourceRoot === '' || SCHEME.test(name) || name.startsWith('/')) return name
  return `${sourceRoot.replace(/\/+$/, '')}/${name}`
}

function removeScheme(joined: string): string {
  const slashes = joined.replace(/\\/g, '/')
  const match = SCHEME.exec(slashes)
  if (match === null || /^[a-z]$/i.test(match[1] ?? '')) return slashes
  const scheme = (match[1] ?? '').toLowerCase()
  const rest = slashes.slice(match[0].length)
  if (scheme === 'file') return `/${rest.replace(/^\/+/, '')}`
  if (scheme === 'http' || scheme === 'https') return rest.replace(/[?#].*$/, '').replace(/^[^/]*\//, '')
  if (!scheme.startsWith('webpack') && !scheme.startsWith('turbopack')) {
    return match[2] === undefined ? slashes : rest.replace(/^\/+/, '')
  }
  // `webpack:///./src/a.js` has no namespace, `webpack://@scope/name/./src/a.js` has one.
  if (match[2] === '///') return rest.replace(/^\[project\]\//, '')
  return rest.replace(/^(@[^/]+\/)?[^/]*\//, '')
}

function tidy(path: string): string {
  const rest = path.replace(/\?[0-9a-f]{4,8}$/, '')
  return rest === '' ? '' : posix.normalize(rest).replace(/^(\.{1,2}\/)+/, '')
}

function decideOrigin(name: string, bare: string, scheme: string | null): MapSource['origin'] {
  if (name.includes('\0') || MADE_UP.test(bare)) return 'bundler'
  if (
    scheme?.startsWith('webpack') &&
    (WEBPACK_OWN.test(bare) || /^webpack:\/\/[^/]*\/(\(webpack\)|webpack\/)/.test(name))
  )
    return 'bundler'
  if (WEBPACK_OWN.test(name) || / (lazy|sync|eager|weak) (recursive )?[\^.]/.test(bare)) return 'bundler'
  return DEPENDENCY.test(bare) ? 'dependency' : 'first-party'
}
