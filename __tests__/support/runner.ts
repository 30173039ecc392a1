import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import {
  type RunnerAnnotation,
  type RunnerCommand,
  readRunnerLog,
  splitRunnerLines,
} from './runner-commands.ts'
import { readKeyValueFile, SUMMARY_LIMIT } from './runner-files.ts'
import { node24 } from './runtimes.ts'
import { assertValidReport } from './valid-report.ts'
import { runBundle } from './warm/run-bundle.ts'

/** What node compiled of the bundle: no business of the tests, and half a second of each of their many runs. */
const COMPILED = path.join(tmpdir(), 'seaworthy-tests-compiled')

const root = path.join(path.dirname(fileURLToPath(import.meta.url)), '../..')

export interface StepOptions {
  /** The checkout; the step runs there. */
  workspace: string
  /** `pull_request`, `push`, … */
  event?: string
  payload?: unknown
  /** What the workflow gives under `with`; every other input of action.yml is given as the runner would. */
  inputs?: Readonly<Record<string, string>>
  /** What `${{ github.token }}` is. */
  token?: string
  /** The values of the job's matrix. */
  matrix?: Readonly<Record<string, unknown>>
  apiUrl?: string
  graphqlUrl?: string
  serverUrl?: string
  /** Variables on top of the runner's own. */
  env?: Readonly<Record<string, string>>
  /** What the first step saved: this is the last one, after the job. */
  state?: Readonly<Record<string, string>>
}

export interface StepResult {
  exitCode: number
  /** What the runner keeps: at most ten a level, messages cut at 4,096 characters. */
  annotations: RunnerAnnotation[]
  issued: Record<RunnerAnnotation['level'], number>
  commands: RunnerCommand[]
  masks: string[]
  outputs: Record<string, string>
  summary: string
  /** Lines of both streams that are no commands. */
  log: string
  /** Both streams as they were written. */
  raw: string
  /** What the step has exported for the steps after it, by `GITHUB_ENV`. */
  exported: Record<string, string>
  /** Folders that it put at the head of their PATH. */
  paths: string[]
  /** What it saved for its own last step. */
  state: Record<string, string>
  /** `RUNNER_TEMP`; removed by {@link removeRunnerFolders}. */
  temporary: string
}

interface ActionManifest {
  inputs: Record<string, { default?: string; required?: boolean }>
  runs: { using: string; main: string }
}

/** action.yml, as the runner reads it. */
export async function readActionManifest(): Promise<ActionManifest> {
  return parse(await readFile(path.join(root, 'action.yml'), 'utf8')) as ActionManifest
}

const folders: string[] = []

/** For `afterAll`: removes what the steps left in their temporary folders. */
export async function removeRunnerFolders(): Promise<void> {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
}

/**
 * Runs the bundled Action as one step of a job, as GitHub's runner does: node 24, the runner's variables, a file for
 * each file command, every declared input, both output streams read by the runner's rules.
 */
export async function runAction(options: StepOptions): Promise<StepResult> {
  const manifest = await readActionManifest()
  const main = path.join(root, manifest.runs.main)
  if (!existsSync(main)) throw new Error(`There is no ${manifest.runs.main}: run \`npm run build\` first.`)
  const temporary = await mkdtemp(path.join(tmpdir(), 'seaworthy-runner-'))
  folders.push(temporary)
  const files = await makeFileCommands(temporary)
  const eventPath = path.join(temporary, 'event.json')
  await writeFile(eventPath, JSON.stringify(options.payload ?? {}))
  const { exitCode, stdout, stderr } = await runNode(main, options.workspace, {
    ...makeRunnerEnvironment(options, temporary, eventPath),
    ...files,
    ...makeInputVariables(manifest, options),
    ...Object.fromEntries(
      Object.entries(options.state ?? {}).map(([name, value]) => [`STATE_${name}`, value]),
    ),
    ...options.env,
  })
  const log = readRunnerLog([...splitRunnerLines(stdout), ...splitRunnerLines(stderr)])
  const summary = await readFile(files.GITHUB_STEP_SUMMARY, 'utf8')
  if (Buffer.byteLength(summary) > SUMMARY_LIMIT) throw new Error('The runner would drop this summary.')
  const outputs = readKeyValueFile(await readFile(files.GITHUB_OUTPUT, 'utf8'))
  const reportFile = outputs['report-file']
  if (reportFile) assertValidReport(await readFile(reportFile, 'utf8'))
  const lines = async (file: string): Promise<string[]> =>
    (await readFile(file, 'utf8')).split('\n').filter((line) => line !== '')
  return {
    exitCode,
    exported: readKeyValueFile(await readFile(files.GITHUB_ENV, 'utf8')),
    paths: await lines(files.GITHUB_PATH),
    state: readKeyValueFile(await readFile(files.GITHUB_STATE, 'utf8')),
    annotations: log.annotations,
    issued: log.issued,
    commands: log.commands,
    masks: log.masks,
    outputs,
    summary,
    log: log.text.join('\n'),
    raw: stdout + stderr,
    temporary,
  }
}

