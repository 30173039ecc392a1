import { mkdtempSync } from 'node:fs'
import path from 'node:path'
import type { EditedTexts, PackageFolder } from '../cause/package-folder.ts'
import { editFilesList } from './edit-files-list.ts'
import { editIgnoreFile, editInnerIgnoreFiles } from './edit-ignore-file.ts'
import { editToAllowList } from './edit-to-allow-list.ts'
import { FolderCopy } from './folder-copy.ts'
import { findNeededFiles } from './needed-files.ts'
import type { PackerToTry } from './packed-lists.ts'
import type { Patience } from './patience.ts'
import { type ListEdit, Trial } from './trial.ts'

/** Lines that an edit may add before others are tried that may be shorter. */
const FEW_LINES = { ofIgnoreFile: 2, ofList: 6 }

export interface LeaveOutRequest {
  /** With the edits that are made already. */
  readonly folder: PackageFolder
  /** The files of the tarball. */
  readonly packed: readonly string[]
  /** Those that are to go. */
  readonly unwanted: ReadonlySet<string>
  /** The root of the workspace whose ignore files count too; null where none do. */
  readonly workspaceRoot: string | null
  /** The packer that publishes. */
  readonly packer: PackerToTry
  /** Paths that git tracks, relative to the package; null where nobody knows. Asked for only where it matters. */
  tracked(): Promise<ReadonlySet<string> | null>
  /** A folder of ours, absolute. */
  readonly temporaryDirectory: string
  readonly patience: Patience
  /** Whether a `files` list is asked for, whatever else is to go. */
  readonly wantsList?: boolean
}

export interface LeftOut {
  readonly texts: EditedTexts
  readonly removed: ReadonlySet<string>
  /** What stays though it was to go, and the file that loads it; null where no edit of a list takes it out. */
  readonly kept: ReadonlyMap<string, string | null>
  /** Files that package.json names as ways in. */
  readonly targets: ReadonlySet<string>
  /** The packers that the edits were tried with. */
  readonly packers: readonly string[]
  /** What the tarball then holds, by the packer that publishes, or npm 10. */
  readonly files: ReadonlySet<string>
  /** Whether trying took so long that not all was tried. */
  readonly isCutShort: boolean
}

/**
 * Works out the smallest edit of package.json or an ignore file that takes files out of the tarball, and tries it on a
 * copy of the folder: what was to go is gone, nothing else went, nothing new came. Files that the package's own code
 * loads stay. An edit has to hold with the packer that publishes and with every npm; where none does, with the packer.
 */
export async function leaveOut(request: LeaveOutRequest): Promise<LeftOut> {
  const { packer, workspaceRoot } = request
  // Whoever publishes by the folder's path has no ignore file of the workspace to help.
  const roots = workspaceRoot === null ? [null] : [workspaceRoot, null]
  const crews = packer.packer === 'npm' ? [false] : [false, true]
  let best: LeftOut | null = null
  for (const isAlone of crews)
    for (const root of roots) {
      const left = await leaveOutAs(request, root, isAlone)
      if (best === null || left.removed.size > best.removed.size) best = left
      if (request.patience.isOver) return best
      if (
        left.kept.size === 0 ||
        [...left.kept].every(([path, loader]) => loader !== null || left.targets.has(path))
      )
        return left
    }
  if (best === null) throw new Error('Nothing was tried.')
  return best
}

async function leaveOutAs(
  request: LeaveOutRequest,
  workspaceRoot: string | null,
  isAlone: boolean,
): Promise<LeftOut> {
  const { folder, unwanted, packer } = request
  const copy = new FolderCopy({
    directory: folder.directory,
    packed: request.packed,
    workspaceRoot,
    packer,
    isAlone,
    into: mkdtempSync(path.join(request.temporaryDirectory, 'plan-')),
  })
  try {
    const original = new Map<string, string | null>()
    for (const [name, text] of folder.texts) {
      original.set(name, text)
      copy.write(name, text)
    }
    const trial = await Trial.begin(
      copy,
      new Set(request.packed),
      (name) => original.get(name) ?? folder.readText(name),
      request.patience,
    )
    const needed = findNeededFiles(folder.directory, folder.manifest, new Set(request.packed))
    // A server sends a map to nobody who needs it.
    const findServer = (file: string): string | null => (file.endsWith('.map') ? null : needed.servedBy(file))
    const isNeeded = (file: string): boolean => needed.loaded.has(file) || findServer(file) !== null
    const goal = new Set([...unwanted].filter((file) => !isNeeded(file) && trial.isPacked(file)))
    const isAsked = goal.size > 0 || request.wantsList === true
    const edit = isAsked ? await chooseBest(trial, request, goal, needed) : makeNoEdit(folder)
    const stays = [...unwanted].filter((file) => !edit.removed.has(file))
    const lists = await trial.lists(edit.texts)
    return {
      texts: edit.texts,
      removed: edit.removed,
      kept: new Map(stays.map((file) => [file, needed.loaded.get(file) ?? findServer(file)])),
      targets: needed.targets.files,
      packers: trial.packers,
      files: [...lists.values()][0] ?? new Set(),
      isCutShort: stays.length > 0 && trial.isOver,
    }
  } finally {
    copy.remove()
  }
}

const makeNoEdit = (folder: PackageFolder): ListEdit => ({ texts: folder.texts, removed: new Set() })

/** The first of the possible edits that takes everything out, else the one that takes out most. */
async function chooseBest(
  trial: Trial,
  { folder, tracked, wantsList = false }: LeaveOutRequest,
  goal: ReadonlySet<string>,
  needed: ReturnType<typeof findNeededFiles>,
): Promise<ListEdit> {
  const tryByList = () => editFilesList(trial, folder, goal)
  const tryByLines = async () => {
    const known = folder.readText('.gitignore') === null ? null : await tracked()
    return editIgnoreFile(trial, folder, goal, known && [...goal].some((file) => known.has(file)))
  }
  const tryByAllowing = () => editToAllowList(trial, folder, goal, needed)
  const hasIgnoreFile = folder.readText('.npmignore') !== null
  const isOpen = folder.files === null
  if (goal.size === 0) return (wantsList && isOpen ? await tryByAllowing() : null) ?? makeNoEdit(folder)
  const order = !isOpen
    ? [tryByList, tryByAllowing]
    : hasIgnoreFile && !wantsList
      ? [tryByLines, tryByAllowing]
      : [tryByAllowing, tryByLines]
  const found: ListEdit[] = []
  for (const make of order) {
    const made = await make()
    if (made === null) continue
    const edit = await editInnerIgnoreFiles(trial, folder, goal, made)
    found.push(edit)
    const few = edit.texts.has('package.json') ? FEW_LINES.ofList : FEW_LINES.ofIgnoreFile
    if (edit.removed.size === goal.size && (!isOpen || countAddedLines(folder, edit) <= few)) break
  }
  return (
    found.toSorted(
      (a, b) => b.removed.size - a.removed.size || countAddedLines(folder, a) - countAddedLines(folder, b),
    )[0] ?? makeNoEdit(folder)
  )
}

function countAddedLines(folder: PackageFolder, { texts }: ListEdit): number {
  return [...texts].reduce(
    (sum, [name, text]) => sum + Math.max(0, countLines(text) - countLines(folder.readText(name) ?? '')),
    0,
  )
}

const countLines = (text: string): number => text.split('\n').length
