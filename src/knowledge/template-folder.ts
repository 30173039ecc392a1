import { rememberAnswers } from '../text/remember.ts'
import { folderRole, pathRole } from './path-role.ts'
import { baseName } from './path-words.ts'

/** Names that generators give to files which would mean something to the packer of the generator itself. */
const STAND_IN_FILES =
  /^(?:_|dot[-_.]?)?(?:gitignore|npmignore|npmrc|env|eslintrc|editorconfig|babelrc|package\.json|prettierrc)$|\.(?:template|tmpl|tpl|ejs|hbs|njk|mustache|liquid)$|^_[\w.]+$|^__\w+__/
const GENERATOR =
  /^(?:@[^/]+\/)?(?:create(?:-.*)?|generator-.*|.*(?:-cli|schematics|blueprints?|templates?|starters?|scaffold(?:er|ing)?|boilerplate|generators?|init|plop.*))$/
const FOLDER =
  /(?:^|[-_.])(?:templates?|starters?|scaffolds?|skeletons?|blueprints?|boilerplates?|presets?|files|generators|assets|stubs|archetypes?)(?:$|[-_.])/

/**
 * Finds folders that a generator copies to its users: two of these hold for the folder or one above it: it has files
 * under stand-in names (`_gitignore`), it has a package.json of its own, a folder on the way has a telling name, the
 * package is called or declared a generator.
 * @returns whether a path lies in such a folder.
 */
export function makeTemplateFolderTest(
  paths: Iterable<string>,
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string) => boolean {
  const isCopied = findCopiedFolders(paths, manifest)
  return (path) => isCopied(path) || (path.includes('/') && pathRole(path) === 'template')
}

/** Where a package keeps what it copies: at the top of it, or of what is built. */
const OUTPUT = /^(?:dist|lib|build|out|generators)$/

/** The same, where a folder's name alone is a reason only at the top of the package or of its build's output. */
export function makeTemplateTest(
  paths: Iterable<string>,
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string) => boolean {
  const isCopied = findCopiedFolders(paths, manifest)
  return (path) => {
    if (isCopied(path)) return true
    const [top = '', second = '', ...others] = path.split('/')
    const isTop = second !== '' && folderRole(top) === 'template'
    return isTop || (OUTPUT.test(top) && others.length > 0 && folderRole(second) === 'template')
  }
}

/** Paths in folders for which two reasons hold. */
function findCopiedFolders(
  paths: Iterable<string>,
  manifest: Readonly<Record<string, unknown>> | null,
): (path: string) => boolean {
  const isGenerator = declaresGenerator(manifest)
  const withStandIns = new Set<string>()
  const withManifest = new Set<string>()
  for (const path of paths) {
    const folder = path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : ''
    const name = baseName(path)
    if (name === 'package.json' && folder !== '') withManifest.add(folder)
    else if (STAND_IN_FILES.test(name) && name !== 'env') withStandIns.add(folder)
  }
  const isCopied = rememberAnswers((folder): boolean => {
    const hasName = folder.split('/').some((segment) => FOLDER.test(segment.toLowerCase()))
    const reasons = [withStandIns.has(folder), withManifest.has(folder), hasName, isGenerator]
    if (reasons.filter(Boolean).length >= 2) return true
    const above = folder.lastIndexOf('/')
    return above !== -1 && isCopied(folder.slice(0, above))
  })
  return (path) => {
    const end = path.lastIndexOf('/')
    return end !== -1 && isCopied(path.slice(0, end))
  }
}

/** Whether a package is called or declared a generator: what it holds is written into its users' folders. */
export function declaresGenerator(manifest: Readonly<Record<string, unknown>> | null): boolean {
  if (manifest === null) return false
  const { name, schematics, generators, keywords, bin } = manifest
  if (typeof name === 'string' && GENERATOR.test(name)) return true
  if (schematics !== undefined || generators !== undefined) return true
  const commands = typeof bin === 'object' && bin !== null ? Object.keys(bin) : []
  if (commands.some((command) => GENERATOR.test(command))) return true
  return (
    Array.isArray(keywords) &&
    keywords.some((word) =>
      /^(?:yeoman-generator|generator|scaffold|starter|template|boilerplate)$/.test(String(word)),
    )
  )
}
