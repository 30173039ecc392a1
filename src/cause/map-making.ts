import type { Change } from '../model/report.ts'

/** What a setting of a build leads to: files of maps, maps inside the code, code in strings, maps of declarations. */
export type MapForm = 'file' | 'inline' | 'eval' | 'declaration'

/** A setting that makes a tool write source maps. */
export interface MapSetting {
  /** Relative to the package's directory. */
  readonly path: string
  /** 1-based. */
  readonly line: number
  /** As a person would write it: `sourcemap: 'inline'`. */
  readonly text: string
  readonly forms: readonly MapForm[]
  /** Whether the maps hold the texts of the sources. */
  readonly hasTexts: boolean
  /** The program that it is a setting of, by the name of its command. */
  readonly tool: string
  /** Turns it off; null where the value is worked out by a program. */
  readonly change: Change | null
}

type Outcome = Pick<MapSetting, 'forms' | 'hasTexts'>

const FILES: Outcome = { forms: ['file'], hasTexts: true }

/**
 * What a value of `sourcemap` or the like leads to, as esbuild, rollup, rolldown, vite, tsup, bun, swc and babel have
 * it; null for no map. What is worked out at run time may be anything.
 */
export function decideOutcomeOfValue(value: string | boolean | undefined): Outcome | null {
  switch (value) {
    case false:
    case 'false':
    case 'none':
      return null
    case 'inline':
      return { forms: ['inline'], hasTexts: true }
    case 'both':
    case undefined:
      return { forms: ['file', 'inline'], hasTexts: true }
    default:
      return FILES
  }
}

/** What a value of webpack's and rspack's `devtool` leads to (webpack, Configuration, Devtool); null for no map. */
export function decideOutcomeOfDevtool(value: string | boolean | undefined): Outcome | null {
  if (value === false || value === 'false') return null
  if (typeof value !== 'string') return decideOutcomeOfValue(undefined)
  const hasTexts = !value.includes('nosources')
  if (value === 'eval') return { forms: ['eval'], hasTexts: false }
  if (value.startsWith('eval')) return { forms: ['eval', 'inline'], hasTexts }
  return { forms: [value.startsWith('inline') ? 'inline' : 'file'], hasTexts }
}
