import type { ConfigError } from '../../model/config-error.ts'
import type { EffectiveConfig } from '../merge/effective-config.ts'

/** A configuration, or why there is none. `file` is the one it starts from, relative to the root; null for defaults. */
export type LoadedConfig =
  | {
      readonly ok: true
      readonly config: EffectiveConfig
      readonly file: string | null
      /** All that it is made of: that file and what it extends. */
      readonly files: readonly string[]
      /** Folders in which the base commit has the package, the surest first; none where there is no base. */
      readonly folders?: readonly string[]
    }
  | { readonly ok: false; readonly errors: readonly ConfigError[] }
