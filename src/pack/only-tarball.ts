import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { CannotLook } from '../model/cannot-look.ts'
import { cutLastLines } from './run-npm.ts'

/**
 * The one `.tgz` in a folder that was empty before.
 * @throws CannotLook when there is none, more than one, or an empty one.
 */
export async function findOnlyTarball(folder: string, target: string, errorTail: string): Promise<string> {
  const found = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  const [name] = found
  if (name === undefined)
    throw new CannotLook(
      `npm pack reported success for ${target} but left no tarball, so nothing was scanned. Try another npm version.${quote(errorTail)}`,
    )
  if (found.length > 1)
    throw new CannotLook(
      `npm pack left ${found.length} tarballs for ${target} where one was expected, and it is not clear which would be published. Scan the right one by naming it.`,
    )
  const file = path.join(folder, name)
  if ((await stat(file)).size === 0)
    throw new CannotLook(
      `npm pack left an empty tarball for ${target}, so nothing was scanned. Is the disk full? Run npm pack by hand to see.`,
    )
  return file
}

function quote(errorTail: string): string {
  const said = cutLastLines(errorTail)
  return said ? `\nnpm said:\n${said}` : ''
}
