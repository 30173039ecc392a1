import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { findLayerPath, formatLayerChain } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { chooseGrammar } from '../../secrets/grammar.ts'
import { findNamedSecrets, findVendorValues, type NamedSecret } from '../../secrets/named-secrets.ts'
import { redact } from '../../secrets/redact.ts'
import { NAME_KEYWORDS } from '../../secrets/secret-names.ts'
import { VENDOR_NAMES } from '../../secrets/vendor-names.ts'
import { isWholeWord } from '../../secrets/vendor-words.ts'
import { isNativeClient } from './content/native-client.ts'

const MODULE = /\.wasm$/i
const NAMES: ReadonlySet<string> = new Set(NAME_KEYWORDS)
const REPLACE = 'Replace it, and read it from the environment at run time.'

export default defineRule({
  meta: {
    id: 'secret/named-value',
    title: 'Secret known by its name',
    why: 'Secrets that a team makes itself have no recognizable form: a signing key is any random text. The name says what it is. Anyone who knows a `JWT_SECRET` can sign sessions for anybody; anyone who knows a `CLIENT_SECRET` can act as that application.',
    fix: 'Replace the value wherever it is in use, and read it from the environment at run time. Bundlers write values down when a `define` or an environment plugin names them.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'credential', setAside: 'never', binds: 'group' },
    since: '0.2.0',
  },
  options: z.object({}),
  keywords: [...NAME_KEYWORDS, ...VENDOR_NAMES],
  heeds: (keyword) => (NAMES.has(keyword) ? null : isWholeWord),
  messages: {
    key: {
      confidence: 'likely',
      what: '{name} has a random value in the package.',
      why: 'A value under that name is a secret, and everybody who downloads the package has it.',
      fix: REPLACE,
    },
    password: {
      confidence: 'likely',
      what: '{name} has a literal value in the package.',
      why: 'Everybody who downloads the package can read the password.',
      fix: REPLACE,
    },
    open: {
      confidence: 'possible',
      what: '{name} has a random value in the package.',
      why: 'If browsers are not meant to see it, anyone who downloads the package can misuse it.',
      fix: `If it is a secret: ${REPLACE.charAt(0).toLowerCase()}${REPLACE.slice(1)}`,
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    illustration: {
      confidence: 'possible',
      what: '{name} has a random value among tests, examples or documentation.',
      why: 'It is most likely an example; if anything uses it, everybody knows it.',
      fix: 'Make sure that nothing uses it, or mark it as an example: put the word EXAMPLE in it.',
      severity: { 'open-source': 'notice', proprietary: 'notice' },
    },
  },
  layer(layer, context) {
    const illustrates = findSofteningAt('password', formatLayerChain(layer)) !== null
    // Programs keep their texts one behind the other, without anything between a name and what follows it.
    const isBinary = layer.kind === 'binary'
    // In WebAssembly not even their lengths stand there: names and values are told from nothing else.
    if (MODULE.test(layer.entry.path)) return
    const grammar = isBinary ? 'code' : chooseGrammar(findLayerPath(layer))
    const named = findNamedSecrets(layer.bytes, context.hits, grammar)
    const known = new Set(named.map(({ offset }) => offset))
    const byVendor = findVendorValues(layer.bytes, context.hits, grammar).filter(
      ({ offset }) => !known.has(offset),
    )
    for (const found of [...named, ...byVendor].filter(({ isQuoted }) => isQuoted || !isBinary))
      context.report({
        message:
          /client_?secret$/i.test(found.name) && isNativeClient(layer, found.offset)
            ? 'open'
            : chooseMessage(found, illustrates),
        data: { name: found.name },
        at: { layer, offset: found.offset, evidence: redact(found.value) },
        group: `${found.name} ${found.value}`,
      })
  },
})

function chooseMessage({ kind, isQuoted }: NamedSecret, illustrates: boolean) {
  if (illustrates) return 'illustration'
  return isQuoted ? kind : 'open'
}
