import { mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { createColors } from 'picocolors'
import { formatFirstConfig } from '../../config/files/first-config.ts'
import { formatDay } from '../../config/merge/suppression.ts'
import { CONTENTS_FILE, formatContentsList } from '../../contents/contents-list.ts'
import { expandPrivateRoots } from '../../pack/workspaces.ts'
import { findHunksBetween } from '../../plan/file-diff.ts'
import { renderEdit } from '../../reporters/terminal-package.ts'
import { TerminalPage } from '../../reporters/terminal-page.ts'
import { findRepositoryRoot } from '../../repository/repository-root.ts'
import { encodeTerminalText } from '../../text/safe-text.ts'
import { readTextIfAny, resolveFromHere, writeText } from '../config-file.ts'
import { assertMayWrite } from '../consent.ts'
import { loadEffectiveConfig } from '../effective-config.ts'
import type { Judging } from '../options.ts'
import { describeScreen, print } from '../screen.ts'
import { suggestContentsOfTarget } from '../write-contents-list.ts'
import { addGateOwners, CODE_OWNERS_FILES } from './code-owners.ts'
import { addPrepublishCheck } from './prepublish-script.ts'
import { writeWorkflow } from './workflow-text.ts'

/** A file that can be written, and why one would want it. */
interface Offer {
  /** Absolute. */
  readonly file: string
  readonly why: string
  /** Null where there is none. */
  readonly before: string | null
  readonly after: string
}

interface Offers {
  readonly offers: readonly Offer[]
  /** What is there already, or cannot be offered: whole sentences. */
  readonly notes: readonly string[]
}

const CONFIGURATION = 'seaworthy.yml'
const WORKFLOW = '.github/workflows/seaworthy.yml'

/** `seaworthy init --all`: shows everything that can be set up, file by file; with `write`, writes it. */
export async function setUp(
  folder: string,
  judging: Judging,
  { write, force }: { readonly write: boolean; readonly force: boolean },
): Promise<number> {
  const { offers, notes } = await collectOffers(path.resolve(folder), folder, judging)
  const { color, width } = describeScreen()
  const page = new TerminalPage(createColors(color), width)
  for (const one of offers) {
    page.addBlank()
    page.addLine(one.why)
    const edit = {
      path: resolveFromHere(one.file),
      isNew: one.before === null,
      settles: [],
      needsBuild: false,
    }
    renderEdit(page, '.', { ...edit, hunks: findHunksBetween(one.before ?? '', one.after) })
  }
  page.addBlank()
  for (const note of notes) page.addLine(`${page.colors.dim('note')} ${encodeTerminalText(note)}`)
  if (write) {
    await assertMayWrite(
      offers.filter(({ before }) => before !== null).map(({ file }) => file),
      force,
    )
    for (const { file, after } of offers) {
      await mkdir(path.dirname(file), { recursive: true })
      await writeText(file, after)
    }
  }
  page.addLine(describeLastStep(offers, write))
  await print(page.readText())
  return 0
}

function describeLastStep(offers: readonly Offer[], write: boolean): string {
  if (offers.length === 0) return 'Everything is set up.'
  const files = encodeTerminalText(offers.map(({ file }) => resolveFromHere(file)).join(', '))
  return write
    ? `Wrote ${files}. Look at them and commit them.`
    : `Nothing was written. To write ${files}: add --write`
}

async function collectOffers(directory: string, folder: string, judging: Judging): Promise<Offers> {
  const root = findRepositoryRoot(directory) ?? directory
  const place = path.relative(root, directory).split(path.sep).join('/')
  const { targets } = await expandPrivateRoots([folder], process.cwd())
  const isRoot = targets.length !== 1 || targets[0] !== folder
  const found = [
    await offerWorkflow(root, place, isRoot),
    ...(isRoot ? [] : await offerForPackage(directory, folder, judging)),
  ]
  const gate = [
    ...(isRoot ? [] : [CONFIGURATION, CONTENTS_FILE].map((name) => path.posix.join(place, name))),
    WORKFLOW,
  ]
  const all = [...found, await offerOwners(root, gate)]
  return {
    offers: all.flatMap((one) => (typeof one === 'string' ? [] : [one])),
    notes: [
      ...all.flatMap((one) => (typeof one === 'string' ? [one] : [])),
      ...(isRoot
        ? [`${folder} stands for its workspaces. Set up each: seaworthy init ${targets[0] ?? ''} --all`]
        : []),
    ],
  }
}

/** The workflow, unless one calls the Action already. */
async function offerWorkflow(root: string, place: string, workspaces: boolean): Promise<Offer | string> {
  const folder = path.join(root, '.github', 'workflows')
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter((one) => /\.ya?ml$/.test(one)))
    if ((await readTextIfAny(path.join(folder, name)))?.includes('seaworthy-dev/seaworthy'))
      return `.github/workflows/${name} calls Seaworthy already.`
  return {
    file: path.join(root, WORKFLOW),
    why: 'A check of every pull request, with a comment where something would leak:',
    before: null,
    after: writeWorkflow(place, workspaces),
  }
}

async function offerForPackage(
  directory: string,
  folder: string,
  judging: Judging,
): Promise<(Offer | string)[]> {
  const { file, profile } = await loadEffectiveConfig(folder, judging)
  const { patterns, report } = await suggestContentsOfTarget(folder, judging)
  const manifest = path.join(directory, 'package.json')
  const before = (await readTextIfAny(manifest)) ?? ''
  const prepublish = addPrepublishCheck(before)
  const contents = path.join(directory, CONTENTS_FILE)
  const today = formatDay(new Date())
  return [
    prepublish === null
      ? 'prepublishOnly stays as it is: it checks already, or package.json has no place for it.'
      : { file: manifest, why: 'A check before npm publish from this folder:', before, after: prepublish },
    file !== null
      ? `${resolveFromHere(file)} configures it already.`
      : {
          file: path.join(directory, CONFIGURATION),
          why: 'A configuration, with what was found out:',
          before: null,
          after: formatFirstConfig({
            profile,
            packer: report.packer,
            known: [],
            today,
            expires: today,
            reason: null,
          }),
        },
    (await readTextIfAny(contents)) !== null
      ? `${resolveFromHere(contents)} is there already.`
      : {
          file: contents,
          why: 'What may ship; any other file is an error from then on:',
          before: null,
          after: formatContentsList(patterns),
        },
  ]
}

async function offerOwners(root: string, gate: readonly string[]): Promise<Offer | string> {
  for (const name of CODE_OWNERS_FILES) {
    const before = await readTextIfAny(path.join(root, name))
    if (before === null) continue
    const after = addGateOwners(before, gate)
    if (after === null)
      return `${name} stays as it is: its lines are there already, or it names nobody for everything (*).`
    return { file: path.join(root, name), why: 'Whose review a change of the gate needs:', before, after }
  }
  return 'There is no CODEOWNERS file. With one, a change of the gate needs a review by the people it names.'
}
