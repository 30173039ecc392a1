/** What is wrong with a path: an anomaly's code and a sentence. */
export interface PathFault {
  readonly code: string
  readonly detail: string
}

/** node-tar drops entries with more folders than this (`DEFAULT_MAX_DEPTH` in its unpack.js). */
const FOLDERS_MAX = 1024

/** Where an entry lies: its archive's root folder and its path in the package. */
export interface PackagePath {
  /** First component of the raw path, or null for a file that lies in no folder. */
  readonly root: string | null
  /** Below the root, without `.` and empty components; `.` for the root itself. `..` is left as it is. */
  readonly path: string
}

/** Strips the first component, whatever it is called, as npm does (pacote passes `strip: 1` to node-tar). */
export function splitPackagePath(rawPath: string): PackagePath {
  const slash = rawPath.indexOf('/')
  if (slash === -1) return { root: null, path: rawPath }
  const below = rawPath.slice(slash + 1)
  return { root: rawPath.slice(0, slash), path: isPlain(below) ? below : normalise(below) }
}

/** True for nearly every path there is, so that those are not taken apart. */
function isPlain(path: string): boolean {
  return path !== '' && !path.endsWith('/') && !/(?:^|\/)\.?(?:\/|$)/.test(path)
}

function normalise(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.')
  return parts.length === 0 ? '.' : parts.join('/')
}

/** Everything about a raw path that makes tools disagree on where it goes, or puts it outside the package. */
export function findPathFaults(rawPath: string): PathFault[] {
  const faults: PathFault[] = []
  const addFault = (code: string, detail: string): void => {
    faults.push({ code, detail })
  }
  if (rawPath.startsWith('/')) addFault('absolute-path', 'the path is absolute')
  if (/(?:^|[/\\])\.\.(?:[/\\]|$)/.test(rawPath))
    addFault('path-traversal', "the path climbs out of its folder with '..'")
  if (/^[A-Za-z]:/.test(rawPath) || /^[^/]*\/[A-Za-z]:(?:[/\\]|$)/.test(rawPath))
    addFault('drive-letter', 'the path names a Windows drive')
  if (rawPath.includes('\\'))
    addFault(
      'backslash',
      'the path has a backslash, which is a folder separator on Windows and part of the name elsewhere',
    )
  if (/[\u0000-\u001f\u007f-\u009f]/.test(rawPath))
    addFault('control-character', 'the path has control characters in it')
  if (rawPath.includes('\ufffd'))
    addFault(
      'name-not-utf8',
      'the name is not valid UTF-8, or holds the character that stands for broken text',
    )
  if (countFolders(rawPath) > FOLDERS_MAX)
    addFault('path-depth', `the path has more than ${FOLDERS_MAX} folders, and npm leaves such files out`)
  return faults
}

function countFolders(path: string): number {
  if (path.length <= FOLDERS_MAX) return 0
  let count = 0
  for (let at = path.indexOf('/'); at !== -1; at = path.indexOf('/', at + 1)) count += 1
  return count
}
