import { findIgnoringLine, readIgnoreLines } from './ignore-file.ts'
import { listAncestry } from './pack-patterns.ts'
import { PackageFolder } from './package-folder.ts'

/**
 * Tells what the ignore files of a package's directory leave out of its tarball: somebody has decided that it stays
 * out. Where there is a `files` list, those of the root do not count.
 */
export function makeIgnoredTest(directory: string): (path: string) => boolean {
  const folder = new PackageFolder(directory, null)
  const readLinesIn = (inside: string) => {
    const text = folder.readText(`${inside}.npmignore`) ?? folder.readText(`${inside}.gitignore`)
    return text === null ? null : readIgnoreLines(text)
  }
  return (path) => {
    const folders = [
      '',
      ...listAncestry(path)
        .slice(0, -1)
        .map((above) => `${above}/`),
    ]
    return folders.some((above) => {
      const lines = readLinesIn(above)
      return lines !== null && findIgnoringLine(lines, path.slice(above.length)) !== null
    })
  }
}
