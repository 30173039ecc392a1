import path from 'node:path'
import type { ConfigError } from '../../model/config-error.ts'
import { isObject } from '../../model/json-object.ts'
import type { AnyRule } from '../../model/rule.ts'
import { ConfigFileError, type ConfigFiles } from '../../repository/config-files.ts'
import { GlobError, parseGlob } from '../../text/glob.ts'
import { DEFAULT_CONFIG } from '../merge/effective-config.ts'
import { applyFile, applyPackageSections, type ReadConfig } from '../merge/merge-config.ts'
import { type ConfigDocument, parseConfigDocument, type ValuePath } from './config-document.ts'
import { buildConfigSchema } from './config-schema.ts'
import { listCustomRuleIds } from './custom-rule-schema.ts'
import type { FoundConfig } from './discover-config.ts'
import type { LoadedConfig } from './loaded-config.ts'
import { parseAgainst } from './schema-errors.ts'

/** Longest chain of `extends`, the first file not counted. */
const MAX_EXTENDS_DEPTH = 8
/** Most files that one configuration may be made of. */
const MAX_FILES = 32

/** Reads a configuration with everything it extends and merges it for one package. */
export async function readConfigTree(
  files: ConfigFiles,
  start: FoundConfig,
  identity: { readonly name: string | null; readonly folder: string | null },
  rules: readonly AnyRule[],
): Promise<LoadedConfig> {
  const reader = new ConfigTreeReader(files, rules)
  await reader.open(start, [])
  await reader.parse()
  if (reader.errors.length > 0) return { ok: false, errors: reader.errors }
  let config = DEFAULT_CONFIG
  const folder = makeRelative(findFolder(start.file), identity.folder)
  for (const file of reader.inOrder)
    config = applyFile(config, file, folder !== '' || file.document.file !== start.file)
  // A package's own settings come after everything that is said for all packages.
  for (const file of reader.inOrder)
    config = applyPackageSections(config, file, { name: identity.name, folder })
  return { ok: true, config, file: start.file, files: reader.inOrder.map(({ document }) => document.file) }
}

const schemas = new WeakMap<readonly AnyRule[], ReturnType<typeof buildConfigSchema>>()

/** The schema for a list of rules, built once: a run reads a configuration for every package, twice in a pull request. */
function buildSchemaFor(rules: readonly AnyRule[]): ReturnType<typeof buildConfigSchema> {
  const schema = schemas.get(rules) ?? buildConfigSchema(rules)
  schemas.set(rules, schema)
  return schema
}

class ConfigTreeReader {
  readonly errors: ConfigError[] = []
  /** What is extended comes before what extends it. */
  readonly inOrder: ReadConfig[] = []
  readonly #documents: ConfigDocument[] = []
  readonly #rules
  readonly #files
  #count = 0

  constructor(files: ConfigFiles, rules: readonly AnyRule[]) {
    this.#files = files
    this.#rules = rules
  }

  /** Reads a file and all that it extends, without holding them against the schema yet. */
  async open(found: FoundConfig, chain: readonly string[]): Promise<void> {
    this.#count += 1
    const opened = parseConfigDocument(found.file, found.bytes, found.within)
    if (!opened.ok) {
      this.errors.push(...opened.errors)
      return
    }
    const { document } = opened
    const extended = isObject(document.data) ? document.data.extends : undefined
    const targets = Array.isArray(extended) ? extended : [extended]
    for (const [index, target] of targets.entries()) {
      const at: ValuePath = Array.isArray(extended) ? ['extends', index] : ['extends']
      if (typeof target === 'string') await this.#extend(document, target, at, [...chain, found.file])
    }
    this.#documents.push(document)
  }

  /** Holds every file against the schema, which knows the rules that any of them brings. */
  async parse(): Promise<void> {
    const customIds = this.#documents.flatMap(({ data }) => listCustomRuleIds(data))
    const schema =
      customIds.length === 0 ? buildSchemaFor(this.#rules) : buildConfigSchema(this.#rules, customIds)
    for (const document of this.#documents) {
      // An empty file is a configuration that says nothing.
      const result = await parseAgainst(schema, document, document.data ?? {})
      if (!result.ok) {
        this.errors.push(...result.errors)
        continue
      }
      this.#checkPackageKeys(document, result.value.packages)
      this.inOrder.push({ document, parsed: result.value })
    }
  }

  async #extend(
    from: ConfigDocument,
    target: string,
    at: ValuePath,
    chain: readonly string[],
  ): Promise<void> {
    const fail = (message: string) => {
      this.errors.push({ message, file: from.file, ...from.positionOf(at) })
    }
    if (/^[a-z][a-z0-9+.-]*:/i.test(target) || path.posix.isAbsolute(target) || target.includes('\\'))
      return fail('"extends" takes files of this repository by relative path, like "./shared/seaworthy.yml".')
    const file = path.posix.join(path.posix.dirname(from.file), target)
    // What a package manager puts there is in no commit, so nobody could tell what a pull request makes of it.
    if (file.split('/').includes('node_modules'))
      return fail('"extends" takes files that are committed, not what is in node_modules. Copy the file.')
    if (file === '..' || file.startsWith('../'))
      return fail('"extends" leads out of the repository. Copy the file into it.')
    if (chain.includes(file))
      return fail(`"extends" goes round in a circle: ${[...chain, file].join(' → ')}.`)
    if (chain.length > MAX_EXTENDS_DEPTH)
      return fail(`"extends" goes more than ${MAX_EXTENDS_DEPTH} files deep. Extend the files directly.`)
    if (this.#count >= MAX_FILES)
      return fail(`The configuration is made of more than ${MAX_FILES} files. Join some of them.`)
    try {
      const bytes = await this.#files.read(file)
      if (bytes === null) return fail(`There is no file ${JSON.stringify(file)} to extend. Check the path.`)
      await this.open({ file, bytes, within: null }, chain)
    } catch (error) {
      if (!(error instanceof ConfigFileError)) throw error
      fail(`${JSON.stringify(file)} cannot be extended. ${error.message}`)
    }
  }

  #checkPackageKeys(document: ConfigDocument, packages: object | undefined): void {
    for (const key of Object.keys(packages ?? {}))
      try {
        parseGlob(key)
      } catch (error) {
        if (!(error instanceof GlobError)) throw error
        this.errors.push({
          message: `"packages" takes names of packages and patterns over their folders: ${error.message}.`,
          file: document.file,
          ...document.positionOf(['packages', key], 'key'),
        })
      }
  }
}

/** Folder that a configuration is about; `.github` speaks for the folder around it. */
function findFolder(file: string): string {
  const folder = path.posix.dirname(file)
  return path.posix.basename(folder) === '.github' ? path.posix.dirname(folder) : folder
}

function makeRelative(base: string, folder: string | null): string | null {
  if (folder === null) return null
  const relative = path.posix.relative(base, folder)
  return relative === '..' || relative.startsWith('../') ? null : relative
}
