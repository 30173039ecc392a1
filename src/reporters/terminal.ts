import { createColors } from 'picocolors'
import type { Report } from '../model/report.ts'
import { count } from './phrases.ts'
import { Told } from './terminal-findings.ts'
import { renderLastLine } from './terminal-last-line.ts'
import { renderPackage } from './terminal-package.ts'
import { TerminalPage } from './terminal-page.ts'
import { renderSeveral } from './terminal-several.ts'

export interface TerminalOptions {
  readonly color: boolean
  /** Columns. */
  readonly width: number
  /** Only what blocks, and the last line. */
  readonly quiet: boolean
  /** The folder that targets start from, absolute, for a terminal that shows hyperlinks. */
  readonly links?: string | null
}

/** Packages that are each told by themselves; more are told together. */
const BY_THEMSELVES = 3

/** The report for a person at a terminal: the verdict, each finding, the totals, and a last line that says it all. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const colors = createColors(options.color)
  const page = new TerminalPage(colors, options.width, options.links ?? null)
  for (const error of report.errors) {
    page.addBlank()
    page.addProblem(error)
  }
  const told = new Told()
  if (report.packages.length > BY_THEMSELVES) renderSeveral(page, report.packages, options.quiet, told)
  else for (const one of report.packages) renderPackage(page, one, options.quiet, told)
  page.addBlank()
  if (told.left > 0)
    page.addLine(
      `${count(told.left, 'more finding')}. For all of them: --format html=seaworthy.html (or markdown, json).`,
    )
  page.addLine(renderLastLine(report, colors))
  return page.readText()
}
