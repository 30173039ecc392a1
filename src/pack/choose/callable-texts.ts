import path from 'node:path'
import { glob } from 'tinyglobby'
import { isObject } from '../../model/json-object.ts'
import { readJson, readText } from '../workspace/read-json.ts'
import type { Scripts } from './publish-commands.ts'

/** Where repositories keep files of the shell that their workflows call. */
const SHELL_FILES = ['*.sh', '{scripts,script,.github,ci,.ci,tools,bin,build,dev,release}/**/*.sh']
/** Where they keep programs that release. */
const CODE_FILES = [
  '*.{js,mjs,cjs,ts,mts,cts}',
  '{scripts,script,.github,ci,.ci,tools,tooling,bin,build,dev,release,internal,tasks}/**/*.{js,mjs,cjs,ts,mts,cts}',
]
const MOST_FILES = 200
/** Of files of code more are named, and those kept that speak of publishing; in bytes, no longer than this. */
const MOST_CODE_FILES = 2000
const LONGEST_CODE = 200_000

/** What a command at the root of a repository can call by name: scripts of package.json, files of the shell and of code, targets of make. */
export async function callableTexts(root: string): Promise<Scripts> {
  return {
    ...(await codeFiles(root)),
    ...(await makeTargets(root)),
    ...(await shellFiles(root)),
    ...(await packageScripts(root)),
  }
}

/** The scripts of a folder's package.json. */
export async function packageScripts(folder: string): Promise<Scripts> {
  const scripts = (await readJson(path.join(folder, 'package.json')))?.scripts
  if (!isObject(scripts)) return {}
  return Object.fromEntries(
    Object.entries(scripts).filter((one): one is [string, string] => typeof one[1] === 'string'),
  )
}

async function codeFiles(root: string): Promise<Record<string, string>> {
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

async function shellFiles(root: string): Promise<Record<string, string>> {
  const files = await glob(SHELL_FILES, {
    cwd: root,
    ignore: ['**/node_modules/**', '**/.git/**'],
    dot: true,
    followSymbolicLinks: false,
  }).catch(() => [])
  const found: Record<string, string> = {}
  for (const file of files.sort().slice(0, MOST_FILES))
    found[file] = (await readText(path.join(root, file))) ?? ''
  return found
}

/** The recipes of a Makefile by `make <target>`. */
async function makeTargets(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  let targets: string[] = []
  for (const line of ((await readText(path.join(root, 'Makefile'))) ?? '').split(/\r?\n/)) {
    const named = /^([\w./ -]+):(?!=)/.exec(line)?.[1]
    if (named !== undefined) targets = named.split(' ').filter((one) => one !== '')
    else if (line.startsWith('\t'))
      for (const target of targets)
        found[`make ${target}`] = `${found[`make ${target}`] ?? ''}${line.slice(1).replace(/^[@-]+/, '')}\n`
  }
  return found
}
