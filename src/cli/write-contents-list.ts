import { existsSync } from 'node:fs'
import path from 'node:path'
import { createColors } from 'picocolors'
import { CONTENTS_FILE, formatContentsList, suggestContents } from '../contents/contents-list.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { PackageReport } from '../model/report.ts'
import { count } from '../reporters/phrases.ts'
import { TerminalPage } from '../reporters/terminal-page.ts'
import { encodeTerminalText } from '../text/safe-text.ts'
import { resolveFromHere, writeText } from './config-file.ts'
import { judgeAndUse } from './judge-targets.ts'
import type { Judging } from './options.ts'
import { listPathsInTarball, type PackedPaths } from './packed-paths.ts'
import { describeScreen, print } from './screen.ts'

/** Rules of whose errors the remedy is that the file does not ship; the list must not let it in for good. */
const UNWANTED = /^(?:file|source|source-map)\/(?!unexpected$)/

/** Writes the patterns of what is in the real tarball, without what should not be there. */
export async function writeContentsList(folder: string, judging: Judging, force: boolean): Promise<number> {
  const file = path.resolve(folder, CONTENTS_FILE)
  if (!force && existsSync(file))
    throw new CannotLook(
      `There is a contents list already: ${resolveFromHere(file)}. Edit it by hand, one pattern a line. --force overwrites it.`,
    )
  const { patterns, files, unwanted } = await suggestContentsOfTarget(folder, judging)
  await writeText(file, formatContentsList(patterns))
  await print(describeList(file, patterns, files, unwanted))
  return 0
}

/**
 * The patterns of what is in the real tarball, without what should not be there.
 * @throws CannotLook when the package cannot be packed
 */
export async function suggestContentsOfTarget(folder: string, judging: Judging) {
  const { report, packed } = await judgeAndUse(
    {
      ...judging,
      targets: [folder],
      workspaces: false,
      baseline: 'none',
      comparison: 'left-out',
      runScripts: false,
    },
    async ({ packages: [one], errors }) => {
      const tarball = one?.tarball?.path
      if (one === undefined || typeof tarball !== 'string')
        throw new CannotLook([...errors, ...(one?.errors ?? [])].join('\n'))
      return { report: one, packed: await listPathsInTarball(tarball) }
    },
  )
  const unwanted = findUnwantedPaths(report)
  const wanted = packed.paths.filter((one) => !unwanted.has(one))
  const patterns = suggestContents([...wanted, ...listOwnFiles(packed)])
  return { patterns, files: wanted.length, unwanted, report }
}

/** Paths of the files that an error is about, with the rule's id. */
function findUnwantedPaths(report: PackageReport): Map<string, string> {
  const found = new Map<string, string>()
  for (const { rule, severity, cause, places } of report.findings)
    if (severity === 'error' && cause !== null && UNWANTED.test(rule))
      for (const place of places) if (place.layer === null) found.set(place.path, rule)
  return found
}

/** Without a `files` list npm packs everything, and so the list itself. */
function listOwnFiles({ manifest }: Pick<PackedPaths, 'paths' | 'manifest'>): string[] {
  return Array.isArray(manifest?.files) ? [] : [CONTENTS_FILE]
}

function describeList(
  file: string,
  patterns: readonly string[],
  files: number,
  unwanted: ReadonlyMap<string, string>,
): string {
  const { color, width } = describeScreen()
  const colors = createColors(color)
  const page = new TerminalPage(colors, width)
  page.addLine(
    `Wrote ${colors.cyan(resolveFromHere(file))}: ${count(patterns.length, 'pattern')} for ${count(files, 'file')}`,
  )
  for (const pattern of patterns) page.addLine(colors.green(`+ ${encodeTerminalText(pattern)}`), 2)
  if (unwanted.size > 0) {
    page.addBlank()
    page.addLine(`Left out, because it should not ship:`)
    for (const [one, rule] of unwanted)
      page.addLine(`${colors.red(encodeTerminalText(one))}  ${colors.dim(rule)}`, 2)
  }
  page.addBlank()
  page.addLine(
    'Commit it. From then on a file that no pattern matches is an error, until a line here says otherwise.',
  )
  return page.readText()
}
