import { rm } from 'node:fs/promises'
import { createColors } from 'picocolors'
import { describeLineChange } from '../cause/line-change.ts'
import { CannotLook } from '../model/cannot-look.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { resolveFromHere, writeText } from './config-file.ts'
import type { Judging } from './options.ts'
import { describeScreen } from './screen.ts'

/** What one says of an exception on the command line, whatever it is of. */
export interface ExceptionRequest {
  readonly target: string | null
  readonly reason: string | null
  readonly expires: string | null
  readonly approvedBy: string | null
  readonly reportFile: string | null
  /** Whether what publishing runs before it packs is run. */
  readonly runScripts: boolean
  readonly judging: Judging
}

/**
 * Holds the written exception against the policy and the rest of the configuration. If it would not hold, the file
 * gets its text back.
 * @param known what was refused before
 * @throws CannotLook with what stands against it.
 */
export async function assertHolds(
  file: string,
  before: string | null,
  known: readonly string[],
  kind: 'suppression' | 'acceptance',
  load: () => Promise<{ readonly config: { readonly ignoredWeakenings: readonly string[] } }>,
): Promise<void> {
  try {
    const { config } = await load()
    const refused = config.ignoredWeakenings.find(
      (sentence) => !known.includes(sentence) && sentence.includes(kind),
    )
    if (refused !== undefined)
      throw new CannotLook(`Nothing was written, because it would not hold. ${refused}`)
  } catch (error) {
    if (before === null) await rm(file, { force: true })
    else await writeText(file, before)
    throw error
  }
}

/** What was written into which line, and what it does (raw: it is encoded here). */
export function describeWrittenException(
  file: string,
  before: string | null,
  after: string,
  effect: string,
): string {
  const { color, width } = describeScreen()
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const change = describeLineChange(resolveFromHere(file), before ?? '', after)
  const verb = before === null ? 'Wrote' : 'Added to'
  page.addLine(`${verb} ${colors.cyan(encodeTerminalText(`${resolveFromHere(file)}:${change?.line ?? 1}`))}`)
  for (const line of change?.add ?? [])
    if (line.trim() !== '') page.addExact(colors.green(`+ ${encodeTerminalText(line)}`))
  page.addBlank()
  page.addLine(encodeTerminalText(effect))
  page.addLine(colors.dim('In a pull request it takes effect after the merge.'))
  return page.readText()
}
