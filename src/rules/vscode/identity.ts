import * as z from 'zod'
import { readManifestString } from '../../manifest/parse-manifest.ts'
import { isObject } from '../../model/json-object.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from '../manifest/content/manifest-place.ts'

/** Beside the package's folder in the archive: what the marketplace reads, where the editor reads package.json. */
const MARKETPLACE_MANIFEST = '/extension.vsixmanifest'
const MANIFEST_BYTES = 256 * 1024
/** What the marketplace takes for the name of a publisher. */
const PUBLISHER = /^[a-z0-9][a-z0-9-]*$/i

interface Identity {
  readonly [attribute: string]: string
}

export default defineRule({
  meta: {
    id: 'vscode/identity',
    title: 'Extension without an identity',
    why: 'A marketplace takes an extension by its publisher, name, version and the editors that it says it runs on. What package.json and extension.vsixmanifest say differently is one extension in the marketplace and another in the editor.',
    fix: 'Name publisher, version and `engines.vscode` in package.json, and let `vsce package` write the rest.',
    severity: 'error',
    traits: { of: ['vscode'], harm: 'installation' },
    since: '0.2.0',
  },
  options: z.strictObject({}),
  messages: {
    publisher: {
      what: 'package.json names no publisher that a marketplace takes ({publisher}).',
      why: 'Nobody can publish the extension, and editors have no name for it.',
      fix: 'Set "publisher" in package.json to your publisher name in the marketplace.',
    },
    engine: {
      what: 'package.json does not say with which versions of the editor the extension works (engines.vscode: {engine}).',
      why: 'The marketplace refuses it, or editors install it that it does not work in.',
      fix: 'Set "engines": { "vscode": "^<the oldest version that it was tried with>" }.',
    },
    differs: {
      what: 'The file extension.vsixmanifest says {attribute} {stated}, and package.json says {own}.',
      why: 'The marketplace shows the one, the editor installs the other.',
      fix: 'Package the extension again with vsce package, and look into the step that changes the archive.',
    },
  },
  entry(entry, context) {
    if (entry.path !== MARKETPLACE_MANIFEST || entry.type !== 'file') return
    const text = entry.content.toString('utf8', 0, MANIFEST_BYTES)
    context.memory(() => ({ identity: readIdentity(text) }))
  },
  package(facts, context) {
    const { manifest } = facts
    if (manifest === null) return
    const publisher = readManifestString(manifest, 'publisher')
    if (publisher === null || !PUBLISHER.test(publisher))
      context.report({
        message: 'publisher',
        data: { publisher: publisher ?? 'it has none' },
        at: findManifestPlace(facts, ['publisher']),
      })
    const engine = isObject(manifest.engines) ? manifest.engines.vscode : undefined
    if (typeof engine !== 'string' || engine.trim() === '' || engine.trim() === '*')
      context.report({
        message: 'engine',
        data: { engine: typeof engine === 'string' ? engine : 'it is missing' },
        at: findManifestPlace(facts, ['engines', 'vscode']),
      })
    const { identity } = context.memory<{ identity: Identity | null }>(() => ({ identity: null }))
    for (const [attribute, member] of [
      ['Id', 'name'],
      ['Publisher', 'publisher'],
      ['Version', 'version'],
    ] as const)
      reportDifference(identity, attribute, member)

    function reportDifference(said: Identity | null, attribute: string, member: string): void {
      const own = readManifestString(manifest, member)
      const stated = said?.[attribute]
      if (stated === undefined || own === null || stated.toLowerCase() === own.toLowerCase()) return
      context.report({ message: 'differs', data: { attribute, stated, own }, at: findPlace(facts, member) })
    }
  },
})

function findPlace(facts: PackageFacts, member: string) {
  return findManifestPlace(facts, [member])
}

/** Attributes of `<Identity …>`, the element by which a marketplace knows an extension; null where there is none. */
function readIdentity(text: string): Identity | null {
  const element = /<Identity\b([^<>]{0,2000})>/.exec(text.replace(/<!--[\s\S]*?-->/g, ''))?.[1]
  if (element === undefined) return null
  return Object.fromEntries(
    [...element.matchAll(/([A-Za-z]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map(
      ([, name = '', double, single]) => [name, unescapeXml(double ?? single ?? '')],
    ),
  )
}

function unescapeXml(text: string): string {
  return text
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;/g, "'")
    .replace(/&amp;/g, '&')
}
