import type { KeywordHits, Layer } from '../../../model/layer.ts'
import { findLayerPath } from '../../../model/layer.ts'
import { isProse } from './context.ts'

/** Characters of a document in which it says whom it is for. */
const HEAD = 3000
const AROUND = 200
const OFFICE = /\.(?:docx|pptx|xlsx|odt|odp|ods|docm|dotx|pdf)!/i

/** What stands at the head of documents that are for the people of one house, by the word that is searched for. */
const MARKS: readonly (readonly [keywords: readonly string[], phrase: RegExp])[] = [
  [
    [
      'do not share',
      'do not forward',
      'do not circulate',
      'do not publish',
      'do not distribute',
      'not be shared',
      'not be forwarded',
      'not be circulated',
      'not be distributed',
      'not be disclosed',
      'employees only',
      'staff only',
      'outside the ',
      'outside of the ',
      'never share',
    ],
    /\b(?:internal (?:use )?only|for internal use|strictly internal|company[- ]internal|internal (?:document|memo|report|paper))\b[^\n]{0,80}(?:\n\s*)?[^\n]{0,60}?\b(?:(?:do not|must not|never|not to be|may not be|not be)\s+(?:be\s+)?(?:share|forward|circulat|distribut|publish|disclos)\w*|outside (?:of )?(?:the |our )?(?:company|firm|organi[sz]ation|house|team|board)\b|(?:employees|staff) only\b)|\b(?:do not|must not|never|not to be|may not be|not be)\s+(?:be\s+)?(?:share|forward|circulat|distribut|publish|disclos)\w*\s+(?:\w+\s+){0,3}outside (?:of )?(?:the |our )?(?:company|firm|organi[sz]ation|house|team|board)\b/i,
  ],
  [
    ['do not share', 'do not forward', 'do not distribute', 'not be shared', 'not be distributed'],
    /\b(?:[Ss]hare|[Ff]orward|[Dd]istribute|shared|distributed)\s+(?:\w+\s+){0,3}outside (?:of )?[A-Z]\w+/,
  ],
  [
    ['classification', 'confidentiality', 'sensitivity'],
    /^[\s*#>|_-]*(?:(?:data|document|information|security)[ -])?(?:classification|confidentiality|sensitivity)(?: level)?["'*_\s|]*[:=|]["'*_\s|]*(?:(?:strictly |company |highly )(?:internal|private)|internal(?: use)? only|(?:strictly |company |highly )?(?:confidential|restricted|secret|vertraulich))\b[^\n]{0,40}/im,
  ],
  [['tlp:'], /^[\s*#>|_[(]*TLP:\s?(?:RED|AMBER(?:\+STRICT)?)\b(?!:)(?![\s\S]*TLP:\s?(?:GREEN|CLEAR|WHITE))/m],
  [
    ['eyes only'],
    /^[\s*#>|_[(-]*(?:for )?(?:your|company|internal|management|board|executive) eyes only\b/im,
  ],
  // The very first words of it; further down, or in a remark, it is said of a package, a class or an option.
  [
    ['internal use only'],
    /^\ufeff?[\s*#|_[(-]*(?:(?:for|strictly) )?internal use only\b(?![^\n]*\b(?:package|module|library|api|component|plugin|class)\b)/i,
  ],
  // "Acme Confidential": the house puts its name before it. In English, titles of chapters begin with small words too.
  [
    ['confidential'],
    /^[\s*#>|_[(-]*(?!(?:Keep|Is|Not|The|This|Stay|Client|Access|Type|Public|Private|Non|Azure|Google)\b)[A-Z][\w&.-]{2,30}(?:,? (?:Inc|Ltd|GmbH|Corp|LLC|AG)\.?)? (?:Internal (?:and|&) )?Confidential[\s*_.:!)\]|-]*$/m,
  ],
  [['poufne'], /^[\s*#>|_[(-]*(?:\S{1,8}ci\S{1,2}le )?poufne(?=[\s*_.:!,)\]|-]|$)[^\n]{0,40}$/im],
  [
    ['internal memo', 'interoffice memo', 'inter-office memo'],
    /^[\s*#>|_[(-]*(?:internal|interoffice|inter-office)[ -]memo(?:randum)?\b/im,
  ],
]

/** What to search for. */
export const DOCUMENT_KEYWORDS: readonly string[] = [...new Set(MARKS.flatMap(([keywords]) => keywords))]

/** Where and how the head of a document says that it is for insiders; null for any other text. */
export function findInsidersDocument(
  layer: Layer,
  hits: KeywordHits,
): { offset: number; phrase: string } | null {
  if (layer.kind === 'binary' || !(isProse(layer) || OFFICE.test(findLayerPath(layer)))) return null
  const isPage = /\.x?html?$/i.test(findLayerPath(layer))
  for (const { keyword, offset } of hits) {
    if (offset > HEAD) return null
    const text = layer.bytes.toString('utf8', Math.max(0, offset - AROUND), offset + AROUND)
    const around = isPage ? text.replace(/<[^<>]{0,160}>/g, '\n') : text
    const phrase = MARKS.filter(([keywords]) => keywords.includes(keyword))
      .map(([, mark]) => mark.exec(around)?.[0])
      .find((found) => found !== undefined)
    if (phrase !== undefined && !isInFence(layer.bytes, offset)) return { offset, phrase }
  }
  return null
}

/** What stands in a block of code is an example. */
function isInFence(bytes: Buffer, offset: number): boolean {
  return bytes.toString('latin1', 0, offset).split('```').length % 2 === 0
}
