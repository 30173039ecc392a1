import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'yaml'
import { isInside } from '../../repository/config-files.ts'
import { isObject, readJson, readText } from '../workspace/read-json.ts'
import { type PublishCommand, publishCommands } from './publish-commands.ts'

/** A publishing command, and where it was found. */
export interface FoundCommand extends PublishCommand {
  /** As a person would name it: `.github/workflows/release.yml`, "the script release". */
  readonly source: string
  /** Absolute folder that it runs in, or null where that cannot be told: an expression, a matrix. */
  readonly runsIn: string | null
}

type Scripts = Record<string, string>

/** Scripts that people publish with, tried where no workflow says how. */
const RELEASE_SCRIPTS =
  /^(?:release|publish|ci:(?:release|publish)|(?:release|publish):(?:ci|npm|packages?|all|latest)|deploy|changeset:(?:publish|release)|semantic-release)$/

/** What a repository says of how it publishes. */
export interface RepositoryCommands {
  readonly fromWorkflows: readonly FoundCommand[]
  readonly fromScripts: readonly FoundCommand[]
  /** The version of pnpm that a workflow sets up; null where none says. */
  readonly pnpmVersion: string | null
}

/** The commands of a repository's workflows and release scripts that publish. */
export async function repositoryCommands(root: string): Promise<RepositoryCommands> {
  const scripts = await scriptsOf(root)
  const workflows = await readWorkflows(root)
  return {
    fromWorkflows: workflows.flatMap((one) => workflowCommands(one, root, scripts)),
    fromScripts: await scriptCommands(root, scripts),
    pnpmVersion: workflows.flatMap(({ content }) => pnpmVersions(content))[0] ?? null,
  }
}

/** The commands of the release scripts in a folder's own package.json. */
export async function scriptCommands(folder: string, known?: Scripts): Promise<FoundCommand[]> {
  const scripts = known ?? (await scriptsOf(folder))
  return Object.entries(scripts)
    .filter(([name]) => RELEASE_SCRIPTS.test(name))
    .flatMap(([name, text]) =>
      publishCommands(text, scripts).map((one) => ({
        ...one,
        source: `the script ${name}`,
        runsIn: folderFrom(folder, one.goesTo),
      })),
    )
}

async function scriptsOf(folder: string): Promise<Scripts> {
  const scripts = (await readJson(path.join(folder, 'package.json')))?.scripts
  if (!isObject(scripts)) return {}
  return Object.fromEntries(
    Object.entries(scripts).filter((one): one is [string, string] => typeof one[1] === 'string'),
  )
}

interface Workflow {
  /** From the root, with `/`. */
  readonly file: string
  readonly content: Readonly<Record<string, unknown>>
}

async function readWorkflows(root: string): Promise<Workflow[]> {
  const folder = path.join(root, '.github', 'workflows')
  const names = await readdir(folder).catch(() => [])
  const found: Workflow[] = []
  for (const name of names.filter((one) => /\.ya?ml$/i.test(one)).sort()) {
    const content = parsed((await readText(path.join(folder, name))) ?? '')
    if (isObject(content)) found.push({ file: `.github/workflows/${name}`, content })
  }
  return found
}

const jobsOf = (content: Workflow['content']) =>
  isObject(content.jobs) ? Object.values(content.jobs).filter(isObject) : []

const stepsOf = (job: Readonly<Record<string, unknown>>) =>
  Array.isArray(job.steps) ? job.steps.filter(isObject) : []

function workflowCommands({ file, content }: Workflow, root: string, scripts: Scripts): FoundCommand[] {
  const [npmVersion] = npmVersions(content)
  return jobsOf(content)
    .flatMap((job) => jobCommands(job, content, root, scripts, file))
    .map((one) => (one.packer === 'npm' ? { ...one, version: one.version ?? npmVersion ?? null } : one))
}

function pnpmVersions(content: Workflow['content']): string[] {
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /^pnpm\/action-setup@/i.test(text(step.uses) ?? ''))
    .map((step) => String((isObject(step.with) ? step.with.version : null) ?? ''))
    .filter((version) => /^\d/.test(version))
}

/** `npm install -g npm@11`, as trusted publishing asks for it; what is the newest one is not known here. */
function npmVersions(content: Workflow['content']): string[] {
  const install = /\bnpm\s+(?:i|install|add)\s+(?:\S+\s+)*?npm@[\^~]?v?(\d[\w.-]*)/
  return jobsOf(content)
    .flatMap(stepsOf)
    .filter((step) => /\s(?:-g|--global|--location=global)(?:\s|$)/.test(text(step.run) ?? ''))
    .flatMap((step) => install.exec(text(step.run) ?? '')?.[1] ?? [])
}

function jobCommands(
  job: Readonly<Record<string, unknown>>,
  workflow: Readonly<Record<string, unknown>>,
  root: string,
  scripts: Scripts,
  source: string,
): FoundCommand[] {
  const byDefault = workingDirectory(job.defaults) ?? workingDirectory(workflow.defaults)
  return stepsOf(job).flatMap((step) => {
    const place = text(step['working-directory']) ?? byDefault ?? '.'
    const given = isObject(step.with) ? step.with : {}
    return [
      ...publishCommands(text(step.run) ?? '', scripts),
      ...usedAction(text(step.uses) ?? '', given, scripts),
    ].map((one) => ({
      ...one,
      source,
      runsIn: one.goesTo === null ? null : folderFrom(root, `${place}/${one.goesTo}`),
    }))
  })
}

/** Actions that publish. */
function usedAction(
  uses: string,
  given: Readonly<Record<string, unknown>>,
  scripts: Scripts,
): PublishCommand[] {
  const action = uses.replace(/@.*$/, '').toLowerCase()
  if (action === 'js-devtools/npm-publish')
    return [
      {
        packer: 'npm',
        tool: 'npm-publish',
        folder: text(given.package)?.replace(/\/?package\.json$/, '') || '.',
        isByWorkspace: false,
        goesTo: '.',
        version: null,
        shown: 'JS-DevTools/npm-publish',
      },
    ]
  if (action === 'changesets/action') return publishCommands(text(given.publish) ?? '', scripts)
  if (action === 'cycjimmy/semantic-release-action') return publishCommands('semantic-release', scripts)
  return []
}

function workingDirectory(defaults: unknown): string | null {
  const run = isObject(defaults) ? defaults.run : null
  return isObject(run) ? text(run['working-directory']) : null
}

/** A folder of the checkout, or null for one that only a run knows. */
function folderFrom(root: string, written: string | null): string | null {
  if (written === null || written.includes('$')) return null
  const folder = path.resolve(root, written)
  return isInside(root, folder) ? folder : null
}

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

function parsed(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' })
  } catch {
    return null
  }
}
