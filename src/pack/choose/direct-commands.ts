import { PACKERS, type PackerName } from '../../model/packing.ts'
import { listOptionValues, listRowValues } from './command-words.ts'

/** Tools that publish in the name of a packer. */
export type ReleaseTool =
  | 'auto'
  | 'beachball'
  | 'changelogen'
  | 'changesets'
  | 'lerna'
  | 'semantic-release'
  | 'release-it'
  | 'np'
  | 'nx'
  | 'clean-publish'
  | 'npm-publish'
  | 'ossjs'
  | 'rush'
  | 'shipjs'

/** A command that publishes packages, understood. */
export interface PublishCommand {
  /** Null where the tool picks one by the repository. */
  readonly packer: PackerName | null
  readonly tool: ReleaseTool | null
  /** The folder or tarball that it names, as written; null where it publishes the folder that it runs in. */
  readonly folder: string | null
  /** Whether it is told to publish workspaces: by their names, by a filter, or all. */
  readonly isByWorkspace: boolean
  /** The workspaces that it names; null where it names none, or only a run knows. */
  readonly only: readonly string[] | null
  /** The script of the workspaces' own package.json that it runs in each; null where it publishes by itself. */
  readonly memberScript: string | null
  /** Whether it says that no scripts run. */
  readonly ignoresScripts: boolean
  /** Whether it makes the tarball and another command publishes it. */
  readonly isPack: boolean
  /** The folder that the text goes to before it publishes, relative to where it began; null if only a run knows. */
  readonly goesTo: string | null
  /** The version that it names, as far as it does: `11` of `npx npm@11 publish`. */
  readonly version: string | null
  /** The command's words, for showing: `npm publish`. */
  readonly shown: string
}

/** Reads the words after a program. */
export type CommandReader = (rest: readonly string[]) => PublishCommand | null

/** Programs that publish by themselves, by their names. */
export const DIRECT: Readonly<Record<string, CommandReader>> = {
  npm(rest) {
    const words = listRowValues(rest)
    const isByWorkspace = rest.some((word) => /^(?:-w|-ws|--workspaces?)(?:=|$)/.test(word))
    const only = isByWorkspace
      ? (readWorkspaceNames(listOptionValues(rest, /^(?:-w|--workspace)$/)) ?? 'all')
      : null
    if (words[0] === 'pack')
      return { ...makeCommand('npm', null, words[1] ?? null, 'npm pack', only), isPack: true }
    const isStaged = words[0] === 'stage' && words[1] === 'publish'
    if (words[0] !== 'publish' && !isStaged) return null
    return makeCommand('npm', null, words[isStaged ? 2 : 1] ?? null, 'npm publish', only)
  },
  pnpm(given) {
    const rest = removeRootFlag(given)
    const isRecursive = /^(?:recursive|multi|m)$/.test(listRowValues(rest)[0] ?? '')
    const all = isRecursive ? listRowValues(rest).slice(1) : listRowValues(rest)
    const words = all[0] === 'stage' ? all.slice(1) : all
    const isByWorkspace =
      isRecursive || rest.some((word) => /^(?:-r|--recursive|-F|--filter|--filter-prod)(?:=|$)/.test(word))
    const only = isByWorkspace
      ? (readWorkspaceNames(listOptionValues(rest, /^(?:-F|--filter|--filter-prod)$/)) ?? 'all')
      : null
    if (words[0] === 'pack') return { ...makeCommand('pnpm', null, null, 'pnpm pack', only), isPack: true }
    // Words before it would be those of another program: `pnpm changeset publish`.
    return words[0] === 'publish' ? makeCommand('pnpm', null, words[1] ?? null, 'pnpm publish', only) : null
  },
  yarn(rest) {
    const words = listRowValues(rest)
    const text = words.join(' ')
    const only = (words[0] === 'workspace' ? readWorkspaceNames(words.slice(1, 2)) : null) ?? 'all'
    if (/\bexec\b/.test(text)) return null
    if (/^pack\b/.test(text)) return { ...makeCommand('yarn', null, null, 'yarn pack'), isPack: true }
    if (/^workspaces? .*\bpack\b/.test(text))
      return { ...makeCommand('yarn', null, null, 'yarn pack', only), isPack: true }
    if (/^npm publish\b/.test(text)) return makeCommand('yarn', null, null, 'yarn npm publish')
    if (/^workspaces? .*\bnpm publish\b/.test(text))
      return makeCommand('yarn', null, null, 'yarn npm publish', only)
    return words[0] === 'publish' ? makeCommand('yarn', null, words[1] ?? null, 'yarn publish') : null
  },
  bun(rest) {
    const words = listRowValues(rest)
    if (words[0] === 'pm' && words[1] === 'pack')
      return { ...makeCommand('bun', null, null, 'bun pm pack'), isPack: true }
    return words[0] === 'publish' ? makeCommand('bun', null, words[1] ?? null, 'bun publish') : null
  },
  changeset: (rest) =>
    listRowValues(rest)[0] === 'publish' ? makeCommand(null, 'changesets', null, 'changeset publish') : null,
  lerna: (rest) =>
    listRowValues(rest)[0] === 'publish'
      ? makeCommand('npm', 'lerna', listOptionValues(rest, /^--contents$/)[0] ?? null, 'lerna publish')
      : null,
  'semantic-release': () => makeCommand('npm', 'semantic-release', null, 'semantic-release'),
  'multi-semantic-release': () => makeCommand('npm', 'semantic-release', null, 'multi-semantic-release'),
  'release-it': () => makeCommand(null, 'release-it', null, 'release-it'),
  np: () => makeCommand(null, 'np', null, 'np'),
  nx(rest) {
    const words = listRowValues(rest)
    const isRelease =
      words[0] === 'release' && (words[1] === undefined || words[1] === 'publish' || /^\d|^v/.test(words[1]))
    return isRelease ? makeCommand(null, 'nx', null, 'nx release') : null
  },
  // It publishes by its plugin for npm: lerna in a repository of lerna's, else `npm publish`.
  auto: (rest) =>
    /^(?:shipit|latest|next|canary)$/.test(listRowValues(rest)[0] ?? '')
      ? makeCommand('npm', 'auto', null, `auto ${listRowValues(rest)[0]}`)
      : null,
  beachball: (rest) =>
    listRowValues(rest)[0] === 'publish'
      ? makeCommand('npm', 'beachball', null, 'beachball publish', 'all')
      : null,
  rush: (rest) =>
    listRowValues(rest)[0] === 'publish' ? makeCommand(null, 'rush', null, 'rush publish', 'all') : null,
  shipjs: (rest) =>
    listRowValues(rest)[0] === 'trigger' ? makeCommand(null, 'shipjs', null, 'shipjs trigger') : null,
  'clean-publish': (rest) => {
    const named = listOptionValues(rest, /^--package-manager$/)[0]
    const packer = PACKERS.find((one) => one === named) ?? 'npm'
    return rest.includes('--without-publish')
      ? null
      : makeCommand(packer, 'clean-publish', null, 'clean-publish')
  },
  // @ossjs/release: a line of its settings publishes.
  release: (rest) =>
    listRowValues(rest)[0] === 'publish' ? makeCommand(null, 'ossjs', null, 'release publish') : null,
  // napi-rs publishes a package of each platform before the one that they belong to.
  napi(rest) {
    const isIt =
      /^pre-?publish$/.test(listRowValues(rest)[0] ?? '') && !rest.includes('--skip-optional-publish')
    const folder = listOptionValues(rest, /^(?:--npm-dir|--prefix|-p)$/)[0] ?? 'npm'
    return isIt ? makeCommand('npm', null, `${folder}/*`, 'napi prepublish') : null
  },
  changelogen: (rest) =>
    rest.includes('--publish') ? makeCommand('npm', 'changelogen', null, 'changelogen --publish') : null,
}

