import type { ArchiveKind, NeighbourKind } from '../model/archive.ts'

/** What people call a kind of package, how it is made, and where its maker is told what to leave out. */
export interface ArchiveForm {
  /** With its article: "a VS Code extension". */
  readonly title: string
  /** The command that makes it. */
  readonly command: string
  /** The command that publishes a finished file. */
  readonly publish: string
  /** The file that says what it is, as people call it. */
  readonly manifest: string
  /** The file in which its version is written. */
  readonly versionFile: string
  /** The file to which the edit belongs that leaves something out. */
  readonly leaveOutFile: string
  /** How to leave a file out; `{leaveOut}` stands for its path. */
  readonly leaveOut: string
  /** Whether it holds its sources on purpose. */
  readonly isSource: boolean
}

export const ARCHIVE_FORMS: Readonly<Record<NeighbourKind, ArchiveForm>> = {
  vscode: {
    title: 'a VS Code extension',
    command: 'vsce package',
    publish: 'vsce publish --packagePath',
    manifest: 'extension/package.json',
    versionFile: 'package.json',
    leaveOutFile: '.vscodeignore',
    leaveOut: 'Leave it out: add the line {leaveOut} to .vscodeignore, and run vsce package again.',
    isSource: false,
  },
  wheel: {
    title: 'a Python wheel',
    command: 'python -m build',
    publish: 'twine upload',
    manifest: 'METADATA',
    versionFile: 'pyproject.toml',
    leaveOutFile: 'pyproject.toml',
    leaveOut:
      'Leave {leaveOut} out by the settings of the build backend in pyproject.toml (setuptools: exclude-package-data; hatch: exclude), and build the wheel again.',
    isSource: false,
  },
  sdist: {
    title: 'a Python source distribution',
    command: 'python -m build --sdist',
    publish: 'twine upload',
    manifest: 'PKG-INFO',
    versionFile: 'pyproject.toml',
    leaveOutFile: 'MANIFEST.in',
    leaveOut:
      'Leave {leaveOut} out by the settings of the build backend in pyproject.toml (setuptools: exclude in MANIFEST.in), and build it again.',
    isSource: true,
  },
  crate: {
    title: 'a Rust crate',
    command: 'cargo package',
    publish: 'cargo publish',
    manifest: 'Cargo.toml',
    versionFile: 'Cargo.toml',
    leaveOutFile: 'Cargo.toml',
    leaveOut:
      'Leave it out: name {leaveOut} in `exclude` of [package] in Cargo.toml, and run cargo package again.',
    isSource: true,
  },
}

/** The folder of a `.vsix` that holds the extension (https://code.visualstudio.com/api/working-with-extensions/publishing-extension). */
export const EXTENSION_FOLDER = 'extension/'

/** Begins the paths of files that lie beside the package in its archive. No path of an archive begins with it otherwise. */
const BESIDE = '/'

/** Path inside the package of a file of the archive. A `.vsix` has the package in a folder and more beside it. */
export function convertPathInPackage(name: string, kind: ArchiveKind): string {
  if (kind !== 'vscode') return name
  return name.startsWith(EXTENSION_FOLDER) ? name.slice(EXTENSION_FOLDER.length) : `${BESIDE}${name}`
}

/** The names under which a configuration may mean a file: its path inside the package, and that in the archive. */
export function listNamesInArchive(path: string, kind: ArchiveKind): readonly string[] {
  return kind === 'vscode' ? [path, convertPathInArchive(path, kind)] : [path]
}

/** Path in the archive of a file of the package, as a person finds it there. */
export function convertPathInArchive(path: string, kind: ArchiveKind): string {
  if (kind !== 'vscode') return path
  return path.startsWith(BESIDE) ? path.slice(BESIDE.length) : `${EXTENSION_FOLDER}${path}`
}
