/** Paths that one pattern is to stand for, and ways to write it, the plainest first. */
export interface PathGroup {
  readonly paths: readonly string[]
  readonly patterns: readonly string[]
}

/** How a list writes a pattern for a file, for a folder and for all files with an ending. */
export interface PatternForms {
  file(path: string): readonly string[]
  folder(path: string): readonly string[]
  kind(ending: string, folder: string | null): readonly string[]
  /** For every file of a name, or whose name begins so where it ends in a star. */
  name(name: string, folder: string | null): readonly string[]
}

/** Kinds of files of which a package wants all or none. */
const KINDS = [
  '.map',
  '.js.map',
  '.mjs.map',
  '.cjs.map',
  '.css.map',
  '.tsbuildinfo',
  '.log',
  '.bak',
  '.orig',
  '.heapsnapshot',
  '.cpuprofile',
  '.swp',
]
/** Paths of one ending that are plainer as a pattern for the ending. */
const MANY = 6
/** Folders that are written as such for one file too: the next one in them is no better. */
const OF_ONE_KIND = /(?:^|\/)(?:\.[^/]*|src|tests?|__tests__|coverage)$/
const CODE = /^\.(?:[cm]?[jt]sx?|json|css|html?|node|wasm|vue|svelte)$/i
/** Characters that a pattern may give a meaning to. */
const SPECIAL = /[\\*?[\]{}()!+@#~]/

/** In `files`: the leading slash keeps npm 10 and 11 from taking a name of the root for that name in every folder. */
export const IN_FILES: PatternForms = {
  file: (path) => anchorPattern(path).flatMap(listSpellings),
  folder: (path) => anchorPattern(path).flatMap((form) => [form, `${form}/**`].flatMap(listSpellings)),
  kind: (ending, folder) =>
    folder === null ? [`**/*${ending}`, `*${ending}`] : [`${folder}/**/*${ending}`, `**/*${ending}`],
  name: (name, folder) => (folder === null ? [`**/${name}`] : [`${folder}/**/${name}`, `**/${name}`]),
}

/** In an ignore file. */
export const IN_IGNORE_FILE: PatternForms = {
  file: (path) => listSpellings(`/${path}`),
  folder: (path) => [`/${path}/`, `/${path}`, `/${path}/**`].flatMap(listSpellings),
  kind: (ending, folder) => (folder === null ? [`*${ending}`] : [`/${folder}/**/*${ending}`, `*${ending}`]),
  name: (name, folder) => (folder === null ? [name] : [`/${folder}/**/${name}`, name]),
}

function anchorPattern(path: string): string[] {
  return path.includes('/') ? [path, `/${path}`] : [`/${path}`, path]
}

/** A path as a pattern: as it is, with its special characters escaped, in brackets, and as `?`. */
function listSpellings(path: string): string[] {
  if (!SPECIAL.test(path)) return [path]
  const each = new RegExp(SPECIAL, 'g')
  // Stars of our own stand at the end only.
  const tail = /\/\*\*$/.exec(path)?.[0] ?? ''
  const bare = path.slice(0, path.length - tail.length)
  return [
    path,
    bare.replace(each, '\\$&') + tail,
    bare.replace(each, (character) => (character === '\\' ? '\\\\' : `[${character}]`)) + tail,
    bare.replace(each, '?') + tail,
  ]
}

/**
 * The fewest patterns for paths: a kind of file where no other of its kind is wanted, a folder where nothing else in it
 * is, else the file.
 * @param packed everything that is packed now
 */
export function groupPaths(
  unwanted: ReadonlySet<string>,
  packed: ReadonlySet<string>,
  forms: PatternForms,
): PathGroup[] {
  const groups: PathGroup[] = []
  const left = new Set(unwanted)
  const take = (paths: readonly string[], patterns: readonly string[]): void => {
    groups.push({ paths, patterns })
    for (const path of paths) left.delete(path)
  }
  for (const { paths, folder } of findWholeFolders(unwanted, packed)) {
    const isWorthIt = paths.length > 1 || OF_ONE_KIND.test(folder)
    if (isWorthIt && !isOneKind(paths)) take(paths, forms.folder(folder))
  }
  for (const kind of [...KINDS, ...findFrequentEndings(left)]) takeKind(kind)
  for (const { paths, folder } of findWholeFolders(
    left,
    new Set([...packed].filter((path) => !unwanted.has(path) || left.has(path))),
  ))
    if (paths.length > 1) take(paths, forms.folder(folder))
  for (const [name, paths] of findFrequentNames(left, packed)) {
    const tops = new Set(paths.map(readTopFolder))
    const [top = ''] = tops
    take(paths, forms.name(name, tops.size === 1 && top !== '' ? top : null))
  }
  for (const path of [...left]) take([path], forms.file(path))
  return groups

  function takeKind(kind: string): void {
    const all = [...packed].filter((path) => path.endsWith(kind))
    const of = all.filter((path) => left.has(path))
    if (of.length < decideLeast(kind)) return
    const tops = new Set(of.map(readTopFolder))
    const [top = ''] = tops
    if (all.every((path) => unwanted.has(path))) {
      take(of, forms.kind(kind, tops.size === 1 && top !== '' ? top : null))
      return
    }
    for (const one of tops) {
      const inside = all.filter((path) => readTopFolder(path) === one)
      const unwantedInside = inside.filter((path) => left.has(path))
      if (
        one !== '' &&
        unwantedInside.length >= decideLeast(kind) &&
        inside.every((path) => unwanted.has(path))
      )
        take(unwantedInside, forms.kind(kind, one))
    }
  }
}

/** How many of a kind are written as the kind: the next build may name its one map after what is in it. */
const decideLeast = (kind: string): number => (kind.endsWith('.map') ? 1 : 2)

/** Endings that many of the paths have, but those of code: of these a package will want others. */
function findFrequentEndings(paths: ReadonlySet<string>): string[] {
  const counts = new Map<string, number>()
  for (const path of paths) {
    const ending = /[^/](\.[a-z0-9]{2,12})$/i.exec(path)?.[1]
    if (ending !== undefined && !CODE.test(ending) && !KINDS.includes(ending))
      counts.set(ending, (counts.get(ending) ?? 0) + 1)
  }
  return [...counts].filter(([, count]) => count >= MANY).map(([ending]) => ending)
}

/**
 * Names that many of the paths have and no other packed file has: `secrets.json`, or `.env*` for `.env.local` and the
 * like. Names of which a pattern would mean more than itself are left out.
 */
function findFrequentNames(paths: ReadonlySet<string>, packed: ReadonlySet<string>): [string, string[]][] {
  const groups = new Map<string, string[]>()
  for (const path of paths) {
    const base = readBaseName(path)
    const stem = /^\.[a-z0-9_-]+/i.exec(base)?.[0]
    const name = stem === undefined ? base : `${stem}*`
    if (!SPECIAL.test(name.replace(/\*$/, ''))) groups.set(name, [...(groups.get(name) ?? []), path])
  }
  const isOf = (name: string, path: string): boolean =>
    name.endsWith('*') ? readBaseName(path).startsWith(name.slice(0, -1)) : readBaseName(path) === name
  return [...groups].flatMap(([name, found]): [string, string[]][] => {
    if (found.length < MANY) return []
    const others = [...packed].filter((path) => isOf(name, path)).length
    const isOne = new Set(found.map(readBaseName)).size === 1
    return others === found.length ? [[isOne ? readBaseName(found[0] ?? '') : name, found]] : []
  })
}

const readBaseName = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

/** The same paths, each by a pattern of its own. */
export function splitGroup(group: PathGroup, forms: PatternForms): PathGroup[] {
  return group.paths.map((path) => ({ paths: [path], patterns: forms.file(path) }))
}

const readTopFolder = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

function isOneKind(paths: readonly string[]): boolean {
  return KINDS.some((kind) => paths.every((path) => path.endsWith(kind)))
}

/** The outermost folders in which nothing but unwanted paths lies. */
function findWholeFolders(
  unwanted: ReadonlySet<string>,
  packed: ReadonlySet<string>,
): { folder: string; paths: string[] }[] {
  const wanted = new Set<string>()
  for (const path of packed)
    if (!unwanted.has(path)) for (const folder of listFoldersAbove(path)) wanted.add(folder)
  const found = new Map<string, string[]>()
  for (const path of unwanted) {
    const folder = listFoldersAbove(path).find((one) => !wanted.has(one))
    if (folder !== undefined) found.set(folder, [...(found.get(folder) ?? []), path])
  }
  return [...found].map(([folder, paths]) => ({ folder, paths }))
}

/** Outermost first. */
function listFoldersAbove(path: string): string[] {
  const segments = path.split('/').slice(0, -1)
  return segments.map((_, depth) => segments.slice(0, depth + 1).join('/'))
}
