import { lstatSync, readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { decodeText } from '../layers/encodings/decode-text.ts'
import { KeywordSearch } from '../layers/keyword-search.ts'
import { recogniseSourceMap } from '../layers/maps/recognise-source-map.ts'
import { READER_KEYWORDS, readLayers } from '../layers/read-layers.ts'
import type { Entry } from '../model/entry.ts'
import type { Layer } from '../model/layer.ts'
import type { Limits } from '../model/limits.ts'
import type { SourceMapDocument } from '../model/source-map-document.ts'
import { formatAddressKey, makeAddress } from './address.ts'

/** A map that was read again, texts and mappings included. */
export interface ReadMap {
  readonly key: string
  readonly document: SourceMapDocument
}

/** The maps of an entry whose addresses are wanted. Those in a comment count only where they are the code's own. */
export function readMapsOfEntry(entry: Entry, wanted: ReadonlySet<string>, limits: Limits): ReadMap[] {
  if (wanted.size === 1 && wanted.has(entry.path)) {
    const document = recogniseSourceMap(decodeText(entry.content).bytes, entry.path)?.map ?? null
    return document === null ? [] : [{ key: entry.path, document }]
  }
  const found: ReadMap[] = []
  const tools = { search: new KeywordSearch(READER_KEYWORDS), limits, unseen: () => undefined }
  readLayers(entry, tools, (layer) => {
    if (layer.map === null) return
    const key = formatAddressKey(makeAddress({ path: entry.path, trail: layer.trail }))
    if (wanted.has(key) && isOwnMap(layer)) found.push({ key, document: layer.map })
  })
  return found
}

/** A map that lies beside the code on disk, though not in the tarball; null if there is none that can be read. */
export function readMapOnDisk(directory: string, file: string, limits: Limits): SourceMapDocument | null {
  try {
    const absolute = path.join(directory, file)
    // A link could lead to anything on the machine.
    const facts = lstatSync(absolute)
    const isOutside = !realpathSync(absolute).startsWith(realpathSync(directory) + path.sep)
    if (!facts.isFile() || facts.size > limits.entryBytes || isOutside) return null
    return recogniseSourceMap(decodeText(readFileSync(absolute)).bytes, file)?.map ?? null
  } catch {
    return null
  }
}

/**
 * A map inside code is the code's own if its comment has a line to itself. In an `eval` string the comment follows
 * the escaped text of a module, and is about that module only.
 */
function isOwnMap({ parent, parentOffset }: Layer): boolean {
  if (parent === null || parentOffset === null) return true
  const line = parent.bytes.lastIndexOf('\n', parentOffset) + 1
  if (parentOffset - line > 200) return false
  return /^\s*(?:\/\/|\/\*)[#@]\s*sourceMappingURL=\s*$/.test(
    parent.bytes.toString('utf8', line, parentOffset),
  )
}
