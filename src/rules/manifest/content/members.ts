import { isObject } from '../../../model/json-object.ts'

type Manifest = Readonly<Record<string, unknown>>

/** The members of an object that are strings; none of anything else. */
export function listStringMembers(value: unknown): [name: string, text: string][] {
  return isObject(value)
    ? Object.entries(value).filter((member): member is [string, string] => typeof member[1] === 'string')
    : []
}

/** A path of package.json as an entry's path: without `./`, doubled slashes and a slash at the end. */
export function normaliseEntryPath(path: string): string {
  return path
    .split('/')
    .filter((segment) => segment !== '' && segment !== '.')
    .join('/')
}

/** Command name and path of every `bin` (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#bin). */
export function listBins(manifest: Manifest): { name: string; path: string; at: string[] }[] {
  const { bin, name } = manifest
  if (typeof bin === 'string')
    return [{ name: String(name ?? bin), path: normaliseEntryPath(bin), at: ['bin'] }]
  return listStringMembers(bin).map(([command, path]) => ({
    name: command,
    path: normaliseEntryPath(path),
    at: ['bin', command],
  }))
}
