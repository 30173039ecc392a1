import * as z from 'zod'
import { isInternalHost, readHost } from '../../knowledge/hosts.ts'
import { isObject } from '../../model/json-object.ts'
import { findLayerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'

/** What stands behind a name that is given something. */
const SIGNS: ReadonlySet<number> = new Set(Buffer.from('":\t\n\v\f\r \xa0', 'latin1'))
const LOCK_FILE =
  /(?:^|\/)(?:npm-shrinkwrap\.json|package-lock\.json|\.package-lock\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lock)$/i

export default defineRule({
  meta: {
    id: 'manifest/registry',
    title: 'Address of an internal registry',
    why: 'An internal registry’s address tells where a company keeps its packages and what they are called, which is what an attacker needs for dependency confusion. In a lock file it also keeps others from installing.',
    fix: 'Remove the address: set the registry in an .npmrc that does not ship, and leave lock files out of the tarball.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    configured: {
      what: 'publishConfig.registry in package.json names {host}, an internal host.',
      why: 'It tells everybody who gets the package where the registry is.',
      fix: 'Set the registry in an .npmrc or on the command line that publishes.',
      severity: 'warning',
    },
    locked: {
      what: 'A lock file names the registry {host}, an internal host.',
      why: 'It shows where the company keeps its packages and what they are called, and nobody else can use it.',
      fix: 'Leave the lock file out of the tarball, or regenerate it with the public registry.',
    },
  },
  keywords: ['resolved', 'tarball:'],
  // Promises are resolved, too.
  heeds: (keyword) => (keyword === 'resolved' ? (bytes, _, end) => SIGNS.has(bytes[end] ?? 0) : null),
  layer(layer, context) {
    if (layer.kind !== 'text' || !LOCK_FILE.test(findLayerPath(layer))) return
    const told = new Set<string>()
    for (const { offset } of context.hits) {
      const url = /^(?:resolved|tarball)"?[:\s]{1,3}"?([^\s"'#]+)/.exec(
        layer.bytes.toString('latin1', offset, offset + 400),
      )?.[1]
      const host = url === undefined ? null : readHost(url)
      if (host === null || told.has(host) || !isInternalHost(host)) continue
      told.add(host)
      context.report({ message: 'locked', data: { host }, at: { layer, offset } })
    }
  },
  package(facts, context) {
    const { publishConfig } = facts.manifest ?? {}
    const registry = isObject(publishConfig) ? publishConfig.registry : null
    const host = typeof registry === 'string' ? readHost(registry) : null
    if (host !== null && isInternalHost(host))
      context.report({
        message: 'configured',
        data: { host },
        at: findManifestPlace(facts, ['publishConfig', 'registry']),
      })
  },
})
