import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook, messageOf } from '../cannot-look.ts'
import { gate } from '../gate.ts'
import type { Report, Verdict } from '../report/report.ts'
import { ruleDescriptions } from '../report/rule-descriptions.ts'
import { renderHtml } from '../reporters/html.ts'
import { renderJson } from '../reporters/json.ts'
import { renderMarkdown } from '../reporters/markdown.ts'
import { renderSarif } from '../reporters/sarif.ts'
import { renderTerminal } from '../reporters/terminal.ts'
import { findCheckout } from '../repository/package-folders.ts'
import type { CheckArguments, Output } from './arguments.ts'
import { Progress } from './progress.ts'
import { temporaryFolder } from './temporary-folder.ts'

const EXIT_STATUS: Record<Verdict, number> = { pass: 0, block: 1, error: 2 }

/** Checks the targets and writes the report in every format asked for; returns the exit status. */
export async function check(given: CheckArguments): Promise<number> {
  const temporary = await temporaryFolder()
  const progress = new Progress(process.stderr)
  try {
    const report = await gate({
      targets: given.targets,
      directory: process.cwd(),
      profile: given.profile,
      failOn: given.failOn,
      configFile: given.configFile,
      baseline: given.baseline,
      runScripts: given.runScripts,
      repository: { visibility: null, checkout: null },
      temporaryDirectory: temporary.path,
      keepTarballs: false,
      ...npmTimeLimit(),
      onProgress: (message) => progress.say(message),
    })
    progress.done()
    for (const output of given.outputs) await write(output, report, given)
    return EXIT_STATUS[report.verdict]
  } finally {
    progress.done()
    temporary.remove()
  }
}

async function write(output: Output, report: Report, given: CheckArguments): Promise<void> {
  const text = await render(output, report, given)
  if (output.file === null) {
    await new Promise<void>((resolve) => process.stdout.write(text, () => resolve()))
    return
  }
  await writeFile(path.resolve(output.file), text).catch((error) => {
    throw new CannotLook(
      `The report cannot be written to ${output.file}: ${messageOf(error)}. Name a file in a folder that exists.`,
    )
  })
}

async function render({ format, file }: Output, report: Report, given: CheckArguments): Promise<string> {
  if (format === 'json') return renderJson(report)
  if (format === 'markdown') return renderMarkdown(report, { runUrl: null, limit: Number.POSITIVE_INFINITY })
  if (format === 'html') return renderHtml(report)
  if (format === 'sarif')
    return renderSarif(report, { rules: ruleDescriptions(), ...(await findCheckout(report, process.cwd())) })
  const terminal = file === null && process.stdout.isTTY === true
  const color = process.env.NO_COLOR
    ? false
    : process.env.FORCE_COLOR
      ? process.env.FORCE_COLOR !== '0'
      : terminal
  return renderTerminal(report, {
    color,
    width: terminal ? (process.stdout.columns ?? 100) : 100,
    quiet: given.quiet,
  })
}

/** Seconds in `SEAWORTHY_NPM_TIMEOUT`, for slow machines and slow pack scripts. */
function npmTimeLimit(): { npmTimeLimit?: number } {
  const given = process.env.SEAWORTHY_NPM_TIMEOUT
  if (given === undefined || given === '') return {}
  const seconds = Number(given)
  if (!(seconds > 0))
    throw new CannotLook(`SEAWORTHY_NPM_TIMEOUT is ${JSON.stringify(given)}. Give it a number of seconds.`)
  return { npmTimeLimit: seconds * 1000 }
}
