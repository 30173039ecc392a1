/** Lines of a file that an edit is about, as a unified diff has them. */
export interface Hunk {
  /** First line in the file as it stands, 1-based; 1 in a file that is not there. */
  line: number
  /** Each begins with a space (stays), `-` (goes) or `+` (comes). */
  lines: string[]
}

/** All that a plan changes in one file. */
export interface PlanEdit {
  /** Relative to the package's directory, with forward slashes; may begin with `../`. */
  path: string
  /** The file is not there yet. */
  isNew: boolean
  hunks: Hunk[]
  /** Fingerprints of the findings that it settles. */
  settles: string[]
  /** It shows in the tarball only when the package has been built again. */
  needsBuild: boolean
}

/** What a plan leaves, of the findings that block or warn. */
export interface PlanRest {
  fingerprint: string
  /** Why no edit settles it, as a whole sentence; null where the finding's own fix says all. */
  reason: string | null
}

/** The edits that a package needs, merged by file, each tried before it is shown. */
export interface Plan {
  edits: PlanEdit[]
  /** Fingerprints of the findings that are gone once the edits are made and what needs it is built again. */
  settles: string[]
  rest: PlanRest[]
  /** Packers by whose lists the edits were tried: `npm 10 and 11`. */
  tried: string[]
  /** Files in the tarball after the edits; null where nothing is left out. */
  fileCount: number | null
  /** The script that builds anew, where an edit needs it and package.json has one: `build`. */
  buildScript: string | null
}
