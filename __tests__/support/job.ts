import { spawn } from 'node:child_process'
import path from 'node:path'
import { runAction, type StepOptions, type StepResult } from './runner.ts'

/** What a `run` step came to. */
export interface RunStep {
  readonly status: number
  readonly output: string
}

/** The steps of one job, as the runner strings them together: what one exports the next has. */
export class Job {
  readonly #options: StepOptions
  readonly #exported: Record<string, string> = {}
  #searchPath: string
  #begun: StepResult | null = null

  constructor(options: StepOptions) {
    this.#options = options
    this.#searchPath = options.env?.PATH ?? process.env.PATH ?? ''
  }

  /** A step that uses the Action. */
  async action(): Promise<StepResult> {
    const step = await runAction(this.#options)
    this.#begun = step
    Object.assign(this.#exported, step.exported)
    this.#searchPath = [...step.paths.reverse(), this.#searchPath].join(path.delimiter)
    return step
  }

  /** A step with `run`, by `bash -e`; the runner gives it nothing of its own process. */
  run(script: string, env: Readonly<Record<string, string>> = {}): Promise<RunStep> {
    const variables = {
      HOME: this.#options.workspace,
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      ...this.#options.env,
      ...this.#exported,
      ...env,
      PATH: this.#searchPath,
    }
    return new Promise((resolve, reject) => {
      const child = spawn('bash', ['-e', '-c', script], {
        cwd: this.#options.workspace,
        env: variables,
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      let output = ''
      child.stdout.on('data', (data) => {
        output += data
      })
      child.stderr.on('data', (data) => {
        output += data
      })
      child.on('error', reject)
      child.on('close', (code) => resolve({ status: code ?? -1, output }))
    })
  }

  /** The Action's own step after all others. */
  end(): Promise<StepResult> {
    return runAction({ ...this.#options, state: this.#begun?.state ?? {} })
  }
}