type FileCommands = Record<
  'GITHUB_OUTPUT' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_ENV' | 'GITHUB_PATH' | 'GITHUB_STATE',
  string
>

/** `src/Runner.Worker/FileCommandManager.cs`, InitializeFiles: fresh empty files for each step. */
async function makeFileCommands(temporary: string): Promise<FileCommands> {
  const folder = path.join(temporary, '_runner_file_commands')
  await mkdir(folder)
  const prefixes = {
    GITHUB_OUTPUT: 'set_output_',
    GITHUB_STEP_SUMMARY: 'step_summary_',
    GITHUB_ENV: 'set_env_',
    GITHUB_PATH: 'add_path_',
    GITHUB_STATE: 'save_state_',
  }
  const files = Object.entries(prefixes).map(
    ([name, prefix]) => [name, path.join(folder, `${prefix}1`)] as const,
  )
  await Promise.all(files.map(([, file]) => writeFile(file, '')))
  return Object.fromEntries(files) as FileCommands
}

/** `Handler.cs`, AddInputsToEnvironment: every declared input, its name in capitals with spaces as underscores. */
function makeInputVariables(manifest: ActionManifest, options: StepOptions): Record<string, string> {
  // Tests that are not about the baseline must not depend on what a registry has.
  const given: Readonly<Record<string, string>> = { baseline: 'none', ...options.inputs }
  for (const name of Object.keys(given))
    if (!(name in manifest.inputs)) throw new Error(`action.yml declares no input ${name}`)
  return Object.fromEntries(
    Object.entries(manifest.inputs).map(([name, input]) => [
      `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`,
      given[name] ??
        (input.default ?? '')
          .replace(/^\$\{\{ github\.token \}\}$/, options.token ?? 'ghs_token_of_the_test')
          .replace(/^\$\{\{ toJSON\(matrix\) \}\}$/, JSON.stringify(options.matrix ?? null, null, 2)),
    ]),
  )
}

/** The commit that the event is about: in most events the one that is checked out. */
export function readHead(workspace: string): string {
  const git = spawnSync('git', ['rev-parse', '--verify', 'HEAD'], { cwd: workspace, encoding: 'utf8' })
  return git.status === 0 ? git.stdout.trim() : '0123456789012345678901234567890123456789'
}

/** `src/Runner.Worker/GitHubContext.cs` lists the variables of the github context. */
function makeRunnerEnvironment(
  options: StepOptions,
  temporary: string,
  eventPath: string,
): Record<string, string> {
  const api = options.apiUrl ?? 'http://127.0.0.1:9'
  return {
    PATH: process.env.PATH ?? '',
    HOME: process.env.HOME ?? temporary,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTION: 'seaworthy',
    GITHUB_ACTOR: 'octocat',
    GITHUB_API_URL: api,
    GITHUB_GRAPHQL_URL: options.graphqlUrl ?? `${api}/graphql`,
    GITHUB_SERVER_URL: options.serverUrl ?? 'https://github.com',
    GITHUB_EVENT_NAME: options.event ?? 'push',
    GITHUB_EVENT_PATH: eventPath,
    GITHUB_JOB: 'seaworthy',
    GITHUB_REF: 'refs/heads/main',
    GITHUB_REPOSITORY: 'o/r',
    GITHUB_REPOSITORY_OWNER: 'o',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_RUN_ID: '987654321',
    GITHUB_RUN_NUMBER: '12',
    GITHUB_SHA: readHead(options.workspace),
    GITHUB_WORKFLOW: 'Release checks',
    GITHUB_WORKFLOW_REF: 'o/r/.github/workflows/seaworthy.yml@refs/heads/main',
    GITHUB_WORKSPACE: options.workspace,
    RUNNER_ARCH: 'X64',
    RUNNER_OS: 'Linux',
    RUNNER_TEMP: temporary,
    ACTIONS_RUNTIME_TOKEN: 'runtime-token-of-the-test',
  }
}

/** `NodeScriptActionHandler.cs`: the script alone, in the workspace, with nothing of the parent's environment. */
async function runNode(
  main: string,
  workspace: string,
  env: Record<string, string>,
): Promise<{ exitCode: number; stdout: string; stderr: string }> {
  const { status, ...output } = await runBundle({
    node: node24,
    script: main,
    args: [],
    cwd: workspace,
    env: { NODE_COMPILE_CACHE: COMPILED, ...env },
    timeout: 170_000,
    alone: false,
  })
  return { exitCode: status, ...output }
}
