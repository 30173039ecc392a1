import { findSofteningAt } from '../../../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../../../model/layer.ts'
import { DOCUMENT } from './data-file-names.ts'
import type { FileData } from './data-in-file.ts'

/** Whether data in a layer is there for showing: among tests or examples, or in a document. */
export function isShownData(layer: Layer): boolean {
  return findSofteningAt('record', formatLayerChain(layer)) !== null || DOCUMENT.test(findLayerPath(layer))
}

/** The message for data in a layer: by what it is, and milder where it is there for showing. */
export function chooseMessageOfData({ message, kind, holds }: FileData, layer: Layer) {
  // A document may hold a table of people as well as any other file; what else is in one is there for showing.
  const isSoft =
    message === 'people' ? findSofteningAt('record', formatLayerChain(layer)) !== null : isShownData(layer)
  if (isSoft) return 'shown'
  const isDictionary = message === 'store' && kind === 'An SQLite database' && /^the tables /.test(holds)
  return isDictionary ? 'dictionary' : message
}
