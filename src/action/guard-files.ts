import path from 'node:path'
import * as z from 'zod'
import type { Report } from '../model/report.ts'

/** By these files the steps of a job and the guard beside it talk. */
export function locateGuardFiles(folder: string) {
  return {
    /** Written by the guard when it listens, or will not. */
    ready: path.join(folder, 'ready.json'),
    /** Written by the job's end: the guard is to tell and go. */
    stop: path.join(folder, 'stop'),
    /** Written by the guard last of all. */
    outcome: path.join(folder, 'outcome.json'),
    /** Why it ended, in the words for the user. */
    log: path.join(folder, 'guard.log'),
  }
}

const report = z.custom<Report>((value) => typeof value === 'object' && value !== null)

export const readySchema = z.object({
  variables: z.record(z.string(), z.string()),
  /** A folder for the head of PATH. */
  programs: z.string(),
  /** Which protection is in force, as a sentence. */
  protection: z.string(),
  notes: z.array(z.string()),
  /** The report of the first look, where it refuses. */
  refused: report.nullable(),
})
export type GuardIsReady = z.infer<typeof readySchema>

export const outcomeSchema = z.object({
  status: z.int(),
  lines: z.array(z.string()),
  report: report.nullable(),
  published: z.int(),
  held: z.int(),
})
export type GuardIsDone = z.infer<typeof outcomeSchema>

export const stateSchema = z.object({ folder: z.string(), pid: z.int() })
