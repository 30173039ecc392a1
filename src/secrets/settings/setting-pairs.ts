import type { SettingsSyntax } from '../../knowledge/settings-file.ts'
import { findMembersOfStores } from './members-of-stores.ts'
import { type SettingPair, trimPair, undoEscapes } from './setting-pair.ts'
import { findPairsOfTables } from './table-pairs.ts'

/**
 * Begins where a name begins and ends where it ends, before what may stand behind one: else every letter of a long name
 * would be tried, and every name as far as an operator.
 */
const NAME =
  '(?<![A-Za-z0-9_\\u0080-\\u024f])([A-Za-z_@$\\u0080-\\u024f][\\w.$@\\u0080-\\u024f-]{0,80}(?=["\'`\\] \\t!?:=|\\\\])(?::[A-Za-z_][\\w.$-]{0,60}(?![\\w.$-]))?)'
/** A type between name and value, as TypeScript, Kotlin and Swift have it. */
const TYPE =
  "(?:\\??![ \\t]*)?(?:\\??:[ \\t]{0,4}(?:&(?:'\\w{1,20}[ \\t])?)?[A-Za-z_][\\w.<>|]{0,40}\\??[ \\t]{1,4}(?==))?"
const OPERATOR = '(?:=>|:=|={1,3}|:|\\|\\||\\?\\?)'
/** `process.env.NAME || 'value'`: what stands where the variable is not set. */
const FALLBACK =
  '(?:(?:process\\.env|import\\.meta\\.env)[\\w.[\\]"\']{1,60}[ \\t]{0,4}(?:\\|\\||\\?\\?)[ \\t]{0,4})?'
