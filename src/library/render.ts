import type { Report } from '../model/report.ts'
import { FORMATS } from './formats.ts'
import type { RenderOptions, ReportFormat } from './render-options.ts'

/** Shows a report in a form. */
export async function render(
  report: Report,
  format: ReportFormat,
  options: RenderOptions = {},
): Promise<string> {
  const show = await FORMATS[format]()
  return show(report, {
    color: options.color ?? false,
    width: options.width ?? 100,
    quiet: options.quiet ?? false,
  })
}
