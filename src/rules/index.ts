import type { AnyRule } from './define.ts'
import fileCredentials from './file/credentials.ts'
import fileEnvironment from './file/environment.ts'

/** Every rule, in the order in which reports list them. */
export const RULES: readonly AnyRule[] = [fileEnvironment, fileCredentials]
