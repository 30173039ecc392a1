import { isObject, type JsonObject } from '../../../model/json-object.ts'

/** What a build tool left behind for its next run or for its author. */
export type BuildState =
  | 'TypeScript build info'
  | 'bundler statistics'
  | 'bundler records'
  | 'bundle metafile'
  | 'bundle visualizer data'
  | 'lint cache'
  | 'what NuGet resolved'
  | 'the project graph of Nx'
  | 'a graph of modules'
  | 'a module of PureScript (CoreFn)'

/** Members of which webpack's statistics have some, whatever was left out of them. */
const STATS_COMPANIONS = [
  '"hash"',
  '"builtAt"',
  '"outputPath"',
  '"publicPath"',
  '"identifier"',
  '"moduleType"',
  '"issuer"',
  '"reasons"',
  '"entrypoints"',
  '"assetsByChunkName"',
]

/** Members that each kind has, by the one that is searched for. */
const COMPANIONS: Readonly<Record<string, readonly string[]>> = {
  '"fileinfos"': ['"version"'],
  '"root"': ['"version"'],
  '"chunks"': STATS_COMPANIONS,
  '"modules"': STATS_COMPANIONS,
  '"assetsbychunkname"': ['"assets"'],
  '"outputs"': ['"inputs"'],
  '"nodeparts"': ['"nodeMetas"'],
  '"bundlename"': ['"mappedBytes"'],
  '"hashofconfig"': [']'],
  '"byidentifier"': ['"chunks"'],
  '"packagefolders"': ['"restore"'],
  '"projecttype"': ['"nodes"'],
  '"sourceroot"': ['"nodes"'],
  '"modulepath"': ['"moduleName"'],
  '"statsize"': ['"isAsset"'],
  '"totalcruised"': ['"modules"'],
  '.ts": [': ['.ts"'],
  '.ts":[': ['.ts"'],
  '.tsx": [': ['.ts'],
  '.tsx":[': ['.ts'],
}

/** What to search for; no text without one of these is build state. */
export const STATE_MEMBERS = Object.keys(COMPANIONS)

/** Whether a text that holds these members can be build state, so that it is worth parsing. */
export function mayBeBuildState(bytes: Buffer, members: ReadonlySet<string>): boolean {
  return [...members].some((member) => COMPANIONS[member]?.some((companion) => bytes.includes(companion)))
}

/** Tells by its members what kind of build state a JSON text is; null for any other. */
export function recogniseBuildState(json: unknown): BuildState | null {
  if (Array.isArray(json)) return recogniseStateOfList(json)
  if (!isObject(json)) return null
  if (isTypeScript(json)) return 'TypeScript build info'
  if (isWebpackStats(json)) return 'bundler statistics'
  if (isObject(json.modules) && isObject(json.modules.byIdentifier)) return 'bundler records'
  if (isObject(json.packageFolders) && isObject(json.project) && isObject(json.project.restore))
    return 'what NuGet resolved'
  if (isCoreFn(json)) return 'a module of PureScript (CoreFn)'
  if (isProjectGraph(json)) return 'the project graph of Nx'
  if (isModuleGraph(json)) return 'a graph of modules'
  if (isMetafile(json)) return 'bundle metafile'
  if (isExplored(json)) return 'bundle visualizer data'
  if (isObject(json.nodeParts) && isObject(json.nodeMetas)) return 'bundle visualizer data'
  return null
}

/**
 * tsc's `.tsbuildinfo`: since 4.0 under `program`, since 5.6 at the top, and without the files of a program that was not
 * built in increments.
 */
function isTypeScript(json: JsonObject): boolean {
  const program = isObject(json.program) ? json.program : json
  const hasFiles =
    Array.isArray(program.fileNames) || isObject(program.fileInfos) || Array.isArray(program.fileInfos)
  if (typeof json.version !== 'string') return false
  if (hasFiles && ('fileInfos' in program || 'options' in program)) return true
  const { root } = program
  return Array.isArray(root) && root.some((file) => typeof file === 'string' && /\.[cm]?[jt]sx?$/.test(file))
}

