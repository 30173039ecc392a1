import type { Limits } from '../../../src/model/limits.ts'
import type { AnyRule } from '../../../src/model/rule.ts'
import { scanBytes } from '../../support/scan-files.ts'

/** What a reader of the report sees of one finding. */
export interface Judged {
  readonly message: string
  readonly severity: string
  readonly paths: readonly string[]
}

/** Scans a tarball under one rule about archives. */
export async function judgeTarball(
  rule: AnyRule,
  bytes: Uint8Array,
  limits: Partial<Limits> = {},
): Promise<Judged[]> {
  const { findings } = await scanBytes(bytes, { rules: [rule], limits, profile: 'open-source' })
  return findings.map(({ message, severity, places }) => ({
    message,
    severity,
    paths: places.map(({ path }) => path),
  }))
}
