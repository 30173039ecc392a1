import { endGroup, error, info, notice, startGroup, warning } from '@actions/core'
import type { Annotation } from '../reporters/annotations.ts'
import { encodeLogText } from '../text/safe-text.ts'

const COMMANDS = { error, warning, notice } as const

/** Prints text to the workflow's log, each line harmless to the runner. */
export function say(text: string): void {
  for (const line of text.split('\n')) info(encodeLogText(line))
}

/** Prints a text that a reporter has already encoded for the log, colours and all. */
export function printEncoded(encoded: string): void {
  info(encoded.trimEnd())
}

/** Does some work whose lines in the log are folded under a title. */
export async function runFolded<T>(title: string, work: () => Promise<T>): Promise<T> {
  startGroup(title)
  try {
    return await work()
  } finally {
    endGroup()
  }
}

/** Hands an annotation to the runner. `@actions/core` escapes what the command's syntax needs. */
export function annotate({ level, title, message, file, line, column }: Annotation): void {
  COMMANDS[level](message, {
    title,
    ...(file === null ? {} : { file }),
    ...(file === null || line === null ? {} : { startLine: line }),
    ...(file === null || line === null || column === null ? {} : { startColumn: column }),
  })
}
