import { isInsideFile, type MapPlace } from '../cause/map-cause.ts'
import type { Finding } from '../model/report.ts'
import type { BuildRemedy } from './turn-maps-off.ts'

/** Files that a package may need for more than the map in them. */
export const CODE = /\.(?:[cm]?[jt]sx?|css|html?|json|node|wasm|vue|svelte)$|(?:^|\/)[^./]+$/i
const MAP_OF_CODE = /(?<!\.d\.[cm]?ts)\.map$/

/** What is to be done about maps that no setting makes: files go, and what lies in the code is said. */
export function considerWithoutSetting(
  places: readonly MapPlace[],
  remedy: BuildRemedy,
): { readonly unwanted: readonly string[]; readonly inCode: readonly MapPlace[] } {
  if (remedy !== 'map' && remedy !== 'map-text') return { unwanted: [], inCode: [] }
  const inCode = places.filter((place) => isInsideFile(place) && CODE.test(place.path))
  const whole = places.filter((place) => !inCode.includes(place))
  return { unwanted: [...new Set(whole.map(({ path }) => path))], inCode }
}

/**
 * The files with the other maps of the same folder of the package, where a finding is about most of them: a package
 * wants all or none, and names that the next build makes anew stand in no list.
 */
export function addMapsBeside(
  unwanted: readonly string[],
  { places, count }: Pick<Finding, 'places' | 'count'>,
  packed: readonly string[],
): string[] {
  const found = new Set(places.map(({ path }) => path))
  const tops = new Set(unwanted.filter((path) => MAP_OF_CODE.test(path)).map(readTopFolder))
  const beside = [...tops].flatMap((top) => {
    const maps = packed.filter((path) => MAP_OF_CODE.test(path) && readTopFolder(path) === top)
    const among = maps.filter((path) => found.has(path)).length + (count - places.length)
    return top !== '' && among * 2 >= maps.length ? maps : []
  })
  return [...new Set([...unwanted, ...beside])]
}

const readTopFolder = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')
