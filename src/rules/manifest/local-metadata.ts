import * as z from 'zod'
import { isInternalHost, readHost } from '../../knowledge/hosts.ts'
import { isObject } from '../../model/json-object.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'

/** What npm before version 7 wrote into the package.json of installed packages, with paths of the machine. */
const WRITTEN_BY_NPM = [
  '_where',
  '_args',
  '_spec',
  '_requested',
  '_requiredBy',
  '_phantomChildren',
  '_inBundle',
]

const URLS = [['repository', 'url'], ['repository'], ['bugs', 'url'], ['bugs'], ['homepage']]

function readTextAt(manifest: Readonly<Record<string, unknown>>, path: readonly string[]): string | null {
  let value: unknown = manifest
  for (const step of path) value = isObject(value) ? value[step] : undefined
  return typeof value === 'string' ? value : null
}

export default defineRule({
  meta: {
    id: 'manifest/local-metadata',
    title: 'Traces of a machine in package.json',
    why: 'Fields that npm wrote during an install name a folder and a user of that machine, and show that the package was packed out of a node_modules folder. A repository URL inside a network names a host that users cannot reach and others may look for.',
    fix: 'Delete the fields, and give URLs that users can open, or none.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    written: {
      what: 'package.json has fields that npm wrote during an install: {fields}.',
      why: 'They hold paths of that machine.',
      fix: 'Delete them.',
    },
    url: {
      what: 'package.json gives a URL at {host}, an internal host.',
      why: 'Users cannot reach it, and it gives away the names of internal systems.',
      fix: 'Give a URL that users can open, or none.',
    },
  },
  package(facts, context) {
    const { manifest } = facts
    if (manifest === null) return
    const fields = WRITTEN_BY_NPM.filter((field) => field in manifest)
    if (fields[0] !== undefined)
      context.report({
        message: 'written',
        data: { fields: fields.join(', ') },
        at: findManifestPlace(facts, [fields[0]]),
      })
    for (const path of URLS) {
      const url = readTextAt(manifest, path)
      const host = url === null ? null : readHost(url.replace(/^git\+/, ''))
      if (host !== null && isInternalHost(host))
        context.report({ message: 'url', data: { host }, at: findManifestPlace(facts, path) })
    }
  },
})
