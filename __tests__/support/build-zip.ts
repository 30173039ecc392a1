import { makeExampleZip } from '../../src/rules/example-archives.ts'

/** A member of a zip, honest or not. */
export interface ZipFile {
  readonly name: string
  readonly content: Buffer
  readonly stored?: boolean
  readonly encrypted?: boolean
  /** Bytes that the headers claim it unpacks to. */
  readonly claims?: number
}

/** A zip archive of these files, after bytes that are none of it. */
export function buildZip(files: readonly ZipFile[], before = Buffer.alloc(0)): Buffer {
  const members = files.map(({ name, content, stored = false, encrypted = false, claims }) => ({
    name,
    content,
    isDeflated: !stored,
    isEncrypted: encrypted,
    ...(claims === undefined ? {} : { stated: claims }),
  }))
  return Buffer.concat([before, makeExampleZip(members)])
}
