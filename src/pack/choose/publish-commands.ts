import path from 'node:path'
import type { PackerName } from '../../model/packing.ts'

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
  /** The folder that the text goes to before it publishes, relative to where it began; null if only a run knows. */
  readonly goesTo: string | null
  /** The version that it names, as far as it does: `11` of `npx npm@11 publish`. */
  readonly version: string | null
  /** The command's words, for showing: `npm publish`. */
  readonly shown: string
}

type Scripts = Readonly<Record<string, string>>

const MOST_HOPS = 5
/** Options of publishing that take the next word as their value. */
const WITH_VALUE =
  /^--?(?:tag|access|otp|registry|userconfig|workspace|w|filter|F|C|dir|provenance-file|cache|report-summary|publish-branch|npm-client|dist-tag|message|m|scope|cwd|from|include|exclude|since)$/

/**
 * The commands of a shell text that publish, in their order. Scripts of package.json that it runs are looked up; what
 * cannot be understood is left out, for a guess would be worse than none.
 */
export function publishCommands(text: string, scripts: Scripts, hops = 0): PublishCommand[] {
  if (hops > MOST_HOPS) return []
  const found: PublishCommand[] = []
  let place: string | null = '.'
  for (const part of text.replace(/\\\r?\n/g, ' ').split(/&&|\|\||[;|\n]/)) {
    const words = part
      .replace(/(^|\s)#.*$/, '')
      .replace(/^[\s({]+|[\s)}]+$/g, '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(unquoted)
    if (words[0] === 'do' || words[0] === 'then') words.shift()
    if (words[0] === 'cd' || words[0] === 'pushd') place = joined(place, words[1] ?? '.')
    else
      for (const one of readCommand(words, scripts, hops))
        found.push({ ...one, goesTo: joined(place, one.goesTo) })
  }
  return found
}

function joined(place: string | null, next: string | null): string | null {
  if (place === null || next === null || /[$*`]/.test(next)) return null
  return path.posix.join(place, next)
}

const unquoted = (word: string) => word.replace(/^(['"])(.*)\1$/, '$2')

function readCommand(given: readonly string[], scripts: Scripts, hops: number): PublishCommand[] {
  const words = withoutRunners(given)
  const [program = '', ...rest] = words
  const name = program.replace(/@[\d^~].*$/, '')
  const direct = DIRECT[name]?.(rest)
  const version = /@[\^~]?v?(\d[\w.-]*)$/.exec(program)?.[1] ?? null
  if (direct !== undefined && direct !== null) return [direct.tool === null ? { ...direct, version } : direct]
  const script = calledScript(name, rest)
  if (script !== null && Object.hasOwn(scripts, script)) {
    const called = [`pre${script}`, script, `post${script}`].map((one) => scripts[one] ?? '')
    return called.flatMap((one) => publishCommands(one, scripts, hops + 1))
  }
  // `pnpm changeset publish`, `yarn lerna publish`: a program of node_modules behind its runner.
  return ['pnpm', 'yarn', 'bun'].includes(name) &&
    rest.length > 0 &&
    !['run', 'install'].includes(rest[0] ?? '')
    ? readCommand(rest, {}, hops + 1)
    : []
}

type Reader = (rest: readonly string[]) => PublishCommand | null

const DIRECT: Readonly<Record<string, Reader>> = {
  npm(rest) {
    const words = values(rest)
    const isStaged = words[0] === 'stage' && words[1] === 'publish'
    if (words[0] !== 'publish' && !isStaged) return null
    const isByWorkspace = rest.some((word) => /^(?:-w|-ws|--workspaces?)(?:=|$)/.test(word))
    return command('npm', null, words[isStaged ? 2 : 1] ?? null, 'npm publish', isByWorkspace)
  },
  pnpm(rest) {
    const words = values(rest)
    const at = words.indexOf('publish')
    if (at === -1 || /^(?:run|exec|dlx)$/.test(words[0] ?? '')) return null
    // Words before it would be those of another program: `pnpm changeset publish`.
    const isByWorkspace = rest.some((word) => /^(?:-r|--recursive|-F|--filter)(?:=|$)/.test(word))
    return at === 0 ? command('pnpm', null, words[1] ?? null, 'pnpm publish', isByWorkspace) : null
  },
  yarn(rest) {
    const words = values(rest)
    const text = words.join(' ')
    if (/^npm publish\b/.test(text)) return command('yarn', null, null, 'yarn npm publish')
    if (/^workspaces? .*\bnpm publish\b/.test(text))
      return command('yarn', null, null, 'yarn npm publish', true)
    return words[0] === 'publish' ? command('yarn', null, null, 'yarn publish') : null
  },
  bun(rest) {
    const words = values(rest)
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
  return { packer, tool, folder, shown, isByWorkspace, goesTo: '.', version: null }
}

function contentsOf(rest: readonly string[]): string | null {
  const at = rest.findIndex((word) => /^--contents(?:=|$)/.test(word))
  if (at === -1) return null
  return rest[at]?.split('=')[1] ?? rest[at + 1] ?? null
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
  const text = words.join(' ')
  const bare = text.replace(
    /^(?:[A-Za-z_]\w*=\S*\s+|(?:sudo|time|env|npx|pnpx|bunx|corepack)\s+(?:-y\s+|--yes\s+|--no-install\s+|--bun\s+)*|(?:pnpm|yarn|npm)\s+(?:exec|dlx)\s+(?:--\s+)?|bun\s+x\s+|npm\s+x\s+(?:--\s+)?)+/,
    '',
  )
  return bare.split(/\s+/).filter((word) => word !== '')
}

function calledScript(program: string, rest: readonly string[]): string | null {
  if (!['npm', 'pnpm', 'yarn', 'bun'].includes(program)) return null
  const words = values(rest)
  if (words[0] === 'run' || words[0] === 'run-script') return words[1] ?? null
  return program === 'npm' ? null : (words[0] ?? null)
}
