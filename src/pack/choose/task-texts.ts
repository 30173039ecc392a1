import { isObject } from '../../model/json-object.ts'
import { readSettings } from '../manifests/catalogs.ts'

/** Tasks of Deno and of Task by `deno <name>` and `task <name>`. */
export async function readTaskTexts(root: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const file of ['deno.json', 'deno.jsonc'])
    for (const [name, task] of await readTasks(root, file)) {
      const command: unknown = isObject(task) ? task.command : task
      if (typeof command === 'string') found[`deno ${name}`] = command
    }
  for (const file of ['Taskfile.yml', 'Taskfile.yaml'])
    for (const [name, task] of await readTasks(root, file)) {
      const lines = [isObject(task) ? (task.cmds ?? task.cmd) : task].flat()
      const texts = lines.map((one) => (isObject(one) ? (one.cmd ?? `task ${String(one.task)}`) : one))
      found[`task ${name}`] = texts.map((one) => wrapInShell(String(one))).join('\n')
    }
  return found
}

async function readTasks(root: string, file: string): Promise<[string, unknown][]> {
  const { tasks } = await readSettings(root, file)
  return isObject(tasks) ? Object.entries(tasks) : []
}

/** The recipes of a Makefile, or a justfile, by `make <target>`; each line has a shell of its own. */
export function readRecipes(program: 'make' | 'just', text: string): Record<string, string> {
  const found: Record<string, string> = {}
  let targets: string[] = []
  for (const line of text.replace(/\\\r?\n/g, ' ').split(/\r?\n/)) {
    const recipe = /^[\t ]+\S/.test(line) ? readRecipeLine(line) : null
    const [, named, needs = ''] = /^([\w./ -]+?)(?:\s[^:]*)?::?(?!=)([^#]*)/.exec(line) ?? []
    if (recipe === null && named === undefined) continue
    if (recipe === null) {
      const names = (named ?? '').split(' ').filter((one) => one !== '')
      targets = program === 'just' ? names.slice(0, 1) : names
    }
    const added = recipe ?? (needs.match(/[\w./-]+/g) ?? []).map((one) => `${program} ${one}\n`).join('')
    for (const target of targets)
      found[`${program} ${target}`] = `${found[`${program} ${target}`] ?? ''}${added}`
  }
  return found
}

function readRecipeLine(line: string): string {
  const command = line
    .trim()
    .replace(/^[@+-]+/, '')
    .replace(/\$\(MAKE\)|\$\{MAKE\}/g, 'make')
  return command.startsWith('#') ? '' : `${wrapInShell(command)}\n`
}

const wrapInShell = (text: string) => `(${text}\n)`
