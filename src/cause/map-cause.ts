import { type FoundCause, findCause } from './find-cause.ts'
import type { MapForm, MapSetting } from './map-making.ts'
import { findMapSetting, toolName } from './map-setting.ts'
import { PackageFolder } from './package-folder.ts'

/** Where maps or what they belong to were found. */
export interface MapPlace {
  readonly path: string
  /** Names inward from the path; null for the file itself. */
  readonly layer: string | null
}

/** Paths of one finding that an edit is worked out for. */
const PATHS_CONSIDERED = 200

/**
 * Tells why a package has source maps with texts: the setting that made them and what let them into the tarball. For
 * files of maps the edit is to the list of what is packed, which helps whatever made them; maps inside the code, and
 * code in `eval` strings, go only with the setting.
 * @returns null where neither is known.
 */
export function findMapCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  places: readonly MapPlace[],
  hasTexts: boolean,
): FoundCause | null {
  const folder = new PackageFolder(directory, manifest)
  const inside = places.filter(isInside)
  const files = [...new Set(places.filter((place) => !isInside(place)).map(({ path }) => path))]
  const listed = files.length === 0 ? null : findCause(directory, manifest, files.slice(0, PATHS_CONSIDERED))
  const setting = findMapSetting(folder, { form: formOf(places), hasTexts })
  if (inside.length === 0)
    return listed && setting ? { ...listed, cause: withSetting(listed.cause, setting) } : listed
  if (setting === null) return listed
  return { cause: causeBySetting(setting), change: setting.change }
}

/** Why code is a development build's: the setting that puts it into `eval` strings; null if none is known. */
export function findEvalCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): FoundCause | null {
  const setting = findMapSetting(new PackageFolder(directory, manifest), { form: 'eval', hasTexts: false })
  if (setting === null) return null
  const reason = `\`${setting.text}\` makes ${toolName(setting)} put the code into strings that it evaluates`
  return { cause: { path: setting.path, line: setting.line, reason }, change: setting.change }
}

/** Why files name maps that are not there, or maps sources: the setting that made them; null if none is known. */
export function findReferenceCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  places: readonly MapPlace[],
): FoundCause | null {
  const isOfDeclarations = places.every(({ path }) => /\.d\.[cm]?ts(?:\.map)?$/.test(path))
  const form = isOfDeclarations ? 'declaration' : 'file'
  const setting = findMapSetting(new PackageFolder(directory, manifest), { form, hasTexts: false })
  if (setting === null) return null
  const reason = `\`${setting.text}\` makes ${toolName(setting)} write maps and the comments that name them`
  return { cause: { path: setting.path, line: setting.line, reason }, change: setting.change }
}

function isInside({ layer }: MapPlace): boolean {
  return layer !== null && /^(?:inline|embedded)-map/.test(layer)
}

function formOf(places: readonly MapPlace[]): MapForm {
  if (places.some(isInside)) return 'inline'
  return places.every(({ path }) => /\.d\.[cm]?ts\.map$/.test(path)) ? 'declaration' : 'file'
}

function causeBySetting(setting: MapSetting): FoundCause['cause'] {
  const { path, line, text } = setting
  return { path, line, reason: `\`${text}\` makes ${toolName(setting)} write the maps into the code` }
}

function withSetting(cause: FoundCause['cause'], setting: MapSetting): FoundCause['cause'] {
  const made = `\`${setting.text}\` in ${setting.path}:${setting.line} makes ${toolName(setting)} write the maps`
  return { ...cause, reason: `${cause.reason}; ${made}` }
}
