import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import type { Layer } from '../../model/layer.ts'
import { type AnyRule, defineRule } from '../../model/rule.ts'
import {
  checkForbiddenValue,
  type ForbiddenValue,
  type Needle,
  needlesOf,
} from '../../secrets/forbidden-value.ts'
import { InlineMapText } from '../../secrets/inline-map-text.ts'
import { headOf, splitValuesAt } from '../../secrets/split-value.ts'

/** A value that nothing but the rule's own examples can hold: made anew by every process. */
export const EXAMPLE: ForbiddenValue = { name: 'DEPLOY_TOKEN', value: randomUUID() }

/** As listed among the rules, it knows its example alone; a run that was given values uses `workflowValueRule`. */
export default workflowValueRule([EXAMPLE])

/**
 * Configured rules as a run that was given values needs them: `secret/workflow-value` knows the values, the others are
 * as they were.
 */
export function withForbiddenValues<Configured extends { readonly rule: AnyRule }>(
  rules: readonly Configured[],
  values: readonly ForbiddenValue[],
): Configured[] {
  const rule = workflowValueRule(values)
  return rules.map((configured) =>
    configured.rule.meta.id === rule.meta.id ? { ...configured, rule } : configured,
  )
}

/**
 * The rule `secret/workflow-value` for the secrets that a workflow holds. They live in the rule alone: in no option, no
 * report, no message. Values that `checkForbiddenValue` refuses are left out: ask it first, and tell the user.
 */
export function workflowValueRule(values: readonly ForbiddenValue[]) {
  const byKeyword = new Map<string, Needle[]>()
  for (const needle of needlesOf(values))
    byKeyword.set(needle.keyword, [...(byKeyword.get(needle.keyword) ?? []), needle])
  const byHead = new Map<string, ForbiddenValue[]>()
  for (const value of values) {
    const head = checkForbiddenValue(value.name, value.value) === null ? headOf(value.value) : null
    if (head !== null) byHead.set(head, [...(byHead.get(head) ?? []), value])
  }
  const wide = values
    .filter(({ name, value }) => checkForbiddenValue(name, value) === null)
    .map(({ name, value }) => ({ name, bytes: Buffer.from(value.trim(), 'utf16le') }))
  return defineRule({
    meta: {
      id: 'secret/workflow-value',
      title: 'Secret of the workflow',
      why: 'A bundler that inlines `process.env.X` writes the value that the build had. The workflow knows its secrets, so their exact values can be searched for: a hit is beyond doubt.',
      fix: 'Replace the secret. Then keep the build from inlining it: no `define` or environment plugin for that name, no `.env` in the packed folder.',
      severity: 'error',
      traits: { harm: 'credential', setAside: 'never', binds: 'group', takes: 'workflow-values' },
      since: '0.1.0',
    },
    options: z.object({
      environment: z
        .array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, 'the name of an environment variable'))
        .default([])
        .describe('Environment variables of the run whose values must not be in the package.')
        .meta({ stricter: 'more' }),
    }),
    keywords: [...new Set([...byKeyword.keys(), ...byHead.keys()])],
    alwaysFor: wide.length > 0 ? ['binary'] : [],
    messages: {
      value: {
        confidence: 'sure',
        what: "The value of the workflow's secret {name} is in the package, {encoding}.",
        why: 'It is the exact value: everybody who downloads the package has it.',
        fix: 'Replace the secret {name} now, then keep the build from inlining it: look for a `define` or environment plugin that names it.',
      },
    },
    layer(layer, context) {
      const report = (name: string, encoding: string, offset: number) =>
        context.report({
          message: 'value',
          data: { name, encoding },
          group: `${name} ${encoding} ${values.find((one) => one.name === name)?.value ?? ''}`,
          at: { layer, offset, evidence: `${name}, ${encoding}` },
        })
      const said = namesAbove(layer, byKeyword)
      for (const { needle, start } of needlesAt(layer, context.hits, byKeyword))
        if (!said.has(needle.name)) report(needle.name, encodingOf(layer, needle), start)
      for (const { name, offset } of splitValuesAt(layer.bytes, context.hits, byHead))
        if (!said.has(name)) report(name, 'in two constants', offset)
      if (layer.kind !== 'binary') return
      for (const { name, bytes } of wide) {
        const offset = layer.bytes.indexOf(bytes)
        if (offset !== -1) report(name, 'in UTF-16', offset)
      }
    },
  })
}

/** What the reader's encodings are called in a sentence. */
const DECODED: Readonly<Record<string, string>> = {
  base64: 'in base64',
  hexadecimal: 'in hexadecimal',
  escapes: 'with escapes',
  literals: 'put together from string literals',
  numbers: 'as a list of numbers',
  reversed: 'written backwards',
}

function encodingOf(layer: Layer, needle: Needle): string {
  if (layer.kind !== 'decoded' || needle.encoding !== 'as it is') return needle.encoding
  return DECODED[layer.trail.at(-1) ?? ''] ?? needle.encoding
}

interface FoundNeedle {
  readonly needle: Needle
  readonly start: number
}

function needlesAt(
  layer: Layer,
  hits: Layer['hits'],
  byKeyword: ReadonlyMap<string, readonly Needle[]>,
): FoundNeedle[] {
  const maps = new InlineMapText(layer.bytes)
  return hits.flatMap(({ keyword, offset }) =>
    (byKeyword.get(keyword) ?? []).flatMap((needle) => {
      const start = offset - needle.keywordAt
      if (start < 0 || (needle.encoding.startsWith('in base64') && maps.covers(offset))) return []
      const isThere = layer.bytes.subarray(start, start + needle.bytes.length).equals(needle.bytes)
      return isThere ? [{ needle, start }] : []
    }),
  )
}

/** Values that were found in what a layer was decoded from, and need not be said twice. */
function namesAbove({ kind, parent }: Layer, byKeyword: ReadonlyMap<string, readonly Needle[]>): Set<string> {
  if (kind !== 'decoded' || !parent) return new Set()
  const own = needlesAt(parent, parent.hits, byKeyword).map(({ needle }) => needle.name)
  return new Set([...namesAbove(parent, byKeyword), ...own])
}