/** Options with which a program does everything but publish, beside those that all of them know. */
const TRIES_ONLY: Readonly<Record<string, RegExp>> = {
  'release-it':
    /^(?:-d|--no-npm|--no-npm\.publish|--npm=false|--npm\.publish=false|--release-version|--changelog)$/,
  np: /^(?:--no-publish|--preview|--release-draft-only)$/,
  'semantic-release': /^-d$/,
  'multi-semantic-release': /^-d$/,
  nx: /^(?:-d|--skip-?publish|--skipPublish)$/i,
  yarn: /^-n$/,
}

/** A registry on the same machine: what goes there is tried out. */
const LOCAL_REGISTRY =
  /^(?:--registry=)?["']?https?:\/\/(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|verdaccio)[:/]/

/** Whether a command says that nothing goes out. */
export function isTrial(program: string, rest: readonly string[]): boolean {
  return rest.some(
    (word, index) =>
      LOCAL_REGISTRY.test(word) ||
      (/^--dry-?run(?:=true)?$/i.test(word) && !/^(?:\$|false$)/.test(rest[index + 1] ?? '')) ||
      TRIES_ONLY[program]?.test(word) === true,
  )
}

/** The workspaces that a command is told to publish: none, by their names, or `all` for any that cannot be told. */
type Workspaces = readonly string[] | 'all' | null

function makeCommand(
  packer: PackerName | null,
  tool: ReleaseTool | null,
  folder: string | null,
  shown: string,
  workspaces: Workspaces = null,
): PublishCommand {
  const only = workspaces === 'all' ? null : workspaces
  const rest = { memberScript: null, ignoresScripts: false, isPack: false, goesTo: '.', version: null }
  return { packer, tool, folder, shown, isByWorkspace: workspaces !== null, only, ...rest }
}

/** Workspaces as they were named; null where a pattern, a path or something only a run knows is among them. */
export function readWorkspaceNames(words: readonly string[]): readonly string[] | null {
  return words.length > 0 && words.every((word) => /^(?:@[\w.-]+\/)?[\w-][\w.-]*$/.test(word)) ? words : null
}

/** `-w` of pnpm is no workspace's name: it means the root. */
export const removeRootFlag = (words: readonly string[]) =>
  words.filter((word) => word !== '-w' && word !== '--workspace-root')

/** A script of their own that workspaces publish by. */
export function makeMemberScript(
  script: string,
  shown: string,
  only: readonly string[] | null = null,
): PublishCommand {
  return { ...makeCommand(null, null, null, shown, only ?? 'all'), memberScript: script }
}
