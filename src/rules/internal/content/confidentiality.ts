/** What stands in headers of texts that are not for everybody. Each is looked for around its keyword only. */
const MARKERS: readonly (readonly [keyword: string, phrase: RegExp])[] = [
  [
    'confidential',
    /\b(?:strictly|highly|company|proprietary and|proprietary &|proprietary,?|private and|privileged and|privileged &|internal and|internal,?)\s+confidential\b/i,
  ],
  ['confidential', /\bconfidential\s+(?:and|&|-)\s+(?:proprietary|internal|privileged)\b/i],
  ['confidential', /^[\s*#/<!-]*(?:COMPANY |STRICTLY )?CONFIDENTIAL[\s*.:!>-]*$/m],
  [
    'confidential',
    /^[\s*#>/<!_([-]*(?:COMPANY |STRICTLY )?CONFIDENTIAL\b[\s*_.:!,()\u2013\u2014\x80-\xff-]{1,8}(?:[^\n.:;]{2,50}?[\s\u2013\u2014\x80-\xff|-]{1,8})?(?:do not|not for|not to be|for internal|internal(?: use)?(?: only)?$|property of|(?:shared |disclosed )?under (?:an? )?(?:nda|non-disclosure))[^\n]{0,100}$/im,
  ],
  [
    'internal use only',
    /\b(?:confidential|proprietary|company|employees|corporation|inc\.)(?:[^.]{0,120}|[\s.:,;*/#!-]{1,24}(?:for )?(?:\w+ )?)\binternal use only\b|\binternal use only\b(?:[^.]{0,120}|[\s.:,;*/#!-]{1,24}(?:\w+ )?)\b(?:confidential|proprietary|do not (?:re)?distribute|company|corporation)\b/i,
  ],
  [
    'trade secret',
    /\b(?:contains?|constitutes?|embod\w+)\b[\s\S]{0,80}\btrade secrets?\b|\b(?:this|these|the following|all) (?:\w+ ){0,2}(?:files?|sources?|code|programs?|software|documents?|modules?|materials?|information|contents?|algorithms?)\b[^.]{0,60}\b(?:is|are)\b[^.]{0,80}\btrade secrets?\b/i,
  ],
  ['vertraulich', /^[\s*#>/<!_-]*(?:streng |strikt )?vertraulich(?:es dokument)?\b[^\n"'`]{0,60}$/im],
  ['internen gebrauch', /\bnur f[^\s]{1,4}r (?:den )?internen gebrauch\b/i],
  [
    'confidentiel',
    /^[\s*#>/<!_-]*(?:(?:document|rapport|note|fichier) )?(?:strictement )?confidentiel(?:le)?\b[^\n"'`]{0,40}$/im,
  ],
  [
    'confidencial',
    /^[\s*#>/<!_-]*(?:(?:documento|informe|relat[^\s]{1,3}rio|uso interno)[\s,;:/\x80-\xff-]{1,8})?(?:estrictamente |estritamente )?confidencial\b[^\n"'`]{0,40}$/im,
  ],
  [
    'riservat',
    /^[\s*#>/<!_-]*(?:documento riservato|(?:strettamente|rigorosamente) riservato)\b[^\n"'`]{0,40}$/im,
  ],
  ['vertrouwelijk', /^[\s*#>/<!_-]*(?:strikt |zeer )?vertrouwelijk(?: document)?\b[^\n"'`]{0,40}$/im],
  [
    'do not distribute',
    /^[\s*#/<!-]*(?:internal[\s,;:-]+(?:only[\s,;:-]+)?)?do not (?:re)?distribute[\s.!*>)-]*$/im,
  ],
  [
    'not for distribution',
    /\b(?:confidential|proprietary|internal|unreleased)[\s\S]{0,120}\bnot for (?:public )?distribution\b/i,
  ],
]

/** Notices of licences and terms speak of secrets by their nature, and ship with what they are about. */
const LEGAL_NOTICE =
  /copyright|\(c\)|©|all rights reserved|licen[cs]e|agreement|warrant|liab|governed by|permission|trademark|intellectual property|end user|terms (?:of|and)/i
const STANDS_ALONE = /^[\s*#/<!-]*(?:COMPANY |STRICTLY )?CONFIDENTIAL[\s*.:!>-]*$|internal use only/im

/** Advice on what to keep to oneself is no mark on the text that gives it. */
const ADVICE = /\b(?:keep|kept|keeps|treat|treated|remain|stay)\s(?:\w+\s){0,4}[^\s]?$/i

/** Words for a stamp, in quotes beside others of their kind. */
function isListed(around: string, found: string): boolean {
  const at = around.indexOf(found)
  return (
    /["'`]\s{0,4}$/.test(around.slice(0, at)) &&
    /^\s{0,4}["'`]\s{0,4}[,\])}|:]/.test(around.slice(at + found.length))
  )
}

/** A word in a list of words, one a line: a dictionary has this one as well. */
function isInWordList(around: string, found: string): boolean {
  const word = found.trim()
  if (/\s/.test(word)) return false
  const at = around.indexOf(found)
  const listWords = (text: string) => text.split(/\r?\n/).filter((line) => line.trim() !== '')
  const near = [
    ...listWords(around.slice(0, at)).slice(-4),
    ...listWords(around.slice(at + found.length)).slice(0, 4),
  ]
  return near.length >= 4 && near.every((line) => /^\s*[\p{L}'’\x80-\xff/-]{1,40}\d{0,4}\s*$/u.test(line))
}

/** What is looked for; each marker is tried around its keyword only. */
export const MARKER_KEYWORDS: readonly string[] = MARKERS.map(([keyword]) => keyword)

/** What the text around a keyword says, if it says that something is confidential. */
export function findMarker(keyword: string, around: string): string | null {
  for (const [word, phrase] of MARKERS) {
    const found = word === keyword ? phrase.exec(around)?.[0] : undefined
    // A pattern that looks for such words is no such text, nor is a list of them.
    if (
      found === undefined ||
      /[|\\^$[\]]/.test(found) ||
      isListed(around, found) ||
      isInWordList(around, found)
    )
      continue
    if (ADVICE.test(around.slice(0, around.indexOf(found) + 1))) continue
    if (!LEGAL_NOTICE.test(around) || STANDS_ALONE.test(found)) return found
  }
  return null
}

/** A phrase on one line, without the signs of comments, at most 60 characters. */
export function shortenPhrase(phrase: string): string {
  const line = phrase.replace(/[\s*#/<>-]+/g, ' ').trim()
  return line.length > 60 ? `${line.slice(0, 60)}…` : line
}
