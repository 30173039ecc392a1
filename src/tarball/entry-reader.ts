import { createHash, type Hash } from 'node:crypto'
import type { Entry } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'
import type { AnomalyLog } from './anomaly-log.ts'
import { EntryBody } from './entry-body.ts'
import { findPathFaults, splitPackagePath } from './entry-path.ts'
import { decideEntryType, explainTypeFault } from './entry-type.ts'
import { readHeaderWords, readPaxWords } from './header-words.ts'
import { PlainFile, type TarMember } from './plain-header.ts'
import type { TarEntry, TarEvents } from './tar-events.ts'
import { makeUnseen } from './unseen-log.ts'

const NOTHING = Buffer.alloc(0)
const SETUID = 0o4000
const SETGID = 0o2000
const SIZE_FIELD = { start: 124, end: 136 }

/** The entry whose bytes are coming. */
interface Current {
  readonly entry: Omit<Entry, 'content'>
  readonly root: string | null
  readonly body: EntryBody
  /** Of the bytes that are passed over. */
  readonly unseen: Hash | null
  readonly words: Buffer[]
}

/** Makes entries of what the tar stream tells, one after the other, and notes what is wrong with each. */
export class EntryReader implements TarEvents {
  readonly #limits: Limits
  readonly #log: AnomalyLog
  readonly #visit: (entry: Entry, root: string | null) => void | Promise<void>
  #current: Current | null = null
  #rest: { body: EntryBody; hash: Hash; bytes: number } | null = null
  #entries = 0
  #metaHeaders = 0
  #stopped = false

  constructor(
    limits: Limits,
    log: AnomalyLog,
    visit: (entry: Entry, root: string | null) => void | Promise<void>,
  ) {
    this.#limits = limits
    this.#log = log
    this.#visit = visit
  }

  /** True once the limit on entries is reached: no more of them are wanted. */
  get stopped(): boolean {
    return this.#stopped
  }

  /** Path of the entry whose bytes are coming, or null between entries. */
  get currentPath(): string | null {
    return this.#current?.entry.path ?? null
  }

