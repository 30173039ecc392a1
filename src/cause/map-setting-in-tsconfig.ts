import { posix } from 'node:path'
import { ManifestPositions } from '../manifest/manifest-positions.ts'
import { parseLiteral, removeComments } from './config-text.ts'
import { describeLineChange } from './line-change.ts'
import type { MapForm, MapSetting } from './map-making.ts'
import type { PackageFolder } from './package-folder.ts'

/** The compiler options that decide about maps (TypeScript, TSConfig Reference, Emit). */
const OPTIONS = [
  'sourceMap',
  'inlineSourceMap',
  'inlineSources',
  'declarationMap',
  'noEmit',
  'emitDeclarationOnly',
] as const
type Option = (typeof OPTIONS)[number]
/** How many files are followed through `extends`. */
const MOST_FILES = 10
/** How many are followed through `references`. */
const MOST_REFERRED = 40
/** Where packages may be installed: here, or in a workspace that this folder lies in, up to four folders up. */
const FOLDERS_OF_PACKAGES = [0, 1, 2, 3, 4].map((up) => `${'../'.repeat(up)}node_modules/`)

interface WrittenOption {
  readonly path: string
  readonly line: number
  readonly isOn: boolean
}

/** A tsconfig.json with what it inherits from files of the same repository. */
class TypeScriptConfig {
  readonly path: string
  readonly #text: string
  readonly #positions: ManifestPositions
  readonly #options: Map<Option, WrittenOption>

  constructor(path: string, text: string, inherited: ReadonlyMap<Option, WrittenOption>) {
    this.path = path
    this.#text = text
    this.#positions = new ManifestPositions(removeComments(text))
    this.#options = new Map(inherited)
    for (const option of OPTIONS) {
      const range = this.#positions.findRange(['compilerOptions', option])
      const value = range === null ? undefined : parseLiteral(text.slice(range.start, range.end))
      if (range !== null && typeof value === 'boolean')
        this.#options.set(option, { path, line: range.line, isOn: value })
    }
  }

  get options(): ReadonlyMap<Option, WrittenOption> {
    return this.#options
  }

  /** Where the option is turned on, or null. */
  findTurnedOn(option: Option): WrittenOption | null {
    const written = this.#options.get(option)
    return written?.isOn ? written : null
  }

