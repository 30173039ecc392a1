/** How a map lets a reader at text that was not published otherwise. */
export interface ExposedSource {
  /** As a person would call the file: `src/auth.ts`. */
  path: string
  lines: number
  bytes: number
  /** Lines of it that can be read elsewhere in the package; absent for none. */
  readable?: number | undefined
}

/** What is readable through source maps that would not be otherwise: first-party, not in the tarball, not public. */
export interface Exposure {
  /** Maps of any form in the tarball. */
  maps: number
  /** Distinct original files exposed, and their lines and UTF-8 bytes that are found nowhere else. */
  files: number
  lines: number
  bytes: number
  /** Lines of these files that can be read elsewhere in the package; absent for none. */
  readable?: number | undefined
  /** Of these files, those of which nearly all can be read elsewhere; absent for none. */
  remnants?: number | undefined
  /** Text in maps that counts as not exposed, by reason. */
  elsewhere: { dependency: number; bundler: number; inTarball: number; alreadyPublic: number }
  /** The largest folders first: what it was, at a glance. */
  folders: { path: string; files: number; lines: number }[]
  /** First paths, in the map's order. */
  sources: ExposedSource[]
}

/** What no map exposes. */
export const NO_EXPOSURE: Exposure = {
  maps: 0,
  files: 0,
  lines: 0,
  bytes: 0,
  elsewhere: { dependency: 0, bundler: 0, inTarball: 0, alreadyPublic: 0 },
  folders: [],
  sources: [],
}
