import { existsSync } from 'node:fs'
import path from 'node:path'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { readJson, readMemberAt } from '../workspace/read-json.ts'
import type { ReleaseTool } from './direct-commands.ts'
import { readFirstSettings, readSettingsFile, type Settings } from './read-settings.ts'
import { NP_FILES, SETTINGS_FILES } from './tool-by-files.ts'

/** The settings of a tool, and those that they extend. */
export interface SettingsChain {
  /** Nearest first: what one says counts more than what a later one does. */
  readonly all: readonly Settings[]
  /** What is extended and was not found: not installed, or on another server. */
  readonly missing: readonly string[]
}

/** Where tools keep their settings: files, and the member of package.json. */
const PLACES: Partial<Record<ReleaseTool, { readonly files: readonly string[]; readonly member: string }>> = {
  'semantic-release': { files: SETTINGS_FILES['semantic-release'], member: 'release' },
  'release-it': { files: SETTINGS_FILES['release-it'], member: 'release-it' },
  np: { files: NP_FILES, member: 'np' },
  'clean-publish': {
    files: ['.clean-publish', '.clean-publish.json', '.clean-publish.js'],
    member: 'clean-publish',
  },
  ossjs: { files: ['release.config.json'], member: 'release.config' },
}
/** `extends` of settings that are code: one text, or a list of them. */
const EXTENDS = /\bextends['"]?\s*[:=]\s*(\[[^\]]*\]|(['"])[^'"]+\2)/
const ENDINGS = ['', '.json', '.js', '.cjs', '.mjs', '.yaml', '.yml', '/index.js', '/index.json']
const MOST = 10

/** The settings of a tool in a folder with all that they extend, read as data; null where the folder has none. */
export async function readSettingsChain(tool: ReleaseTool, folder: string): Promise<SettingsChain | null> {
  const place = PLACES[tool]
  if (place === undefined) return null
  const own = (await readFirstSettings(folder, place.files)) ?? (await readInManifest(folder, place.member))
  if (own === null) return null
  const all: (Settings & { readonly folder: string })[] = [{ ...own, folder }]
  const missing: string[] = []
  for (const settings of all)
    for (const name of listExtended(settings)) {
      const file =
        all.length > MOST
          ? null
          : await resolveFile(name, path.dirname(path.join(settings.folder, settings.file)))
      const found = file === null ? null : await readSettingsFile(path.dirname(file), path.basename(file))
      if (file === null || found === null) missing.push(name)
      else all.push({ ...found, folder: path.dirname(file) })
    }
  return { all, missing }
}

async function readInManifest(folder: string, member: string): Promise<Settings | null> {
  const value = (await readJson(path.join(folder, 'package.json')))?.[member]
  return typeof value === 'object' && value !== null ? { file: 'package.json', text: '', value } : null
}

/** What settings extend, the last of a list first: it counts most. */
function listExtended({ text, value }: Settings): string[] {
  const written = value === null ? EXTENDS.exec(text)?.[1] : readMemberAt(value, ['extends'])
  const names =
    value === null
      ? [...String(written ?? '').matchAll(/(['"])([^'"]+)\1/g)].map(([, , name]) => name)
      : [written].flat()
  return names.filter((one): one is string => typeof one === 'string').reverse()
}

/** The file that a name leads to, as node finds it: by a path, or in node_modules up to the repository's root. */
async function resolveFile(name: string, from: string): Promise<string | null> {
  if (/^\.{0,2}\//.test(name)) return findWithEnding(path.resolve(from, name))
  if (!/^(?:@[\w.-]+\/)?[\w.-]+(?:\/[\w./-]+)?$/.test(name)) return null
  const top = findRepositoryRoot(from)
  for (let above = from; ; above = path.dirname(above)) {
    const folder = path.join(above, 'node_modules', name)
    const main = (await readJson(path.join(folder, 'package.json')))?.main
    const found = findWithEnding(typeof main === 'string' ? path.join(folder, main) : folder)
    if (found !== null) return found
    if (above === top || above === path.dirname(above)) return null
  }
}

function findWithEnding(file: string): string | null {
  const found = ENDINGS.map((ending) => file + ending).find(
    (one) => existsSync(one) && path.extname(one) !== '',
  )
  return found ?? null
}
