import { isStandIn } from '../../knowledge/stand-in.ts'

/** A value of a Kubernetes Secret that is no stand-in. */
export interface KubernetesValue {
  readonly index: number
  readonly name: string
  readonly value: string
}

const SECRET = /^[ \t]*kind:[ \t]*["']?Secret["']?[ \t]*\r?$/m
const BLOCK = /^([ \t]*)(data|stringData):[ \t]*\r?\n((?:[ \t]*\r?\n|\1[ \t]+[^\r\n]*\r?\n?){1,200})/gm
const LINE = /^[ \t]+["']?([\w.-]{1,120})["']?:[ \t]*["']?([^\s"'#|>{]{4,8000})/gm
/** Sealed by a key that only the cluster has. */
const SEALED = /^[ \t]*(?:kind:[ \t]*SealedSecret|sops:)/m

/** Whether a document's values were encrypted for a cluster, so that nobody else can read them. */
export function isSealed(text: string): boolean {
  return SEALED.test(text)
}

/** Whether a value is what `kubeseal` makes of one: its version and the length of a session key come first. */
export function isSealedValue(value: string): boolean {
  return /^Ag[A-Za-z0-9+/]{98,}={0,2}$/.test(value)
}

/** Values of Kubernetes Secrets (https://kubernetes.io/docs/concepts/configuration/secret/), decoded; each once. */
export function findKubernetesSecrets(text: string): KubernetesValue[] {
  if (!SECRET.test(text) || isSealed(text)) return []
  const found: KubernetesValue[] = []
  for (const block of text.matchAll(BLOCK)) {
    const [whole, , kind, body = ''] = block
    const start = block.index + whole.length - body.length
    for (const line of body.matchAll(LINE)) {
      const [, name = '', raw = ''] = line
      const value = kind === 'data' ? decoded(raw) : raw
      if (value === null || isStandIn(value) || /\.crt$|^ca\b|username|user$/i.test(name)) continue
      found.push({ index: start + line.index + line[0].lastIndexOf(raw), name, value })
    }
  }
  return found
}

function decoded(raw: string): string | null {
  if (!/^[A-Za-z0-9+/]{4,}={0,2}$/.test(raw)) return null
  const text = Buffer.from(raw, 'base64').toString('utf8').trim()
  return /^[\x20-\x7e\s]{3,}$/.test(text) ? text : null
}
