import { ManifestPositions } from '../manifest/manifest-positions.ts'
import { isObject } from '../model/json-object.ts'
import { removeComments } from './config-text.ts'
import { describeLineChange } from './line-change.ts'
import { decideOutcomeOfValue, type MapSetting } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'

/** Where targets of builds are written: Nx beside the package, Angular in it or up to four folders above. */
const FILES = [
  ...['project.json', 'package.json'].map((name) => ({ tool: 'nx', name })),
  ...['', '../', '../../', '../../../', '../../../../'].flatMap((up) =>
    ['angular.json', '.angular.json', 'workspace.json'].map((name) => ({ tool: 'ng', name: up + name })),
  ),
]
/** Targets that make what is published. */
const TARGET = /^(?:build|bundle|compile|package|dist|release)\b/
const MEMBER = /^source_?maps?$/i
/** A configuration for working on the project. */
const DEVELOPMENT = /^(?:dev|development|local|debug|test|testing|watch|serve)$/
/** How deep in the options of a target a member is looked for. */
const DEEPEST = 3

type Place = readonly string[]

/** Settings of the builds that Nx and the Angular CLI run, in their own files. */
export function findSettingsInWorkspaceFiles(folder: PackageFolder): MapSetting[] {
  for (const { tool, name } of FILES) {
    const text = folder.readText(name)
    const found = text === null ? [] : findSettingsInText(name, text, tool)
    if (found.length > 0) return found
  }
  return []
}

function findSettingsInText(path: string, text: string, tool: string): MapSetting[] {
  const plain = removeComments(text)
  const members = findMapMembers(parseJson(plain))
  if (members.length === 0) return []
  const positions = new ManifestPositions(plain)
  const on = members.flatMap((place) => positions.findRange(place) ?? [])
  const last = on.toSorted((a, b) => b.start - a.start)
  const after = last.reduce((now, { start, end }) => `${now.slice(0, start)}false${now.slice(end)}`, text)
  const [first] = on
  const value = first === undefined ? 'true' : text.slice(first.start, first.end)
  return [
    {
      path,
      line: first?.line ?? 1,
      text: `"${members[0]?.at(-1)}": ${value.length > 40 ? '…' : value}`,
      forms: decideOutcomeOfValue(value.includes('inline') ? 'inline' : true)?.forms ?? [],
      hasTexts: true,
      tool,
      change: describeLineChange(path, text, after),
    },
  ]
}

/** Members of targets that turn maps on, other than for development. */
function findMapMembers(root: unknown): Place[] {
  return findTargets(root).flatMap(([place, target]) => {
    const options = findMembersIn(target.options, [...place, 'options'])
    const { configurations } = target
    const others = Object.entries(isObject(configurations) ? configurations : {})
      .filter(([name]) => !DEVELOPMENT.test(name))
      .flatMap(([name, one]) => findMembersIn(one, [...place, 'configurations', name]))
    return [...options, ...others]
  })
}

/** Targets that build, and where they stand: of one project, or of each that a workspace has. */
function findTargets(root: unknown): (readonly [Place, Readonly<Record<string, unknown>>])[] {
  if (!isObject(root)) return []
  const { projects, nx } = root
  const below = isObject(projects)
    ? Object.entries(projects).map(([name, one]) => [['projects', name], one] as const)
    : []
  const holders = [[[], root] as const, [['nx'], nx] as const, ...below]
  return holders.flatMap(([place, holder]) =>
    ['targets', 'architect'].flatMap((kind) => {
      const targets = isObject(holder) ? holder[kind] : null
      return Object.entries(isObject(targets) ? targets : {}).flatMap(([name, target]) =>
        TARGET.test(name) && isObject(target) ? [[[...place, kind, name], target] as const] : [],
      )
    }),
  )
}

function findMembersIn(options: unknown, place: Place): Place[] {
  if (!isObject(options) || place.length > DEEPEST + 6) return []
  return Object.entries(options).flatMap(([name, value]): Place[] => {
    if (!MEMBER.test(name)) return isObject(value) ? findMembersIn(value, [...place, name]) : []
    const isOff =
      isObject(value) && Object.values(value).every((one) => typeof one !== 'boolean' || one === false)
    return isOff || decideOutcomeOfValue(isObject(value) ? true : readLiteral(value)) === null
      ? []
      : [[...place, name]]
  })
}

const readLiteral = (value: unknown): string | boolean => (typeof value === 'string' ? value : value === true)

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
