import { normalisePythonName } from '../knowledge/python-version.ts'
import type { NeighbourKind } from '../model/archive.ts'
import { CannotLook } from '../model/cannot-look.ts'

export interface NamedPackage {
  /** Absent or null for an npm package. */
  readonly kind?: NeighbourKind | null | undefined
  readonly name: string | null
  readonly version: string | null
}

/**
 * A package URL (https://github.com/package-url/purl-spec, types npm, pypi, cargo, vscode-extension).
 * @throws CannotLook for a package without a name or a version
 */
export function writePurl({ kind, name, version }: NamedPackage): string {
  if (name === null || version === null)
    throw new CannotLook('A package without a name and a version cannot be attested. Give it both.')
  return `pkg:${encodePath(name, kind ?? null)}@${encodeURIComponent(version)}`
}

function encodePath(name: string, kind: NeighbourKind | null): string {
  const joinPath = (...parts: readonly string[]) => parts.map(encodeURIComponent).join('/')
  switch (kind) {
    case null:
      return `npm/${joinPath(...name.split('/'))}`
    case 'crate':
      return `cargo/${joinPath(name)}`
    case 'vscode': {
      const dot = name.indexOf('.')
      return `vscode-extension/${dot === -1 ? joinPath(name) : joinPath(name.slice(0, dot), name.slice(dot + 1))}`
    }
    default:
      return `pypi/${joinPath(normalisePythonName(name))}`
  }
}
