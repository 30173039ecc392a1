import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'
import { splitShell } from './split-shell.ts'

/** Tools that publish in the name of a packer. */
export type ReleaseTool =
  | 'changesets'
  | 'lerna'
  | 'semantic-release'
  | 'release-it'
  | 'np'
  | 'nx'
  | 'npm-publish'

/** A command that publishes packages, understood. */
export interface PublishCommand {
  /** Null where the tool picks one by the repository. */
  readonly packer: PackerName | null
  readonly tool: ReleaseTool | null
  /** The folder or tarball that it names, as written; null where it publishes the folder that it runs in. */
  readonly folder: string | null
  /** Whether it is told to publish workspaces: by their names, by a filter, or all. */
  readonly isByWorkspace: boolean
  /** Whether it makes the tarball and another command publishes it. */
  readonly isPack: boolean
  /** The folder that the text goes to before it publishes, relative to where it began; null if only a run knows. */
  readonly goesTo: string | null
  /** The version that it names, as far as it does: `11` of `npx npm@11 publish`. */
  readonly version: string | null
  /** The command's words, for showing: `npm publish`. */
  readonly shown: string
}

/** Texts that a command may call: scripts of package.json by name, files of the shell by path, targets of make. */
export type Scripts = Readonly<Record<string, string>>

const MOST_HOPS = 5
/** Options that take the next word as their value. */
const WITH_VALUE =
  /^--?(?:tag|access|otp|registry|userconfig|workspace|w|filter|F|C|dir|prefix|provenance-file|cache|report-summary|publish-branch|npm-client|dist-tag|message|m|scope|cwd|from|include|exclude|since|pack-destination|out|o|filename|destination|f)$/
/** Options by which a packer goes to another folder first. */
const GOES_TO = /^(?:-C|--dir|--prefix|--cwd)(?:=(.*))?$/
const PACKERS_WITH_SCRIPTS = ['npm', 'pnpm', 'yarn', 'bun']

/**
 * The commands of a shell text that publish, in their order. Scripts of package.json, files of the shell and targets of
 * make that it runs are looked up; what cannot be understood is left out, for a guess would be worse than none.
 */
export function publishCommands(text: string, scripts: Scripts, hops = 0): PublishCommand[] {
  if (hops > MOST_HOPS) return []
  const found: PublishCommand[] = []
  let place: string | null = '.'
  const loops = new Map<string, string>()
  for (const given of splitShell(text)) {
    const words = given.map((word) => withLoops(word, loops))
    if (words[0] === 'for' && words[2] === 'in') loops.set(words[1] ?? '', words[3] ?? '')
    else if (words[0] === 'cd' || words[0] === 'pushd') place = joined(place, words[1] ?? '.')
    else
      for (const one of readCommand(words, scripts, hops))
        found.push({ ...one, goesTo: joined(place, one.goesTo) })
  }
  return found
}

/** `$f` of `for f in out/*.tgz` as what it goes through. */
function withLoops(word: string, loops: ReadonlyMap<string, string>): string {
  return word.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => loops.get(name) ?? whole)
}

/**
 * Of the commands of one file those that make what is published: the ones that publish, and where these publish
 * tarballs, the ones that make tarballs.
 */
export function makers<T extends PublishCommand>(commands: readonly T[]): T[] {
  const packs = commands.filter(({ isPack }) => isPack)
  const publishes = commands.filter(({ isPack }) => !isPack)
  // Where tarballs are made, what only a run knows is one.
  const isNamed = (one: T) => isTarball(one) || (packs.length > 0 && /\$/.test(one.folder ?? ''))
  const ofTarballs = publishes.filter((one) => one.tool === null && isNamed(one))
  return packs.length > 0 && ofTarballs.length > 0
    ? [...publishes.filter((one) => !ofTarballs.includes(one)), ...packs]
    : publishes
}

