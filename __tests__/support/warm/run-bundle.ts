import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect } from '@jest/globals'

const SERVER = path.join(path.dirname(fileURLToPath(import.meta.url)), 'serve.js')

export interface BundleRun {
  readonly node: string
  /** The script that a user would start, one of the two doors of the bundle. */
  readonly script: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  /** Milliseconds. */
  readonly timeout: number
  /** Whether nothing but a process of its own will do: when it is about starting or ending one. */
  readonly alone: boolean
}

export interface BundleOutput {
  /** -1 if it was stopped. */
  readonly status: number
  readonly stdout: string
  readonly stderr: string
}

/** Variables that are read once, when a process starts. */
const READ_AT_START = /^(NODE_(?!AUTH_TOKEN|COMPILE_CACHE)\w+|SSL_CERT_\w+|TZ|LANG|LC_\w+)$/

/** Unit tests start nothing. `RUN_ALONE=1` gives each run a process of its own. */
const SHARED = /\/__tests__\/(?:process|slow)\//
const testFile = (expect.getState().testPath ?? '').replaceAll('\\', '/')
const isShared = SHARED.test(testFile) && !process.env.RUN_ALONE

const begun = new Set<string>()
const idle: WarmProcess[] = []

afterAll(() => {
  for (const one of idle.splice(0)) one.stop()
})

/**
 * Runs a door of the bundle. The first run of a test file starts it as a user would; those after it may share a
 * process that has loaded the bundle already, one after another, which costs a tenth.
 */
export async function runBundle(run: BundleRun): Promise<BundleOutput> {
  const isAlone = !isShared || run.alone || Object.keys(run.env).some((name) => READ_AT_START.test(name))
  if (isAlone || !begun.has(run.script)) {
    begun.add(run.script)
    return runAlone(run)
  }
  const at = idle.findIndex(({ node }) => node === run.node)
  const warm = at === -1 ? new WarmProcess(run) : (idle.splice(at, 1)[0] as WarmProcess)
  const output = await warm.run(run)
  if (warm.isUp) idle.push(warm)
  return output
}

function runAlone({ node, script, args, cwd, env, timeout }: BundleRun): Promise<BundleOutput> {
  return new Promise((resolve) => {
    execFile(node, [script, ...args], { cwd, env, maxBuffer: 1 << 28, timeout }, (error, stdout, stderr) => {
      const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
      resolve({ status, stdout, stderr })
    })
  })
}

/** A process that runs the bundle again and again. */
class WarmProcess {
  readonly node: string
  readonly #child: ChildProcess
  readonly #ready: Promise<unknown>
  #runs = 0

  constructor({ node, env }: BundleRun) {
    this.node = node
    this.#child = spawn(node, [SERVER], { env, stdio: ['pipe', 'pipe', 'pipe', 'ipc'] })
    this.#ready = Promise.race([once(this.#child, 'message'), once(this.#child, 'exit')])
  }

  get isUp(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  async run({ script, args, cwd, env, timeout }: BundleRun): Promise<BundleOutput> {
    await this.#ready
    if (!this.isUp) throw new Error('The process that the runs of a test file share did not start.')
    this.#runs += 1
    const end = `\n== end of run ${this.#runs} ==\n`
    const child = this.#child
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => new Output(stream, end))
    const ended = new Promise<number>((resolve) => {
      child.once('message', (message) => resolve((message as { status: number }).status))
      child.once('exit', (code) => resolve(code ?? -1))
    })
    const timer = setTimeout(() => child.kill(), timeout)
    const door = path.basename(script, '.js')
    child.send({ door, script, args, cwd, env, end })
    const status = await ended
    const texts = await Promise.all([stdout?.text(), stderr?.text()])
    clearTimeout(timer)
    child.removeAllListeners('message').removeAllListeners('exit')
    return { status, stdout: texts[0] ?? '', stderr: texts[1] ?? '' }
  }

  stop(): void {
    this.#child.disconnect()
  }
}

/** What comes out of a stream in one run: up to its last line, or to the end of the process. */
class Output {
  readonly #chunks: Buffer[] = []
  readonly #whole: Promise<unknown>

  constructor(stream: NodeJS.ReadableStream | null, end: string) {
    this.#whole = new Promise<void>((resolve) => {
      const take = (chunk: Buffer): void => {
        this.#chunks.push(chunk)
        const tail = Buffer.concat(this.#chunks.slice(-2))
        const all = tail.length < end.length ? Buffer.concat(this.#chunks) : tail
        if (!all.subarray(-end.length).equals(Buffer.from(end))) return
        this.#chunks.splice(0, this.#chunks.length, Buffer.concat(this.#chunks).subarray(0, -end.length))
        finish()
      }
      const finish = (): void => {
        stream?.removeListener('data', take)
        stream?.removeListener('close', finish)
        resolve()
      }
      stream?.on('data', take)
      stream?.once('close', finish)
    })
  }

  async text(): Promise<string> {
    await this.#whole
    return Buffer.concat(this.#chunks).toString('utf8')
  }
}
