/**
 * A path by which a file is found again in another release: bundlers put a hash of the content into names
 * (`index-B7x9Qk2a.js`, `chunk-WE2CIJTT.js`, `main.3f2a91bc.css`), which every build changes. Word-like parts stay.
 */
export function normaliseNameForComparison(path: string): string {
  return path.replace(/([-._])([\w-]{8,20})(?=\.[a-z]+(\.[a-z]+)?$)/gi, (all, sign: string, part: string) =>
    isHash(part) ? `${sign}*` : all,
  )
}

function isHash(part: string): boolean {
  return /^[\w-]*\d[\w-]*$/.test(part) ? /[a-z]/i.test(part) : /^[A-Z]{8}$/.test(part)
}
