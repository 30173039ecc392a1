import { CST, type Document, Parser, visit, type YAMLParseError, type YAMLWarning } from 'yaml'

/** What is wrong with a text that is no YAML, as a whole sentence or two. */
export interface YamlFault {
  /** UTF-16 index of where it is to be mended, which may be before the place where the parser gave up. */
  readonly offset: number
  readonly message: string
}

/**
 * What the parser has stumbled over first; what it says after that follows from it. A quote or bracket that is never
 * closed is told where it opens.
 * @param language how the file is called for its name
 */
export function explainYamlFault(
  text: string,
  problem: YAMLParseError | YAMLWarning,
  language: 'YAML' | 'JSON',
): YamlFault {
  const [offset] = problem.pos
  const makeFault = (message: string, where = offset): YamlFault => ({
    offset: where,
    message: `This is not valid ${language}: ${message}`,
  })
  const open = UNCLOSED.has(problem.code) ? findUnclosed(text, problem.pos[1]) : null
  if (open !== null)
    return makeFault(
      `${open.what} that opens here is never closed${open.isFlow ? ', or what is in it is not indented' : ''}.`,
      open.offset,
    )
  if (problem.code === 'TAB_AS_INDENT') return makeFault('a tab indents this line. Indent with spaces.')
  if (problem.code === 'DUPLICATE_KEY') return makeFault('this key is there twice. Keep one of the two.')
  if (problem.code === 'MULTIPLE_DOCS')
    return makeFault('a second document begins here (---). Keep one document in the file.')
  // The parser's message without the names it has for its tokens.
  const said = problem.message.replace(/^Unexpected \S+ token in YAML stream: /, 'Unexpected ')
  return makeFault(`${said}. Check indentation, quotes and brackets here.`)
}

const UNCLOSED: ReadonlySet<string> = new Set(['MISSING_CHAR', 'BAD_INDENT', 'UNEXPECTED_TOKEN'])

/** The last quote or bracket before an offset that nothing closes. */
function findUnclosed(
  text: string,
  before: number,
): { what: string; isFlow: boolean; offset: number } | null {
  let found: { what: string; isFlow: boolean; offset: number } | null = null
  for (const document of new Parser().parse(text)) {
    if (document.type !== 'document') continue
    CST.visit(document, ({ key, value }) => {
      for (const token of [key, value]) {
        const open = token == null || token.offset >= before ? null : findOpening(token)
        if (token != null && open !== null && token.offset >= (found?.offset ?? 0))
          found = { what: open, isFlow: token.type === 'flow-collection', offset: token.offset }
      }
    })
  }
  return found
}

function findOpening(token: CST.Token): string | null {
  if (token.type === 'flow-collection') {
    const isClosed = token.end.some(({ type }) => type === 'flow-map-end' || type === 'flow-seq-end')
    return isClosed ? null : `the ${token.start.source}`
  }
  if (token.type !== 'double-quoted-scalar' && token.type !== 'single-quoted-scalar') return null
  const quote = token.source.charAt(0)
  return token.source.length > 1 && token.source.endsWith(quote) ? null : `the ${quote}`
}

/** Where an alias stands that no anchor before it has a value for; null where there is none. */
export function findLooseAlias(document: Document): { name: string; offset: number } | null {
  let found: { name: string; offset: number } | null = null
  visit(document, {
    Alias(_, alias) {
      if (alias.resolve(document) !== undefined) return undefined
      found = { name: alias.source, offset: alias.range?.[0] ?? 0 }
      return visit.BREAK
    },
  })
  return found
}
