import path from 'node:path'
import { ConfigFileError, type ConfigFiles } from './config-files.ts'
import { CONTENTS_FILE, readContentsList } from './contents-list.ts'
import type { EffectiveConfig, Source } from './effective-config.ts'
import type { LoadedConfig } from './loaded-config.ts'

/** The rule that holds a package against its contents list, and the option that takes the list. */
const RULE = 'file/unexpected'
const OPTION = 'contents'

/**
 * Lays the package's own `seaworthy.contents` over a configuration: it is that rule's option, written in a file of its
 * own. A list in the configuration itself wins.
 * @param folder of the package, relative to the root; null where there is none
 */
export async function withContentsList(
  files: ConfigFiles,
  folder: string | null,
  loaded: LoadedConfig & { readonly ok: true },
): Promise<LoadedConfig> {
  if (folder === null) return loaded
  const { config } = loaded
  const setting = config.rules.get(RULE)
  if (setting?.given?.[OPTION] !== undefined) return loaded
  const file = path.posix.join(folder, CONTENTS_FILE)
  const text = await read(files, file)
  if (text === null) return loaded
  if (typeof text !== 'string')
    return { ok: false, errors: [{ message: text.message, file, line: null, column: null }] }
  const { patterns, errors } = readContentsList(text, file)
  if (errors.length > 0) return { ok: false, errors }
  const source: Source = { kind: 'config', name: file, line: null, column: null }
  // Compared and shown by its pattern: a comment that moves the lines is no change of the list.
  const added = { [OPTION]: patterns.map((one) => ({ ...one, toJSON: () => one.pattern })) }
  const next: EffectiveConfig = {
    ...config,
    rules: new Map(config.rules).set(RULE, {
      severity: setting?.severity ?? null,
      options: { ...setting?.options, ...added },
      given: { ...setting?.given, ...added },
    }),
    sources: new Map(config.sources).set(`rules.${RULE}.${OPTION}`, source),
  }
  return { ...loaded, config: next }
}

async function read(files: ConfigFiles, file: string): Promise<string | null | ConfigFileError> {
  try {
    const bytes = await files.read(file)
    return bytes === null ? null : new TextDecoder().decode(bytes)
  } catch (error) {
    if (error instanceof ConfigFileError) return error
    throw error
  }
}
