import type { PackerName } from '../model/packing.ts'
import type { Cause } from '../model/report.ts'
import { findCause } from './find-cause.ts'
import type { MapForm, MapSetting } from './map-making.ts'
import { findMapSetting, nameTool } from './map-setting.ts'
import { findMakerWithoutSetting } from './maps-without-setting.ts'
import { PackageFolder } from './package-folder.ts'

/** Where maps or what they belong to were found. */
export interface MapPlace {
  readonly path: string
  /** Names inward from the path; null for the file itself. */
  readonly layer: string | null
}

/**
 * Tells why a package has source maps with texts: what let them into the tarball and the setting that made them.
 * @returns null where neither is known.
 */
export function findMapCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  places: readonly MapPlace[],
  hasTexts: boolean,
  packer: PackerName,
): Cause | null {
  const folder = new PackageFolder(directory, manifest)
  const inside = places.filter(isInsideFile)
  const files = [...new Set(places.filter((place) => !isInsideFile(place)).map(({ path }) => path))]
  const [first] = files
  const listed = first === undefined ? null : findCause(directory, manifest, first, packer)
  const makers = places.map((place) => findMakerWithoutSetting(folder, place))
  const maker = makers.find((one) => one !== null)
  if (listed && maker && !makers.includes(null))
    return { ...listed, reason: `${listed.reason}; ${maker} writes the maps, and has no setting for that` }
  const setting = findMapSetting(folder, { form: decideForm(places), hasTexts })
  if (inside.length === 0) return listed && setting ? addSetting(listed, setting) : listed
  return setting === null ? listed : explainBySetting(setting)
}

/** Why code is a development build's: the setting that puts it into `eval` strings; null if none is known. */
export function findEvalCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
): Cause | null {
  const setting = findMapSetting(new PackageFolder(directory, manifest), { form: 'eval', hasTexts: false })
  if (setting === null) return null
  const reason = `\`${setting.text}\` makes ${nameTool(setting)} put the code into strings that it evaluates`
  return { path: setting.path, line: setting.line, reason }
}

/** Why files name maps that are not there, or maps sources: the setting that made them; null if none is known. */
export function findReferenceCause(
  directory: string,
  manifest: Readonly<Record<string, unknown>> | null,
  places: readonly MapPlace[],
): Cause | null {
  const isOfDeclarations = places.every(({ path }) => /\.d\.[cm]?ts(?:\.map)?$/.test(path))
  const form = isOfDeclarations ? 'declaration' : 'file'
  const setting = findMapSetting(new PackageFolder(directory, manifest), { form, hasTexts: false })
  if (setting === null) return null
  const reason = `\`${setting.text}\` makes ${nameTool(setting)} write maps and the comments that name them`
  return { path: setting.path, line: setting.line, reason }
}

export function isInsideFile({ layer }: MapPlace): boolean {
  return layer !== null && /^(?:inline|embedded)-map/.test(layer)
}

export function decideForm(places: readonly MapPlace[]): MapForm {
  if (places.some(isInsideFile)) return 'inline'
  return places.every(({ path }) => /\.d\.[cm]?ts\.map$/.test(path)) ? 'declaration' : 'file'
}

function explainBySetting(setting: MapSetting): Cause {
  const { path, line, text } = setting
  return { path, line, reason: `\`${text}\` makes ${nameTool(setting)} write the maps into the code` }
}

function addSetting(cause: Cause, setting: MapSetting): Cause {
  const made = `\`${setting.text}\` in ${setting.path}:${setting.line} makes ${nameTool(setting)} write the maps`
  return { ...cause, reason: `${cause.reason}; ${made}` }
}
