import * as z from 'zod'
import { softened } from '../../knowledge/path-role.ts'
import { type Layer, layerChain, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import type { KeyStructure } from '../../secrets/der.ts'
import { privateKeyInBinary } from '../../secrets/key-store.ts'
import { findPrivateKeys, KEY_KEYWORDS } from '../../secrets/private-keys.ts'
import { redact } from '../../secrets/redact.ts'

const WARNING = { 'open-source': 'warning', proprietary: 'warning' } as const

export default defineRule({
  meta: {
    id: 'secret/private-key',
    title: 'Private key',
    why: 'Whoever has a private key can sign, log in or decrypt as its owner. A key that was published once is lost: there is no way to take it back.',
    fix: 'Replace the key everywhere it is trusted, and keep keys out of the folders that are packed.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: KEY_KEYWORDS,
  alwaysFor: ['binary'],
  messages: {
    key: {
      what: 'A {kind} with its body is in the package, {protection}.',
      why: 'Anybody who downloads the package can use it in its owner’s place.',
      fix: 'Replace the key wherever it is trusted, then remove it from the package.',
    },
    encrypted: {
      what: 'A {kind} with its body is in the package, {protection}.',
      why: 'Its passphrase can now be guessed at leisure, by anybody, without anyone noticing.',
      fix: 'Replace the key wherever it is trusted, then remove it from the package.',
    },
    illustration: {
      what: 'A {kind} with its body is among tests, examples or documentation, {protection}.',
      why: 'It is most likely made for showing; if anything trusts it, everybody can use it.',
      fix: 'Make sure that nothing trusts it, generate it when the tests run, or leave the folder out of the package.',
      severity: WARNING,
    },
  },
  layer(layer, context) {
    const illustrates = softened('key', layerChain(layer)) !== null
    const report = (structure: KeyStructure, body: string, offset?: number) =>
      context.report({
        message: illustrates ? 'illustration' : structure.encrypted ? 'encrypted' : 'key',
        data: { kind: structure.kind, protection: structure.encrypted ? 'encrypted' : 'not encrypted' },
        at: { layer, evidence: redact(body), ...(offset === undefined ? {} : { offset }) },
        group: body,
      })
    for (const key of findPrivateKeys(layer.bytes, context.hits)) report(key, key.body, key.offset)
    const structure = layer.kind === 'binary' ? privateKeyInBinary(layer.bytes) : null
    if (structure) report(structure, nameOf(layer))
  },
})

/** A binary key has no characters to show; its file's name tells which it is. */
function nameOf(layer: Layer): string {
  return layerPath(layer)
}