  /** The edit of this very file that turns options off, inherited ones too. */
  turnOptionsOff(options: readonly Option[]): MapSetting['change'] {
    const text = this.#text
    const list = this.#positions.findRange(['compilerOptions'])
    const turned = options.filter((option) => this.findTurnedOn(option) !== null)
    if (list === null) return this.#addOptions(turned)
    const edits = turned.map((option) => {
      const range = this.#positions.findRange(['compilerOptions', option])
      if (range !== null) return { ...range, added: 'false' }
      const first = /^\{(\s*)/.exec(text.slice(list.start))?.[1] ?? ''
      return { start: list.start + 1, end: list.start + 1, added: `${first}"${option}": false,` }
    })
    const after = edits
      .toSorted((a, b) => b.start - a.start)
      .reduce((changed, { start, end, added }) => changed.slice(0, start) + added + changed.slice(end), text)
    return describeLineChange(this.path, text, after)
  }

  /** The edit that gives a file which only inherits options some of its own. */
  #addOptions(options: readonly Option[]): MapSetting['change'] {
    const text = this.#text
    const first = /^\s*\{(\s*)(?=")/.exec(removeComments(text))
    if (first === null || this.#positions.findRange(['compilerOptions'], 'key') !== null) return null
    const at = first[0].length
    const members = options.map((option) => `"${option}": false`).join(', ')
    const added = `"compilerOptions": { ${members} },${first[1] === '' ? ' ' : first[1]}`
    return describeLineChange(this.path, text, text.slice(0, at) + added + text.slice(at))
  }
}

/** Settings of the TypeScript compiler in a configuration file, `extends` followed. */
export function findSettingsInTypeScriptConfig(folder: PackageFolder, path: string): MapSetting[] {
  const config = read(folder, path, { left: MOST_FILES })
  if (config === null || config.findTurnedOn('noEmit') !== null) return []
  const hasTexts = config.findTurnedOn('inlineSources') !== null
  const makeSetting = (option: Option, form: MapForm, off: readonly Option[]): MapSetting[] => {
    const written = config.findTurnedOn(option)
    if (written === null) return []
    const because = hasTexts && form !== 'declaration' ? config.findTurnedOn('inlineSources') : null
    const text = because === null ? `"${option}": true` : `"${option}": true\` with \`"inlineSources"`
    return [
      {
        path: written.path,
        line: written.line,
        text,
        forms: [form],
        hasTexts: because !== null,
        tool: 'tsc',
        change: config.turnOptionsOff(off),
      },
    ]
  }
  const emits = config.findTurnedOn('emitDeclarationOnly') === null
  return [
    ...(emits ? makeSetting('inlineSourceMap', 'inline', ['inlineSourceMap', 'inlineSources']) : []),
    ...(emits ? makeSetting('sourceMap', 'file', ['sourceMap', 'inlineSources']) : []),
    ...makeSetting('declarationMap', 'declaration', ['declarationMap']),
  ]
}

function read(folder: PackageFolder, path: string, budget: { left: number }): TypeScriptConfig | null {
  const text = folder.readText(path)
  if (text === null || budget.left === 0) return null
  budget.left -= 1
  const inherited = new Map<Option, WrittenOption>()
  for (const base of listExtendedConfigs(folder, text, path))
    for (const [option, written] of read(folder, base, budget)?.options ?? []) inherited.set(option, written)
  return new TypeScriptConfig(path, text, inherited)
}

/** Files that a configuration extends: by a relative path, or of a package that is installed here or further up. */
export function listExtendedConfigs(folder: PackageFolder, text: string, path: string): string[] {
  return readTextsAt(text, 'extends').flatMap((name) => {
    const isOwn = /^\.{1,2}(?:\/|$)/.test(name)
    const places = isOwn
      ? [posix.join(posix.dirname(path), name)]
      : FOLDERS_OF_PACKAGES.map((at) => at + name)
    const found = places
      .flatMap((place) => [place, `${place}.json`, `${place}/tsconfig.json`])
      .find((place) => place.endsWith('.json') && folder.readText(place) !== null)
    return found === undefined ? [] : [found]
  })
}

/** The configurations given that are there, with those of the package that they refer to, at any remove. */
export function listReferredConfigs(folder: PackageFolder, paths: readonly string[]): string[] {
  const found = new Set<string>()
  const waiting = [...paths]
  for (let path = waiting.shift(); path !== undefined; path = waiting.shift()) {
    const text = folder.readText(path)
    if (text === null || found.has(path) || found.size === MOST_REFERRED) continue
    found.add(path)
    for (const name of readTextsAt(text, 'references', 'path')) {
      const joined = posix.join(posix.dirname(path), name)
      // Another package has its own.
      if (!joined.startsWith('../'))
        waiting.push(joined.endsWith('.json') ? joined : posix.join(joined, 'tsconfig.json'))
    }
  }
  return [...found]
}

/** The texts of a member: one, or those of a list, or of a member of each in it. */
function readTextsAt(text: string, member: string, inner?: string): string[] {
  const positions = new ManifestPositions(removeComments(text))
  const ofList = Array.from({ length: MOST_REFERRED }, (_, index) =>
    inner === undefined ? [member, index] : [member, index, inner],
  )
  return [[member], ...ofList].flatMap((place) => {
    const range = positions.findRange(place)
    const name = range === null ? undefined : parseLiteral(text.slice(range.start, range.end))
    return typeof name === 'string' ? [name] : []
  })
}
