import type { Entry } from '../../src/model/entry.ts'

/** A file of a package as the tarball's reader hands it on. */
export function makeFileEntry(path: string, data: string | Uint8Array, index = 0): Entry {
  const content = Buffer.from(data)
  const rest = { mode: 0o644, size: content.length, linkTarget: null, content }
  return { index, path, rawPath: `package/${path}`, type: 'file', ...rest }
}
