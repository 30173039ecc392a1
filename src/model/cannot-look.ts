/**
 * Thrown when something keeps us from looking: no package.json, an npm that fails, a file that is no file.
 * The message is for the user, whole: what, why, and what to do. It never means "pass".
 */
export class CannotLook extends Error {
  override readonly name = 'CannotLook'
}

/** The message of anything that was thrown, without its stack. */
export function readMessage(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown)
}
