import * as z from 'zod'
import { isTemplate, isTestData } from '../../knowledge/path-role.ts'
import { extension } from '../../knowledge/path-words.ts'
import { layerPath } from '../../model/layer.ts'
import { defineRule } from '../../model/rule.ts'
import { isNamedLiterally, literalFiles } from './content/literal-files.ts'
import { isInFolder, repositoryFolders } from './content/repository-shapes.ts'

const CODE = new Set(['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx', 'json', 'css', 'vue', 'svelte'])

/** Folders that are a tool's own wherever they lie; a template of a project has the rest of them on purpose. */
const PRIVATE_ANYWHERE =
  /^\.(?:claude|cursor|aider.*|codeium|continue|gemini|codex|windsurf|roo|history|idea|vscode|vs|nyc_output|aws|ssh|gnupg|kube|docker|azure|gcloud|terraform|vagrant|ipynb_checkpoints)$/

interface Folder {
  readonly paths: string[]
  readonly isTop: boolean
}

function dotFolders(paths: Iterable<string>): Map<string, Folder> {
  const found = new Map<string, Folder>()
  for (const path of paths) {
    const segments = path.split('/').slice(0, -1)
    const isTop = segments[0]?.startsWith('.') === true
    const at = isTop ? 0 : segments.findIndex((segment) => PRIVATE_ANYWHERE.test(segment))
    if (at === -1 || segments.length === 0) continue
    const folder = segments.slice(0, at + 1).join('/')
    const known = found.get(folder)
    if (known === undefined) found.set(folder, { paths: [path], isTop })
    else known.paths.push(path)
  }
  return found
}

export default defineRule({
  meta: {
    id: 'file/tool-directory',
    title: "A tool's own folder",
    why: 'Folders that begin with a dot belong to tools: editors and their local history, coding agents with their settings, memory and transcripts, caches, coverage data, cloud logins. They hold old copies of the source, machine names and now and then a token, and nobody thinks of them when a package is packed.',
    fix: 'Name what ships in `files` of package.json. Where such a folder ships on purpose, name it there in letters, not by a pattern: that is the exception.',
    severity: 'error',
    traits: { harm: 'internals', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    directory: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'A folder that begins with a dot belongs to a tool, and what tools keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball. If it ships on purpose, name it in letters in `files` of package.json.',
    },
    nested: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'It belongs to an editor, an agent or a command line tool, and what these keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ['./.'],
  layer(layer, context) {
    if (layer.kind !== 'text' || layer.trail.length > 0 || !CODE.has(extension(layerPath(layer)))) return
    const used = context.memory(() => new Set<string>())
    for (const { offset } of context.hits) {
      const folder = /^\.[A-Za-z_][\w.-]{0,60}(?=\/)/.exec(
        layer.bytes.toString('latin1', offset + 2, offset + 66),
      )?.[0]
      if (folder !== undefined && !isInFolder(layer.entry.path, folder)) used.add(folder)
    }
  },
  package(facts, context) {
    const used = context.memory(() => new Set<string>())
    const literal = literalFiles(facts.manifest)
    const repositories = repositoryFolders(facts.byPath.keys())
    for (const [folder, { paths, isTop }] of dotFolders(facts.byPath.keys())) {
      if (folder === '.github' || used.has(folder)) continue
      if (repositories.some((repository) => `${repository.folder}/`.startsWith(`${folder}/`))) continue
      if (!isTop && (isTemplate(`${folder}/`) || isTestData(`${folder}/`))) continue
      const foreign = paths.filter((path) => !isNamedLiterally(path, literal))
      if (
        isTop
          ? literal.some((file) => file === folder || file.startsWith(`${folder}/`))
          : foreign.length === 0
      )
        continue
      context.report({
        message: isTop ? 'directory' : 'nested',
        data: { folder, files: paths.length },
        at: paths.map((path) => ({ path })),
      })
    }
  },
})
