import * as z from 'zod'
import type { Capabilities, Capability } from '../../model/inventory.ts'
import { defineRule } from '../../model/rule.ts'
import { nameRelease } from './content/release-label.ts'

/** Read by so much code that a new reader says nothing. */
const ORDINARY_VARIABLES = new Set([
  'CI',
  'COLORTERM',
  'DEBUG',
  'FORCE_COLOR',
  'NODE_ENV',
  'NO_COLOR',
  'TERM',
])

const WHY = 'The code reaches further than that of the last release.'

const FIX = 'Find the change that brought it in, and make sure that it is intended.'

const KINDS = {
  hosts: 'hosts',
  environment: 'environment',
  modules: 'modules',
  dynamicCode: 'dynamic',
  telemetry: 'telemetry',
  featureFlags: 'flags',
} as const satisfies Record<keyof Capabilities, string>

export default defineRule({
  meta: {
    id: 'change/capability',
    title: 'New capability of the code',
    why: 'Stolen releases read tokens from the environment, start processes and send what they find to a host that the package never named. A release that only fixes something does none of this for the first time.',
    fix: 'Find the change that brought it in. If it is intended, tell users in the release notes: some need to know which hosts a package contacts.',
    severity: 'warning',
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.strictObject({
    hosts: z
      .array(z.string())
      .default([])
      .describe('Hosts that may appear, with the hosts below them.')
      .meta({ stricter: 'fewer' }),
    environment: z
      .array(z.string())
      .default([])
      .describe('Environment variables that may be read.')
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    hosts: { what: 'The code names {count|host|hosts} that {release} did not: {names}.', why: WHY, fix: FIX },
    environment: {
      what: 'The code reads {count|environment variable|environment variables} that {release} did not: {names}.',
      why: 'Tokens and keys live in the environment.',
      fix: FIX,
    },
    modules: {
      what: 'The code uses modules of node that {release} did not: {names}.',
      why: 'They start processes, reach the network or the file system, or run code.',
      fix: FIX,
    },
    dynamic: {
      what: 'The code runs text as code in a way that {release} did not: {names}.',
      why: 'Nobody can tell from the package what such code does.',
      fix: FIX,
    },
    telemetry: {
      what: 'The code uses libraries for telemetry that {release} did not: {names}.',
      why: 'They tell a service what users do, and users want to know that.',
      fix: 'Say so in the release notes, or leave it out.',
    },
    flags: {
      what: 'The code asks for {count|feature flag|feature flags} that {release} did not: {names}.',
      why: 'Flag names show what is coming.',
      fix: 'Rename what must not be known, or leave the code out.',
      severity: 'notice',
    },
  },
  package({ comparison }, context) {
    if (comparison === undefined) return
    const { before, after } = comparison
    for (const [kind, message] of Object.entries(KINDS) as [
      keyof Capabilities,
      (typeof KINDS)[keyof Capabilities],
    ][]) {
      const known = new Set(before.capabilities[kind].map(({ name }) => name))
      const fresh = after.capabilities[kind].filter(
        (one) => !known.has(one.name) && !isAllowed(kind, one, context.options),
      )
      if (fresh.length === 0) continue
      context.report({
        message,
        data: {
          count: fresh.length,
          names: fresh.map(({ name }) => name),
          release: nameRelease(before),
        },
        at: fresh.map(({ name, path }) => ({ path, evidence: name })),
        group: message,
      })
    }
  },
})

function isAllowed(
  kind: keyof Capabilities,
  { name }: Capability,
  options: { readonly hosts: readonly string[]; readonly environment: readonly string[] },
): boolean {
  if (kind === 'environment') return ORDINARY_VARIABLES.has(name) || options.environment.includes(name)
  if (kind !== 'hosts') return false
  return options.hosts.some((host) => name === host || name.endsWith(`.${host}`))
}
