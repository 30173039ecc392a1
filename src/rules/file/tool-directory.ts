import * as z from 'zod'
import { isTestData, pathRole } from '../../knowledge/path-role.ts'
import { baseName, extension } from '../../knowledge/path-words.ts'
import { templateFolders } from '../../knowledge/template-folder.ts'
import { type Layer, layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { type Member, memberChain } from './content/archive-members.ts'
import { literalFiles } from './content/literal-files.ts'
import { isInFolder, repositoryFolders } from './content/repository-shapes.ts'
import { folderOwner, MACHINE_FILES, SHARED_AT_ROOT } from './content/tool-folders.ts'

/** What tools for tests write lies among the tests and is none. */
const TEST_OUTPUT =
  /(?:^|\/)(?:test-results|playwright-report|blob-report|allure-results|allure-report|mochawesome-report|\.auth|\.nyc_output|\.tap)\//i
/** Files in archives that are remembered. */
const MOST_MEMBERS = 2000

interface Seen {
  /** Folders that the package's own code names. */
  readonly used: Set<string>
  /** Files in archives that lie in a folder of a tool. */
  readonly members: Map<string, Member>
}

function nothingSeen(): Seen {
  return { used: new Set(), members: new Map() }
}

const CODE = new Set(['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx', 'json', 'css', 'vue', 'svelte'])

type Kind = 'directory' | 'editor' | 'nested' | 'login'

interface Folder {
  readonly kind: Kind
  readonly paths: string[]
}

/** Folders of tools, outermost first: any that begins with a dot at the root, those of the closed list further down. */
function toolFolders(paths: Iterable<string>): Map<string, Folder> {
  const found = new Map<string, Folder>()
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1)
    const at = segments.findIndex(
      (segment, depth) =>
        (depth === 0 && segment.startsWith('.')) ||
        folderOwner(nameIn(segment), segments[depth - 1] ?? '', segments[depth - 2]) !== null,
    )
    const segment = segments[at]
    if (segment === undefined) continue
    const name = nameIn(segment)
    const folder = segments.slice(0, at + 1).join('/')
    const known = found.get(folder)
    if (known !== undefined) known.paths.push(path)
    else found.set(folder, { kind: kindOf(name, segments[at - 1] ?? '', at === 0), paths: [path] })
  }
  return found
}

/** A folder at the top of an archive follows the archive's own name: `app.zip!.claude`. */
function nameIn(segment: string): string {
  return segment.slice(segment.lastIndexOf('!') + 1)
}

function kindOf(name: string, above: string, isTop: boolean): Kind {
  const owner = folderOwner(name, above)
  if (owner === 'editor' || (isTop && SHARED_AT_ROOT.has(name.toLowerCase()))) return 'editor'
  if (isTop && name.startsWith('.')) return 'directory'
  return owner === 'login' ? 'login' : 'nested'
}

/** Declarations; the manifests of Vite, from which servers read what to send. */
const MEANT = /\.d\.[cm]?ts$|(?:^|\/)\.vite\/(?:ssr-)?manifest\.json$/

export default defineRule({
  meta: {
    id: 'file/tool-directory',
    title: 'Folder of a tool',
    why: 'Folders that begin with a dot belong to tools: editors and their local history, coding agents with their settings, memory and transcripts, caches, coverage data, cloud logins. They hold old copies of the source, machine names and now and then a token, and nobody thinks of them when a package is packed.',
    fix: 'Name what ships in `files` of package.json. If such a folder ships on purpose, list it there explicitly, not by a pattern: that is the exception.',
    severity: 'error',
    traits: { inSourceArchives: 'warning', harm: 'internals', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    directory: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'A folder that begins with a dot belongs to a tool, and what tools keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball. If it ships on purpose, list it explicitly in `files` of package.json.',
    },
    login: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'Tools keep logins, the state of deployments or old copies of sources in it.',
      fix: 'Leave it out of the tarball, and replace the credentials that were in it.',
    },
    editor: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'It belongs to an editor or an agent, and does nothing for users of the package.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    machine: {
      what: 'The file {file} ships. A build wrote it for the machine that it ran on.',
      why: 'It names folders, accounts or devices of that machine, and does nothing elsewhere.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    nested: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'It belongs to an editor, an agent or a command line tool, and what these keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ['./.'],
  alwaysFor: ['text', 'binary'],
  layer(layer, context) {
    noteMember(layer, context.memory(nothingSeen))
    if (layer.kind !== 'text' || layer.trail.length > 0 || !CODE.has(extension(layerPath(layer)))) return
    const { used } = context.memory(nothingSeen)
    for (const { offset } of context.hits) {
      const folder = /^\.[A-Za-z_][\w.-]{0,60}(?=\/)/.exec(
        layer.bytes.toString('latin1', offset + 2, offset + 66),
      )?.[0]
      if (folder !== undefined && !isInFolder(layer.entry.path, folder)) used.add(folder)
    }
  },
  package(facts, context) {
    const { used, members } = context.memory(nothingSeen)
    const literal = literalFiles(facts.manifest)
    const isCopied = templateFolders(facts.byPath.keys(), facts.manifest)
    const repositories = repositoryFolders(facts.byPath.keys())
    const isExempt = (path: string) =>
      isCopied(path) || (isTestData(path) && !TEST_OUTPUT.test(path)) || path.includes('node_modules/')
    for (const [folder, { kind, paths }] of toolFolders(facts.byPath.keys())) {
      const isTop = !folder.includes('/')
      if (folder === '.github' || used.has(folder) || isNamedItself(folder, literal)) continue
      if (repositories.some((repository) => `${repository.folder}/`.startsWith(`${folder}/`))) continue
      if (!isTop && isExempt(`${folder}/`)) continue
      if (!isTop && paths.every((path) => MEANT.test(path))) continue
      context.report({
        message: kind,
        data: { folder, files: paths.length },
        at: paths.map((path) => ({ path })),
      })
    }
    for (const [folder, { kind, paths }] of toolFolders(members.keys()))
      if (kind !== 'editor' && !isExempt(`${folder}/`) && pathRole(`${folder}/`) === null)
        context.report({
          message: kind,
          data: { folder, files: paths.length },
          at: paths.flatMap((path) => members.get(path) ?? []),
        })
    for (const path of facts.byPath.keys())
      if (MACHINE_FILES.test(baseName(path)) && !isExempt(path) && !literal.includes(path))
        context.report({ message: 'machine', data: { file: baseName(path) }, at: { path } })
  },
})

/** What a Mac adds to an archive, and what Android's build says in a library of itself. */
const NOT_OF_TOOLS = /(?:^|[/!])(?:__MACOSX|META-INF)\//

/** Remembers files of archives that lie in a folder of a tool; what a Mac adds to an archive is no such folder. */
function noteMember(layer: Layer, { members }: Seen): void {
  const whole = memberChain(layer)
  if (whole === null || members.size >= MOST_MEMBERS || NOT_OF_TOOLS.test(whole)) return
  // The folders around the archive are judged as files of the package.
  const archive = whole.slice(0, whole.indexOf('!'))
  const isAround = toolFolders([archive]).size > 0
  const chain = isAround ? whole.slice(archive.lastIndexOf('/') + 1) : whole
  if (toolFolders([chain]).size > 0) members.set(chain, { path: layer.entry.path, trail: layer.trail })
}

/** Whether `files` names the folder or something in it, in letters. A folder above it does not name it. */
function isNamedItself(folder: string, literal: readonly string[]): boolean {
  return literal.some((file) => file === folder || file.startsWith(`${folder}/`))
}
