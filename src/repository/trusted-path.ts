import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/**
 * PATH without the folders in which a checkout can put programs of its own: relative ones, and `node_modules/.bin`,
 * which npm and its kin put at the head for every script and for `npx`.
 */
export function filterTrustedPath(searchPath = process.env.PATH ?? ''): string {
  return searchPath
    .split(path.delimiter)
    .filter((one) => path.isAbsolute(one) && !/[/\\]node_modules[/\\]\.bin[/\\]?$/.test(one))
    .join(path.delimiter)
}

/** Absolute path of a program on the trusted PATH; null where there is none, and on Windows, whose shell looks it up. */
export function findTrustedProgram(name: string): string | null {
  if (process.platform === 'win32') return null
  for (const folder of filterTrustedPath().split(path.delimiter)) {
    const file = path.join(folder, name)
    try {
      accessSync(file, constants.X_OK)
      return file
    } catch {
      // Not in this folder.
    }
  }
  return null
}
