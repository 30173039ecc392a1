import { extension } from '../../../knowledge/path-words.ts'

/** An archive format by its signature. */
export interface ArchiveFormat {
  readonly name: string
  /** Whether Seaworthy opens it and scans what is in it. */
  readonly opened: boolean
}

const FORMATS: readonly (readonly [name: string, hex: string, opened: boolean])[] = [
  ['zip', '504b0304', true],
  ['gzip', '1f8b08', true],
  ['7-Zip', '377abcaf271c', false],
  ['RAR', '526172211a07', false],
  ['xz', 'fd377a585a00', false],
  ['bzip2', '425a6839', false],
  ['lzip', '4c5a4950', false],
  ['Debian package', '213c617263683e0a64656269616e', false],
  ['RPM package', 'edabeedb', false],
  ['Windows cabinet', '4d53434600000000', false],
]

const FIRST_BYTES = new Set(FORMATS.map(([, hex]) => Number.parseInt(hex.slice(0, 2), 16)))

/** The archive format of a file, or null. Single compressed files (`app.js.gz`) count as `gzip`. */
export function recogniseArchiveFormat(content: Buffer): ArchiveFormat | null {
  const head = FIRST_BYTES.has(content[0] ?? -1) ? content.toString('hex', 0, 16) : ''
  const found = head === '' ? undefined : FORMATS.find(([, hex]) => head.startsWith(hex))
  if (found !== undefined) return { name: found[0], opened: found[2] }
  if (content[257] === 0x75 && content.length > 512 && content.toString('latin1', 257, 262) === 'ustar')
    return { name: 'tar', opened: true }
  if (
    content[32_769] === 0x43 &&
    content.length > 32_774 &&
    content.toString('latin1', 32_769, 32_774) === 'CD001'
  )
    return { name: 'ISO image', opened: false }
  return null
}

/** Compressed copies of single files, as web servers send them. */
const COPY = /\.(?:js|mjs|css|html|json|map|svg|wasm|txt|xml|ico|ttf|otf|eot|data|bin|dat|node)\.gz$/i

/** Formats that are zip inside and are what the package is for. */
const DOCUMENTS = new Set([
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'epub',
  'xap',
  'npz',
  'usdz',
  '3mf',
  'kmz',
  'sketch',
  'dotx',
  'xltx',
])

/** The format of a file that is there as an archive: no document, and no copy that web servers send; null for others. */
export function recogniseShippedArchive(path: string, content: Buffer): ArchiveFormat | null {
  const format = recogniseArchiveFormat(content)
  if (format === null || DOCUMENTS.has(extension(path))) return null
  return format.name === 'gzip' && COPY.test(path) ? null : format
}
