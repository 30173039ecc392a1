import { hasHitOf } from '../../../layers/keyword-hits.ts'
import type { KeywordHits, Layer } from '../../../model/layer.ts'
import { isSealed } from '../../../secrets/settings/kubernetes-secret.ts'

/** What stands in texts that are sealed value by value. */
export const SEALED_KEYWORDS: readonly string[] = ['enc[aes256_gcm', 'sealedsecret']
const SEALED = new Set(SEALED_KEYWORDS)

/** What tool has sealed a file value by value so that it can be kept in a repository; null for any other file. */
export function recogniseSealedFile(layer: Layer, hits: KeywordHits): string | null {
  if (layer.kind !== 'text' || !hasHitOf(hits, SEALED)) return null
  if (/^\s*"?sops(?:_mac)?"?\s*[:=]/m.test(layer.text)) return 'A file of settings that SOPS encrypted'
  return isSealed(layer.text) ? 'A secret of Kubernetes that kubeseal encrypted' : null
}
