import { formatLayerChain, type Layer } from '../../../model/layer.ts'

/** A file inside an archive of the package. */
export interface Member {
  /** Path of the archive in the package. */
  readonly path: string
  readonly trail: readonly string[]
}

/** The way to a layer that is a file in an archive: `app.asar!config/.env`; null for any other layer. */
export function formatMemberChain(layer: Layer): string | null {
  const isFile = layer.kind === 'text' || layer.kind === 'binary' || layer.kind === 'source-map'
  return isFile && layer.trail.length > 0 && layer.parent?.kind === 'binary' ? formatLayerChain(layer) : null
}
