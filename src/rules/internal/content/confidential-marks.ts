import { isTestData, pathRole } from '../../../knowledge/path-role.ts'
import { baseName } from '../../../knowledge/path-words.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import { findMarker } from './confidentiality.ts'
import { AROUND, readTextAround } from './context.ts'
import { findInsidersDocument } from './internal-document.ts'

/** Licences and terms speak of confidential information and trade secrets by their nature. */
const LEGAL =
  /^(?:licen[cs]e|copying|notice|third|eula|terms|privacy|legal|nda|patents|security|code_of_conduct|changelog|history)/

/** A place where a text says that it is not for everybody. */
export interface ConfidentialMark {
  /** `document`: said in a way that documents have by habit. */
  readonly message: 'marker' | 'document'
  readonly phrase: string
  readonly offset: number
}

/** What the text says of itself, in each place; else what its head says if it is a document. */
export function findConfidentialMarks(layer: Layer, hits: Layer['hits']): ConfidentialMark[] {
  const path = findLayerPath(layer)
  if (LEGAL.test(baseName(path)) || isTestData(path) || layer.kind === 'binary') return []
  const isDocument = pathRole(path) === 'documentation'
  const marks = [...findMarkers(layer, hits)].map((mark): ConfidentialMark => {
    return { ...mark, message: isDocument && isBareWord(mark.phrase) ? 'document' : 'marker' }
  })
  if (marks.length > 0) return marks
  const head = findInsidersDocument(layer, hits)
  return head === null ? [] : [{ ...head, message: 'document' }]
}

/** What a text says of itself, once around each place. */
function* findMarkers(layer: Layer, hits: Layer['hits']): Generator<{ offset: number; phrase: string }> {
  const isPage = /\.x?html?$/i.test(findLayerPath(layer))
  let next = 0
  for (const hit of hits) {
    if (hit.offset < next) continue
    const { text } = readTextAround(layer, hit)
    const phrase = findMarker(hit.keyword, isPage ? text.replace(/<[^<>]{0,160}>/g, '\n') : text)
    if (phrase === null) continue
    next = hit.offset + AROUND
    yield { offset: hit.offset, phrase }
  }
}

/** The one word on a line of its own says less than a sentence. */
function isBareWord(phrase: string): boolean {
  return /^[\W_]*(?:company |strictly )?confidential[\W_]*$/i.test(phrase)
}
