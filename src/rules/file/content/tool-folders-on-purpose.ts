import { isTestData } from '../../../knowledge/path-role.ts'
import { extension } from '../../../knowledge/path-words.ts'
import { makeTemplateFolderTest } from '../../../knowledge/template-folder.ts'
import { findLayerPath, type Layer } from '../../../model/layer.ts'
import type { PackageFacts } from '../../../model/package-facts.ts'
import { isInFolder } from './repository-shapes.ts'

const CODE = new Set(['js', 'mjs', 'cjs', 'ts', 'mts', 'cts', 'jsx', 'tsx', 'json', 'css', 'vue', 'svelte'])

/** Whether the name of a folder that begins with a dot goes on behind it. */
export function beginsHiddenFolder(bytes: Uint8Array, _: number, end: number): boolean {
  const byte = bytes[end] ?? 0
  return byte === UNDERSCORE || ((byte | 32) >= 97 && (byte | 32) <= 122)
}

const UNDERSCORE = 95

/** Folders beginning with a dot that the package's own code loads something from; hits are those of `./.`. */
export function findFoldersLoadedFrom(layer: Layer, hits: Layer['hits']): string[] {
  if (layer.kind !== 'text' || layer.trail.length > 0 || !CODE.has(extension(findLayerPath(layer)))) return []
  return hits.flatMap(({ offset }) => {
    const text = layer.bytes.toString('latin1', offset + 2, offset + 66)
    const folder = /^\.[A-Za-z_][\w.-]{0,60}(?=\/)/.exec(text)?.[0]
    return folder !== undefined && !isInFolder(layer.entry.path, folder) ? [folder] : []
  })
}

/** What tools for tests write lies among the tests and is none. */
const TEST_OUTPUT =
  /(?:^|\/)(?:test-results|playwright-report|blob-report|allure-results|allure-report|mochawesome-report|\.auth|\.nyc_output|\.tap)\//i

/** Whether a path lies where folders of tools are meant to be: in templates, among tests, in installed packages. */
export function findWhereToolsAreMeant({ byPath, manifest }: PackageFacts): (path: string) => boolean {
  const isCopied = makeTemplateFolderTest(byPath.keys(), manifest)
  return (path) =>
    isCopied(path) || (isTestData(path) && !TEST_OUTPUT.test(path)) || path.includes('node_modules/')
}

/** Declarations; the manifests of Vite, from which servers read what to send, and of plugins for agents. */
const FOR_USERS =
  /\.d\.[cm]?ts$|(?:^|\/)\.(?:vite\/(?:ssr-)?manifest|(?:claude|codex|cursor)-plugin\/(?:plugin|marketplace))\.json$/

/** What agents read to find a package's own commands and skills: the product, also at the root. */
const PLUGIN = /^\.(?:claude|codex|cursor)-plugin\/(?:plugin|marketplace)\.json$/

/** Whether all that is in a folder declares a plugin for agents. */
export function isPlugin(paths: readonly string[]): boolean {
  return paths.every((path) => PLUGIN.test(path))
}

/** Whether all that is in a folder is for users of the package. */
export function isForUsers(paths: readonly string[]): boolean {
  return paths.every((path) => FOR_USERS.test(path))
}

/** Whether `files` names the folder or something in it, in letters. A folder above it does not name it. */
export function isNamedItself(folder: string, literal: readonly string[]): boolean {
  return literal.some((file) => file === folder || file.startsWith(`${folder}/`))
}
