import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { messageOf } from '../../model/cannot-look.ts'
import { type ByteRange, findAttachmentData, JsonTrouble } from './attachment-data.ts'

/** One tarball on its way to a registry, and what the request says of it. All text in it is hostile. */
export interface Upload {
  readonly name: string
  readonly version: string
  /** The version's manifest in the request: what the registry will show and npm will install by. */
  readonly manifest: Readonly<Record<string, unknown>>
  /** As npm names tarballs. */
  readonly filename: string
  /** Where the tarball lies in the body, in base64. */
  readonly data: ByteRange
}

/** `plain`: no tarball in it (`npm deprecate`). `refused`: a clause that says why it is none that can be judged. */
export type ReadBody =
  | { readonly kind: 'plain' }
  | { readonly kind: 'upload'; readonly upload: Upload }
  | { readonly kind: 'refused'; readonly why: string }

type Members = Readonly<Record<string, unknown>>

/**
 * Reads the body of a request that may publish (libnpmpublish, `publish.js`): JSON with the tarball in base64 under
 * `_attachments`. What could be read in two ways is refused: the registry might read it in the other.
 */
export function readPublishBody(body: Buffer, name: string): ReadBody {
  const found = attachments(body)
  if (typeof found === 'string') return refused(found)
  const { document, data } = found
  const tarballs = [...data].filter(([file]) => !file.endsWith('.sigstore'))
  const stated = document._attachments ?? {}
  const [first, ...others] = tarballs
  if (first === undefined) {
    if (data.size > 0) return refused('it carries a signature without a tarball')
    return isPlain(stated) ? { kind: 'plain' } : refused('its attachments are in no form that is known')
  }
  if (others.length > 0 || Object.keys(members(stated)).length !== data.size)
    return refused('it carries more than one tarball, and no publishing tool does')
  if (document.name !== name)
    return refused(`its address names ${name} and its content ${JSON.stringify(document.name)}`)
  const versions = Object.entries(members(document.versions))
  const [version, second] = versions
  if (version === undefined || second !== undefined)
    return refused(`it describes ${versions.length} versions where there is one tarball`)
  const [number, described] = version
  const manifest = members(described)
  if (manifest.name !== name || manifest.version !== number)
    return refused('its manifest names another package or version than its content')
  const [, range] = first
  return {
    kind: 'upload',
    upload: { name, version: number, manifest, filename: filename(name, number), data: range },
  }
}

function attachments(
  body: Buffer,
): { readonly document: Members; readonly data: ReadonlyMap<string, ByteRange> } | string {
  try {
    const { rest, data } = findAttachmentData(body)
    const document: unknown = JSON.parse(rest)
    if (typeof document !== 'object' || document === null || Array.isArray(document))
      return 'it is no JSON object'
    return { document: document as Members, data }
  } catch (error) {
    if (error instanceof JsonTrouble) return error.message
    return `it is not JSON that can be read: ${messageOf(error)}`
  }
}

/** The attachments of a document that only changes what is published: names without data. */
function isPlain(stated: unknown): boolean {
  if (typeof stated !== 'object' || stated === null || Array.isArray(stated)) return false
  return Object.values(stated).every((one) => !('data' in members(one)))
}

function members(value: unknown): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {}
}

const refused = (why: string): ReadBody => ({ kind: 'refused', why })

/** `npm pack`'s name for it; no part of it can leave a folder. */
function filename(name: string, version: string): string {
  const flat = `${name.replace(/^@/, '').replaceAll('/', '-')}-${version}`.replace(/[^\w.+-]/g, '_')
  return `${flat.replace(/^\.+/, '_').slice(0, 200)}.tgz`
}

/** Digests of the very bytes that a registry would store. */
export interface TarballDigests {
  readonly integrity: string
  readonly shasum: string
  readonly size: number
}

/** Bytes of base64 that are decoded at a time; a multiple of four. */
const PIECE = 4 * 1024 * 1024

/**
 * Decodes the tarball of a body into a file.
 * @returns Its digests, or null when it is no plain base64: another decoder might make other bytes of it.
 * @throws Error when the file cannot be written.
 */
export async function writeTarball(
  body: Buffer,
  { start, end }: ByteRange,
  file: string,
): Promise<TarballDigests | null> {
  if ((end - start) % 4 !== 0) return null
  const sha512 = createHash('sha512')
  const sha1 = createHash('sha1')
  let size = 0
  const handle = await open(file, 'wx', 0o600)
  try {
    for (let at = start; at < end; at += PIECE) {
      const last = at + PIECE >= end
      const text = body.subarray(at, Math.min(end, at + PIECE)).toString('latin1')
      if (!(last ? /^[A-Za-z0-9+/]*={0,2}$/ : /^[A-Za-z0-9+/]*$/).test(text)) return null
      const bytes = Buffer.from(text, 'base64')
      sha512.update(bytes)
      sha1.update(bytes)
      size += bytes.length
      await handle.write(bytes)
    }
  } finally {
    await handle.close()
  }
  return { integrity: `sha512-${sha512.digest('base64')}`, shasum: sha1.digest('hex'), size }
}

/** Why the digests in the request's manifest are not those of its tarball, as a clause; null if they are. */
export function digestTrouble({ manifest }: Upload, { integrity, shasum }: TarballDigests): string | null {
  const dist = members(manifest.dist)
  const stated = typeof dist.integrity === 'string' ? dist.integrity.split(/\s+/).filter(Boolean) : []
  const sha512 = stated.filter((one) => one.startsWith('sha512-'))
  if (sha512.some((one) => one.replace(/\?.*$/, '') !== integrity))
    return `it says that its tarball is ${sha512[0] ?? ''}, and it is ${integrity}`
  if (typeof dist.shasum === 'string' && dist.shasum !== shasum)
    return `it says that its tarball has the checksum ${dist.shasum}, and it has ${shasum}`
  if (sha512.length === 0 && typeof dist.shasum !== 'string') return 'it does not say what its tarball is'
  return null
}