/** `name: "value"`, `"name": 'value'`, `['name'] => "value"`, `NAME || 'value'`, `name="value"`. */
const QUOTED = new RegExp(
  `${NAME}["'\`]?\\]?[ \\t]{0,20}${TYPE}${OPERATOR}[ \\t\\r\\n]{0,40}(?:\\[[ \\t\\r\\n]{0,40}){0,2}${FALLBACK}(?:@|[rbuf]|N)?(?:""(?=")|''(?='))?(["'\`])((?:\\\\.|(?!\\2)[^\\\\\\r\\n]){1,600})\\2`,
  'g',
)
/** The same inside another string: `\\"name\\":\\"value\\"`. */
const ESCAPED = new RegExp(
  `${NAME}(\\\\{1,3}["'])[ \\t]{0,4}[:=][ \\t]{0,4}\\2([^"'\\\\\\r\\n]{1,600})\\2`,
  'g',
)
/** Without this there is none. */
const SETTER_SIGN = /(?:pass\w{0,6}|pwd|secret|token|key)\(\s{0,4}["'`]/i
/** Without this there is none. */
const ESCAPED_SIGN = /\\{1,3}["'][ \t]{0,4}[:=][ \t]{0,4}\\{1,3}["']/
/** `name: value`, `name = value`, `- name: value`, `ENV NAME value`, to the end of the line; no string of a list alone. */
const LINE =
  /^[ \t]*(?!["'][^"'\r\n]*["'],?[ \t]*\r?$)(?:[-*][ \t]+)?(?:(?:export|set|setx|local|readonly|declare|env|arg|define|let|var|const|val|static|final|public|private)[ \t]+){0,3}["']?([A-Za-z_@$.\u00c0-\uffef][\w.$@ \u00c0-\uffef-]{0,80}?(?::[A-Za-z_][\w.$-]{0,60})?)["']?[ \t]{0,20}(?::=|：|[:=]|=>|[ \t])[ \t]{0,20}([^\s"'`{[&|>][^\r\n]{0,600})$/gim
/** The first of a list of YAML: `hosts:` and below it `- db1.example.com`. */
const LISTED =
  /^[ \t]*((?:[\w.-]{0,40}[_.-])?(?:hosts?|servers?|brokers?|nodes?|endpoints?|urls?|addresses))["']?[ \t]*:[ \t]*\r?\n[ \t]*-[ \t]+["']?([^\s"'#]{4,200})/gim
/** `NAME=value command`, several on a line, in shells and unit files. */
const INLINE = /(?:^|[\s;&"'(])([A-Za-z_][A-Za-z0-9_]{2,60})=([^\s"'`;&|)<>]{3,300})/g
/** A setting without a sign between, as Groovy's and Ruby's builders have it. */
const SPACED =
  /\b([A-Za-z_]{0,40}(?:[Uu]ser(?:name)?|[Ll]ogin|[Pp]ass(?:word)?|[Ss]ecret|[Tt]oken|[Pp]assphrase|[Hh]ost(?:name)?|[Ss]erver|[Uu]rl))[ \t]{1,4}(["'])([^"'\r\n]{4,200})\2/g
/** An address of a server that stands alone, as the first argument of a client. */
const ADDRESS = /["'`]([a-z][a-z0-9+.-]{1,20}:\/\/[^\s"'`@]{4,200})["'`]/g
/** The name of one on the web: code has many such, so it says less than another. */
export const WEB_ADDRESS = 'web address url'
/** A line of a comment in code: ` * password: …`, `// user = …`. */
const COMMENTED =
  /^[ \t]*(?:\*|\/\/|#)[ \t]{0,12}([A-Za-z_][\w.-]{0,40})[ \t]{0,8}[:=][ \t]{0,8}([^\s"'`{}()<>[\],;|*]{3,100})[ \t]*\r?$/gm
/** A value with words about itself, as templates of Azure have it: `"adminPassword": { "value": "…" }`. */
const NESTED =
  /"([A-Za-z_][\w.-]{0,80})"[ \t]{0,4}:[ \t]{0,4}\{[^{}]{0,200}?"value"[ \t]{0,4}:[ \t]{0,4}"([^"\\\r\n]{1,600})"/g
/** `#define NAME "value"`, as C and its kin have it. */
const DEFINED = /^[ \t]*#[ \t]*define[ \t]+([A-Za-z_]\w{1,80})[ \t]+"([^"\\\r\n]{1,600})"/gm
/** `<name>value</name>` and `<key>name</key><string>value</string>`. */
const ELEMENT =
  /<([A-Za-z_][\w.:-]{0,80})(?:\s[^<>]{0,200})?>\s{0,20}(?:<!\[CDATA\[)?([^<>\r\n]{1,600}?)(?:\]\]>)?\s{0,20}<\/\1\s{0,4}>/g
/** `<property name="connection.password">value</property>`, as Hibernate, Jetty, Android and Spring have it. */
const ATTRIBUTED =
  /<[\w:]{1,30}\s(?:name|key|id)="([A-Za-z_][\w.:-]{0,80})"\s{0,4}>\s{0,20}([^<>\r\n]{1,600}?)\s{0,20}<\//g
/** `<AdministratorPassword><Value>value</Value>`: an element that holds nothing but a value of its own. */
const VALUED =
  /<([A-Za-z_][\w.:-]{0,80})>\s{0,40}<(?:value|string|text|contents?)(?:\s[^<>]{0,100})?>([^<>\r\n]{1,600})<\//gi
/** `d-i passwd/root-password password value`, as answers to the installer of Debian are written. */
const ANSWER = /^[a-z][\w-]{0,40}[ \t]+([\w./-]{3,80})[ \t]+(?:password|string)[ \t]+(\S{3,200})[ \t]*\r?$/gm
const PLIST = /<key>([^<]{1,100})<\/key>\s{0,60}<string>([^<]{1,600})<\/string>/g
/** `define('NAME', 'value')`, `set("name", "value")`, `["NAME","value"]`. */
const CALL = /[([]\s{0,20}(["'])([A-Za-z_][\w.:-]{1,80})\1\s{0,20},\s{0,20}(["'])([^"'\r\n]{1,600})\3/g
/** `ds.setPassword("value")`, `.password("value")`: what builders and beans are given. */
const SETTER = /(?:\.|->|::)(?:set|with)?_?([A-Za-z]\w{2,60})\(\s{0,4}(["'`])([^"'`\r\n]{1,300})\2\s{0,4}\)/g
/** `(password . "value")`, as Lisp and Scheme have it. */
const DOTTED = /\(([A-Za-z][\w-]{1,60})[ \t]{1,4}\.[ \t]{1,4}"([^"\\\r\n]{1,300})"\)/g
/** `{db_password, "value"}`, as Erlang has it. */
const TUPLE = /\{\s{0,8}([a-z]\w{1,60})\s{0,8},\s{0,8}"([^"\\\r\n]{1,600})"\s{0,8}\}/g
/** Properties of a driver's own string: `host=… user=… password=…`, `Server=…;Uid=…;Pwd=…`. */
const DRIVER =
  /(?:^|[;\s"'?&{`])([A-Za-z][A-Za-z ]{1,30}?)[ \t]?=[ \t]?([^;"'`\r\n&]{1,300}?)(?=[;"'`\r\n&]|\s[A-Za-z]|$)/g
const DRIVER_WORD = /(?:password|passwd|pwd|key|secret|token)[ \t]?=/i
const LITERAL = /(["'`])([^"'`\r\n]{10,1000})\1/g
const NAME_MEMBER =
  /^(?:key|name|id|variable|env|property|field|k|label|option(?:_?name)?|parameter_?(?:key|name)|target|selectors?|locator)$/i
const VALUE_MEMBER =
  /^(?:value|val|v|default|parameter_?value|option_?value|defaultvalue|text|initial|current(?:value)?|content)$/i
const PAIR_DISTANCE = 240

function* findPairs(
  text: string,
  pattern: RegExp,
  nameGroup: number,
  valueGroup: number,
): Generator<SettingPair> {
  for (const match of text.matchAll(pattern)) {
    const name = match[nameGroup]
    const raw = match[valueGroup]
    if (name === undefined || raw === undefined) continue
    const index = match.index + match[0].lastIndexOf(raw)
    yield { name: name.trim(), value: undoEscapes(raw), index, end: index + raw.length }
  }
}

/**
 * Every name that is given a literal value, in order. Values without quotes count in data and scripts only: in code
 * they are expressions.
 */
export function findSettingPairs(text: string, syntax: SettingsSyntax): SettingPair[] {
  const quoted = [...findPairs(text, QUOTED, 1, 3)]
  const pairs = [
    ...quoted,
    ...quoted.flatMap((pair) => [...findPairsInside(pair, text)]),
    ...[...findPairs(text, CALL, 2, 4)].filter((pair) => !isListOfNames(pair, text)),
  ]
  if (text.includes('#define ')) pairs.push(...findPairs(text, DEFINED, 1, 2))
  if (ESCAPED_SIGN.test(text)) pairs.push(...findPairs(text, ESCAPED, 1, 3))
  if (text.includes('</'))
    pairs.push(
      ...findPairs(text, ELEMENT, 1, 2),
      ...findPairs(text, ATTRIBUTED, 1, 2),
      ...findPairs(text, PLIST, 1, 2),
      ...findPairs(text, VALUED, 1, 2),
    )
  for (const match of text.includes('://') ? text.matchAll(ADDRESS) : [])
    pairs.push({
      name: /^https?:/.test(match[1] ?? '') ? WEB_ADDRESS : 'address url',
      value: match[1] ?? '',
      index: match.index + 1,
      end: match.index + match[0].length,
    })
  if (SETTER_SIGN.test(text)) pairs.push(...findPairs(text, SETTER, 1, 3))
  if (text.includes(' . "')) pairs.push(...findPairs(text, DOTTED, 1, 2))
  pairs.push(...findMembersOfStores(text))
  pairs.push(...(syntax === 'code' ? findPairs(text, COMMENTED, 1, 2) : findPairsOfSettings(text)))
  if (DRIVER_WORD.test(text)) pairs.push(...findDriverPairs(text, syntax))
  pairs.sort((a, b) => a.index - b.index)
  const all = [...pairs, ...joinNamedPairs(pairs)].sort((a, b) => a.index - b.index)
  return /^secret_key_base|^[ \t]+secret_key_base:/m.test(text) ? addSections(all, text) : all
}

/** `["Password", "Subdirectory"]`: two words of a list, and no name with its value. */
function isListOfNames({ value, index, end }: SettingPair, text: string): boolean {
  if (!/^[A-Za-z]+$/.test(value)) return false
  const before = text.slice(Math.max(0, index - 140), index)
  return (
    before.lastIndexOf('[') > before.lastIndexOf('(') && /^["']\s{0,20}[\],]/.test(text.slice(end, end + 24))
  )
}

const NAME_GOES_ON = /^([A-Za-z][\w-]{0,30}(?: [\w-]{1,20}){0,2})[ \t]?[:=][ \t]+(?=\S)/

/** `ERP server: erp.example.org`: people write names of several words. */
function completeName(pair: SettingPair): SettingPair {
  const more = NAME_GOES_ON.exec(pair.value)
  if (more === null) return pair
  const [whole, word = ''] = more
  return {
    name: `${pair.name} ${word}`,
    value: pair.value.slice(whole.length),
    index: pair.index + whole.length,
    end: pair.end,
  }
}

/** What only files of settings, scripts and documents have: values without quotes, and notations of their own. */
function* findPairsOfSettings(text: string): Generator<SettingPair> {
  if (text.includes('"value"')) yield* findPairs(text, NESTED, 1, 2)
  yield* findPairs(text, SPACED, 1, 3)
  yield* findPairsOfTables(text)
  yield* findPairs(text, TUPLE, 1, 2)
  for (const pair of findPairs(text, LINE, 1, 2)) yield completeName(trimPair(pair))
  yield* findPairs(text, LISTED, 1, 2)
  if (text.includes(' password ')) yield* findPairs(text, ANSWER, 1, 2)
  if (text.includes('=')) yield* findPairs(text, INLINE, 1, 2)
}

/** Rails makes a key for development and one for tests with every application, and keeps them in its repository. */
function addSections(pairs: readonly SettingPair[], text: string): SettingPair[] {
  return pairs.map((pair) => {
    const before = text.slice(0, pair.index)
    const section = [...before.matchAll(/^(\w+):[ \t]*(?:&\w+)?[ \t]*\r?$/gm)].at(-1)?.[1]
    return section === 'development' || section === 'test' ? { ...pair, isForDevelopment: true } : pair
  })
}

const HOLDS_MORE = /(?:pass|pwd|secret|token)\w{0,20}["'`]?\s{0,4}(?:=>|[:=])/i
const LEAST_HOLDING = 40

/** What a long text in quotes has inside: a line of code in a notebook, a command in a script of package.json. */
function* findPairsInside({ index, end }: SettingPair, text: string): Generator<SettingPair> {
  const inside = end - index < LEAST_HOLDING ? '' : text.slice(index, end)
  if (!HOLDS_MORE.test(inside)) return
  for (const pair of findPairs(inside, QUOTED, 1, 3))
    yield { ...pair, index: pair.index + index, end: pair.end + index }
}

/** Properties of drivers' strings: in code only inside a literal, elsewhere on a line of their own too. */
function* findDriverPairs(text: string, syntax: SettingsSyntax): Generator<SettingPair> {
  const pieces = [...text.matchAll(syntax === 'code' ? LITERAL : /([:=>]?)([^"'`\r\n<>]{10,1000})/g)]
  for (const piece of pieces) {
    const inside = piece[2] ?? ''
    if (!DRIVER_WORD.test(inside) || (inside.match(/=/g)?.length ?? 0) < 2) continue
    const start = piece.index + piece[0].indexOf(inside)
    for (const pair of findPairs(inside, DRIVER, 1, 2))
      yield { ...pair, index: pair.index + start, end: pair.end + start }
  }
}

/** `{"key": "password", "value": "…"}` in either order, as Postman, Kubernetes, ECS and many others write it. */
function joinNamedPairs(pairs: readonly SettingPair[]): SettingPair[] {
  const made: SettingPair[] = []
  let taken = -1
  for (const [at, first] of pairs.entries()) {
    if (NAME_MEMBER.test(first.name)) {
      const behind = findValueBehind(pairs, at)
      if (behind === -1) continue
      made.push({ ...readPairAt(pairs, behind), name: first.value })
      taken = behind
      continue
    }
    const second = pairs[at + 1]
    if (at === taken || second === undefined || second.index - first.end > PAIR_DISTANCE) continue
    if (VALUE_MEMBER.test(first.name) && NAME_MEMBER.test(second.name))
      made.push({ ...first, name: second.value })
  }
  return made
}

/** Place of the value that belongs to a name: the next pair, or the one after something that describes it. */
function findValueBehind(pairs: readonly SettingPair[], at: number): number {
  const { end } = readPairAt(pairs, at)
  for (const next of [at + 1, at + 2]) {
    const pair = pairs[next]
    if (pair === undefined || pair.index - end > PAIR_DISTANCE || NAME_MEMBER.test(pair.name)) return -1
    if (VALUE_MEMBER.test(pair.name)) return next
  }
  return -1
}

function readPairAt(pairs: readonly SettingPair[], at: number): SettingPair {
  return pairs[at] ?? { name: '', value: '', index: 0, end: 0 }
}
