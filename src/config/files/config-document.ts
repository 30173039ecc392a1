import {
  type Document,
  isAlias,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
} from 'yaml'
import type { ConfigError } from '../../model/config-error.ts'
import { isObject } from '../../model/json-object.ts'
import { MAX_CONFIG_BYTES } from '../../repository/config-files.ts'
import { explainYamlFault, findLooseAlias, type YamlFault } from './yaml-fault.ts'

/** Deepest nesting of lists and maps; also keeps the recursive parts of parser and schema within the stack. */
const MAX_DEPTH = 32
const TOO_DEEP = `Lists and maps are nested more than ${MAX_DEPTH} deep.`
/** Most uses of anchors: enough to share a list, too few to blow up. */
const MAX_ALIASES = 50

/** Steps from the root of a document to a value: keys and indexes. */
export type ValuePath = readonly (string | number)[]

/** A file of configuration as data, with the position of everything in it. */
export interface ConfigDocument {
  /** As a person would name it. */
  readonly file: string
  readonly data: unknown
  /** 1-based position of the value at the path, or of the nearest thing around it that exists. */
  positionOf(path: ValuePath, what?: 'key' | 'value'): { line: number; column: number }
}

/**
 * Reads YAML 1.2 or JSON (a subset of it) into plain data. Nothing in the file can run or be built: no custom tags,
 * few aliases, bounded size and depth.
 * @param within a key of the top level to take as the document: `seaworthy` in a package.json
 */
export function parseConfigDocument(
  file: string,
  bytes: Uint8Array,
  within: string | null = null,
): { ok: true; document: ConfigDocument } | { ok: false; errors: ConfigError[] } {
  const fail = (message: string, line = 1, column = 1) => ({
    ok: false as const,
    errors: [{ message, file, line, column }],
  })
  if (bytes.byteLength > MAX_CONFIG_BYTES)
    return fail(
      `The file has ${bytes.byteLength} bytes; at most ${MAX_CONFIG_BYTES} are read. Move long lists into files that it extends.`,
    )
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return fail('The file is not UTF-8 text. Save it as UTF-8.')
  }
  const tooDeep = text.search(new RegExp(`(?:[[{]\\s*){${MAX_DEPTH + 1}}`))
  const lines = new LineCounter()
  if (tooDeep !== -1) return fail(TOO_DEEP)
  try {
    const parsed = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      lineCounter: lines,
      prettyErrors: false,
      uniqueKeys: true,
      logLevel: 'error',
    })
    const locateOffset = (offset: number) => {
      const { line, col } = lines.linePos(offset)
      return { line: Math.max(1, line), column: Math.max(1, col) }
    }
    const root = parsed.contents
    const fault = findFault(parsed, text, file)
    if (fault !== null) {
      const { line, column } = locateOffset(fault.offset)
      return fail(fault.message, line, column)
    }
    const prefix = within === null ? [] : [within]
    const whole: unknown = parsed.toJS({ maxAliasCount: MAX_ALIASES })
    const data =
      within === null ? whole : isObject(whole) && Object.hasOwn(whole, within) ? whole[within] : undefined
    return {
      ok: true,
      document: {
        file,
        data,
        positionOf: (path, what = 'value') => locateOffset(findOffset(root, [...prefix, ...path], what)),
      },
    }
  } catch (error) {
    if (error instanceof ReferenceError) return fail(`The file uses anchors too often: ${error.message}.`)
    return fail(`The file cannot be read as YAML: ${error instanceof Error ? error.message : String(error)}.`)
  }
}

/** Why a document cannot be taken as it is; null where it can. */
function findFault(parsed: Document.Parsed, text: string, file: string): YamlFault | null {
  const isJson = file.endsWith('.json')
  const [problem] = [...parsed.errors, ...parsed.warnings]
  if (problem !== undefined) return explainYamlFault(text, problem, isJson ? 'JSON' : 'YAML')
  const notJson = isJson ? explainNotJson(text) : null
  if (notJson !== null)
    return {
      offset: 0,
      message: `This is YAML, not JSON: ${notJson}. Name the file seaworthy.yml or write JSON.`,
    }
  const deep = parsed.contents === null ? null : findNodeBelow(parsed.contents, MAX_DEPTH)
  if (deep !== null) return { offset: deep.range?.[0] ?? 0, message: TOO_DEEP }
  const alias = findLooseAlias(parsed)
  return alias === null
    ? null
    : { offset: alias.offset, message: `Nothing before this is anchored as &${alias.name}.` }
}

function explainNotJson(text: string): string | null {
  try {
    JSON.parse(text)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** Offset of the deepest thing on the path that exists. */
function findOffset(root: Node | null, path: ValuePath, what: 'key' | 'value'): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const [index, step] of path.entries()) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step))
      if (!pair) return offset
      const wanted = what === 'key' && index === path.length - 1 ? pair.key : (pair.value ?? pair.key)
      offset = start(wanted) ?? start(pair.key) ?? offset
      node = pair.value
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step]
      offset = start(node) ?? offset
    } else return offset
  }
  return offset
}

/** An alias counts where it stands, not where its anchor is. */
function start(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined
}

/** Some node that lies deeper than `depth`, or null. Iterative: the input decides how deep it goes. */
function findNodeBelow(root: Node, depth: number): Node | null {
  const waiting: { node: unknown; depth: number }[] = [{ node: root, depth: 0 }]
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node } = next
    if (next.depth > depth && isNode(node)) return node
    if (isAlias(node) || !(isMap(node) || isSeq(node))) continue
    for (const item of node.items) {
      if (!isPair(item)) waiting.push({ node: item, depth: next.depth + 1 })
      else waiting.push({ node: item.key, depth: next.depth }, { node: item.value, depth: next.depth + 1 })
    }
  }
  return null
}
