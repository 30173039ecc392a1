import { applyChange } from '../cause/line-change.ts'
import { decideForm, isInsideFile, type MapPlace } from '../cause/map-cause.ts'
import { findMapSettings, nameTool, type WantedMap } from '../cause/map-setting.ts'
import { findMakerWithoutSetting } from '../cause/maps-without-setting.ts'
import type { PackageFolder } from '../cause/package-folder.ts'

/** Settings that are turned off for one finding; each is an edit of a file that a person wrote. */
const MOST_SETTINGS = 8

/** What ends maps or evaluated code. */
export type BuildRemedy = 'map-text' | 'map' | 'map-reference' | 'evaluated-code'

export interface TurnedOff {
  readonly folder: PackageFolder
  /** The programs whose settings they are. */
  readonly tools: ReadonlySet<string>
  /** Places whose maps no setting that is known makes. */
  readonly left: readonly MapPlace[]
}

/** A setting that nothing but a program decides. */
export interface ComputedSetting {
  readonly at: string
  readonly text: string
  readonly tool: string
}

/**
 * Turns off every setting that makes the maps, or the evaluated code, of these places.
 * @returns the folder with the edits and what they leave; a setting that no edit can turn off; or null where none is known
 */
export function turnMapsOff(
  folder: PackageFolder,
  places: readonly MapPlace[],
  remedy: BuildRemedy,
): TurnedOff | ComputedSetting | null {
  let edited = folder
  const tools = new Set<string>()
  const left = places.filter((place) => findMakerWithoutSetting(folder, place) !== null)
  const settable = places.filter((place) => !left.includes(place))
  for (const { wanted, group } of groupWantedMaps(settable, remedy)) {
    // Once the tools that build write none, those that only check types have none to turn off. A setting that makes
    // maps of two kinds may be off already.
    const meant = new Set(findMapSettings(folder, wanted).map(({ tool }) => tool))
    if (meant.size === 0) left.push(...group)
    for (let count = 0; count < MOST_SETTINGS; count += 1) {
      const setting = findMapSettings(edited, wanted).find(({ tool }) => meant.has(tool))
      if (setting === undefined) break
      const { path, line, text, change, tool } = setting
      if (change === null) return { at: `${path}:${line}`, text, tool: nameTool(setting) }
      edited = edited.applyEdits(new Map([[change.path, applyChange(edited.readText(change.path), change)]]))
      tools.add(tool)
    }
  }
  return tools.size === 0 ? null : { folder: edited, tools, left }
}

/** The maps of places by how they were made: inside the code, beside it, and those of declarations. */
function groupWantedMaps(
  places: readonly MapPlace[],
  remedy: BuildRemedy,
): { wanted: WantedMap; group: readonly MapPlace[] }[] {
  if (remedy === 'evaluated-code') return [{ wanted: { form: 'eval', hasTexts: false }, group: places }]
  const isOfDeclarations = ({ path }: MapPlace): boolean => /\.d\.[cm]?ts(?:\.map)?$/.test(path)
  const groups = [
    places.filter(isInsideFile),
    places.filter((place) => !isInsideFile(place) && !isOfDeclarations(place)),
    places.filter((place) => !isInsideFile(place) && isOfDeclarations(place)),
  ]
  return groups
    .filter((group) => group.length > 0)
    .map((group) => {
      const isDeclared = remedy === 'map-reference' && isOfDeclarations(group[0] ?? { path: '', layer: null })
      return {
        group,
        wanted: { form: isDeclared ? 'declaration' : decideForm(group), hasTexts: remedy === 'map-text' },
      }
    })
}
