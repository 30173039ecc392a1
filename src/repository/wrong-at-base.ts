import { CannotLook } from '../model/cannot-look.ts'
import { type ConfigError, formatConfigError } from '../model/config-error.ts'
import type { CommitFiles } from './commit-files.ts'

/** Thrown when the gate's own files at the base commit are there and wrong, so that nobody knows what holds. */
export class WrongAtBase extends CannotLook {
  constructor(what: string, base: CommitFiles, errors: readonly ConfigError[]) {
    const [first, ...rest] = errors.map(formatConfigError)
    const short = base.commit.slice(0, 12)
    super(
      [
        `Could not look: ${what} at the base commit ${short} is wrong: ${first ?? ''} Fix it in a pull request that changes nothing else: that one is judged by its own configuration.`,
        ...rest,
      ].join('\n'),
    )
  }
}
