/** A text with its comments blanked out, so that lines and columns stay. For JavaScript, TypeScript and JSON. */
export function removeComments(text: string): string {
  // Strings first: a glob such as "src/**/*" begins no comment. A string that is not closed ends with its line.
  const token =
    /"(?:\\.|[^"\\\n])*"?|'(?:\\.|[^'\\\n])*'?|`(?:\\.|[^`\\])*`?|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/g
  return text.replace(token, (found) =>
    found.startsWith('//') || found.startsWith('/*') ? found.replace(/[^\n]/g, ' ') : found,
  )
}

/** A member of an object in a program's text. */
export interface WrittenMember {
  readonly name: string
  /** As written: `'inline'`, `!isRelease`; of a variable that is a literal, that literal. */
  readonly value: string
  /** Range of the value. */
  readonly start: number
  readonly end: number
  /** 1-based. */
  readonly line: number
}

/** What stands in a type where a value would stand in code. */
const TYPE = /^(?:boolean|string|any|unknown|undefined|never)\b/
/** Variables whose value is looked up: only one that is named for maps is a setting of theirs and of nothing else. */
const OF_MAPS = /^[\w$]*(?:source_?maps?|devtool)[\w$]*$/i

/** Values of members of that name, wherever in the text, comments apart: in an object, assigned, or handed to a call. */
export function findWrittenMembers(text: string, name: string): WrittenMember[] {
  const code = removeComments(text)
  const literal = `"[^"\\n]*"|'[^'\\n]*'|true|false`
  const forms = [
    `(?<![\\w$.-])(["']?)${name}\\1\\s*:\\s*(${literal}|\\{[^{}]*\\}|[^,}\\n]+)`,
    `(\\.)${name}\\s*=(?![=>])\\s*(${literal}|[^;\\n]+)`,
    `(\\.)${name}\\(\\s*(${literal})\\s*\\)`,
    `([{,]\\s*)(${name})(?=\\s*[,}])`,
  ]
  const found = forms.flatMap((form, index) =>
    [...code.matchAll(new RegExp(form, 'gd'))].flatMap((match): WrittenMember[] => {
      const [start = 0] = match.indices?.[2] ?? []
      const value = (match[2] ?? '').trimEnd()
      if (TYPE.test(value)) return []
      const variable = OF_MAPS.test(value) ? findVariable(code, value) : null
      const at = chooseReleaseBranch(variable ?? { value, start })
      // A name in braces may be a pattern that takes something apart.
      if (variable === null && index === forms.length - 1) return []
      const line = code.slice(0, at.start).split('\n').length
      return [{ name, value: at.value, start: at.start, end: at.start + at.value.length, line }]
    }),
  )
  const byPosition = new Map(found.map((member) => [member.start, member]))
  return [...byPosition.values()].toSorted((a, b) => a.start - b.start)
}

/** A choice between two literals by a condition that is named for releases or for development. */
const CHOICE = /^([^?:]*?)\s*\?\s*("[^"]*"|'[^']*'|true|false)\s*:\s*("[^"]*"|'[^']*'|true|false)$/
const FOR_RELEASES = /prod|release|publish/i
const FOR_DEVELOPMENT = /dev|debug|watch|serve|local/i

/** Of a choice by what is built, the value that a release gets. */
function chooseReleaseBranch(written: { value: string; start: number }): { value: string; start: number } {
  const { value, start } = written
  const [, condition = '', first = '', second = ''] = CHOICE.exec(value) ?? []
  const isOfReleases = FOR_RELEASES.test(condition)
  if (isOfReleases === FOR_DEVELOPMENT.test(condition) || /&&|\|\|/.test(condition)) return written
  const isFirst = isOfReleases !== /!(?!==?)|!=/.test(condition)
  return isFirst
    ? { value: first, start: start + value.indexOf(first, condition.length) }
    : { value: second, start: start + value.length - second.length }
}

/** The value that a variable is declared with. */
function findVariable(code: string, name: string): { value: string; start: number } | null {
  const declared = new RegExp(
    `\\b(?:const|let|var)\\s+${name.replaceAll('$', '\\$&')}\\s*(?::[^=\\n]+)?=\\s*([^;\\n]+)`,
    'd',
  ).exec(code)
  const [start = 0] = declared?.indices?.[1] ?? []
  return declared === null ? null : { value: (declared[1] ?? '').trimEnd(), start }
}

/** The modules that a program loads, as it names them, those of node apart. */
export function listLoadedFiles(text: string): string[] {
  const loads = /(?:\bfrom|\bimport|\brequire)\s*\(?\s*["']((?!node:)[\w@.][^"'\n]*)["']/g
  return [...removeComments(text).matchAll(loads)].map(([, name = '']) => name)
}

/** The value of a literal; undefined for anything that has to be worked out. */
export function parseLiteral(value: string): string | boolean | undefined {
  if (value === 'true' || value === 'false') return value === 'true'
  return /^(["'])([^"']*)\1$/.exec(value)?.[2]
}

/** What stands before the object that a configuration is, in a program. */
const CONFIGURATION =
  /(?:\bdefine\w*\s*(?:<[^<>]*>)?\(\s*|\bexport\s+default\s+|\bmodule\.exports\s*=\s*|\bconfig\s*(?::\s*[\w.]+\s*)?=\s*)(?:(?:async\s*)?\([^()]*\)\s*=>\s*\(\s*)?\{/

/** Where the object begins that a program hands over as its configuration: the index of its brace; null if none is found. */
export function findWrittenObject(text: string): number | null {
  const found = CONFIGURATION.exec(removeComments(text))
  return found === null ? null : found.index + found[0].length - 1
}

/** A text with one more member at the head of an object, laid out as the others are. */
export function addMember(text: string, brace: number, member: string): string {
  const inside = text.slice(brace + 1)
  const [space = ''] = /^\s*/.exec(inside) ?? []
  if (inside[space.length] === '}')
    return `${text.slice(0, brace)}{ ${member} }${inside.slice(space.length + 1)}`
  return `${text.slice(0, brace + 1)}${space}${member},${space === '' ? ' ' : ''}${inside}`
}
