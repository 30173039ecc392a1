import type { ConfigError } from '../../model/config-error.ts'
import type { EffectiveConfig } from '../merge/effective-config.ts'

/** A configuration, or why there is none. `file` is the one it starts from, relative to the root; null for defaults. */
export type LoadedConfig =
  | { readonly ok: true; readonly config: EffectiveConfig; readonly file: string | null }
  | { readonly ok: false; readonly errors: readonly ConfigError[] }
