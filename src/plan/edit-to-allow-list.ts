import type { PackageFolder } from '../cause/package-folder.ts'
import { isNativeBuildFile } from '../knowledge/native-build.ts'
import { makeTemplateTest } from '../knowledge/template-folder.ts'
import { listTexts } from '../rules/manifest/content/entry-targets.ts'
import { normaliseEntryPath } from '../rules/manifest/content/members.ts'
import { listPackedPaths, makeManifestTexts } from './edit-files-list.ts'
import { replaceFilesEntries } from './manifest-text.ts'
import { type NeededFiles, readTopFolderOf } from './needed-files.ts'
import { groupPaths, IN_FILES } from './patterns-for-paths.ts'
import type { ListEdit, Trial } from './trial.ts'
import { tryPatterns } from './try-patterns.ts'

/** Longest list that is still plainer than lines that leave things out. */
const MOST_ENTRIES = 8
/** What npm packs from the root in any case. */
const ALWAYS = /^(?:package\.json|(?:readme|copying|licen[cs]e)(?:\..*)?)$/i
/** What stands in the root or in a folder of a repository for those who work on it, and not for those who use it. */
const FOR_DEVELOPMENT = [
  /^\./,
  /^(?:tests?|__tests__|__mocks__|__snapshots__|specs?|e2e|cypress|fixtures?|examples?|demos?|docs?|bench(?:marks?)?|coverage|scripts?|tools?|website|storybook|playground)\//i,
  // Deeper in, a plain `test.js` may be a module that users load.
  /^(?:test|spec|bench)\.[cm]?[jt]sx?$|(?:^|\/)[\w.-]+\.(?:test|spec|stories|bench)\.[cm]?[jt]sx?$/i,
  /^[^/]+\.config\.[cm]?[jt]s$|^(?:jest|karma|gulpfile|gruntfile|webpack|rollup)[\w.-]*\.[cm]?[jt]s$/i,
  /^(?:[jt]sconfig[\w.-]*\.json|package-lock\.json|yarn\.lock|pnpm-(?:lock|workspace)\.yaml|bun\.lockb?|lerna\.json|nx\.json|turbo\.json|biome\.jsonc?|(?:nest-cli|angular|ng-package|nodemon|vercel|netlify|now|project|rush|wrangler|electron-builder|components)\.jsonc?|deno\.jsonc?|renovate\.json|tslint\.json|typedoc\.json|api-extractor\.json|cspell\.json|seaworthy\.(?:ya?ml|json|contents))$/i,
  /(?<!\.d)\.[cm]?tsx?$/i,
  /\.(?:mdx?|markdown|rst|adoc|map|log|tgz|tsbuildinfo|bak|orig|swp|snap)$/i,
  /(?:^|\/)(?:webpack|rollup|rspack|vite|esbuild)\.(?:[\w-]+\.)+[cm]?[jt]s$/i,
  // Deeper in, these may be data that is looked up by a name which is put together.
  /^[^/]+\.(?:txt|ya?ml|toml|ini|sh|ps1|bat|lock|png|gif|jpe?g|webp)$/i,
  /^(?:makefile|dockerfile|procfile|vagrantfile|jenkinsfile|rakefile|gemfile|caddyfile|justfile|authors|contributors|codeowners|notice|changelog|history|security|contributing)(?:\..*)?$/i,
]

/**
 * Takes paths out of a tarball by a `files` list of what package.json's entry points need. Where there was no list, only
 * files that nothing names may go with them, and, where no `exports` closes the package, only files of development;
 * where there was one, nothing goes with them.
 * @returns null where no short list does that
 */
export async function editToAllowList(
  trial: Trial,
  folder: PackageFolder,
  unwanted: ReadonlySet<string>,
  needed: NeededFiles,
): Promise<ListEdit | null> {
  const { targets, loaded, mentioned, named } = needed
  if (loaded.size + targets.folders.size === 0 || targets.folders.has('')) return null
  const isClosed = folder.manifest.exports !== undefined
  const isChosen = folder.files !== null
  const inputs = listBuildInputs(folder, loaded)
  const packed = listPackedPaths(trial, new Set())
  const isCopied = makeTemplateTest(packed, folder.manifest)
  const mayGo = (path: string): boolean => {
    // What a list names was chosen: a shorter list lets in the same.
    if (isChosen) return false
    if (loaded.has(path) || named.has(path) || ALWAYS.test(path)) return false
    if (needed.servedBy(path) !== null) return false
    if (isCopied(path) || isNativeBuildFile(path)) return false
    // What the code names may be read at run time.
    if (mentioned.has(readTopFolderOf(path)) && !isOriginal(path)) return false
    return isClosed || inputs.has(readTopFolderOf(path)) || FOR_DEVELOPMENT.some((kind) => kind.test(path))
  }
  const kept = [...packed].filter((path) => !unwanted.has(path) && !ALWAYS.test(path) && !mayGo(path))
  const entries = [...new Set(kept.map((path) => makeEntryFor(path, packed)))].sort()
  if (entries.length === 0 || entries.length > MOST_ENTRIES) return null
  const left = [...unwanted].filter((path) => entries.some((entry) => isBelow(path, entry)))
  const write = (patterns: readonly string[]) =>
    makeManifestTexts(
      folder,
      replaceFilesEntries(folder, [...entries, ...patterns.map((pattern) => `!${pattern}`)]),
    )
  const start = write([])
  const gone = new Set([...unwanted].filter((path) => !left.includes(path) && !ALWAYS.test(path)))
  if (start === null || !(await trial.holds(start, gone, mayGo))) return null
  if (left.length === 0) return { texts: start, removed: gone }
  return tryPatterns(trial, {
    groups: groupPaths(new Set(left), listPackedPaths(trial, gone), IN_FILES),
    forms: IN_FILES,
    start: { texts: start, removed: gone },
    write,
    mayGo,
  })
}

/** Folders of which package.json says that the build reads them (`source`), and that nothing loads anything from. */
function listBuildInputs({ manifest }: PackageFolder, loaded: NeededFiles['loaded']): Set<string> {
  const named = listTexts(manifest.source).map(normaliseEntryPath)
  const tops = new Set(named.filter((path) => path.includes('/')).map(readTopFolderOf))
  for (const path of loaded.keys()) tops.delete(readTopFolderOf(path))
  return tops
}

/** TypeScript and the like: code that names `src` means its own origin. */
function isOriginal(path: string): boolean {
  return /(?<!\.d)\.[cm]?tsx?$/.test(path)
}

function makeEntryFor(path: string, packed: ReadonlySet<string>): string {
  const top = readTopFolderOf(path)
  // npm 10 and 11 take a bare name for that name in every folder.
  const isAmbiguous =
    top === path && [...packed].some((other) => other !== path && other.endsWith(`/${path}`))
  return isAmbiguous ? `/${path}` : top
}

function isBelow(path: string, entry: string): boolean {
  const bare = entry.replace(/^\//, '')
  return path === bare || path.startsWith(`${bare}/`)
}
