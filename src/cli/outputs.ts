import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { FORMAT_NAMES, FORMATS, type Format } from '../library/formats.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import { parseChoice } from './options.ts'
import { print, type Screen } from './screen.ts'

/** A format and where it goes; null is standard output. */
export interface Output {
  readonly format: Format
  readonly file: string | null
}

/** Columns of a report that goes into a file. */
const FILE_WIDTH = 100

/**
 * Reads `--format f[=file]`, given any number of times, and `--output`.
 * @throws CannotLook when a format is none, or two would go to the same place.
 */
export function readOutputs(formats: readonly string[], file: string | null): Output[] {
  const outputs = (formats.length === 0 ? ['terminal'] : formats).map((text): Output => {
    const split = text.indexOf('=')
    const format = parseChoice('--format', split === -1 ? text : text.slice(0, split), FORMAT_NAMES)
    return { format: format ?? 'terminal', file: split === -1 ? file : text.slice(split + 1) }
  })
  if (outputs.some((output) => output.file === ''))
    throw new CannotLook('A format was given an empty file name. Write it as: --format json=report.json')
  const places = outputs.map((output) => output.file && path.resolve(output.file))
  const twice = outputs.find((_, index) => places.indexOf(places[index] ?? null) !== index)
  if (twice?.file === null)
    throw new CannotLook(
      'Only one format can go to the screen. Give the others a file: --format json=report.json',
    )
  if (twice !== undefined)
    throw new CannotLook(`Two formats would be written to ${twice.file}. Give each a file of its own.`)
  return outputs
}

/**
 * Writes a report in a format to where it goes.
 * @throws CannotLook when the file cannot be written.
 */
export async function writeOutput(
  output: Output,
  report: Report,
  screen: Screen,
  quiet: boolean,
): Promise<void> {
  const render = await FORMATS[output.format]()
  await writeShown(output, screen, ({ color, width, hyperlinks }) =>
    render(report, { color, width, quiet, links: hyperlinks ? process.cwd() : null }),
  )
}

/**
 * Writes what can be shown to where it goes.
 * @throws CannotLook when the file cannot be written.
 */
export async function writeShown(
  { file }: Output,
  screen: Screen,
  show: (place: Pick<Screen, 'color' | 'width' | 'hyperlinks'>) => string | Promise<string>,
): Promise<void> {
  if (file === null) return print(await show(screen))
  const text = await show({ color: screen.colorForced && screen.color, width: FILE_WIDTH, hyperlinks: false })
  await writeFile(path.resolve(file), text).catch((error) => {
    throw new CannotLook(
      `The report cannot be written to ${file}: ${readMessage(error)}. Name a file in a folder that exists.`,
    )
  })
}
