import { isTestData, pathRole } from '../../../knowledge/path-role.ts'
import { baseName } from '../../../knowledge/path-words.ts'
import { type Layer, layerPath } from '../../../model/layer.ts'
import { markerIn } from './confidentiality.ts'
import { AROUND, textAround } from './context.ts'
import { insidersDocument } from './internal-document.ts'

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
export function confidentialMarks(layer: Layer, hits: Layer['hits']): ConfidentialMark[] {
  const path = layerPath(layer)
  if (LEGAL.test(baseName(path)) || isTestData(path) || layer.kind === 'binary') return []
  const isDocument = pathRole(path) === 'documentation'
  const marks = [...markersIn(layer, hits)].map((mark): ConfidentialMark => {
    return { ...mark, message: isDocument && isBareWord(mark.phrase) ? 'document' : 'marker' }
  })
  if (marks.length > 0) return marks
  const head = insidersDocument(layer, hits)
  return head === null ? [] : [{ ...head, message: 'document' }]
}

/** What a text says of itself, once around each place. */
function* markersIn(layer: Layer, hits: Layer['hits']): Generator<{ offset: number; phrase: string }> {
  const isPage = /\.x?html?$/i.test(layerPath(layer))
  let next = 0
  for (const hit of hits) {
    if (hit.offset < next) continue
    const { text } = textAround(layer, hit)
    const phrase = markerIn(hit.keyword, isPage ? text.replace(/<[^<>]{0,160}>/g, '\n') : text)
    if (phrase === null) continue
    next = hit.offset + AROUND
    yield { offset: hit.offset, phrase }
  }
}

/** The one word on a line of its own says less than a sentence. */
function isBareWord(phrase: string): boolean {
  return /^[\W_]*(?:company |strictly )?confidential[\W_]*$/i.test(phrase)
}
