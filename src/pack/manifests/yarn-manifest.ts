import { isObject } from '../../model/json-object.ts'
import { type ManifestContext, replaceSpecs, resolveYarnSpec } from './publish-manifest.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Members of publishConfig that Yarn lifts to the top (plugin-pack and plugin-typescript, `beforeWorkspacePacking`). */
const LIFTED = ['type', 'main', 'browser', 'module', 'exports', 'imports', 'bin', 'typings', 'types']

/** package.json as Yarn 2 and later publish it. */
export async function writeYarnManifest(
  manifest: Manifest,
  context: ManifestContext,
): Promise<Record<string, unknown>> {
  const published: Record<string, unknown> = structuredClone({ ...manifest })
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    const replaced = await replaceSpecs(manifest[field], (name, spec) =>
      resolveYarnSpec(name, spec, context, field === 'optionalDependencies'),
    )
    if (replaced !== null) published[field] = replaced
  }
  const config = isObject(manifest.publishConfig) ? manifest.publishConfig : {}
  for (const field of LIFTED) if (config[field]) published[field] = config[field]
  return published
}
