import * as z from 'zod'
import { findSofteningAt, pathRole } from '../../knowledge/path-role.ts'
import { extension, isCodeFile } from '../../knowledge/path-words.ts'
import { hasHitOf } from '../../layers/keyword-hits.ts'
import { type BoundValue, bindContent } from '../../model/bound-value.ts'
import { findLayerPath, formatLayerChain, type Layer } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isDebugKeyStore } from '../../secrets/key-store.ts'
import { LocalCertificates } from '../../secrets/local-certificates.ts'
import { addCertificates, CERTIFICATE_KEYWORD } from '../secret/content/certificates-around.ts'
import { recogniseCredentialDocument } from './content/credential-documents.ts'
import { recogniseCredentialLines } from './content/credential-lines.ts'
import { RECORD_KEYWORDS } from './content/credential-records.ts'
import { recogniseKeyContainer } from './content/key-containers.ts'
import { type Credential, recogniseKeyText } from './content/key-texts.ts'
import { recogniseSealedFile, SEALED_KEYWORDS } from './content/sealed-files.ts'

/** Credentials are short texts; state files and exports are the longest of them. */
const MOST_TEXT_BYTES = 16 * 1024 ** 2

const MOST_LINES_BYTES = 1024 ** 2

const SETTINGS_EXTENSIONS = new Set(['yml', 'yaml', 'toml', 'xml', 'csv'])

function findIn(layer: Layer, path: string, hasRecords: boolean): Credential | null {
  if (layer.kind === 'binary') {
    const kind = isDebugKeyStore(path, layer.bytes) ? null : recogniseKeyContainer(layer.bytes)
    return kind === null ? null : { kind, index: 0 }
  }
  if (layer.bytes.length > MOST_TEXT_BYTES) return null
  const isCode = isCodeFile(path)
  if (isCode && extension(path) === 'json') return recogniseCredentialDocument(layer.text, hasRecords)
  // Nearly all code is let go here, before it is decoded.
  if (
    isCode &&
    !SETTINGS_EXTENSIONS.has(extension(path)) &&
    !/^\s*-----BEGIN /.test(layer.bytes.toString('latin1', 0, 1024))
  )
    return null
  const key = recogniseKeyText(layer.text, path)
  if (key !== null || layer.bytes.length > MOST_LINES_BYTES) return key
  if (isCode)
    return SETTINGS_EXTENSIONS.has(extension(path)) ? recogniseCredentialLines(layer.text, path) : null
  return recogniseCredentialDocument(layer.text, hasRecords) ?? recogniseCredentialLines(layer.text, path)
}

const RECORDS = new Set(RECORD_KEYWORDS)
const CERTIFICATES = new Set([CERTIFICATE_KEYWORD])
const MOST_CERTIFICATE_BYTES = 64 * 1024
const MOST_WAITING = 200

/** What only programs and people with accounts write is no document, wherever it lies; a key may illustrate one. */
function isLiveInDocuments(kind: string, path: string): boolean {
  return (
    pathRole(path) === 'documentation' && !/key/i.test(kind) && !/\.(?:mdx?|rst|adoc|txt|html?)$/i.test(path)
  )
}

/** A private key whose certificate may come later in the archive. */
interface Waiting {
  readonly path: string
  readonly line: number
  readonly kind: string
  readonly body: string
  readonly content: BoundValue
}

function startWaiting(): { readonly certificates: LocalCertificates; readonly waiting: Waiting[] } {
  return { certificates: new LocalCertificates(), waiting: [] }
}

export default defineRule({
  meta: {
    id: 'file/credentials',
    title: 'Credential file',
    why: 'A file whose purpose is to hold credentials has no reader among the users of a package, but everybody who installs it can use what is in it. Registries keep every version, and mirrors copy a release within minutes: what shipped once is known.',
    fix: 'Leave the file out: name what ships in `files` of package.json, or add the file to .npmignore where there is no `files`. Revoke or replace the credentials if a version with the file was ever published.',
    severity: 'error',
    traits: { harm: 'credential', remedy: 'leave-out', binds: 'content' },
    since: '0.1.0',
  },
  options: z.strictObject({}),
  keywords: [...RECORD_KEYWORDS, ...SEALED_KEYWORDS, CERTIFICATE_KEYWORD],
  alwaysFor: ['text', 'binary', 'original-source', 'decoded'],
  messages: {
    credentials: {
      what: '{kind} ships.',
      why: 'Anyone who installs the package can use it.',
      fix: 'Leave the file out of the tarball, and revoke what is in it if it ever shipped.',
    },
    local: {
      what: '{kind} ships, and its certificate is only for localhost or for tests.',
      why: 'Anyone who installs the package can pose as that server to everybody who was told to trust the certificate.',
      fix: 'Make key and certificate at the first start, on the machine that uses them.',
      severity: 'warning',
    },
    sealed: {
      what: '{kind} ships.',
      why: 'It was made for a repository. In a package it opens for everybody on the day the key is known.',
      fix: 'Leave the file out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    'test-data': {
      what: '{kind} ships among tests, examples or documents.',
      why: 'If it opens anything that is in use, everybody who installs the package can use it.',
      fix: 'Leave the folder out of the tarball, or make the key when the tests run.',
      severity: 'warning',
    },
  },
  layer(layer, context) {
    if (layer.kind === 'source-map') return
    const { certificates, waiting } = context.memory(startWaiting)
    const isMarked = hasHitOf(context.hits, CERTIFICATES)
    if (isMarked && layer.bytes.length <= MOST_CERTIFICATE_BYTES) addCertificates(certificates, layer)
    const path = findLayerPath(layer)
    const sealed = recogniseSealedFile(layer, context.hits)
    if (sealed !== null) {
      if (findSofteningAt('key', formatLayerChain(layer)) === null)
        context.report({ message: 'sealed', data: { kind: sealed }, at: { layer } })
      return
    }
    const found = findIn(layer, path, hasHitOf(context.hits, RECORDS))
    if (found === null) return
    const { kind, body, index } = found
    const isTest = findSofteningAt('key', formatLayerChain(layer)) !== null && !isLiveInDocuments(kind, path)
    if (!isTest && body !== undefined && layer.trail.length === 0 && waiting.length < MOST_WAITING) {
      const line = layer.text.slice(0, index).split(/\r\n|\r|\n/).length
      waiting.push({ path, line, kind, body, content: bindContent(layer.bytes) })
      return
    }
    context.report({
      message: isTest ? 'test-data' : 'credentials',
      data: { kind },
      at: { layer, offset: Buffer.byteLength(layer.text.slice(0, index)) },
    })
  },
  package(_, context) {
    const { certificates, waiting } = context.memory(startWaiting)
    for (const { path, line, kind, body, content } of waiting)
      context.report({
        message: certificates.holds(body) ? 'local' : 'credentials',
        data: { kind },
        at: { path, line, column: 1, content },
      })
  },
})
