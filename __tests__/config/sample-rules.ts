import * as z from 'zod'
import { type AnyRule, defineRule } from '../../src/model/rule.ts'

const words = { what: 'w', why: 'y', fix: 'f' }
const paragraph = { title: 'T', why: 'y', fix: 'f', since: '0.1.0', traits: { harm: 'tidiness' as const } }
/** A rule with a milder message of its own and with options of every kind. */
export const privateKey: AnyRule = defineRule({
  meta: {
    ...paragraph,
    id: 'secret/private-key',
    severity: { 'open-source': 'error', proprietary: 'error' },
  },
  options: z.object({}),
  messages: {
    found: words,
    inTests: { ...words, severity: { 'open-source': 'warning', proprietary: 'warning' } },
  },
})

export const embeddedSource: AnyRule = defineRule({
  meta: {
    ...paragraph,
    id: 'source-map/embedded-source',
    severity: { 'open-source': 'notice', proprietary: 'error' },
  },
  options: z.object({
    allow: z.array(z.string()).default([]).meta({ stricter: 'fewer' }),
    minimumLines: z.int().min(0).default(0).meta({ stricter: 'smaller' }),
  }),
  messages: { exposed: words },
})

export const originalFiles: AnyRule = defineRule({
  meta: {
    ...paragraph,
    id: 'source/original-files',
    severity: { 'open-source': 'off', proprietary: 'warning' },
  },
  options: z.object({}),
  messages: { found: words },
})

export const internalHost: AnyRule = defineRule({
  meta: {
    ...paragraph,
    id: 'internal/host',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
  },
  options: z.object({
    domains: z.array(z.string()).default([]).meta({ stricter: 'more' }),
    shape: z.string().default('plain'),
  }),
  messages: { found: words },
})

export const SAMPLE_RULES: readonly AnyRule[] = [privateKey, embeddedSource, originalFiles, internalHost]