/** `webpack --json`, and rspack's. */
function isWebpackStats(json: JsonObject): boolean {
  const parts = ['chunks', 'modules', 'assets', 'entrypoints', 'children'].filter((key) => key in json)
  const named = 'hash' in json || 'builtAt' in json || 'outputPath' in json || 'publicPath' in json
  if (named && parts.length >= 2 && (Array.isArray(json.modules) || Array.isArray(json.chunks))) return true
  if (isObject(json.assetsByChunkName) && Array.isArray(json.assets)) return true
  return (
    readList(json.modules).some(isStatsModule) ||
    readList(json.chunks).some((chunk) => isObject(chunk) && readList(chunk.modules).some(isStatsModule))
  )
}

/** A module with its size and where it comes from. */
function isStatsModule(module: unknown): boolean {
  if (!isObject(module) || typeof module.name !== 'string') return false
  const hasSize = 'size' in module || 'sizes' in module
  return hasSize && ['identifier', 'moduleType', 'issuer', 'reasons', 'chunks'].some((key) => key in module)
}

function readList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

/** esbuild's `metafile`, and bun's. */
function isMetafile(json: JsonObject): boolean {
  if (!isObject(json.inputs) || !isObject(json.outputs)) return false
  return Object.values(json.inputs).some((input) => isObject(input) && typeof input.bytes === 'number')
}

function isCoreFn({ modulePath, moduleName, decls }: JsonObject): boolean {
  return typeof modulePath === 'string' && Array.isArray(moduleName) && Array.isArray(decls)
}

/** What source-map-explorer writes with `--json`. */
function isExplored(json: JsonObject): boolean {
  return readList(json.results).some(
    (result) => isObject(result) && typeof result.bundleName === 'string' && isObject(result.files),
  )
}

function recogniseStateOfList(json: readonly unknown[]): BuildState | null {
  if (isLintCache(json)) return 'lint cache'
  return isChart(json) ? 'bundle visualizer data' : null
}

/** What webpack-bundle-analyzer writes in its JSON mode. */
function isChart(json: readonly unknown[]): boolean {
  return json.some((item) => isObject(item) && 'isAsset' in item && Array.isArray(item.groups))
}

/** `.eslintcache`, written by flatted. */
function isLintCache(json: readonly unknown[]): boolean {
  return json.some((item) => isObject(item) && 'hashOfConfig' in item)
}

/** `nx graph --file`, and Nx's own cache of it. */
function isProjectGraph(json: JsonObject): boolean {
  const graph = isObject(json.graph) ? json.graph : json
  if (!isObject(graph.nodes) || !isObject(graph.dependencies)) return false
  return Object.values(graph.nodes).some(
    (node) => isObject(node) && isObject(node.data) && typeof node.data.root === 'string',
  )
}

/** Files that a graph has at least. */
const FEWEST_FILES = 3
const SOURCE_FILE = /^[\w@./() [\]-]+\.(?:[cm]?tsx?|vue|svelte|jsx)$/

/** dependency-cruiser's JSON; madge's: under each file those that it imports. */
function isModuleGraph(json: JsonObject): boolean {
  if (isObject(json.summary) && 'totalCruised' in json.summary)
    return readList(json.modules).some((module) => isObject(module) && typeof module.source === 'string')
  const entries = Object.entries(json)
  if (entries.length < FEWEST_FILES) return false
  const isGraph = entries.every(
    ([, files]) => Array.isArray(files) && files.every((file) => typeof file === 'string'),
  )
  const sources = entries.filter(([file]) => SOURCE_FILE.test(file) && !/\.d\.[cm]?ts$/.test(file)).length
  return (
    isGraph &&
    sources * 2 > entries.length &&
    entries.some(([, files]) => readList(files).some((file) => typeof file === 'string' && file in json))
  )
}
