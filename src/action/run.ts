import { CannotLook, messageOf } from '../model/cannot-look.ts'
import { troubleAnnotation } from '../reporters/annotations.ts'
import { readEvent } from './event.ts'
import { GitHubAccess } from './github-access.ts'
import { readInputs, WrongInputs } from './inputs.ts'
import { writeOutputs } from './outputs.ts'
import { takeTokens } from './token.ts'
import { annotate } from './workflow-log.ts'

/**
 * The Action: reads the inputs and the event and does what the mode says. Never throws.
 * @returns The exit status of the step: 0 if the verdict is pass, or if the mode gives none, else 1.
 */
export async function run(): Promise<number> {
  const tokens = takeTokens()
  try {
    const inputs = readInputs()
    const event = await readEvent()
    const apiUrl = process.env.GITHUB_API_URL || 'https://api.github.com'
    const access = tokens.api === null ? null : new GitHubAccess(apiUrl, tokens.api)
    if (inputs.mode === 'comment-from-report') {
      const { commentFromReport } = await import('./comment-from-report.ts')
      return await commentFromReport(inputs, event, access)
    }
    if (inputs.mode === 'verify') {
      const { verifyReport } = await import('./verify-report.ts')
      return await verifyReport(inputs)
    }
    const policyAccess =
      tokens.policy === null
        ? access
        : (access?.withToken(tokens.policy) ?? new GitHubAccess(apiUrl, tokens.policy))
    const { check } = await import('./check.ts')
    return await check(inputs, event, { access, policyAccess })
  } catch (error) {
    const problems = error instanceof WrongInputs ? error.problems : [explain(error)]
    for (const problem of problems) annotate(troubleAnnotation(problem))
    writeOutputs({ report: null, files: null, commentStatus: 'off' })
    return 1
  }
}

function explain(error: unknown): string {
  if (error instanceof CannotLook) return error.message
  return `Seaworthy itself failed: ${messageOf(error)}. Nothing was passed. Please report this.`
}
