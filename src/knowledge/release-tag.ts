import type { NeighbourKind } from '../model/archive.ts'
import { normalisePythonName, normalisePythonVersion } from './python-version.ts'

/** A version at the end of a tag (https://semver.org), build metadata apart. */
const VERSION_IN_TAG = /v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)(?:\+[0-9A-Za-z.-]+)?$/
/** The same for Python's index (PEP 440), whose versions may have two numbers and no dash. */
const PYTHON_VERSION_IN_TAG = /v?(\d+(?:\.\d+)+(?:[-._]?[A-Za-z]+[-._]?\d*){0,3})(?:\+[0-9A-Za-z.-]+)?$/
/** What stands before a version without naming a package. */
const BARE = new Set(['', 'v', 'release', 'releases'])

/** What a git tag says of a package. */
export interface TagReading {
  readonly version: string
  /** Whether it names the package, and not only a version. */
  readonly isNamed: boolean
}

/** The version that a tag names for a package; null if it names none, or is another package's. */
export function readTag(tag: string, name: string | null): TagReading | null {
  const match = VERSION_IN_TAG.exec(tag)
  const version = match?.[1]
  if (match === null || version === undefined) return null
  const prefix = tag.slice(0, match.index).replace(/[@/_-]$/, '')
  const unscoped = name?.slice(name.lastIndexOf('/') + 1)
  if (prefix !== '' && (prefix === name || prefix === unscoped)) return { version, isNamed: true }
  return BARE.has(prefix) ? { version, isNamed: false } : null
}

/** The same for a package of Python's index, whose names and versions have several spellings. */
function readPythonTag(tag: string, name: string | null): TagReading | null {
  const match = PYTHON_VERSION_IN_TAG.exec(tag)
  const version = match?.[1]
  if (match === null || version === undefined) return null
  const prefix = tag.slice(0, match.index).replace(/[@/_-]$/, '')
  const isNamed = prefix !== '' && name !== null && normalisePythonName(prefix) === normalisePythonName(name)
  return isNamed || BARE.has(prefix) ? { version, isNamed } : null
}

/** What a package is, as far as tags are concerned. */
export interface TaggedPackage {
  /** Absent for an npm package. */
  readonly kind?: NeighbourKind | undefined
  readonly name: string | null
  readonly version: string | null
}

/** What a tag says of a package of any kind, and whether its version is that one; null if the tag is not about it. */
export function readTagOf(
  tag: string,
  { kind, name, version }: TaggedPackage,
): (TagReading & { readonly fits: boolean }) | null {
  const isPython = kind === 'wheel' || kind === 'sdist'
  const reading = isPython ? readPythonTag(tag, name) : readTag(tag, name)
  if (reading === null) return null
  const normalise = (text: string) => (isPython ? normalisePythonVersion(text) : text.replace(/\+.*$/, ''))
  return { ...reading, fits: version !== null && normalise(reading.version) === normalise(version) }
}

/** Whether a version of a tag is a day: such tags are those of a repository, not of a package. */
export function isCalendarVersion(version: string): boolean {
  return /^(?:19|20)\d\d\.(?:0?[1-9]|1[0-2])\./.test(version)
}

/** Whether a version is what tools that set it when they publish (semantic-release and its kin) leave in package.json. */
export function isPlaceholderVersion(version: string): boolean {
  return /^0\.0\.0(?:-|$)/.test(version)
}
