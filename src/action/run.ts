import { getState, saveState } from '@actions/core'
import { allowPatience } from '../gate/threads/patient-engine.ts'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { annotateTrouble } from '../reporters/annotations.ts'
import { readEvent, type WorkflowEvent } from './event.ts'
import { GitHubAccess } from './github-access.ts'
import { type Inputs, readInputs, WrongInputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import type { Accesses } from './run-request.ts'
import { collectSecretInputs, type Tokens, takeTokens } from './token.ts'
import { annotate } from './workflow-log.ts'

/**
 * The Action: reads the inputs and the event and does what the mode says. Never throws.
 * @returns The exit status of the step: 0 if the verdict is pass, or if the mode gives none, else 1.
 */
export async function run(): Promise<number> {
  const isEnd = getState('began') !== ''
  // Only a guard has anything left to do when the job ends.
  if (isEnd && getState('guard') === '') return 0
  saveState('began', 'true')
  allowPatience(false)
  const secrets = collectSecretInputs()
  const tokens = takeTokens()
  try {
    return await runMode(readInputs(), await readEvent(), { tokens, secrets, isEnd })
  } catch (error) {
    const problems = error instanceof WrongInputs ? error.problems : [explain(error)]
    for (const problem of problems) annotate(annotateTrouble(problem))
    writeOutputs({ report: null, files: null, commentStatus: 'off' })
    return 1
  }
}

interface Start {
  readonly tokens: Tokens
  readonly secrets: Readonly<Record<string, string>>
  /** Whether this is the step after all others. */
  readonly isEnd: boolean
}

async function runMode(inputs: Inputs, event: WorkflowEvent, start: Start): Promise<number> {
  const accesses = openAccesses(start.tokens)
  switch (inputs.mode) {
    case 'comment-from-report': {
      const { commentFromReport } = await import('./comment-from-report.ts')
      return commentFromReport(inputs, event, accesses.access)
    }
    case 'verify': {
      const { verifyReport } = await import('./verify-report.ts')
      return verifyReport(inputs)
    }
    case 'guard': {
      if (start.isEnd) {
        const { finishGuard } = await import('./guard-end.ts')
        return finishGuard(inputs, event, accesses, getState('guard'))
      }
      const { startGuardForJob } = await import('./guard.ts')
      return startGuardForJob(inputs, event, accesses, start.secrets)
    }
    case 'publish': {
      const { publish } = await import('./publish.ts')
      return publish(inputs, event, accesses, start.tokens.npm)
    }
    case 'merge':
    case 'check': {
      const { check } = await import('./check.ts')
      return check(inputs, event, accesses)
    }
  }
}

/** The API as the tokens open it. */
export function openAccesses(tokens: Tokens): Accesses {
  const apiUrl = process.env.GITHUB_API_URL || 'https://api.github.com'
  const access = tokens.api === null ? null : new GitHubAccess(apiUrl, tokens.api)
  const policyAccess =
    tokens.policy === null
      ? access
      : (access?.replaceToken(tokens.policy) ?? new GitHubAccess(apiUrl, tokens.policy))
  return { access, policyAccess }
}

function explain(error: unknown): string {
  if (error instanceof CannotLook) return error.message
  return `Seaworthy itself failed: ${readMessage(error)}. Nothing passed. Please report this.`
}
