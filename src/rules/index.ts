import type { AnyRule } from './define.ts'

/** Every rule, in the order in which reports list them. */
export const RULES: readonly AnyRule[] = []
