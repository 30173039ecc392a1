/** What stands in headers of texts that are not for everybody. Each is looked for around its keyword only. */
const MARKERS: readonly (readonly [keyword: string, phrase: RegExp])[] = [
  [
    'confidential',
    /\b(?:strictly|highly|company|proprietary and|proprietary &|proprietary,?|private and|internal and|internal,?)\s+confidential\b/i,
  ],
  ['confidential', /\bconfidential\s+(?:and|&|-)\s+(?:proprietary|internal|privileged)\b/i],
  ['confidential', /^[\s*#/<!-]*(?:COMPANY |STRICTLY )?CONFIDENTIAL[\s*.:!>-]*$/m],
  [
    'internal use only',
    /\b(?:confidential|proprietary|company|employees|corporation|inc\.)[\s\S]{0,120}\binternal use only\b|\binternal use only\b[\s\S]{0,120}\b(?:confidential|proprietary|do not (?:re)?distribute|company|corporation)\b/i,
  ],
  ['trade secret', /\b(?:contains?|constitutes?|embod\w+|is|are)\b[\s\S]{0,80}\btrade secrets?\b/i],
  ['do not distribute', /^[\s*#/<!-]*(?:internal[\s,;:-]+)?do not (?:re)?distribute\b/im],
  [
    'not for distribution',
    /\b(?:confidential|proprietary|internal|unreleased)[\s\S]{0,120}\bnot for (?:public )?distribution\b/i,
  ],
]

/** What is looked for; each marker is tried around its keyword only. */
export const MARKER_KEYWORDS: readonly string[] = MARKERS.map(([keyword]) => keyword)

/** What the text around a keyword says, if it says that something is confidential. */
export function markerIn(keyword: string, around: string): string | null {
  for (const [word, phrase] of MARKERS) {
    const found = word === keyword ? phrase.exec(around)?.[0] : undefined
    // A pattern that looks for such words is no such text.
    if (found !== undefined && !/[|\\^$[\]]/.test(found)) return found
  }
  return null
}

/** A phrase on one line, without the signs of comments, at most 60 characters. */
export function shortened(phrase: string): string {
  const line = phrase.replace(/[\s*#/<>-]+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
