import { quotesValues } from '../knowledge/settings-file.ts'

/** `code`: values stand in quotes. `plain`: they need none: environment files, YAML, INI, shell, Dockerfiles, prose. */
export type Grammar = 'code' | 'plain'

/** Whether values stand in quotes in a file of that name. */
export function chooseGrammar(path: string): Grammar {
  return quotesValues(path) ? 'code' : 'plain'
}
