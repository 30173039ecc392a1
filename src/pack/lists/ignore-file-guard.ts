import { type Stats, statSync } from 'node:fs'
import path from 'node:path'
import { CannotLook } from '../../model/cannot-look.ts'

/** What the walkers of npm's lists have in common (ignore-walk). */
interface IgnoreFileWalker {
  readonly path: string
  readonly root: string
  addIgnoreFile(file: string | symbol, callback: () => void): void
  emit(event: 'error', error: Error): boolean
}

/**
 * Keeps a walker of npm's from opening what only has the name of an ignore file: it would wait for whoever writes into a
 * pipe, for ever. Its nested walkers are of the same class, whoever makes them, so it is the class that learns it.
 */
export function guardIgnoreFiles(walker: { readonly prototype: object }): void {
  const prototype = walker.prototype as IgnoreFileWalker
  const readIgnoreFile = prototype.addIgnoreFile
  prototype.addIgnoreFile = function (file, callback) {
    const trouble = typeof file === 'string' ? explainIrregular(path.join(this.path, file), this.root) : null
    if (trouble === null) readIgnoreFile.call(this, file, callback)
    else this.emit('error', trouble)
  }
}

/** @throws CannotLook where an ignore file of a folder, or of one between it and the root, is no file */
export function assertIgnoreFilesAbove(folder: string, root: string): void {
  for (let above = folder; ; above = path.dirname(above)) {
    for (const name of ['.npmignore', '.gitignore']) assertRegularFile(path.join(above, name), root)
    if (above === root || above === path.dirname(above)) return
  }
}

/**
 * @param root absolute folder from which the sentence names the file
 * @throws CannotLook where something else than a file has its name; not where there is nothing
 */
export function assertRegularFile(file: string, root: string): void {
  const trouble = explainIrregular(file, root)
  if (trouble !== null) throw trouble
}

function explainIrregular(file: string, root: string): CannotLook | null {
  const facts = readFacts(file)
  if (facts === null || facts.isFile()) return null
  const name = path.relative(root, file).split(path.sep).join('/')
  return new CannotLook(
    `${name} is ${nameKind(facts)}, not a file, so nothing was packed. Put a file there, or remove it.`,
  )
}

/** Null where there is nothing, or nothing that can be asked: whoever opens it says why. */
function readFacts(file: string): Stats | null {
  try {
    return statSync(file)
  } catch {
    return null
  }
}

function nameKind(facts: Stats): string {
  if (facts.isDirectory()) return 'a folder'
  if (facts.isFIFO()) return 'a named pipe'
  return facts.isSocket() ? 'a socket' : 'a device'
}
