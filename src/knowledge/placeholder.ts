import { isPublished } from './published-values.ts'

/** Words that people put where a secret belongs. */
const WORDS = [
  ...[
    'example',
    'sample',
    'placeholder',
    'your',
    'dummy',
    'fake',
    'redacted',
    'masked',
    'hidden',
    'changeme',
  ],
  ...[
    'insert',
    'replace',
    'password',
    'passwd',
    'secret',
    'token',
    'access',
    'personal',
    'xxxx',
    'todo',
    'fixme',
  ],
  ...[
    'foobar',
    'deadbeef',
    'cafebabe',
    'default',
    'invalid',
    'mock',
    'stub',
    'demo',
    'test',
    'here',
    'something',
  ],
]
/** In one of the three ways people write a word; a random token mixes cases, so it hardly ever holds one. */
const PLACEHOLDER = new RegExp(
  [...WORDS.flatMap((word) => [word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)])]
    .concat(['\\*{3}', '\\.{3}', '…', 'change[-_]me', 'CHANGE[-_]ME'])
    .join('|'),
)

/** Words that do not come about by chance in hundreds of random characters either. */
const LONG_PLACEHOLDER = /EXAMPLE|PLACEHOLDER|REDACTED|CHANGEME|YOUR[-_]/

const SEQUENCES = ['0123456789', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop', 'asdfghjkl', 'zxcvbnm']
/** This many neighbours of a sequence in a row do not come about by chance. */
const SEQUENCE_LENGTH = 7
const FRAGMENTS = SEQUENCES.flatMap((sequence) => {
  const forth = sequence + sequence.slice(0, SEQUENCE_LENGTH - 1)
  const fragments = Array.from(sequence, (_, start) => forth.slice(start, start + SEQUENCE_LENGTH))
  return [...fragments, ...fragments.map((fragment) => [...fragment].reverse().join(''))]
})
const REPEATED_LENGTH = 7
/** Longer values may hold runs of one character by construction: serialised structures do. */
const STRUCTURED_LENGTH = 100

/** Short codes one behind the other: `SE.SG.SH.SI.SJ`, as lists of countries and languages are packed. */
const LIST = /^(?:[A-Za-z]{2,3}[.|,;_-]){8,}[A-Za-z]{0,3}$/

/** Whether a value is a stand-in: a word, a keyboard row, one unit repeated, or too few different characters. */
export function isPlaceholder(value: string): boolean {
  if (value.length === 0 || isPublished(value)) return true
  if (value.length > STRUCTURED_LENGTH)
    return isRepetitive(value) || measureEntropyOfValue(value) < 3 || LONG_PLACEHOLDER.test(value)
  return (
    isRepetitive(value) ||
    PLACEHOLDER.test(value) ||
    isTemplate(value) ||
    isSequential(value) ||
    LIST.test(value)
  )
}

/** Whether nothing but rows of the alphabet or the keyboard says that a value is a stand-in: `abcdef1234567890ab`. */
export function isInOrder(value: string): boolean {
  if (value.length > STRUCTURED_LENGTH || isPublished(value)) return false
  return isSequential(value) && !isRepetitive(value) && !PLACEHOLDER.test(value) && !isTemplate(value)
}

/** Whether a value is filled in later: `${NAME}`, `<name>`, `{{name}}`, `%s`, `process.env.NAME`. */
export function isTemplate(value: string): boolean {
  return /^\$|\$\{|^<.*>?$|^\[.*\]$|\{\{|\}\}|^\{.*\}$|^%[a-z]$|^%\(?\w+\)?%?$|process\.env|import\.meta|^:\w+$|^#\{/i.test(
    value,
  )
}

/** Shannon entropy in bits per character. */
export function measureEntropyOfValue(value: string): number {
  const counts = new Map<string, number>()
  for (const character of value) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / value.length) * Math.log2(count / value.length)
  return bits
}

function isSequential(value: string): boolean {
  const lower = value.toLowerCase()
  return FRAGMENTS.some((fragment) => lower.includes(fragment))
}

function isRepetitive(value: string): boolean {
  if (measureLongestRun(value) >= (value.length > STRUCTURED_LENGTH ? value.length / 2 : REPEATED_LENGTH))
    return true
  if (value.length >= 12 && new Set(value).size < Math.min(7, value.length / 3)) return true
  for (let unit = 1; unit <= 12 && unit * 2 <= value.length; unit += 1)
    if (isUnitRepeated(value, unit)) return true
  return false
}

function measureLongestRun(value: string): number {
  let longest = 0
  let run = 0
  for (let at = 0; at < value.length; at += 1) {
    run = at > 0 && value[at] === value[at - 1] ? run + 1 : 1
    longest = Math.max(longest, run)
  }
  return longest
}

function isUnitRepeated(value: string, unit: number): boolean {
  for (let at = unit; at < value.length; at += 1) if (value[at] !== value[at - unit]) return false
  return true
}
