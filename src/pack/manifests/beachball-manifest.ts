import { isObject } from '../../model/json-object.ts'
import { type Catalogs, readCatalogs, resolveCatalogSpec } from './catalogs.ts'
import { explainUnknownWorkspace, type ManifestContext, replaceSpecs } from './publish-manifest.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Members of publishConfig that beachball lifts to the top (beachball 2, performPublishOverrides.ts). */
const LIFTED = ['types', 'typings', 'main', 'module', 'exports', 'repository', 'bin', 'browser', 'files']

const WORKSPACE = 'workspace:'

/** package.json as beachball writes it before it calls npm; null where it leaves it alone. */
export async function writeBeachballManifest(
  manifest: Manifest,
  context: ManifestContext,
): Promise<Manifest | null> {
  const published: Record<string, unknown> = { ...manifest }
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const replaced = await replaceSpecs(manifest[field], (name, spec) =>
      resolveBeachballSpec(name, spec, context),
    )
    if (replaced !== null) published[field] = replaced
  }
  if (isObject(manifest.publishConfig)) {
    const rest: Record<string, unknown> = { ...manifest.publishConfig }
    for (const key of Object.keys(rest)) {
      if (!LIFTED.includes(key)) continue
      published[key] = rest[key]
      delete rest[key]
    }
    published.publishConfig = rest
  }
  return JSON.stringify(published) === JSON.stringify(manifest) ? null : published
}

async function resolveBeachballSpec(name: string, given: string, context: ManifestContext): Promise<string> {
  const spec = resolveCatalogSpec(name, given, context.catalogs) ?? given
  if (!spec.startsWith(WORKSPACE)) return spec
  const range = spec.slice(WORKSPACE.length)
  const members = (await context.workspace?.members()) ?? []
  const meant = members.find(({ manifest }) => manifest.name === name)?.manifest
  if (meant === undefined) throw explainUnknownWorkspace(name, spec, context, 'beachball')
  if (range === '*') return String(meant.version)
  return range === '^' || range === '~' ? `${range}${meant.version}` : range
}

/** Versions that the workspace keeps in one place, whichever package manager it has. */
export async function readAllCatalogs(root: string): Promise<Catalogs> {
  return {
    ...(await readCatalogs('bun', root)),
    ...(await readCatalogs('yarn', root)),
    ...(await readCatalogs('pnpm', root)),
  }
}
