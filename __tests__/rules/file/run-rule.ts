import type { Layer } from '../../../src/layers/layer.ts'
import type { AnyRule, ExampleFiles, Observation } from '../../../src/rules/define.ts'
import type { Entry } from '../../../src/tarball/entry.ts'

function decoded(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le', 2)
  return bytes.includes(0) ? null : bytes.toString('utf8')
}

function layerOf(entry: Entry): Layer {
  const text = decoded(entry.content)
  return {
    kind: text === null ? 'binary' : 'text',
    entry,
    trail: [],
    parent: null,
    bytes: text === null ? entry.content : Buffer.from(text),
    text: text ?? entry.content.toString('utf8'),
    parentOffset: null,
    map: null,
    hits: [],
  }
}

/** Calls one rule's hooks for every file, without a tarball; returns what it reported. */
export function runRule(
  rule: AnyRule,
  files: ExampleFiles,
  options: Record<string, unknown> = {},
): Observation[] {
  const observations: Observation[] = []
  const context = {
    options: rule.options.parse(options),
    hits: [],
    report: (observation: Observation) => observations.push(observation),
  }
  Object.entries(files).forEach(([path, data], index) => {
    const content = Buffer.from(data)
    const entry: Entry = {
      index,
      path,
      rawPath: path,
      type: 'file',
      mode: 0o644,
      size: content.length,
      linkTarget: null,
      content,
    }
    rule.entry?.(entry, context)
    rule.layer?.(layerOf(entry), context)
  })
  return observations
}

/** Message ids by path, for a short assertion. */
export function reported(
  rule: AnyRule,
  files: ExampleFiles,
  options: Record<string, unknown> = {},
): string[] {
  return Object.entries(files).flatMap(([path, content]) =>
    runRule(rule, { [path]: content }, options).map(({ message }) => `${path}: ${message}`),
  )
}
