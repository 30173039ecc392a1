import path from 'node:path'
import { glob } from 'tinyglobby'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import { readText } from '../workspace/read-json.ts'

type Members = Readonly<Record<string, unknown>>

/** Files of services beside GitHub that run pipelines. */
const YAML_FILES = [
  '.gitlab-ci.{yml,yaml}',
  '.gitlab/**/*.{yml,yaml}',
  '.circleci/*.{yml,yaml}',
  'azure-pipelines*.{yml,yaml}',
  '{.azure,.azure-pipelines,.azuredevops,azure-pipelines,.pipelines,.vsts,.ado,common/config/azure-pipelines}/**/*.{yml,yaml}',
  '.travis.{yml,yaml}',
  'bitbucket-pipelines.{yml,yaml}',
  '.drone.{yml,yaml}',
  '.woodpecker.{yml,yaml}',
  '.woodpecker/*.{yml,yaml}',
  '.buildkite/**/*.{yml,yaml}',
  '.semaphore/*.{yml,yaml}',
  '{.appveyor,appveyor}.{yml,yaml}',
  '.cirrus.{yml,yaml}',
  '.builds/*.{yml,yaml}',
  '{cloudbuild,buildspec,codemagic,codefresh}.{yml,yaml}',
]
/** Pipelines that are programs: what they start is given to `sh`. */
const JENKINS_FILES = ['Jenkinsfile*', '{.jenkins,jenkins,ci,.ci}/**/{Jenkinsfile*,*.jenkinsfile,*.groovy}']
const MOST_FILES = 100
/** Members that hold texts of the shell. */
const SHELL_MEMBERS =
  /^(?:script|scripts|before_script|after_script|run|commands?|cmds|bash|pwsh|powershell|deploy|deploy_script|build_script|after_success)$/
/** How Azure names the folder of the checkout. */
const AZURE_ROOT =
  /\$\((?:Build\.(?:SourcesDirectory|Repository\.LocalPath)|System\.DefaultWorkingDirectory)\)/gi
const PROGRAMS = /^(?:npm|npx|pnpm|yarn|bun|node)$/

/** The shell texts of pipelines beside GitHub's. */
export async function readOtherPipelines(root: string): Promise<{ file: string; text: string }[]> {
  const found: { file: string; text: string }[] = []
  for (const file of await findFiles(root, YAML_FILES)) {
    const text = findShellTexts(parseYaml((await readText(path.join(root, file))) ?? '')).join('\n')
    if (text !== '') found.push({ file, text })
  }
  for (const file of await findFiles(root, JENKINS_FILES))
    found.push({ file, text: readGroovyTexts((await readText(path.join(root, file))) ?? '') })
  return found
}

async function findFiles(root: string, patterns: readonly string[]): Promise<string[]> {
  const found = await glob(patterns, {
    cwd: root,
    ignore: ['**/node_modules/**'],
    dot: true,
    followSymbolicLinks: false,
  }).catch(() => [])
  return found.sort().slice(0, MOST_FILES)
}

function parseYaml(yaml: string): unknown {
  try {
    return parse(yaml, { logLevel: 'silent' })
  } catch {
    return null
  }
}

/** Lines of one list have one shell, what stands elsewhere has its own. */
function findShellTexts(value: unknown, isShell = false): string[] {
  if (typeof value === 'string') return isShell ? [wrapInShell(value)] : []
  if (Array.isArray(value)) {
    const lines = value.filter((one): one is string => typeof one === 'string')
    const rest = value.filter((one) => typeof one !== 'string').flatMap((one) => findShellTexts(one))
    return isShell && lines.length > 0 ? [wrapInShell(lines.join('\n')), ...rest] : rest
  }
  return isObject(value) ? readTextsOfMembers(value) : []
}

function readTextsOfMembers(step: Members): string[] {
  const texts = readTaskText(step) ?? [
    ...Object.entries(step).flatMap(([name, one]) => findShellTexts(one, SHELL_MEMBERS.test(name))),
  ]
  const folder = [step.workingDirectory, step.working_directory, step.dir].find(
    (one) => typeof one === 'string',
  )
  if (folder === undefined) return texts
  return texts.map((one) => wrapInShell(`cd "${String(folder).replace(AZURE_ROOT, '.')}"\n${one}`))
}

/** A task that is told in members what to run, as the command that it stands for; null where it is none. */
function readTaskText({ task, inputs, entrypoint, name, args }: Members): string[] | null {
  if (typeof task === 'string' && isObject(inputs)) {
    const { command, customCommand, workingDir, script } = inputs
    if (/^npm@\d/i.test(task)) {
      const folder = typeof workingDir === 'string' ? workingDir.replace(AZURE_ROOT, '.') : '.'
      const words = String((command === 'custom' ? customCommand : command) ?? '')
      return [wrapInShell(`cd "${folder}"\nnpm ${words}`)]
    }
    return typeof script === 'string' ? [wrapInShell(script)] : null
  }
  // Google's Cloud Build: the program is the image's, or the entry point.
  const program = path.posix.basename(String(entrypoint ?? name ?? ''))
  if (!Array.isArray(args) || !PROGRAMS.test(program)) return null
  return [wrapInShell(`${program} ${args.map((one) => `"${String(one)}"`).join(' ')}`)]
}

const wrapInShell = (text: string) => `(${text}\n)`

const GROOVY =
  /\bdir\s*\(\s*['"]([^'"]+)['"]\s*\)\s*\{|\bsh\s*\(?\s*(?:script\s*:\s*)?(?:'''([\s\S]*?)'''|"""([\s\S]*?)"""|'([^'\n]*)'|"([^"\n]*)")|([{}])/g

/** What a program in Groovy gives to `sh`, inside of the folders of `dir('…') { … }`. */
function readGroovyTexts(code: string): string {
  const found: string[] = []
  const blocks: ('folder' | 'other')[] = []
  for (const [, folder, long, double, single, short, brace] of code.matchAll(GROOVY)) {
    if (folder !== undefined) {
      blocks.push('folder')
      found.push(`(cd "${folder}"`)
    } else if (brace === '{') blocks.push('other')
    else if (brace === '}') {
      if (blocks.pop() === 'folder') found.push(')')
    } else found.push(wrapInShell(long ?? double ?? single ?? short ?? ''))
  }
  return found.join('\n')
}
