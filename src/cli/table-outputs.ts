import { createColors } from 'picocolors'
import type { Format } from '../library/formats.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { TablePage } from '../reporters/tables/table-page.ts'
import { renderTablePageAsHtml } from '../reporters/tables/table-page-html.ts'
import { renderTablePageAsMarkdown } from '../reporters/tables/table-page-markdown.ts'
import { renderTablePageForTerminal } from '../reporters/tables/table-page-terminal.ts'
import { type Output, writeShown } from './outputs.ts'
import { describeScreen } from './screen.ts'

/** Formats that a page of tables has. */
const TABLE_FORMATS: readonly Format[] = ['terminal', 'json', 'markdown', 'html']

/** Characters of an issue's or a comment's body (GitHub's limit is 65,536). */
const MARKDOWN_LIMIT = 60_000

/** @throws CannotLook when a format is asked for that a page of tables does not have */
export function assertTableFormats(outputs: readonly Output[], of: string): void {
  const other = outputs.find(({ format }) => !TABLE_FORMATS.includes(format))
  if (other !== undefined)
    throw new CannotLook(`${of} cannot be shown as ${other.format}. There are: ${TABLE_FORMATS.join(', ')}.`)
}

/**
 * Writes a page of tables to where it goes; as JSON, what it was made of.
 * @throws CannotLook when the file cannot be written
 */
export async function writeTables(output: Output, page: TablePage, made: unknown): Promise<void> {
  await writeShown(output, describeScreen(), ({ color, width }) => {
    if (output.format === 'json') return `${JSON.stringify(made, null, 2)}\n`
    if (output.format === 'html') return renderTablePageAsHtml(page)
    if (output.format === 'markdown') return renderTablePageAsMarkdown(page, MARKDOWN_LIMIT)
    return renderTablePageForTerminal(page, createColors(color), width)
  })
}
