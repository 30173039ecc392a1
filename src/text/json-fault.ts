/** The first place at which a text is no JSON. */
export interface JsonFault {
  /** UTF-16 index. */
  readonly offset: number
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 units. */
  readonly column: number
}

const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y
const LITERAL = /(?:-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?|true|false|null)/y
const BLANK = /[ \t\r\n]*/y

/**
 * Where a text stops being JSON (RFC 8259), the same under every version of node, whose own messages differ.
 * @returns null when it is JSON from its first character to its last.
 */
export function jsonFault(text: string): JsonFault | null {
  const offset = faultOffset(text)
  if (offset === -1) return null
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { offset, line: before.split('\n').length, column: offset - lineStart + 1 }
}

function faultOffset(text: string): number {
  const open: ('{' | '[')[] = []
  let at = 0
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at
    if (!pattern.test(text)) return false
    at = pattern.lastIndex
    return true
  }
  /** What may come next: a value, a key, or what follows a value. */
  let wants: 'value' | 'first value' | 'key' | 'first key' | 'end' = 'value'
  for (;;) {
    take(BLANK)
    const character = text[at]
    if (wants === 'end') {
      const inside = open.at(-1)
      if (inside === undefined) return at === text.length ? -1 : at
      if (character === ',') wants = inside === '{' ? 'key' : 'value'
      else if (character === (inside === '{' ? '}' : ']')) open.pop()
      else return at
      at += 1
    } else if (wants === 'first key' && character === '}') {
      open.pop()
      at += 1
      wants = 'end'
    } else if (wants === 'key' || wants === 'first key') {
      if (!take(STRING)) return at
      take(BLANK)
      if (text[at] !== ':') return at
      at += 1
      wants = 'value'
    } else if (wants === 'first value' && character === ']') {
      open.pop()
      at += 1
      wants = 'end'
    } else if (character === '{' || character === '[') {
      open.push(character)
      at += 1
      wants = character === '{' ? 'first key' : 'first value'
    } else if (take(STRING) || take(LITERAL)) wants = 'end'
    else return at
  }
}
