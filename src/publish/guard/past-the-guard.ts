import type { Guard } from './guarded-run.ts'

/** Settings that would send a publish past the guard; for now none is refused. */
export async function refusePast(
  _guard: Guard,
  _command: readonly string[],
  _directory: string,
): Promise<string[]> {
  return []
}
