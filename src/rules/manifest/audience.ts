import * as z from 'zod'
import { readLicence } from '../../manifest/licence.ts'
import { readManifestString } from '../../manifest/parse-manifest.ts'
import { isObject } from '../../model/json-object.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'

export default defineRule({
  meta: {
    id: 'manifest/audience',
    title: 'Unclear who the package is for',
    why: 'A package without an open licence that npm publishes to everybody is either a product with public downloads or an accident, and nothing in the package tells which.',
    fix: 'State both in package.json: the licence, and `publishConfig.access` as "public" or "restricted".',
    severity: 'warning',
    traits: { of: ['npm'], harm: 'internals' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    undeclared: {
      what: 'The package has no open licence ({licence}), but npm publishes it to everybody.',
      why: 'A package without a scope is always public.',
      fix: 'If it is for everybody, say so: "publishConfig": { "access": "public" }. If not, give it a scope and "access": "restricted".',
    },
    contradiction: {
      what: 'package.json asks for public access but says that nobody may use the package ({licence}).',
      why: 'One of the two is a mistake.',
      fix: 'Name the terms as `"SEE LICENSE IN <file>"`, or set "access": "restricted".',
    },
  },
  package(facts, context) {
    const { manifest } = facts
    const name = readManifestString(manifest, 'name')
    if (manifest === null || name === null || manifest.private === true) return
    const { open, stated } = readLicence(manifest)
    // Where package.json is silent, the text of a licence speaks.
    if (open || (stated === null && (facts.licenceFile?.licence ?? null) !== null)) return
    const access = isObject(manifest.publishConfig) ? manifest.publishConfig.access : undefined
    const licence = stated ?? 'none is named'
    const at = findManifestPlace(facts, stated === null ? ['name'] : ['license'])
    if (access === 'public' && (stated === null || stated.toUpperCase() === 'UNLICENSED'))
      context.report({ message: 'contradiction', data: { licence }, at })
    else if (access !== 'public' && !name.startsWith('@'))
      context.report({ message: 'undeclared', data: { licence }, at })
  },
})
