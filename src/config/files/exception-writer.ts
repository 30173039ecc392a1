import { isDeepStrictEqual } from 'node:util'
import { isMap, isScalar, isSeq, parse, parseDocument, stringify, type YAMLSeq } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { ConfigFileError } from '../../repository/config-files.ts'
import { MANIFEST_KEY } from './discover-config.ts'
import { explainYamlFault } from './yaml-fault.ts'

/** A suppression as it is written to a file. */
export interface NewSuppression {
  readonly rule: string
  readonly path?: string
  readonly layer?: string
  readonly fingerprint?: string
  /** Hashes of the values it holds for. */
  readonly values?: readonly string[]
  readonly 'up-to'?: { readonly files: number; readonly lines: number }
  readonly reason: string
  /** `YYYY-MM-DD`. */
  readonly expires?: string
  readonly 'approved-by'?: string
}

/** An acceptance as it is written to a file. */
export interface NewAcceptance {
  readonly digest: string
  readonly path?: string
  readonly reason: string
  /** `YYYY-MM-DD`. */
  readonly expires: string
  readonly 'approved-by'?: string
}

/** Lists of a configuration that written exceptions go into. */
type ExceptionList = 'suppressions' | 'acceptances'

/** The same for acceptances; see `addSuppressions`. */
export function addAcceptances(text: string, file: string, added: readonly NewAcceptance[]): string {
  return addTo('acceptances', text, file, added)
}

/**
 * The text of a configuration file with suppressions added at the end of its list. Comments, order and layout of the
 * rest stay as they are.
 * @param file its name: `package.json` keeps the configuration under a key, `.json` is JSON, anything else YAML
 * @throws ConfigFileError when the text is no configuration that something could be added to
 */
export function addSuppressions(text: string, file: string, added: readonly NewSuppression[]): string {
  return addTo('suppressions', text, file, added)
}

function addTo(key: ExceptionList, text: string, file: string, added: readonly object[]): string {
  if (added.length === 0) return text
  return file.endsWith('.json') ? addToJson(key, text, file, added) : addToYaml(key, text, added)
}

function addToJson(key: ExceptionList, text: string, file: string, added: readonly object[]): string {
  const whole = parseJsonConfig(text)
  const isManifest = file === 'package.json' || file.endsWith('/package.json')
  const config = isManifest ? ((whole[MANIFEST_KEY] as unknown) ?? {}) : whole
  if (!isObject(config)) throw new ConfigFileError(`"${MANIFEST_KEY}" in package.json must be a map.`)
  const next = { ...config, [key]: [...readList(key, config), ...added] }
  const indent = /^[{[]\r?\n([ \t]+)/.exec(text.trimStart())?.[1] ?? '  '
  const end = /\r?\n$/.test(text) || text === '' ? '\n' : ''
  const written = JSON.stringify(isManifest ? { ...whole, [MANIFEST_KEY]: next } : next, null, indent) + end
  return text.includes('\r\n') ? written.replaceAll('\n', '\r\n') : written
}

function parseJsonConfig(text: string): Record<string, unknown> {
  try {
    const data: unknown = JSON.parse(text.replace(/^\uFEFF/, ''))
    if (isObject(data)) return data
  } catch {
    // Told below.
  }
  throw new ConfigFileError('The file is not a JSON object. Repair it first.')
}

function readList(key: ExceptionList, config: Readonly<Record<string, unknown>>): readonly unknown[] {
  const list = config[key]
  if (list === undefined || list === null) return []
  if (Array.isArray(list)) return list
  throw new ConfigFileError(`"${key}" in the file must be a list. Repair it first.`)
}

function addToYaml(key: ExceptionList, text: string, added: readonly object[]): string {
  const document = parseDocument(text, { logLevel: 'error', prettyErrors: false })
  const [problem] = document.errors
  if (problem) throw new ConfigFileError(`${explainYamlFault(text, problem, 'YAML').message} Fix it first.`)
  const before: unknown = document.toJS() ?? {}
  if (!isObject(before)) throw new ConfigFileError('The file must hold a map. Repair it first.')
  const wanted = { ...before, [key]: [...readList(key, before), ...added] }

  const list = isMap(document.contents) ? document.contents.get(key, true) : undefined
  const inserted =
    isSeq(list) && !list.flow && list.items.length > 0
      ? insertAfter(text, list, added)
      : list === undefined
        ? appendList(key, text, added)
        : null
  // The text is edited by position, so that nothing else moves; where that did not come out right, it is written anew.
  if (inserted !== null && saysTheSame(inserted, wanted)) return inserted
  if (isSeq(list)) for (const one of added) list.add(document.createNode(one))
  else document.set(key, document.createNode(added))
  return document.toString({ lineWidth: 0 })
}

function insertAfter(text: string, list: YAMLSeq, added: readonly object[]): string | null {
  const first = list.items[0]
  const last = list.items.at(-1)
  if (!isRanged(first) || !isRanged(last)) return null
  const dash = text.lastIndexOf('-', first.range[0])
  const indent = text.slice(text.lastIndexOf('\n', dash) + 1, dash)
  if (indent.trim() !== '') return null
  const valueEnd = last.range[1]
  const lineEnd = text.indexOf('\n', text[valueEnd - 1] === '\n' ? valueEnd - 1 : valueEnd)
  const end = lineEnd === -1 ? text.length : lineEnd
  const at = text[end - 1] === '\r' ? end - 1 : end
  return `${text.slice(0, at)}${detectNewline(text)}${formatList(added, indent, text).trimEnd()}${text.slice(at)}`
}

function appendList(key: ExceptionList, text: string, added: readonly object[]): string {
  const newline = detectNewline(text)
  const kept = text.trim() === '' || text.trim() === '{}' ? '' : `${text.trimEnd()}${newline}${newline}`
  return `${kept}${key}:${newline}${formatList(added, '  ', text)}`
}

function formatList(added: readonly object[], indent: string, text: string): string {
  const lines = stringify(added, { lineWidth: 0 }).trimEnd().split('\n')
  return lines.map((line) => `${indent}${line}${detectNewline(text)}`).join('')
}

const detectNewline = (text: string) => (text.includes('\r\n') ? '\r\n' : '\n')

function saysTheSame(text: string, wanted: unknown): boolean {
  try {
    return isDeepStrictEqual(parse(text, { logLevel: 'silent' }), wanted)
  } catch {
    return false
  }
}

function isRanged(node: unknown): node is { range: [number, number, number] } {
  return (isMap(node) || isSeq(node) || isScalar(node)) && Array.isArray(node.range)
}
