import { rename } from 'node:fs/promises'
import path from 'node:path'
import { readMessage } from '../../model/cannot-look.ts'
import { explainFileTrouble, explainSignaturesTrouble } from './attachment-trouble.ts'
import { BodyScanner, JsonTrouble } from './body-scanner.ts'
import type { KeptBytes } from './kept-bytes.ts'
import { BodyTrouble } from './request-body.ts'
import {
  Base64Decoder,
  type StoredBody,
  type StoredTarball,
  TarballWriter,
  wrapBody,
} from './tarball-file.ts'

/** One tarball on its way to a registry, and what the request says of it. All text in it is hostile. */
export interface Upload {
  readonly name: string
  readonly version: string
  /** The version's manifest in the request: what the registry will show and npm will install by. */
  readonly manifest: Readonly<Record<string, unknown>>
  /** What else the request says of the package, beside versions and tarball; a registry shows it. */
  readonly document: Readonly<Record<string, unknown>>
  readonly tarball: StoredTarball
}

/** `plain`: no tarball in it (`npm deprecate`). `makeRefusal`: a clause that says why it is none that can be judged. */
export type ReadBody =
  | { readonly kind: 'plain'; readonly body: Buffer }
  | { readonly kind: 'upload'; readonly upload: Upload; readonly body: StoredBody }
  | { readonly kind: 'refused'; readonly why: string }

type Members = Readonly<Record<string, unknown>>

/** Bytes of a body beside its tarball: a manifest and a readme, or all that is published of a package. */
const MOST_TEXT = 256 * 1024 ** 2

/**
 * Reads the body of a request that may publish (libnpmpublish, `publish.js`): JSON with the tarball in base64 under
 * `_attachments`, which is written to a file as it comes in. What could be read in two ways is refused: the registry
 * might read it in the other. The body is read to its end whatever is wrong with it, for tools that do not listen
 * before they have sent everything.
 * @param folder of ours, for the tarball
 * @param kept where it stays in memory too
 * @throws BodyTrouble of the body itself, and when there is too much text in it
 * @throws Error when the tarball cannot be written
 */
export async function readPublishBody(
  pieces: AsyncIterable<Buffer>,
  name: string,
  folder: string,
  kept: KeptBytes | null = null,
): Promise<ReadBody> {
  const received = new ReceivedBody(path.join(folder, 'upload.tgz'), kept)
  try {
    for await (const piece of pieces) await received.add(piece)
  } finally {
    await received.close()
  }
  const read = received.trouble === null ? uploadIn(received, name) : makeRefusal(received.trouble)
  return read.kind === 'upload' ? renameUpload(read, path.join(folder, formatFilename(read.upload))) : read
}

type UploadBody = Extract<ReadBody, { kind: 'upload' }>

/** The upload with its tarball under the name that reports tell. */
async function renameUpload({ upload, around }: UploadInBody, file: string): Promise<UploadBody> {
  await rename(upload.tarball.file, file)
  const tarball = { ...upload.tarball, file }
  return { kind: 'upload', upload: { ...upload, tarball }, body: wrapBody(around[0], tarball, around[1]) }
}

/** `npm pack`'s name for it; no part of it can leave a folder. */
function formatFilename({ name, version }: Upload): string {
  const flat = `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}`.replace(/[^\w.+-]/g, '_')
  return `${flat.replace(/^\.+/, '_').slice(0, 200)}.tgz`
}

interface UploadInBody {
  readonly kind: 'upload'
  readonly upload: Upload
  /** The text before and after the tarball. */
  readonly around: readonly [Buffer, Buffer]
}

/** A body as far as it came in: the text before and after the first tarball, and that tarball. */
class ReceivedBody {
  readonly #file: string
  readonly #kept: KeptBytes | null
  readonly #scanner = new BodyScanner()
  readonly #before: Buffer[] = []
  readonly #after: Buffer[] = []
  #textSize = 0
  #writer: TarballWriter | null = null
  #decoder: Base64Decoder | null = null
  tarball: StoredTarball | null = null
  /** Why it cannot be read, as a clause. */
  trouble: string | null = null

  constructor(file: string, kept: KeptBytes | null) {
    this.#file = file
    this.#kept = kept
  }

  /** Files whose data was in it. */
  get files(): readonly string[] {
    return this.#scanner.files
  }

