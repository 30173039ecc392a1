import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { isObject } from '../../model/json-object.ts'
import { type ManifestContext, replaceSpecs, resolvePnpmSpec } from './publish-manifest.ts'

type Manifest = Readonly<Record<string, unknown>>
type Members = Record<string, unknown>

/** Members of publishConfig that pnpm lifts to the top (@pnpm/exportable-manifest, overridePublishConfig). */
const LIFTED = [
  ...[
    'bin',
    'type',
    'imports',
    'main',
    'module',
    'typings',
    'types',
    'exports',
    'browser',
    'esnext',
    'es2015',
  ],
  ...['unpkg', 'umd:main', 'os', 'cpu', 'libc', 'typesVersions'],
]
/** Scripts that mean nothing to who installs the package. */
const DROPPED = ['prepublishOnly', 'prepack', 'prepare', 'postpack', 'publish', 'postpublish']

/** package.json as pnpm of a major version (9 to 12) publishes it. */
export async function writePnpmManifest(
  manifest: Manifest,
  context: ManifestContext,
  { major, embedReadme }: { readonly major: number; readonly embedReadme: boolean },
): Promise<Members> {
  const { scripts, packageManager: _, pnpm: __, ...kept } = manifest
  const published: Members = { ...kept }
  if (isObject(scripts))
    published.scripts = Object.fromEntries(
      Object.entries(scripts).filter(([name]) => !DROPPED.includes(name)),
    )
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    const isPeer = field === 'peerDependencies'
    const replaced = await replaceSpecs(manifest[field], (name, spec) =>
      resolvePnpmSpec(name, spec, context, { isPeer, major }),
    )
    if (replaced !== null) published[field] = replaced
  }
  liftPublishConfig(published, major)
  if (embedReadme && published.readme === undefined) {
    const readme = await readReadme(context.folder)
    if (readme !== null) published.readme = readme
  }
  if (typeof published.version === 'string' && major >= 11)
    published.version = published.version.replace(/\+.*$/, '')
  return major >= 11 ? transformMembers(published) : published
}

/** Brings members of publishConfig to the top, as pnpm of a major version does. */
export function liftPublishConfig(published: Members, major: number): void {
  if (!isObject(published.publishConfig)) return
  const lifted = [...LIFTED, ...(major >= 10 ? ['engines'] : []), ...(major >= 11 ? ['name'] : [])]
  const rest: Members = { ...published.publishConfig }
  for (const key of Object.keys(rest)) {
    if (!lifted.includes(key)) continue
    published[key] = rest[key]
    delete rest[key]
  }
  if (Object.keys(rest).length === 0) delete published.publishConfig
  else published.publishConfig = rest
}

/** The forms that pnpm 11 and 12 bring members into, in the order in which it does: a member that changes goes to the end. */
function transformMembers(manifest: Members): Members {
  let result = manifest
  if (typeof result.bin === 'string') {
    const { bin, ...rest } = result
    result = { ...rest, bin: { [String(result.name).replace(/^@[^/]*\//, '')]: bin } }
  }
  if (isObject(result.peerDependenciesMeta)) {
    const meta = Object.entries(result.peerDependenciesMeta).map(([name, one]) => {
      const { optional, ...rest } = isObject(one) ? one : {}
      return [name, { ...rest, optional: optional ?? false }]
    })
    result = { ...result, peerDependenciesMeta: Object.fromEntries(meta) }
  }
  if (typeof result.repository === 'string')
    result = { ...result, repository: { type: 'git', url: result.repository } }
  return result
}

async function readReadme(folder: string): Promise<string | null> {
  const name = (await readdir(folder)).find((file) => /^readme\.md$/i.test(file))
  return name === undefined ? null : readFile(path.join(folder, name), 'utf8')
}
