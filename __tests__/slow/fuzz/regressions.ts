import type { Damage } from './fuzz.ts'

/** Inputs that once broke a property, each under the name of what was wrong. They are tried first, in every run. */
export const tarRegressions: readonly [Damage[]][] = []

export const layerRegressions: readonly [string, string][] = []

export const configRegressions: readonly [string][] = []

export const markdownRegressions: readonly [string][] = []