  begin(found: TarEntry): ((bytes: Buffer) => void) | null {
    const { entry: tar } = found
    const rawPath = this.#cutToPathLimit(tar.path)
    const { root, path } = splitPackagePath(rawPath)
    if (this.#entries >= this.#limits.entries) {
      this.#stop(path)
      return null
    }
    // npm does not install what comes behind the end, whatever its header says.
    const type = found.behindEnd ? 'unknown' : decideEntryType(tar.type)
    const mode = tar.mode ?? 0
    const size = tar.size
    const linkTarget = type === 'symbolic-link' || type === 'hard-link' ? (tar.linkpath ?? null) : null
    const entry = { index: this.#entries, path, rawPath, type, mode, size, linkTarget }
    this.#entries += 1
    this.#noteFaults(found, entry)
    const body = new EntryBody(size)
    const unseen = size > this.#limits.entryBytes ? createHash('sha256') : null
    this.#current = { entry, root, body, unseen, words: tar instanceof PlainFile ? [] : collectWords(found) }
    return unseen === null ? (bytes) => body.append(bytes) : (bytes) => void unseen.update(bytes)
  }

  end(): void | Promise<void> {
    const done = this.#current
    this.#current = null
    if (done === null || this.#stopped) return
    if (done.unseen !== null) this.#noteTooLarge(done.entry, done.unseen)
    const words = done.words.length === 0 ? {} : { words: Buffer.concat(done.words) }
    return this.#visit({ ...done.entry, content: done.body.readContent(), ...words }, done.root)
  }

  meta(): void {
    this.#metaHeaders += 1
    // Two to an entry is what long names with long link targets need.
    if (this.#metaHeaders > 2 * this.#limits.entries) this.#stop(null)
  }

  padding(bytes: Buffer): void {
    this.#current?.words.push(Buffer.from(bytes))
  }

  behindEnd(bytes: Buffer): void {
    this.#rest ??= { body: new EntryBody(0), hash: createHash('sha256'), bytes: 0 }
    this.#rest.hash.update(bytes)
    this.#rest.bytes += bytes.length
    if (this.#rest.bytes <= this.#limits.entryBytes) this.#rest.body.append(bytes)
  }

  /** What is behind the end of the archive and is none: null where there is nothing. */
  takeRest(): { readonly content: Buffer; readonly bytes: number; readonly digest: string } | null {
    if (this.#rest === null) return null
    const { body, bytes, hash } = this.#rest
    return { content: body.readContent(), bytes, digest: `sha256:${hash.digest('hex')}` }
  }

  #stop(path: string | null): void {
    if (!this.#stopped)
      this.#log.unseen.add({
        path,
        layer: null,
        reason: 'limit',
        detail: `the archive has more than ${this.#limits.entries} entries (limit \`entries\`), and what comes after was not looked at`,
        bytes: null,
        digest: null,
      })
    this.#stopped = true
  }

  #cutToPathLimit(rawPath: string): string {
    const { pathLength } = this.#limits
    if (rawPath.length <= pathLength) return rawPath
    const cut = rawPath.slice(0, pathLength)
    const detail = `its path has ${rawPath.length} characters, more than ${pathLength} (limit \`path-length\`), and only the beginning was looked at`
    const place = { path: splitPackagePath(cut).path, trail: [] }
    this.#log.unseen.add(makeUnseen(place, 'limit', detail, Buffer.from(rawPath)))
    return cut
  }

  #noteTooLarge({ path, size }: Omit<Entry, 'content'>, hash: Hash): void {
    const detail = `it has ${size} bytes, more than ${this.#limits.entryBytes} (limit \`entry-bytes\`)`
    const digest = `sha256:${hash.digest('hex')}`
    this.#log.unseen.add({ path, layer: null, reason: 'limit', detail, bytes: size, digest })
  }

  #noteFaults(
    { entry: tar, header, pax, behindEnd }: TarEntry,
    { path, rawPath, type, mode }: Omit<Entry, 'content'>,
  ): void {
    const addUnsafe = (code: string, detail: string): void => this.#log.add('unsafe', code, path, detail)
    for (const { code, detail } of findPathFaults(rawPath)) addUnsafe(code, detail)
    const fault = behindEnd ? null : explainTypeFault(type, tar.type)
    if (fault !== null) addUnsafe(fault.code, fault.detail)
    if (type === 'file' && (mode & SETUID) !== 0)
      addUnsafe('setuid', 'it is marked to run with the rights of its owner (setuid)')
    if (type === 'file' && (mode & SETGID) !== 0)
      addUnsafe('setgid', 'it is marked to run with the rights of its group (setgid)')
    if (type === 'file' && !(tar instanceof PlainFile) && !pax?.values.has('size') && !isReadableSize(header))
      this.#log.unseen.add(
        makeUnseen(
          { path, trail: [] },
          'damaged',
          'its size in the header is a number that tools read differently, so they see different bytes',
          header,
        ),
      )
    if (pax !== null) this.#notePaxFaults(tar, pax, path)
  }

  #notePaxFaults(tar: TarMember, pax: NonNullable<TarEntry['pax']>, path: string): void {
    if (pax.fault !== null)
      this.#log.unseen.add(
        makeUnseen(
          { path, trail: [] },
          'damaged',
          `its pax header cannot be read: ${pax.fault}`,
          pax.faulty ?? Buffer.alloc(0),
        ),
      )
    if ([...pax.values.keys()].some((key) => key.startsWith('GNU.sparse.')))
      this.#log.add(
        'unsafe',
        'sparse-file',
        path,
        'it is a sparse file, which npm installs as raw pieces under another name',
      )
    const name = pax.values.get('path')
    const target = pax.values.get('linkpath')
    if (name?.includes('\0') || target?.includes('\0'))
      this.#log.add(
        'unsafe',
        'nul-in-path',
        path,
        'its name has a NUL byte in it, at which some tools cut it off',
      )
    else if ((name !== undefined && name !== tar.path) || (target !== undefined && target !== tar.linkpath))
      this.#log.add(
        'unsafe',
        'ambiguous-path',
        path,
        'npm and other tools read different names for it from its headers',
      )
  }
}

/** What the headers of an entry say beside names, numbers and times. */
function collectWords({ header, pax }: TarEntry): Buffer[] {
  const words = [
    readHeaderWords(header),
    pax === null ? NOTHING : readPaxWords(pax.values),
    pax?.faulty ?? NOTHING,
  ]
  return words.filter(({ length }) => length > 0)
}

/** Octal digits, ended by a space or NUL (POSIX.1-1988 ustar), or GNU's base-256 for a number that is not negative. */
function isReadableSize(header: Buffer): boolean {
  const field = header.subarray(SIZE_FIELD.start, SIZE_FIELD.end)
  const first = field[0] ?? 0
  if ((first & 0x80) !== 0) return first === 0x80
  return /^ *[0-7]+(?:[ \0]|$)/.test(field.toString('latin1'))
}
