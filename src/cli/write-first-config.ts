import path from 'node:path'
import { createColors } from 'picocolors'
import { formatFirstConfig } from '../config/files/first-config.ts'
import { formatDay } from '../config/merge/suppression.ts'
import { HeldValues } from '../judge/held-values.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Finding, PackageReport } from '../model/report.ts'
import { count, isBlocking } from '../reporters/phrases.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { RULES } from '../rules/index.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { readTextIfAny, resolveFromHere, writeText } from './config-file.ts'
import { loadEffectiveConfig } from './effective-config.ts'
import { listExceptionsFor } from './exception-scope.ts'
import { parseDayToCome } from './given-date.ts'
import { judgeTargets } from './judge-targets.ts'
import type { Judging } from './options.ts'
import { describeScreen, print } from './screen.ts'
import { openTemporaryFolder } from './temporary-folder.ts'

interface FirstConfigOptions {
  readonly force: boolean
  /** Null: nothing is set aside. */
  readonly until: string | null
  readonly reason: string | null
  readonly baseline: string | null
}

const FILE = 'seaworthy.yml'
const USUAL_DAYS = 90

/** Writes the first configuration of a folder; what blocks is set aside until a day if that was asked for. */
export async function writeFirstConfig(
  folder: string,
  judging: Judging,
  { force, until, reason, baseline }: FirstConfigOptions,
): Promise<number> {
  const today = formatDay(new Date())
  const expires = until === null ? null : parseDayToCome('--until', until, today)
  const file = path.resolve(folder, FILE)
  await refuseSecondConfig(folder, file, judging, force)
  const held = new HeldValues()
  const report = await judgeByDefaults(folder, judging, baseline, held)
  const blocking = report.findings.filter((finding) => isBlocking(finding, report))
  // A secret that ships must be replaced; a date does not make it wait.
  const mustBeMended = new Set(
    RULES.filter(({ meta }) => meta.traits.setAside === 'never').map(({ meta }) => meta.id),
  )
  const known = expires === null ? [] : blocking.filter(({ rule }) => !mustBeMended.has(rule))
  await writeText(
    file,
    formatFirstConfig({
      profile: { profile: report.profile, reason: report.profileReason },
      packer: report.packer,
      known: known.flatMap((finding) =>
        listExceptionsFor(finding, held).map((scope) => ({
          title: finding.title,
          path: finding.path,
          scope,
        })),
      ),
      today,
      expires: expires ?? today,
      reason,
    }),
  )
  const { config } = await loadEffectiveConfig(folder, judging)
  await print(
    describeWritten({
      file,
      report,
      known,
      left: blocking.filter((finding) => !known.includes(finding)),
      expires,
      offer: known.length === 0 && blocking.some(({ rule }) => !mustBeMended.has(rule)),
      folder,
      notes: config.ignoredWeakenings,
    }),
  )
  return 0
}

/** @throws CannotLook when a configuration is there that would be lost, or would stand in the way of a second one. */
async function refuseSecondConfig(
  folder: string,
  file: string,
  judging: Judging,
  force: boolean,
): Promise<void> {
  if ((await readTextIfAny(file)) !== null) {
    if (force) return
    throw new CannotLook(
      `There is a configuration already: ${resolveFromHere(file)}. seaworthy config shows what holds, seaworthy suppress adds an exception. --force overwrites it.`,
    )
  }
  const existing = (await loadEffectiveConfig(folder, { ...judging, policyFile: null })).file
  if (existing === null) return
  if (path.dirname(existing) === path.resolve(folder))
    throw new CannotLook(
      `There is a configuration already, in ${resolveFromHere(existing)}, and a package has only one. seaworthy config shows what holds; edit it there.`,
    )
  if (!force)
    throw new CannotLook(
      `${resolveFromHere(existing)} holds for this package too. Add a section under "packages" there; or write one that counts for this package instead, with --force.`,
    )
}

/** What the package is like when nothing is configured. */
async function judgeByDefaults(
  folder: string,
  judging: Judging,
  baseline: string | null,
  held: HeldValues,
): Promise<PackageReport> {
  const temporary = openTemporaryFolder()
  try {
    const nothing = path.join(temporary.path, FILE)
    await writeText(nothing, '{}\n')
    const { packages, errors } = await judgeTargets({
      ...judging,
      configFile: nothing,
      targets: [folder],
      workspaces: false,
      baseline,
      runScripts: false,
      held,
    })
    const problems = [...errors, ...packages.flatMap((one) => one.errors)]
    const [one] = packages
    if (one === undefined || problems.length > 0) throw new CannotLook(problems.join('\n'))
    return one
  } finally {
    temporary.remove()
  }
}

interface Written {
  readonly file: string
  readonly report: PackageReport
  readonly known: readonly Finding[]
  /** What blocks still. */
  readonly left: readonly Finding[]
  readonly expires: string | null
  /** Whether there is something that could be set aside. */
  readonly offer: boolean
  readonly folder: string
  readonly notes: readonly string[]
}

function describeWritten({ file, report, known, left, expires, offer, folder, notes }: Written): string {
  const { color, width } = describeScreen()
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  const list = (findings: readonly Finding[]) => {
    for (const { fingerprint, rule, path: place } of findings)
      page.addLine(
        `${colors.dim(fingerprint)}  ${rule}  ${colors.cyan(encodeTerminalText(place ?? 'the package'))}`,
        2,
      )
  }
  page.addLine(`Wrote ${colors.cyan(encodeTerminalText(resolveFromHere(file)))}`)
  page.addLine(`profile ${report.profile}: ${encodeTerminalText(report.profileReason)}`, 2)
  if (known.length > 0) {
    page.addBlank()
    page.addLine(
      `Set aside until ${expires}: ${count(known.length, 'finding')}. Each comes back after that day.`,
    )
    list(known)
  }
  if (left.length > 0) {
    page.addBlank()
    page.addLine(`${count(left.length, 'finding')} ${left.length === 1 ? 'blocks' : 'block'} a release:`)
    list(left)
  }
  if (offer) {
    page.addBlank()
    page.addLine('See them with: seaworthy. To set them aside for a time:')
    const where = folder === '.' ? '' : ` ${folder}`
    page.addLine(
      colors.cyan(
        encodeTerminalText(
          `seaworthy init${where} --suppress-existing --until ${computeDay(USUAL_DAYS)} --force`,
        ),
      ),
      2,
    )
  }
  if (left.length === 0 && known.length === 0) {
    page.addBlank()
    page.addLine('Nothing blocks a release. Show it on every pull request with the Action: see the README.')
  }
  page.addLine(
    `${colors.dim('More that can be set up, each shown first:')} seaworthy init${folder === '.' ? '' : ` ${encodeTerminalText(folder)}`} --all`,
  )
  for (const note of notes) page.addLine(`${colors.yellow('note')} ${encodeTerminalText(note)}`)
  return page.readText()
}

function computeDay(days: number): string {
  return formatDay(new Date(Date.now() + days * 86_400_000))
}