/** Whether a command publishes a tarball that was made before. */
export function isTarball({ folder }: PublishCommand): boolean {
  return folder !== null && /\.(?:tgz|tar\.gz)\b|^\$\((?:ls|npm|pnpm|find)\b/.test(folder)
}

function joined(place: string | null, next: string | null): string | null {
  if (place === null || next === null || /[$*`]/.test(next)) return null
  return path.posix.join(place, next)
}

function readCommand(given: readonly string[], scripts: Scripts, hops: number): PublishCommand[] {
  const words = withoutRunners(given)
  const [program = '', ...rest] = words
  const name = programName(program)
  const version = /@[\^~]?v?(\d[\w.-]*)$/.exec(program)?.[1] ?? null
  const direct = DIRECT[name]?.(rest) ?? null
  if (direct !== null) {
    const goesTo = PACKERS_WITH_SCRIPTS.includes(name) ? goesToOf(rest) : '.'
    return [{ ...direct, goesTo, version: direct.tool === null ? version : null }]
  }
  const called = calledTexts(name, rest, scripts)
  if (called !== null) return called.flatMap((one) => publishCommands(one, scripts, hops + 1))
  // `pnpm changeset publish`, `yarn lerna publish`: a program of node_modules behind its runner.
  return ['pnpm', 'yarn', 'bun'].includes(name) &&
    rest.length > 0 &&
    !['run', 'install'].includes(rest[0] ?? '')
    ? readCommand(rest, {}, hops + 1)
    : []
}

/** Without a version, and the command of a package whose name is another. */
function programName(program: string): string {
  const bare = program.replace(/(.)@[\w.^~-]*$/, '$1')
  return { '@changesets/cli': 'changeset', '@lerna-lite/cli': 'lerna' }[bare] ?? bare
}

/** The texts that a command runs: a script, a file of the shell, a target of make; null where it runs none. */
function calledTexts(name: string, rest: readonly string[], scripts: Scripts): string[] | null {
  const has = (key: string) => Object.hasOwn(scripts, key)
  const file = path.posix.normalize(
    ['bash', 'sh', 'zsh', 'source', '.'].includes(name) ? (values(rest)[0] ?? '') : name,
  )
  if (/\.(?:ba)?sh$/.test(file) && has(file)) return [scripts[file] ?? '']
  if (name === 'make') return values(rest).flatMap((target) => scripts[`make ${target}`] ?? [])
  const script = calledScript(name, rest)
  if (script === null || !has(script)) return null
  return [`pre${script}`, script, `post${script}`].map((one) => scripts[one] ?? '')
}

type Reader = (rest: readonly string[]) => PublishCommand | null

const DIRECT: Readonly<Record<string, Reader>> = {
  npm(rest) {
    const words = values(rest)
    const isByWorkspace = rest.some((word) => /^(?:-w|-ws|--workspaces?)(?:=|$)/.test(word))
    if (words[0] === 'pack') return pack('npm', words[1] ?? null, 'npm pack', isByWorkspace)
    const isStaged = words[0] === 'stage' && words[1] === 'publish'
    if (words[0] !== 'publish' && !isStaged) return null
    return command('npm', null, words[isStaged ? 2 : 1] ?? null, 'npm publish', isByWorkspace)
  },
  pnpm(rest) {
    const isRecursive = /^(?:recursive|multi|m)$/.test(values(rest)[0] ?? '')
    const words = isRecursive ? values(rest).slice(1) : values(rest)
    const isByWorkspace =
      isRecursive || rest.some((word) => /^(?:-r|--recursive|-F|--filter|--filter-prod)(?:=|$)/.test(word))
    if (words[0] === 'pack') return pack('pnpm', null, 'pnpm pack', isByWorkspace)
    // Runs in the folder of every package.
    if (words[0] === 'exec' && isByWorkspace) return inEach(rest)
    // Words before it would be those of another program: `pnpm changeset publish`.
    return words[0] === 'publish'
      ? command('pnpm', null, words[1] ?? null, 'pnpm publish', isByWorkspace)
      : null
  },
  yarn(rest) {
    const words = values(rest)
    const text = words.join(' ')
    if (/^pack\b/.test(text)) return pack('yarn', null, 'yarn pack', false)
    if (/^workspaces? .*\bpack\b/.test(text)) return pack('yarn', null, 'yarn pack', true)
    if (/^npm publish\b/.test(text)) return command('yarn', null, null, 'yarn npm publish')
    if (/^workspaces? .*\bnpm publish\b/.test(text))
      return command('yarn', null, null, 'yarn npm publish', true)
    return words[0] === 'publish' ? command('yarn', null, words[1] ?? null, 'yarn publish') : null
  },
  bun(rest) {
    const words = values(rest)
    if (words[0] === 'pm' && words[1] === 'pack') return pack('bun', null, 'bun pm pack', false)
    return words[0] === 'publish' ? command('bun', null, words[1] ?? null, 'bun publish') : null
  },
  changeset: (rest) =>
    values(rest)[0] === 'publish' ? command(null, 'changesets', null, 'changeset publish') : null,
  lerna: (rest) =>
    values(rest)[0] === 'publish' ? command('npm', 'lerna', contentsOf(rest), 'lerna publish') : null,
  'semantic-release': () => command('npm', 'semantic-release', null, 'semantic-release'),
  'multi-semantic-release': () => command('npm', 'semantic-release', null, 'multi-semantic-release'),
  'release-it': () => command(null, 'release-it', null, 'release-it'),
  np: () => command(null, 'np', null, 'np'),
  nx(rest) {
    const words = values(rest)
    const isRelease =
      words[0] === 'release' && (words[1] === undefined || words[1] === 'publish' || /^\d|^v/.test(words[1]))
    return isRelease ? command(null, 'nx', null, 'nx release') : null
  },
}

function command(
  packer: PackerName | null,
  tool: ReleaseTool | null,
  folder: string | null,
  shown: string,
  isByWorkspace = false,
): PublishCommand {
  return { packer, tool, folder, shown, isByWorkspace, isPack: false, goesTo: '.', version: null }
}

function pack(
  packer: PackerName,
  folder: string | null,
  shown: string,
  isByWorkspace: boolean,
): PublishCommand {
  return { ...command(packer, null, folder, shown, isByWorkspace), isPack: true }
}

/** `pnpm -r exec npm publish` */
function inEach(rest: readonly string[]): PublishCommand | null {
  const [found] = readCommand(rest.slice(rest.indexOf('exec') + 1), {}, MOST_HOPS)
  return found === undefined ? null : { ...found, isByWorkspace: true }
}

function contentsOf(rest: readonly string[]): string | null {
  const at = rest.findIndex((word) => /^--contents(?:=|$)/.test(word))
  if (at === -1) return null
  return rest[at]?.split('=')[1] ?? rest[at + 1] ?? null
}

/** The folder that options lead a packer to before it does anything. */
function goesToOf(rest: readonly string[]): string {
  const at = rest.findIndex((word) => GOES_TO.test(word))
  return at === -1 ? '.' : (GOES_TO.exec(rest[at] ?? '')?.[1] ?? rest[at + 1] ?? '.')
}

/** The words that are no options and no values of options. */
function values(words: readonly string[]): string[] {
  return words.filter((word, index) => {
    if (word.startsWith('-')) return false
    const before = words[index - 1]
    return before === undefined || !WITH_VALUE.test(before)
  })
}

/** A command without what only runs it: variables, npx, `pnpm exec`. */
function withoutRunners(words: readonly string[]): readonly string[] {
  const text = words.join('\0')
  const bare = text.replace(
    /^(?:[A-Za-z_]\w*=[^\0]*\0|(?:sudo|time|env|npx|pnpx|bunx|corepack|xvfb-run|exec|then|do|else)\0(?:(?:-y|--yes|--no-install|--no|--bun|-a)\0)*|(?:--?p(?:ackage)?(?:=|\0)[^\0]+\0)|(?:pnpm|yarn|npm)\0(?:exec|dlx|x)\0(?:--\0)?|bun\0x\0)+/,
    '',
  )
  return bare.split('\0').filter((word) => word !== '')
}

function calledScript(program: string, rest: readonly string[]): string | null {
  if (!PACKERS_WITH_SCRIPTS.includes(program)) return null
  const words = values(rest)
  if (words[0] === 'run' || words[0] === 'run-script') return words[1] ?? null
  return program === 'npm' ? null : (words[0] ?? null)
}
