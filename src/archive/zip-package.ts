import { createHash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { ARCHIVE_FORMS, convertPathInPackage } from '../knowledge/archive-forms.ts'
import { ExpansionBudget, ExpansionPool } from '../layers/archives/expansion-budget.ts'
import { readZipDirectory } from '../layers/archives/zip-layout.ts'
import { unpackZipParts, type ZipPart } from '../layers/archives/zip-members.ts'
import { decodeText } from '../layers/encodings/decode-text.ts'
import { findContainerReader } from '../layers/read-containers.ts'
import { FAILURE_WORDS } from '../layers/reading.ts'
import type { NeighbourKind } from '../model/archive.ts'
import type { Entry, EntryType, TarballFacts } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'
import { AnomalyLog } from '../tarball/anomaly-log.ts'
import { findPathFaults } from '../tarball/entry-path.ts'
import { FileBytes } from '../tarball/file-bytes.ts'
import { LOOSE } from '../tarball/read-tarball.ts'
import { isZero } from '../tarball/tar-blocks.ts'
import { makeUnseen } from '../tarball/unseen-log.ts'

type Visit = (entry: Entry) => void | Promise<void>

export interface ZipForm {
  readonly kind: NeighbourKind
  /** Path inside the package of the file without which it is none. */
  readonly manifest: string | RegExp
}

/** Type bits of a mode (POSIX `sys/stat.h`). */
const TYPE_BITS = 0o170000
const TYPES = new Map<number, EntryType>([
  [0, 'file'],
  [0o100000, 'file'],
  [0o040000, 'directory'],
  [0o120000, 'symbolic-link'],
  [0o020000, 'character-device'],
  [0o060000, 'block-device'],
  [0o010000, 'fifo'],
])

/**
 * Reads a package that is a zip. What readers of zips see differently (names, sizes and members that only one of the
 * directory and the local headers has, one name twice, links) is an anomaly; what cannot be unpacked is unseen.
 * @throws CannotLook when the file cannot be opened or read.
 */
export async function readZipPackage(
  file: string,
  limits: Limits,
  visit: Visit,
  form: ZipForm,
): Promise<TarballFacts> {
  const bytes = await FileBytes.open(file)
  try {
    const reader = new ZipPackage(limits, visit, form)
    if (bytes.size > limits.entryBytes) reader.noteTooLarge(bytes.size)
    else await reader.read(await readWhole(bytes))
    return { ...(await bytes.digests()), ...reader.collectFacts() }
  } finally {
    await bytes.close()
  }
}

async function readWhole(bytes: FileBytes): Promise<Buffer> {
  const pieces: Buffer[] = []
  for (let piece = await bytes.read(); piece !== null; piece = await bytes.read()) pieces.push(piece)
  return Buffer.concat(pieces)
}

class ZipPackage {
  readonly #limits: Limits
  readonly #visit: Visit
  readonly #form: ZipForm
  readonly #log = new AnomalyLog()
  /** Digests of the files of each path. */
  readonly #digests = new Map<string, string>()
  readonly #differing = new Set<string>()
  #entries = 0
  #fileCount = 0
  #unpackedSize = 0
  #hasManifest = false

  constructor(limits: Limits, visit: Visit, form: ZipForm) {
    this.#limits = limits
    this.#visit = visit
    this.#form = form
  }

  async read(content: Buffer): Promise<void> {
    if (readZipDirectory(content) === null) {
      const detail =
        content.length === 0
          ? 'the file has no bytes at all'
          : 'the file is no zip archive, or it breaks off before its directory, which stands at the end'
      this.#log.add('corrupt', 'not-zip', null, detail)
      return
    }
    const budget = new ExpansionBudget(content.length, this.#limits, new ExpansionPool())
    for (const part of unpackZipParts(content, budget)) {
      if (this.#entries >= this.#limits.entries) {
        const detail = `the archive has more than ${this.#limits.entries} entries (limit \`entries\`), and what comes after was not looked at`
        this.#log.unseen.add({ path: null, layer: null, reason: 'limit', detail, bytes: null, digest: null })
        return
      }
      this.#entries += 1
      if (part.kind === 'member') await this.#readMember(part)
      else await this.#readLoose(part)
    }
    this.#noteMissing()
  }

  noteTooLarge(size: number): void {
    const detail = `the archive has ${size} bytes, more than ${this.#limits.entryBytes} (limit \`entry-bytes\`)`
    this.#log.unseen.add({ path: null, layer: null, reason: 'limit', detail, bytes: size, digest: null })
  }

  collectFacts(): Pick<TarballFacts, 'unpackedSize' | 'fileCount' | 'anomalies' | 'unseen'> {
    return {
      unpackedSize: this.#unpackedSize,
      fileCount: this.#fileCount,
      anomalies: this.#log.all(),
      unseen: this.#log.unseen.all(),
    }
  }

  async #readMember(part: ZipPart): Promise<void> {
    const { kind, manifest } = this.#form
    const rawPath = part.name.slice(0, this.#limits.pathLength)
    const path = convertPathInPackage(rawPath, kind)
    const mode = part.said?.mode ?? 0
    const type = rawPath.endsWith('/') ? 'directory' : (TYPES.get(mode & TYPE_BITS) ?? 'unknown')
    const content = part.content ?? Buffer.alloc(0)
    const size = part.content?.length ?? part.said?.unpacked ?? part.packed.length
    if (part.failure !== null) {
      const [reason, detail] = FAILURE_WORDS[part.failure]
      this.#log.unseen.add(makeUnseen({ path, trail: [] }, reason, detail, part.packed))
    }
    if (part.name.length > rawPath.length) {
      const detail = `its path has ${part.name.length} characters, more than ${this.#limits.pathLength} (limit \`path-length\`), and only the beginning was looked at`
      this.#log.unseen.add(makeUnseen({ path, trail: [] }, 'limit', detail, Buffer.from(part.name)))
    }
    this.#noteFaults(part, path, type)
    if (type === 'file') {
      this.#fileCount += 1
      this.#unpackedSize += size
      this.#noteTwin(path, content)
      if (typeof manifest === 'string' ? path === manifest : manifest.test(path)) this.#hasManifest = true
    }
    const linkTarget = type === 'symbolic-link' ? content.toString('utf8') : null
    const index = this.#entries - 1
    await this.#visit({ index, path, rawPath, type, mode: mode & 0o7777, size, linkTarget, content })
  }

  /** Bytes between members, before or behind the archive, and what its comments say: read as they are. */
  async #readLoose({ kind, name, content, packed }: ZipPart): Promise<void> {
    const bytes = content ?? packed
    if (isZero(bytes)) return
    const path = `(${kind === 'front' ? 'before the archive' : kind === 'gap' ? `between the files, ${name}` : name})`
    const size = bytes.length
    await this.#visit({
      index: LOOSE,
      path,
      rawPath: '',
      type: 'unknown',
      mode: 0,
      size,
      linkTarget: null,
      content: bytes,
    })
    if (kind === 'words') return
    const detail =
      kind === 'front'
        ? 'there are bytes before the archive begins, which no installer looks at'
        : 'there are bytes in the archive that belong to none of its files'
    this.#log.add('unsafe', 'not-listed', null, detail)
    if (decodeText(bytes).kind === 'text' || findContainerReader(bytes) !== null) return
    const why = 'it lies in the archive and belongs to nothing in it'
    this.#log.unseen.add(makeUnseen({ path: null, trail: [] }, 'left-over', why, bytes))
  }

  #noteFaults({ said, content, name, failure }: ZipPart, path: string, type: EntryType): void {
    const addUnsafe = (code: string, detail: string): void => this.#log.add('unsafe', code, path, detail)
    for (const { code, detail } of findPathFaults(name)) addUnsafe(code, detail)
    if (type === 'symbolic-link')
      addUnsafe('symbolic-link', 'it is a symbolic link, which some tools follow and others write as a text')
    else if (type !== 'file' && type !== 'directory')
      addUnsafe('unknown-type', 'it is marked as something that is neither a file nor a folder')
    if (said === undefined) return
    if (!said.isListed)
      addUnsafe('not-listed', 'it lies in the archive, but the archive’s directory does not list it')
    if (said.otherName !== null)
      addUnsafe('ambiguous-path', 'the archive’s directory and the file’s own header give it different names')
    if (content === null || failure !== null) return
    if (said.unpacked !== null && said.unpacked !== content.length)
      addUnsafe('stated-size', `it states ${said.unpacked} bytes and holds ${content.length}`)
    else if (said.checksum !== null && said.checksum !== crc32(content))
      addUnsafe('stated-checksum', 'its checksum in the archive is not that of its bytes')
  }

  #noteTwin(path: string, content: Buffer): void {
    const digest = createHash('sha256').update(content).digest('hex')
    const earlier = this.#digests.get(path)
    this.#digests.set(path, digest)
    if (earlier === undefined || earlier === digest || this.#differing.has(path)) return
    this.#differing.add(path)
    const detail =
      'several files with different content have this path, and which one is installed depends on the tool'
    this.#log.add('unsafe', 'duplicate-path', path, detail)
  }

  #noteMissing(): void {
    const { title, manifest } = ARCHIVE_FORMS[this.#form.kind]
    if (this.#fileCount === 0) this.#log.add('empty', 'no-files', null, 'the archive has no files in it')
    else if (!this.#hasManifest)
      this.#log.add('empty', 'no-manifest', null, `the archive has no ${manifest}, so it is not ${title}`)
  }
}
