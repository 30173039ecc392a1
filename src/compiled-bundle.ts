import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import vm from 'node:vm'
import { crc32 } from 'node:zlib'

/** Where the build puts what all doors open; in the sources there is none. */
const BUNDLE = new URL('./seaworthy.js', import.meta.url)
/** Before the compiled code: the checksum of all that follows and of the bundle, and the shapes of runs it was kept of. */
const HEAD = 8
/** Before the code of each part: its number in the bundle, and its length. */
const PART_HEAD = 8
/** The number of what is compiled at every start. */
const MAIN = -1
/** After a longer run the engine has thrown away what was run at its start only, so that there is little to keep. */
const SHORT_RUN = 5_000_000

/** What the bundle exports, as its doors. */
type Doors = typeof import('./doors.ts')

/**
 * Opens the bundle with the code that node compiled of it at an earlier start, and keeps it for the next one: a third of
 * a start. Node's own compile cache keeps what is compiled when a file is loaded, and nearly all is compiled when it is
 * first called. Kept in a folder of the user's own, as nobody else may say what is run. A CI job neither keeps it nor
 * reads it: its folders mostly go with it, and an earlier step could have written there what shall judge the release.
 * @param commandLine Runs of another shape call other code, which is kept as well; null to keep nothing.
 * @returns null where there is no bundle, or where node's own cache is wanted, or none.
 */
export function openCompiledBundle(
  environment: NodeJS.ProcessEnv,
  commandLine: readonly string[] | null,
): Doors | null {
  if (
    environment.CI ||
    environment.NODE_COMPILE_CACHE ||
    environment.NODE_DISABLE_COMPILE_CACHE ||
    environment.NODE_V8_COVERAGE
  )
    return null
  const folder = findOwnFolder(environment)
  if (folder === null || !existsSync(BUNDLE)) return null
  const bundle = readFileSync(BUNDLE)
  const file = path.join(folder, `${process.version}-${process.arch}-${formatHex(crc32(BUNDLE.href))}.code`)
  const kept = readKept(file, bundle)
  const compiler = new PartCompiler(kept?.codes ?? new Map())
  const whole = compiler.compile(MAIN, readBody(bundle), fileURLToPath(BUNDLE))
  const shapes = kept !== null && !compiler.isNew ? kept.shapes : 0
  const shape = commandLine === null ? 0 : computeShape(commandLine)
  if (commandLine !== null)
    process.once('exit', () => {
      if (compiler.isNew || (shapes & shape) !== shape) keep(compiler, file, bundle, shapes | shape)
    })
  const later = fileURLToPath(new URL('./later.js', BUNDLE))
  return whole(createRequire(BUNDLE), BUNDLE.href, (id: number, text: string) =>
    compiler.compile(id, text, later),
  )
}

/** Compiles the bundle's parts, each with the code that was kept of it. */
class PartCompiler {
  readonly #kept: ReadonlyMap<number, Buffer>
  readonly #scripts = new Map<number, vm.Script>()
  /** Whether there was a part without code that still fits. */
  isNew = false

  constructor(kept: ReadonlyMap<number, Buffer>) {
    this.#kept = kept
  }

  compile(id: number, source: string, filename: string) {
    const cachedData = this.#kept.get(id)
    // The first line of the bundle is not compiled.
    const lineOffset = id === MAIN ? 1 : 0
    const script = new vm.Script(source, { filename, lineOffset, cachedData })
    this.#scripts.set(id, script)
    if (cachedData === undefined || script.cachedDataRejected === true) this.isNew = true
    return script.runInThisContext()
  }

  /** The code of all parts, those of other runs included. */
  listCodes(): Map<number, Buffer> {
    const own = [...this.#scripts].map(([id, script]) => [id, script.createCachedData()] as const)
    return new Map([...this.#kept, ...own])
  }
}

/** The bundle is one function between its first line and its last, and ASCII throughout (scripts/pack-parts.js). */
function readBody(bundle: Buffer): string {
  return bundle.toString('latin1', bundle.indexOf('\n') + 1, bundle.lastIndexOf('\n', bundle.length - 2))
}

function readKept(file: string, bundle: Buffer): { codes: Map<number, Buffer>; shapes: number } | null {
  try {
    const kept = readFileSync(file)
    if (kept.length <= HEAD || kept.readUInt32LE(0) !== computeChecksum(kept, bundle)) return null
    const codes = new Map<number, Buffer>()
    for (let at = HEAD; at < kept.length; ) {
      const end = at + PART_HEAD + kept.readUInt32LE(at + 4)
      codes.set(kept.readInt32LE(at), kept.subarray(at + PART_HEAD, end))
      at = end
    }
    return { codes, shapes: kept.readInt32LE(4) }
  } catch {
    return null
  }
}

function keep(compiler: PartCompiler, file: string, bundle: Buffer, shapes: number): void {
  if (process.cpuUsage().user > SHORT_RUN) return
  const unfinished = `${file}.${process.pid}`
  try {
    const parts = [...compiler.listCodes()].flatMap(([id, code]) => {
      const head = Buffer.alloc(PART_HEAD)
      head.writeInt32LE(id, 0)
      head.writeUInt32LE(code.length, 4)
      return [head, code]
    })
    const kept = Buffer.concat([Buffer.alloc(HEAD), ...parts])
    kept.writeInt32LE(shapes, 4)
    kept.writeUInt32LE(computeChecksum(kept, bundle), 0)
    writeFileSync(unfinished, kept, { mode: 0o600, flag: 'wx' })
    renameSync(unfinished, file)
  } catch {
    // The next start compiles, as this one did.
    rmSync(unfinished, { force: true })
  }
}

function computeChecksum(kept: Buffer, bundle: Buffer): number {
  return crc32(kept.subarray(4), crc32(bundle))
}

/** A bit for a command and the names of its options: what shares one may have to compile a little. */
function computeShape(commandLine: readonly string[]): number {
  const [command = ''] = commandLine
  const options = commandLine.filter((word) => word.startsWith('-')).map((word) => word.replace(/=.*$/s, ''))
  const words = [/^[a-z-]+$/.test(command) ? command : path.extname(command), ...options.sort()]
  return 1 << (crc32(words.join(' ')) & 31)
}

function formatHex(number: number): string {
  return number.toString(16).padStart(8, '0')
}

function findOwnFolder(environment: NodeJS.ProcessEnv): string | null {
  const windows = process.platform === 'win32' ? environment.LOCALAPPDATA : undefined
  const caches = environment.XDG_CACHE_HOME || windows || path.join(homedir(), '.cache')
  // A folder above it that is missing is none of ours to make.
  if (!path.isAbsolute(caches) || !existsSync(path.dirname(caches))) return null
  const folder = path.join(caches, 'seaworthy')
  try {
    if (!existsSync(caches)) mkdirSync(caches, { mode: 0o700 })
    if (!existsSync(folder)) mkdirSync(folder, { mode: 0o700 })
    return folder
  } catch {
    return null
  }
}
