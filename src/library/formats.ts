import type { Report } from '../model/report.ts'
import type { ActionPlaces } from '../reporters/place-to-act.ts'

/** What a format needs to know of the place it is written to. */
export interface FormatOptions {
  readonly color: boolean
  /** Columns. */
  readonly width: number
  readonly quiet: boolean
  /** See `TerminalOptions`. */
  readonly links?: string | null
  /** What is known of the checkout; looked for from the working directory where it is left out. */
  readonly places?: ActionPlaces
}

type Render = (report: Report, options: FormatOptions) => string | Promise<string>

/** Every format by name. Each loads its reporter only when it is asked for. */
export const FORMATS = {
  terminal: async () => (await import('../reporters/terminal.ts')).renderTerminal,
  json: async () => (await import('../reporters/json.ts')).renderJson,
  markdown: async () => {
    const { renderMarkdown } = await import('../reporters/markdown.ts')
    return (report) => renderMarkdown(report, { runUrl: null, limit: Number.POSITIVE_INFINITY })
  },
  html: async () => (await import('../reporters/html/render-html.ts')).renderHtml,
  sarif: async () => {
    const [{ renderSarif }, { listRuleDescriptions }, { findCheckout }] = await Promise.all([
      import('../reporters/sarif.ts'),
      import('../report/rule-descriptions.ts'),
      import('../repository/package-folders.ts'),
    ])
    return async (report, { places }) =>
      renderSarif(report, {
        rules: listRuleDescriptions(),
        ...(places ?? (await findCheckout(report, process.cwd()))),
      })
  },
  junit: async () => (await import('../reporters/junit.ts')).renderJunit,
  gitlab: async () => {
    const [{ renderCodeQuality }, { findCheckout }] = await Promise.all([
      import('../reporters/gitlab-code-quality.ts'),
      import('../repository/package-folders.ts'),
    ])
    return async (report, { places }) =>
      renderCodeQuality(report, places ?? (await findCheckout(report, process.cwd())))
  },
  ndjson: async () => {
    const [{ renderNdjson }, { buildRecords }, { findRunOrigin }] = await Promise.all([
      import('../reporters/ndjson.ts'),
      import('../report/records/run-record.ts'),
      import('../repository/run-origin.ts'),
    ])
    return async (report) =>
      renderNdjson(buildRecords(report, await findRunOrigin(process.cwd(), process.env), new Date()))
  },
  predicate: async () => {
    const { makePredicate } = await import('../verify/predicate.ts')
    return (report) => `${JSON.stringify(makePredicate(report), null, 2)}\n`
  },
} as const satisfies Readonly<Record<string, () => Promise<Render>>>

export type Format = keyof typeof FORMATS

export const FORMAT_NAMES = Object.keys(FORMATS) as Format[]
