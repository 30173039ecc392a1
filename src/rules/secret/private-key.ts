import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { isPublished } from '../../knowledge/published-values.ts'
import { findLayerPath, formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import type { KeyStructure } from '../../secrets/der.ts'
import type { FoundKey } from '../../secrets/found-key.ts'
import { isDebugKeyStore, recognisePrivateKeyInBinary } from '../../secrets/key-store.ts'
import { findPrivateKeys, KEY_KEYWORDS } from '../../secrets/private-keys.ts'
import { redact } from '../../secrets/redact.ts'
import { isGivenAsExample, isSpecification } from '../internal/content/context.ts'
import { addCertificates, findCertificatesAround } from './content/certificates-around.ts'
import { WaitingKeys } from './content/waiting-keys.ts'

export default defineRule({
  meta: {
    id: 'secret/private-key',
    title: 'Private key',
    why: 'Anyone who has a private key can sign, log in or decrypt as its owner. A key that was published once is lost: there is no way to take it back.',
    fix: 'Replace the key everywhere it is trusted, and keep keys out of the folders that are packed.',
    severity: 'error',
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.1.0',
  },
  options: z.object({}),
  keywords: KEY_KEYWORDS,
  alwaysFor: ['binary'],
  messages: {
    key: {
      confidence: 'sure',
      what: 'A {kind} with its body is in the package, {protection}.',
      why: 'Anybody who downloads the package can use it as its owner.',
      fix: 'Replace the key wherever it is trusted, then remove it from the package.',
    },
    encrypted: {
      confidence: 'sure',
      what: 'A {kind} with its body is in the package, {protection}.',
      why: 'Anybody can now try passphrases for as long as they like, unnoticed.',
      fix: 'Replace the key wherever it is trusted, then remove it from the package.',
    },
    local: {
      confidence: 'sure',
      what: 'A {kind} with its body is in the package, and its certificate is only for localhost or for tests.',
      why: 'Anyone who downloads the package can pose as that server to everybody who was told to trust the certificate.',
      fix: 'Make key and certificate at the first start, on the machine that uses them, or tell users never to trust the certificate.',
      severity: 'warning',
    },
    changed: {
      confidence: 'likely',
      what: 'A {kind} is in the package, {protection}, with a body that was cut or changed.',
      why: 'What is left of a key can be enough to work out the rest, and the build has the whole one.',
      fix: 'Replace the key wherever it is trusted, unless it never was one, and remove it from the package.',
    },
    unreadable: {
      confidence: 'possible',
      what: 'What is marked as a {kind} is in the package, but its body does not read as one.',
      why: 'It is a key that was changed, or a stand-in for one.',
      fix: 'Make sure that it is a stand-in, and put the word EXAMPLE in it; a real key must be replaced wherever it is trusted.',
      severity: 'warning',
    },
    illustration: {
      confidence: 'likely',
      what: 'A {kind} with its body is among tests, examples or documentation, {protection}.',
      why: 'It is most likely an example; if anything trusts it, everybody can use it.',
      fix: 'Make sure that nothing trusts it, generate it when the tests run, or leave the folder out of the package.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    const waiting = context.memory(() => new WaitingKeys())
    addCertificates(waiting.certificates, layer)
    const illustrates = findSofteningAt('key', formatLayerChain(layer)) !== null
    const report = (structure: KeyStructure, body: string, offset?: number, isExample = illustrates) =>
      context.report({
        message: isExample ? 'illustration' : chooseMessage(structure),
        data: { kind: structure.kind, protection: structure.encrypted ? 'encrypted' : 'not encrypted' },
        at: { layer, evidence: redact(body), ...(offset === undefined ? {} : { offset }) },
        group: body,
      })
    /** In what was decoded, the certificate of a key lies beside it or around it. */
    const reportNested = (key: FoundKey) => {
      if (!findCertificatesAround(layer).holds(key.body)) return report(key, key.body, key.offset)
      const at = { layer, evidence: redact(key.body), offset: key.offset }
      context.report({ message: 'local', data: { kind: key.kind }, at, group: key.body })
    }
    const reportMarked = ({ kind, body, offset }: FoundKey, isExample: boolean) => {
      const at = { layer, offset, evidence: redact(body) }
      if (!isExample) context.report({ message: 'unreadable', data: { kind }, at, group: body })
    }
    for (const key of findPrivateKeys(layer.bytes, context.hits)) {
      if (isPublished(key.body)) continue
      const isExample = illustrates || isGivenAsExample(layer, key.offset) || isSpecification(layer)
      if (key.flaw === 'marked') reportMarked(key, isExample)
      else if (isExample) report(key, key.body, key.offset, true)
      else if (key.flaw !== undefined || key.encrypted || waiting.isFull) report(key, key.body, key.offset)
      else if (layer.kind !== 'text') reportNested(key)
      else waiting.add(layer, key)
    }
    const structure =
      layer.kind === 'binary' && !isDebugKeyStore(findLayerPath(layer), layer.bytes)
        ? recognisePrivateKeyInBinary(layer.bytes)
        : null
    // A binary key has no characters to show; its file's name tells which it is.
    if (structure) report(structure, findLayerPath(layer))
  },
  package(_, context) {
    const { keys, certificates } = context.memory(() => new WaitingKeys())
    for (const { key, place } of keys)
      context.report({
        message: certificates.holds(key.body) ? 'local' : 'key',
        data: { kind: key.kind, protection: 'not encrypted' },
        at: place,
        group: key.body,
      })
  },
})

function chooseMessage({ flaw, encrypted }: KeyStructure): 'changed' | 'encrypted' | 'key' {
  if (flaw !== undefined) return 'changed'
  return encrypted ? 'encrypted' : 'key'
}
