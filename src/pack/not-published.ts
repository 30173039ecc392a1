import { CannotLook } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import type { PackerName } from '../model/packing.ts'
import type { Question } from './choose/folder-question.ts'
import { findPublishFolder } from './choose/publish-folder.ts'
import { findClosedScript } from './publish-scripts.ts'
import { readMemberAt } from './workspace/read-json.ts'

/**
 * Nobody publishes a folder whose script of publishing does nothing but fail.
 * @throws CannotLook where there is one, and no command says which other folder is published
 */
export async function assertOpen(question: Question): Promise<void> {
  const closed = findClosedScript(question.manifest)
  if (closed === undefined) return
  const { folder } = await findPublishFolder(question)
  if (folder !== question.folder) return
  throw new CannotLook(
    `Nothing is published from ${describeFolder(question)}: its script ${closed.name} always fails (${closed.command.slice(0, 100)}), so nothing was looked at. Name the folder that is published instead, or hand over its tarball.`,
  )
}

/** Names that are taken for something else (https://github.com/npm/validate-npm-package-name). */
const TAKEN = /^(?:node_modules|favicon\.ico)$/i

/**
 * No registry takes a name that its addresses cannot have (npm and Bun pack it all the same); private packages need none.
 * @throws CannotLook for such a name
 */
export function assertNamed({ label, manifest }: Pick<Question, 'label' | 'manifest'>): void {
  const { name } = manifest
  if (typeof name !== 'string' || name === '' || manifest.private === true || isName(name)) return
  throw new CannotLook(
    `${label} is called "${name.slice(0, 100)}" in package.json, and no package can have that name, so it cannot be published. Give it one like my-package or @scope/my-package.`,
  )
}

function isName(name: string): boolean {
  const parts = /^(?:@([^/]+)\/)?([^/]+)$/.exec(name)
  const own = parts?.[2] ?? ''
  if (own === '' || /^[._-]/.test(name) || own.startsWith('.') || TAKEN.test(name)) return false
  return [parts?.[1] ?? '', own].every((part) => encodeURIComponent(part) === part)
}

/**
 * What is published as something else than the tarball that a packer makes of the folder; who names the packer knows better.
 * @throws CannotLook for an extension of VS Code that nothing publishes to npm, and for a copy that clean-publish makes
 */
export function assertByPacker(
  { label, folder, manifest, chosen }: Question,
  asked: PackerName | null,
): void {
  if (asked !== null) return
  const { tool, command } = chosen
  if (tool === null && command === null && isVsCodeExtension(manifest))
    throw new CannotLook(
      `${label} is an extension of VS Code, and nothing here publishes it to npm: what gets published is a .vsix, so nothing was looked at. Run vsce package and name the file that it writes; if npm gets it too, set packer to npm.`,
    )
  if (tool === 'clean-publish' && (command?.runsIn ?? folder) === folder)
    throw new CannotLook(
      `${label} is published by clean-publish (${command?.source}), which packs a copy of the folder that it cleans first, so nothing was looked at. Run clean-publish --without-publish --temp-dir cleaned and name the folder cleaned, or hand over its tarball.`,
    )
}

/** Whether a package.json is one of an extension: libraries for extensions have `engines.vscode` too. */
export function isVsCodeExtension(manifest: Readonly<Record<string, unknown>>): boolean {
  return (
    typeof readMemberAt(manifest, ['engines', 'vscode']) === 'string' &&
    typeof manifest.publisher === 'string' &&
    (isObject(manifest.contributes) || Array.isArray(manifest.activationEvents))
  )
}

const describeFolder = ({ label }: Question) => (label.startsWith('The package') ? 'this folder' : label)