  /** Whether the data of the tarball was base64 of which there is only one reading. */
  get isPlainBase64(): boolean {
    return this.#decoder?.isPlain === true
  }

  get before(): Buffer {
    return Buffer.concat(this.#before)
  }

  get after(): Buffer {
    return Buffer.concat(this.#after)
  }

  async add(piece: Buffer): Promise<void> {
    if (this.trouble !== null) return
    try {
      for (const part of this.#scanner.scan(piece))
        if (part.kind === 'text') this.#addText(part.bytes)
        else await this.#addData(part.bytes)
    } catch (error) {
      if (!(error instanceof JsonTrouble)) throw error
      this.trouble = error.message
    }
  }

  async close(): Promise<void> {
    await this.#decoder?.finish()
    this.tarball = (await this.#writer?.close()) ?? null
    if (this.trouble !== null) return
    try {
      this.#scanner.finish()
    } catch (error) {
      this.trouble = readMessage(error)
    }
  }

  #addText(bytes: Buffer): void {
    this.#textSize += bytes.length
    if (this.#textSize > MOST_TEXT)
      throw new BodyTrouble(
        'Seaworthy cannot judge a publish with more than 256 MB beside its tarball. Nothing of it was published.',
      )
    const text = this.#decoder === null ? this.#before : this.#after
    text.push(bytes)
  }

  async #addData(bytes: Buffer): Promise<void> {
    // A second tarball is refused whatever is in it.
    if (this.files.length > 1) return
    if (this.#decoder === null) {
      const writer = await TarballWriter.open(this.#file, this.#kept)
      this.#writer = writer
      this.#decoder = new Base64Decoder((decoded) => writer.write(decoded))
    }
    await this.#decoder.add(bytes)
  }
}

function uploadIn(received: ReceivedBody, name: string): Exclude<ReadBody, UploadBody> | UploadInBody {
  const { files, before, after, tarball } = received
  const document = parseDocument(Buffer.concat([before, after]))
  if (typeof document === 'string') return makeRefusal(document)
  const stated = document._attachments ?? {}
  if (tarball === null) {
    if (!isPlain(stated)) return makeRefusal('its attachments are in no form that is known')
    // What a readme shows of one does not begin with it.
    if (before.includes('"H4sI')) return makeRefusal('it holds a tarball outside of its attachments')
    return { kind: 'plain', body: before }
  }
  const attachments = Object.entries(readMembers(stated))
  const signatures = attachments.filter(([file]) => file.endsWith('.sigstore')).map(([, one]) => one)
  const [file = '', second] = files
  if (second !== undefined || attachments.length !== 1 + signatures.length)
    return makeRefusal('it carries more than one tarball, and no publishing tool does')
  if (document.name !== name)
    return makeRefusal(`its address names ${name} and its content ${JSON.stringify(document.name)}`)
  const versions = Object.entries(readMembers(document.versions))
  const [version, another] = versions
  if (version === undefined || another !== undefined)
    return makeRefusal(`it describes ${versions.length} versions where there is one tarball`)
  const [number, described] = version
  const manifest = readMembers(described)
  if (manifest.name !== name || manifest.version !== number)
    return makeRefusal('its manifest names another package or version than its content')
  const why =
    explainFileTrouble(file, name) ?? explainSignaturesTrouble(signatures, tarball.digests.integrity)
  if (why !== null) return makeRefusal(why)
  if (!received.isPlainBase64) return makeRefusal('its tarball is not plain base64')
  const { versions: _, _attachments: __, ...rest } = document
  return {
    kind: 'upload',
    upload: { name, version: number, manifest, document: rest, tarball },
    around: [before, after],
  }
}

function parseDocument(text: Buffer): Members | string {
  try {
    const decoded = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(text)
    const document: unknown = JSON.parse(decoded)
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      return 'it is not a JSON object'
    return document as Members
  } catch (error) {
    return `it is not JSON that can be read: ${readMessage(error)}`
  }
}

/** The attachments of a document that only changes what is published: names without data. */
function isPlain(stated: unknown): boolean {
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) return false
  return Object.values(stated).every((one) => !('data' in readMembers(one)))
}

/** The members of an object; none for anything else. */
export function readMembers(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}

const makeRefusal = (why: string) => ({ kind: 'refused', why }) as const
