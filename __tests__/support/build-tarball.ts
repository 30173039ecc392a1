import { gzipSync } from 'node:zlib'
import { Header, type HeaderData } from 'tar'
import type { Example, ExampleEntry, ExampleFiles } from '../../src/model/example.ts'

/** Any entry, honest or not. What is left out is what `npm pack` would write. */
export interface RawEntry {
  /** With the root folder. */
  readonly path: string
  /** node-tar's name of the type; default `File`. */
  readonly type?: Exclude<HeaderData['type'], undefined>
  readonly content?: string | Uint8Array
  /** In the header, when it shall differ from the content's. */
  readonly size?: number
  readonly mode?: number
  readonly linkTarget?: string
  /** Records of a pax header before this entry. */
  readonly pax?: Readonly<Record<string, string | Uint8Array>>
  /** Changes the finished header block; its checksum is made good afterwards. */
  readonly edit?: (block: Buffer) => void
  /** Changes the header block after its checksum was written. */
  readonly spoil?: (block: Buffer) => void
}

export const BLOCK = 512
/** The end mark that npm pack writes: two blocks of zeros. */
export const END_OF_ARCHIVE = Buffer.alloc(2 * BLOCK)

/** A package.json in which no rule finds anything, and no open licence; it lists the folders that are there. */
function makeManifestFor(files: ExampleFiles): string {
  const folders = Object.keys(files).filter((path) => path.includes('/') && !path.startsWith('.'))
  const tops = new Set(folders.map((path) => path.split('/')[0] ?? ''))
  return JSON.stringify({
    name: 'example',
    version: '1.0.0',
    license: 'SEE LICENSE IN LICENSE',
    files: ['README.md', ...tops],
    publishConfig: { access: 'public' },
  })
}

/** Tests that pack gigabytes of nothing wait for what packs them. */
const QUICK = { level: 1 }

/** A gzip'd tarball of `{path: content}` in the folder `package/`, as npm pack lays it out; package.json is added. */
export function buildTarball(files: ExampleFiles): Buffer {
  const all = { 'package.json': makeManifestFor(files), ...files }
  return gzipSync(
    buildTar(Object.entries(all).map(([path, content]) => ({ path: `package/${path}`, content }))),
    QUICK,
  )
}

/** A gzip'd tarball of the very entries given, end mark included. */
export function buildRawTarball(entries: readonly RawEntry[]): Buffer {
  return gzipSync(buildTar(entries), QUICK)
}

/** The tarball that an example of a rule describes. */
export function buildExample(example: Example): Buffer {
  if (example.tarball !== undefined) return Buffer.from(example.tarball())
  if (example.archive !== undefined) return buildRawTarball(example.archive.map(makeRawEntry))
  return buildTarball(typeof example.files === 'function' ? example.files() : example.files)
}

/** The uncompressed tar. */
export function buildTar(entries: readonly RawEntry[]): Buffer {
  return Buffer.concat([...entries.map(encodeEntry), END_OF_ARCHIVE])
}

/** One entry: pax header if it needs one, header, body, padding. */
export function encodeEntry(entry: RawEntry): Buffer {
  const body = Buffer.from(entry.content ?? '')
  const block = Buffer.alloc(BLOCK)
  const header = new Header({
    path: entry.path,
    type: entry.type ?? 'File',
    mode: entry.mode ?? 0o644,
    size: entry.size ?? body.length,
    mtime: new Date('1985-10-26T08:15:00Z'),
    ...(entry.linkTarget === undefined ? {} : { linkpath: entry.linkTarget }),
  })
  const tooLong = header.encode(block)
  entry.edit?.(block)
  if (entry.edit !== undefined) writeChecksum(block)
  entry.spoil?.(block)
  const records = entry.pax ?? (tooLong ? encodeLongNames(entry) : undefined)
  const before = records === undefined ? [] : [encodePaxHeader(records)]
  return Buffer.concat([...before, block, padBlock(body)])
}

/** A pax header with the records given; `global` makes it one for all entries that follow. */
export function encodePaxHeader(
  records: Readonly<Record<string, string | Uint8Array>>,
  global = false,
): Buffer {
  const body = Buffer.concat(
    Object.entries(records).map(([key, value]) => encodePaxRecord(key, Buffer.from(value))),
  )
  return encodeMetaHeader(global ? 'GlobalExtendedHeader' : 'ExtendedHeader', body)
}

/** A header that describes the next entry, with any body. */
export function encodeMetaHeader(type: Exclude<HeaderData['type'], undefined>, body: Uint8Array): Buffer {
  return encodeEntry({ path: '././@LongLink', type, content: body })
}

/** One record, its length counted in: POSIX.1-2001, pax, "<length> <key>=<value>\n". */
function encodePaxRecord(key: string, value: Buffer): Buffer {
  const rest = Buffer.concat([Buffer.from(` ${key}=`), value, Buffer.from('\n')])
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length += 1
  return Buffer.concat([Buffer.from(String(length)), rest])
}

function encodeLongNames({ path, linkTarget }: RawEntry): Record<string, string> {
  return linkTarget === undefined ? { path } : { path, linkpath: linkTarget }
}

/** The sum of all bytes of the block with its own field counted as spaces (POSIX.1-1988 ustar). */
export function writeChecksum(block: Buffer): void {
  block.fill(' ', 148, 156)
  const sum = block.reduce((total, byte) => total + byte, 0)
  block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1')
}

function padBlock(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((BLOCK - (body.length % BLOCK)) % BLOCK)])
}

const TAR_TYPES = {
  file: 'File',
  directory: 'Directory',
  'symbolic-link': 'SymbolicLink',
  'hard-link': 'Link',
  'character-device': 'CharacterDevice',
  'block-device': 'BlockDevice',
  fifo: 'FIFO',
} as const

function makeRawEntry({ type = 'file', ...entry }: ExampleEntry): RawEntry {
  return { ...entry, type: TAR_TYPES[type] }
}
