import { isObject } from '../../model/json-object.ts'
import { resolveCatalogSpec } from './catalogs.ts'
import { liftPublishConfig } from './pnpm-manifest.ts'
import { type ManifestContext, replaceSpecs, writeLernaManifest } from './publish-manifest.ts'

type Manifest = Readonly<Record<string, unknown>>

const FIELDS = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']
/** lerna-lite lifts of publishConfig what pnpm 9 does (override-publish-config.js). */
const LIKE_PNPM = 9

/**
 * package.json as lerna-lite writes it: what lerna does, catalogues replaced as well, and publishConfig lifted. A peer
 * dependency on another workspace gets the range that the package has for it elsewhere.
 */
export async function writeLernaLiteManifest(
  manifest: Manifest,
  context: ManifestContext,
): Promise<Record<string, unknown>> {
  const named: Record<string, unknown> = { ...manifest }
  for (const field of FIELDS) {
    const replaced = await replaceSpecs(
      manifest[field],
      (name, spec) => resolveCatalogSpec(name, spec, context.catalogs) ?? spec,
    )
    if (replaced !== null) named[field] = replaced
  }
  const { peerDependencies, ...others } = named
  const written = await writeLernaManifest(others, context)
  const ranges: Manifest = Object.assign(
    {},
    ...['devDependencies', 'optionalDependencies', 'dependencies'].map((field) => written[field]),
  )
  const peers = await replaceSpecs(peerDependencies, (name, spec) => resolvePeerSpec(spec, ranges[name]))
  // In the place that it had.
  const published = Object.fromEntries(
    Object.keys(named).map((field) => [field, field === 'peerDependencies' ? peers : written[field]]),
  )
  if (isObject(published.publishConfig)) liftPublishConfig(published, LIKE_PNPM)
  return published
}

function resolvePeerSpec(spec: string, range: unknown): string {
  if (!spec.startsWith('workspace:') || typeof range !== 'string') return spec
  const rest = spec.slice('workspace:'.length)
  return /^[~^*]$/.test(rest) ? range : rest
}
