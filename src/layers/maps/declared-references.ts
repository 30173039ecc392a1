import type { LayerReference } from '../../model/layer.ts'
import { readWasmMapUrl } from '../binaries/wasm-sections.ts'
import { findHeaderReferences } from './response-headers.ts'

/** Maps that are named by other means than a comment: response headers, and the section of a wasm module. */
export function findDeclaredReferences(
  name: string,
  kind: 'text' | 'binary',
  bytes: Buffer,
): LayerReference[] {
  if (kind === 'text') return findHeaderReferences(name, bytes)
  const wasm = readWasmMapUrl(bytes)
  return wasm === null || /^data:/i.test(wasm.url) ? [] : [wasm]
}
