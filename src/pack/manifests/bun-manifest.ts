import { type ManifestContext, replaceSpecs, resolveBunSpec } from './publish-manifest.ts'

type Manifest = Readonly<Record<string, unknown>>

/** package.json as Bun publishes it: only dependencies are rewritten, publishConfig stays where it is. */
export async function writeBunManifest(
  manifest: Manifest,
  context: ManifestContext,
): Promise<Record<string, unknown>> {
  const published: Record<string, unknown> = { ...manifest }
  for (const field of ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']) {
    const replaced = await replaceSpecs(manifest[field], (name, spec) => resolveBunSpec(name, spec, context))
    if (replaced !== null) published[field] = replaced
  }
  return published
}
