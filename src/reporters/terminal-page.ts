import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { createColors } from 'picocolors'
import type { Level, Verdict } from '../model/report.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { wrapText } from '../text/wrap-text.ts'

export type Colors = ReturnType<typeof createColors>

/** Columns of the labels that texts stand beside. */
const LABEL = 9
const NARROWEST = 40
const WIDEST = 110
/** Keeps two words of a text beside columns on one line; it is written as a space. */
export const NO_BREAK = '\u00a0'

/** Lines for a terminal, wrapped to its width; values in them are already encoded. */
export class TerminalPage {
  readonly colors: Colors
  readonly width: number
  readonly #lines: string[] = []
  readonly #links: string | null

  /**
   * @param width columns of the terminal; lines are kept to a length that can be read
   * @param links the folder that paths of files start from, absolute, for a terminal that shows hyperlinks
   */
  constructor(colors: Colors, width: number, links: string | null = null) {
    this.colors = colors
    this.#links = links
    this.width = Math.max(NARROWEST, Math.min(width, WIDEST))
  }

  /** A text that leads to an address, where the terminal can show that; the text is already encoded. */
  linkText(text: string, address: string): string {
    return this.#links === null || !URL.canParse(address)
      ? text
      : renderHyperlink(text, new URL(address).href)
  }

  /** A text that leads to a file. */
  linkFile(text: string, path: string): string {
    return this.#links === null ? text : renderHyperlink(text, pathToFileURL(resolve(this.#links, path)).href)
  }

  addLine(text: string, indent = 0): void {
    for (const line of wrapText(text, this.width - indent))
      this.#lines.push(`${' '.repeat(indent)}${line.trimEnd()}`)
  }

  /** A label in its column and text that wraps beside it. */
  addLabelled(label: string, text: string): void {
    this.addColumns([`  ${this.colors.dim(label.padEnd(LABEL))}`], LABEL + 2, text)
  }

  /** Cells that fill `taken` columns, and text that wraps beside them. */
  addColumns(cells: readonly string[], taken: number, text: string): void {
    wrapText(text, Math.max(20, this.width - taken)).forEach((line, index) => {
      const head = index === 0 ? cells.join('') : ' '.repeat(taken)
      this.#lines.push(`${head}${line.trimEnd()}`.trimEnd().replaceAll(NO_BREAK, ' '))
    })
  }

  /** Text that must not be wrapped: a line to copy. */
  addExact(text: string, indent = LABEL + 2): void {
    this.#lines.push(`${' '.repeat(indent)}${text}`)
  }

  /** What prevented looking: the sentence, and what a program said of it below. */
  addProblem(text: string): void {
    const [first = '', ...rest] = text.split('\n')
    this.addLine(encodeTerminalText(first), 2)
    for (const line of rest) this.addLine(this.colors.dim(encodeTerminalText(line)), 4)
  }

  addBlank(): void {
    if (this.#lines.length > 0 && this.#lines.at(-1) !== '') this.#lines.push('')
  }

  readText(): string {
    return `${this.#lines.join('\n')}\n`
  }
}

/** The verdict as a patch of colour. */
export function renderBadge(verdict: Verdict, colors: Colors): string {
  if (verdict === 'pass') return colors.bold(colors.inverse(colors.green(' PASS ')))
  if (verdict === 'block') return colors.bold(colors.inverse(colors.red(' BLOCK ')))
  return colors.bold(colors.inverse(colors.magenta(' ERROR ')))
}

/** The mark before a finding. */
export function renderLevelMark(level: Level, colors: Colors): string {
  return {
    error: colors.red('✖ error'),
    warning: colors.yellow('▲ warning'),
    notice: colors.blue('ℹ notice'),
  }[level]
}

/**
 * OSC 8, the hyperlink of terminals (https://gist.github.com/egmontkob/eb114294efbcd5adb1944c9f3cb5feda). An address of
 * `URL` has no character that could end it.
 */
function renderHyperlink(text: string, address: string): string {
  return `\u001b]8;;${address}\u001b\\${text}\u001b]8;;\u001b\\`
}
