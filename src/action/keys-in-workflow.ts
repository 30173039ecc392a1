import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { isObject } from '../model/json-object.ts'

/** Levels of lists and maps in a workflow that are looked through: jobs, a job, steps, a step, its inputs. */
const LEVELS = 8

/** The comment keys that the steps of a workflow have; null where not all of them can be told from its file. */
export interface KeysOfWorkflow {
  readonly keys: ReadonlySet<string>
  /** Whether a step of this Action has none; null where the file does not tell which are steps of it. */
  readonly hasKeyless: boolean | null
}

/**
 * Reads the keys from a workflow's file. An expression can be anything, and what a workflow calls has steps elsewhere.
 * @param action `owner/name` of this Action; empty where it is a local one
 */
export function readKeysInWorkflow(file: string, action: string): KeysOfWorkflow | null {
  try {
    const steps = collectSteps(parse(readFileSync(file, 'utf8')), LEVELS)
    const keys = new Set<string>()
    for (const { inputs } of steps) {
      const key = inputs['comment-key']
      if (key === undefined) continue
      if (String(key).includes('${{')) return null
      keys.add(String(key).trim())
    }
    const own = action === '' ? [] : steps.filter(({ uses }) => uses.startsWith(`${action}@`))
    const isKeyless = ({ inputs }: Step) => String(inputs['comment-key'] ?? '').trim() === ''
    return { keys, hasKeyless: own.length === 0 ? null : own.some(isKeyless) }
  } catch {
    return null
  }
}

interface Step {
  readonly uses: string
  readonly inputs: Readonly<Record<string, unknown>>
}

function collectSteps(value: unknown, levels: number): Step[] {
  if (levels === 0 || typeof value !== 'object' || value === null) return []
  const own =
    isObject(value) && typeof value.uses === 'string'
      ? [{ uses: value.uses, inputs: isObject(value.with) ? value.with : {} }]
      : []
  return [...own, ...Object.values(value).flatMap((inner) => collectSteps(inner, levels - 1))]
}
