import path from 'node:path'
import { parse } from 'yaml'
import { readText } from '../workspace/read-json.ts'

/** Settings of a release tool, read as data. */
export interface Settings {
  readonly file: string
  readonly text: string
  /** Null for settings that are code, or TOML. */
  readonly value: unknown
}

/** The first of the files that is there. */
export async function readFirstSettings(folder: string, files: readonly string[]): Promise<Settings | null> {
  for (const file of files) {
    const found = await readSettingsFile(folder, file)
    if (found !== null) return found
  }
  return null
}

/** A file of settings; null if it is not there. */
export async function readSettingsFile(folder: string, file: string): Promise<Settings | null> {
  const text = await readText(path.join(folder, file))
  if (text === null) return null
  const isCode = /\.(?:[cm]?[jt]s|toml)$/.test(file)
  return { file, text, value: isCode ? null : parseData(text) }
}

/** JSON is YAML as well. */
function parseData(text: string): unknown {
  try {
    return parse(text, { logLevel: 'silent' }) ?? {}
  } catch {
    return {}
  }
}
