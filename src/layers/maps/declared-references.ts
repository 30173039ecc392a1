import type { LayerReference } from '../../model/layer.ts'
import { wasmMapUrl } from '../binaries/wasm-sections.ts'
import { headerReferences } from './response-headers.ts'

/** Maps that are named by other means than a comment: response headers, and the section of a wasm module. */
export function declaredReferences(name: string, kind: 'text' | 'binary', bytes: Buffer): LayerReference[] {
  if (kind === 'text') return headerReferences(name, bytes)
  const wasm = wasmMapUrl(bytes)
  return wasm === null || /^data:/i.test(wasm.url) ? [] : [wasm]
}
