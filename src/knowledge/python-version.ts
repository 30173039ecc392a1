/** Spellings of the parts of a version that mean the same (PEP 440, "Normalization"). */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/[-_.]?(?:alpha|a)[-_.]?(\d*)/, 'a'],
  [/[-_.]?(?:beta|b)[-_.]?(\d*)/, 'b'],
  [/[-_.]?(?:preview|pre|rc|c)[-_.]?(\d*)/, 'rc'],
  [/[-_.]?(?:post|rev|r)[-_.]?(\d*)/, '.post'],
  [/[-_.]?dev[-_.]?(\d*)/, '.dev'],
]

/** A version of Python's index in the one form that stands for all its spellings, without zeros at the end or a local part. */
export function normalisePythonVersion(version: string): string {
  const [, release = '', suffix = ''] =
    /^v?(\d+(?:\.\d+)*)(.*)$/.exec(version.trim().toLowerCase().replace(/\+.*$/, '')) ?? []
  let rest = suffix
  let normal = ''
  for (const [pattern, sign] of SPELLINGS) {
    const match = pattern.exec(rest)
    if (match === null || match.index !== 0) continue
    normal += `${sign}${Number(match[1] || 0)}`
    rest = rest.slice(match[0].length)
  }
  return `${release.replace(/(?:\.0+)+$/, '')}${normal}${rest}`
}

/** A name of Python's index, whose spellings mean the same (PEP 503). */
export function normalisePythonName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-')
}
