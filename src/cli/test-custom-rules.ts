import path from 'node:path'
import { parseConfigDocument } from '../config/files/config-document.ts'
import type { OwnRule } from '../config/merge/own-rules.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { formatConfigError } from '../model/config-error.ts'
import { openDiskFiles } from '../repository/config-files.ts'
import { type FailedExample, tryExamples } from '../scan/custom-rules/try-examples.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import type { JudgedBy } from './effective-config.ts'
import { print } from './screen.ts'

/**
 * Tries the examples of every custom rule and says which do not come out as they should, each with its place.
 * @returns the exit status: 0 where all do
 * @throws CannotLook when an example fails, or there is nothing to try
 */
export async function testCustomRules({ config, file }: JudgedBy): Promise<number> {
  const { customRules } = config
  if (customRules.length === 0)
    throw new CannotLook(
      'There are no custom rules to test. Write some under "custom-rules" in the configuration; docs/custom-rules.md shows how.',
    )
  const root = file === null ? process.cwd() : path.dirname(file)
  const failed: string[] = []
  let count = 0
  for (const own of customRules) {
    count += own.definition.examples.length
    for (const one of await tryExamples([own.definition])) failed.push(await placeExample(one, own, root))
  }
  if (failed.length > 0) throw new CannotLook(failed.join('\n'))
  const rules = customRules.length === 1 ? '1 custom rule' : `${customRules.length} custom rules`
  const examples = count === 1 ? '1 example' : `${count} examples`
  await print(`${encodeTerminalText(`${rules}, ${examples}: all as they should be.`)}\n`)
  return 0
}

/** The error with the line of the example, where the file can still be read. */
async function placeExample(one: FailedExample, { source }: OwnRule, root: string): Promise<string> {
  const fallback = { file: source.name, line: source.line, column: source.column, message: one.message }
  const bytes = source.name === null ? null : await readQuietly(root, source.name)
  if (bytes === null || source.name === null) return formatConfigError(fallback)
  const within = path.basename(source.name) === 'package.json' ? 'seaworthy' : null
  const opened = parseConfigDocument(source.name, bytes, within)
  if (!opened.ok) return formatConfigError(fallback)
  const kind = one.isBad ? 'bad' : 'good'
  const { data } = opened.document
  const at = ['custom-rules', one.rule, 'examples', kind]
  const isList = Array.isArray(readValueAt(data, at))
  return formatConfigError({ ...fallback, ...opened.document.positionOf(isList ? [...at, one.index] : at) })
}

async function readQuietly(root: string, file: string): Promise<Uint8Array | null> {
  return openDiskFiles(root)
    .read(file)
    .catch(() => null)
}

function readValueAt(data: unknown, keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
    data,
  )
}
