import { formatBytes } from './format-bytes.ts'
import { formatNumber } from './format-number.ts'

/** What can be put into a message: text and lists of text are hostile, numbers are not. */
export type TemplateValue = string | number | readonly string[]

/**
 * Fills the values into a message. The template's own text is ours and stays as written.
 * - `{path}`: text, encoded; a number with thousands separators; a list as `a, b and c`, each encoded, a long one with
 *   its first few and a count.
 * - `{files|file|files}`: a number with its noun: `1 file`, `1,900 files`.
 * - `{size:bytes}`: a number of bytes as `59.8 MB`.
 * `A {kind}` becomes `An npm token` where the value is spoken with a vowel first. A name without a value stays, so that a
 * mistake in a rule shows.
 */
export function fillTemplate(
  template: string,
  data: Readonly<Record<string, TemplateValue>>,
  encodeValue: (value: string) => string = (value) => value,
): string {
  const pattern = /(\b[Aa] )?\{(\w+)(?::(bytes)|\|([^|{}]*)\|([^|{}]*))?\}/g
  return template.replace(pattern, (placeholder: string, ...[article, name, unit, one, many]: Groups) => {
    const value = Object.hasOwn(data, name) ? data[name] : undefined
    if (value === undefined) return placeholder
    if (typeof value === 'string') return chooseArticle(article, value) + encodeValue(value)
    if (article !== undefined)
      return article + fillTemplate(placeholder.slice(article.length), data, encodeValue)
    if (typeof value !== 'number') return writeShortList(value.map(encodeValue))
    if (unit === 'bytes') return formatBytes(value)
    const number = formatNumber(value)
    return one === undefined || many === undefined ? number : `${number} ${value === 1 ? one : many}`
  })
}

/** What the pattern of a placeholder takes apart. */
type Groups = [article: string | undefined, name: string, unit?: string, one?: string, many?: string]

/** `a`, `a and b`, `a, b and c`. */
export function joinList(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`
}

/** Items of a list that are named in a sentence. */
const ITEMS_NAMED = 6

/** Like {@link joinList}; beyond the first few, how many more there are: `a, b and 34 more`. */
export function writeShortList(items: readonly string[], named: number = ITEMS_NAMED): string {
  if (items.length <= named + 1) return joinList(items)
  const left = formatNumber(items.length - named)
  return joinList([...items.slice(0, named), `${left} more`])
}

/** Letters whose names begin with a vowel: an npm token, an AWS key, an SSH key. */
const SPELLED_WITH_VOWEL =
  /^(?:[AEFHILMNORSX][A-Z0-9]{1,4}\b|(?:npm|https?|html|sftp|ssh|smtp|ssl|ftps?|mfa|rsa)\b)/
/** Written with a vowel and spoken with a consonant, and the other way round. */
const SPOKEN_OTHERWISE = {
  consonant: /^(?:uni|use|usu|euro?|one\b|u[a-z]?\b)/i,
  vowel: /^(?:hour|honest|heir)/i,
}

/** The article before a value, in the capital or small letter that the template has. */
function chooseArticle(article: string | undefined, value: string): string {
  if (article === undefined) return ''
  const isSpelled = /^[A-Z0-9]{2,5}\b/.test(value)
  const hasVowel =
    SPELLED_WITH_VOWEL.test(value) ||
    SPOKEN_OTHERWISE.vowel.test(value) ||
    (!isSpelled && /^[aeiou]/i.test(value) && !SPOKEN_OTHERWISE.consonant.test(value))
  return hasVowel ? `${article.trimEnd()}n ` : article
}
