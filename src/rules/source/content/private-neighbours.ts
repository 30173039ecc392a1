import { pathRole } from '../../../knowledge/path-role.ts'

/** Where monorepos keep their packages. */
const WORKSPACE =
  /^(?:packages|apps|services|libs|modules|workspaces|projects)\/(?:@[^/]+\/)?[^/]+\/package\.json$/

/** A package that was never to be published, inside another one. */
export interface PrivateNeighbour {
  /** Of its package.json. */
  readonly path: string
  readonly name: string
}

/** The private package that a file is the package.json of; null for any other file. */
export function recognisePrivateNeighbour(path: string, content: Buffer): PrivateNeighbour | null {
  if (!WORKSPACE.test(path)) return null
  const name = readPrivateName(content.toString('utf8'))
  return name === null ? null : { path, name }
}

/** What a package.json that forbids to publish calls itself; null for any other. */
function readPrivateName(text: string): string | null {
  try {
    const { name, private: isPrivate } = JSON.parse(text) as { name?: unknown; private?: unknown }
    return isPrivate === true && typeof name === 'string' && name !== '' ? name : null
  } catch {
    return null
  }
}

/** How many files lie beside a neighbour's package.json; 0 where it lies among tests, examples or documents. */
export function countFilesOfNeighbour({ path }: PrivateNeighbour, paths: Iterable<string>): number {
  if (pathRole(path) !== null) return 0
  const folder = path.slice(0, -'package.json'.length)
  return [...paths].filter((other) => other.startsWith(folder)).length - 1
}
