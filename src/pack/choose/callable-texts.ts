import path from 'node:path'
import { glob } from 'tinyglobby'
import { isObject } from '../../model/json-object.ts'
import { readJson, readText } from '../workspace/read-json.ts'
import { FROM_ROOT } from './command-words.ts'
import type { Scripts } from './publish-commands.ts'
import { readRecipes, readTaskTexts } from './task-texts.ts'

/** Where repositories keep files of the shell that their workflows call. */
const SHELL_FILES = [
  '*.sh',
  '{scripts,script,.github,.gitlab,.circleci,.azure-pipelines,.buildkite,ci,.ci,tools,tooling,utils,util,hack,bin,build,dev,release,eng}/**/*.sh',
]
/** The same without an ending, which say in their first line what they are. */
const SHELL_PROGRAMS = ['{scripts,script,.github,ci,.ci,tools,tooling,bin,build,dev,release,hack}/**/!(*.*)']
/** The folder that a file of the shell lies in, as it asks for it. */
const OWN_FOLDER = /\$\(\s*dirname\s+(?:--\s+)?"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\s*\)/g
/** Where they keep programs that release. */
const CODE_FILES = [
  '*.{js,mjs,cjs,ts,mts,cts}',
  '{scripts,script,.github,ci,.ci,tools,tooling,utils,bin,build,dev,release,internal,tasks}/**/*.{js,mjs,cjs,ts,mts,cts}',
]
const MOST_FILES = 200
/** Of files of code more are named, and those kept that speak of publishing; in bytes, no longer than this. */
const MOST_CODE_FILES = 2000
const LONGEST_CODE = 200_000

/** What a command can call by name, beside scripts of package.json: files of the shell and of code by their path from the root, targets and tasks by their program and name. */
export async function readCallableTexts(root: string): Promise<Scripts> {
  return {
    ...(await readCodeFiles(root)),
    ...(await readTaskTexts(root)),
    ...readRecipes('make', await readFirstText(root, ['Makefile', 'makefile', 'GNUmakefile'])),
    ...readRecipes('just', await readFirstText(root, ['justfile', 'Justfile', '.justfile'])),
    ...(await readShellFiles(root)),
  }
}

/** The scripts of a folder's package.json. */
export async function readPackageScripts(folder: string): Promise<Scripts> {
  const manifest = await readJson(path.join(folder, 'package.json'))
  if (!isObject(manifest?.scripts)) return {}
  const wireit = isObject(manifest.wireit) ? manifest.wireit : {}
  return Object.fromEntries(
    Object.entries(manifest.scripts)
      .filter((one): one is [string, string] => typeof one[1] === 'string')
      .map(([name, text]) => [name, text.trim() === 'wireit' ? readWireitScript(wireit[name]) : text]),
  )
}

/** A script that wireit runs, after those that it needs. */
function readWireitScript(script: unknown): string {
  if (!isObject(script)) return ''
  const needed = [script.dependencies].flat().map((one) => (isObject(one) ? one.script : one))
  // Those of other packages are `../core:build` and `$WORKSPACES:build`.
  const scripts = needed.filter((one): one is string => typeof one === 'string' && /^\w[\w:.-]*$/.test(one))
  return [...scripts.map((one) => `npm run ${one}`), script.command]
    .filter((one) => typeof one === 'string')
    .join('\n')
}

async function readCodeFiles(root: string): Promise<Record<string, string>> {
  const files = await glob(CODE_FILES, {
    cwd: root,
    ignore: [
      '**/node_modules/**',
      '**/.git/**',
      '**/{fixtures,__tests__,test,tests}/**',
      '**/*.d.ts',
      '**/*.min.js',
    ],
    dot: true,
    followSymbolicLinks: false,
  }).catch(() => [])
  const found: Record<string, string> = {}
  for (const file of files.sort().slice(0, MOST_CODE_FILES)) {
    const text = (await readText(path.join(root, file))) ?? ''
    if (text.length <= LONGEST_CODE && /publish/i.test(text)) found[file] = text
  }
  return found
}

async function readShellFiles(root: string): Promise<Record<string, string>> {
  const named = await findFiles(root, SHELL_FILES)
  const programs = await findFiles(root, SHELL_PROGRAMS)
  const found: Record<string, string> = {}
  for (const file of [...named.slice(0, MOST_FILES), ...programs.slice(0, MOST_FILES)]) {
    const text = (await readText(path.join(root, file))) ?? ''
    if (/\.\w+$/.test(file) || /^#!.*\b(?:ba|z|da)?sh\b/.test(text))
      found[file] = text.replace(OWN_FOLDER, `${FROM_ROOT}${path.posix.dirname(file)}`)
  }
  return found
}

async function findFiles(root: string, patterns: readonly string[]): Promise<string[]> {
  const found = await glob(patterns, {
    cwd: root,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    followSymbolicLinks: false,
  }).catch(() => [])
  return found.sort()
}

async function readFirstText(root: string, files: readonly string[]): Promise<string> {
  for (const file of files) {
    const text = await readText(path.join(root, file))
    if (text !== null) return text
  }
  return ''
}
