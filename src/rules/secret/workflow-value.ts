import { randomUUID } from 'node:crypto'
import * as z from 'zod'
import { type AnyRule, defineRule } from '../../model/rule.ts'
import type { ForbiddenValue } from '../../secrets/forbidden-value.ts'
import { splitValuesAt } from '../../secrets/split-value.ts'
import {
  encodeWideValues,
  groupNeedlesByKeyword,
  groupValuesByHead,
} from './content/workflow-values-by-form.ts'
import {
  describeEncoding,
  findNeedlesAt,
  findNeedlesInPath,
  listNamesAbove,
} from './content/workflow-values-in-layer.ts'

/** A value that nothing but the rule's own examples can hold: made anew by every process. */
export const EXAMPLE: ForbiddenValue = { name: 'DEPLOY_TOKEN', value: randomUUID() }

/** As listed among the rules, it knows its example alone; a run that was given values uses `makeWorkflowValueRule`. */
export default makeWorkflowValueRule([EXAMPLE])

/**
 * Configured rules as a run that was given values needs them: `secret/workflow-value` knows the values, the others are
 * as they were.
 */
export function applyForbiddenValues<Configured extends { readonly rule: AnyRule }>(
  rules: readonly Configured[],
  values: readonly ForbiddenValue[],
): Configured[] {
  const rule = makeWorkflowValueRule(values)
  return rules.map((configured) =>
    configured.rule.meta.id === rule.meta.id ? { ...configured, rule } : configured,
  )
}

/**
 * The rule `secret/workflow-value` for the secrets that a workflow holds. They live in the rule alone: in no option, no
 * report, no message. Values that `checkForbiddenValue` refuses are left out: ask it first, and tell the user.
 */
export function makeWorkflowValueRule(values: readonly ForbiddenValue[]) {
  const byKeyword = groupNeedlesByKeyword(values)
  const byHead = groupValuesByHead(values)
  const wide = encodeWideValues(values)
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
    entry(entry, context) {
      for (const { name, bytes } of findNeedlesInPath(entry.path, byKeyword))
        context.report({
          message: 'value',
          data: { name, encoding: 'in the name of a file' },
          group: `${name} ${bytes}`,
          at: entry,
        })
    },
    layer(layer, context) {
      const report = (name: string, encoding: string, offset: number) =>
        context.report({
          message: 'value',
          data: { name, encoding },
          group: `${name} ${encoding} ${values.find((one) => one.name === name)?.value ?? ''}`,
          at: { layer, offset, evidence: `${name}, ${encoding}` },
        })
      const said = listNamesAbove(layer, byKeyword)
      for (const { needle, start } of findNeedlesAt(layer, context.hits, byKeyword))
        if (!said.has(needle.name)) report(needle.name, describeEncoding(layer, needle), start)
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
