import type { Verdict } from '../model/report.ts'

/** Exit status of a command that judges. */
export const EXIT_STATUS: Readonly<Record<Verdict, number>> = { pass: 0, block: 1, error: 2 }
