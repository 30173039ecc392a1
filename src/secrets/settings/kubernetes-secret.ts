import { isStandIn } from '../../knowledge/stand-in.ts'
import { isOpenWebToken } from '../web-tokens.ts'

/** A value of a Kubernetes Secret that is no stand-in. */
export interface KubernetesValue {
  readonly index: number
  readonly name: string
  readonly value: string
}

const SECRET = /^[ \t]*(?:-[ \t]+)?kind:[ \t]*["']?Secret["']?[ \t]*\r?$|"kind"\s{0,9}:\s{0,9}"Secret"/m
const BLOCK = /^([ \t]*)(data|stringData):[ \t]*\r?\n((?:[ \t]*\r?\n|\1[ \t]+[^\r\n]*\r?\n?){1,200})/gm
const LINE = /^[ \t]+["']?([\w.-]{1,120})["']?:[ \t]*["']?([^\s"'#|>{]{4,8000})/gm
/** The same written as JSON. */
const OBJECT = /"(data|stringData)"\s{0,9}:\s{0,9}\{([^{}]{1,16000})\}/g
const MEMBER = /"([\w.-]{1,120})"\s{0,9}:\s{0,9}"([^"\\]{4,8000})"/g
/** Where the next document of a file begins, or the next object of a list. */
const NEXT = /^(?=---|[ \t]*-[ \t]+(?:apiVersion|kind|metadata):)/gm
/** Encrypted for the cluster that has the key. */
const SEALED = /^[ \t]*kind:[ \t]*["']?SealedSecret/m
const NO_SECRET = /\.crt$|^ca\b|username|user$/i

/** Whether a text holds secrets that were encrypted for a cluster, so that nobody else can read them. */
export function isSealed(text: string): boolean {
  return SEALED.test(text)
}

/** Whether a value is what `kubeseal` makes of one: its version and the length of a session key come first. */
export function isSealedValue(value: string): boolean {
  return /^Ag[A-Za-z0-9+/]{98,}={0,2}$/.test(value)
}

/**
 * Values of Kubernetes Secrets (https://kubernetes.io/docs/concepts/configuration/secret/), decoded; each once. What
 * SOPS has encrypted in one says so itself (`ENC[…]`): its `sops:` says nothing of the values beside it, nor of other
 * documents.
 */
export function findKubernetesSecrets(text: string): KubernetesValue[] {
  if (!SECRET.test(text)) return []
  const starts = [0, ...[...text.matchAll(NEXT)].map(({ index }) => index), text.length]
  return starts.slice(0, -1).flatMap((start, at) => {
    const document = text.slice(start, starts[at + 1])
    if (!SECRET.test(document)) return []
    return [...findValues(document)].map((found) => ({ ...found, index: found.index + start }))
  })
}

function* findValues(document: string): Generator<KubernetesValue> {
  for (const [blocks, lines] of [[BLOCK, LINE] as const, [OBJECT, MEMBER] as const])
    for (const block of document.matchAll(blocks)) {
      const body = block.at(-1) ?? ''
      const kind = blocks === BLOCK ? block[2] : block[1]
      const start = block.index + block[0].lastIndexOf(body)
      for (const line of body.matchAll(lines)) {
        const [, name = '', raw = ''] = line
        const value = kind === 'data' ? decodeValue(raw) : raw
        if (value === null || isStandIn(value) || isOpenWebToken(value) || NO_SECRET.test(name)) continue
        yield { index: start + line.index + line[0].lastIndexOf(raw), name, value }
      }
    }
}

function decodeValue(raw: string): string | null {
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(raw)) return null
  const text = Buffer.from(raw, 'base64').toString('utf8').trim()
  return /^[\x20-\x7e\s]{3,}$/.test(text) ? text : null
}
