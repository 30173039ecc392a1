import { open } from 'node:fs/promises'
import { isZip, readZipDirectory } from '../layers/archives/zip-layout.ts'
import type { ArchiveKind } from '../model/archive.ts'
import { DEFAULT_LIMITS } from '../model/limits.ts'
import { readTarball } from '../tarball/read-tarball.ts'

/** Bytes at the end of a file in which a zip's directory is looked for; a larger one is asked for by its extension. */
const TAIL_BYTES = 64 * 1024 * 1024
const WHEEL_MANIFEST = /^[^/]+\.dist-info\/METADATA$/

/**
 * What kind of package a file is. A zip tells by what lies in it; gzip'd tars of npm, Cargo and Python are laid out
 * alike, so that the name under which each registry takes them decides, and what lies in it must then agree.
 * A file that cannot be opened counts as npm's: whoever reads it says why.
 */
export async function recogniseArchive(file: string): Promise<ArchiveKind> {
  const name = file.toLowerCase()
  if (name.endsWith('.crate')) return 'crate'
  const tail = await readZipTail(file, /\.(?:vsix|whl|zip)$/.test(name))
  if (tail !== null) return recogniseZip(tail, name)
  if (name.endsWith('.vsix')) return 'vscode'
  if (name.endsWith('.whl')) return 'wheel'
  return name.endsWith('.tar.gz') && (await isSourceDistribution(file)) ? 'sdist' : 'npm'
}

function recogniseZip(tail: Buffer, name: string): ArchiveKind {
  const names = new Set((readZipDirectory(tail)?.records ?? []).map((record) => record.name))
  const isWheel = [...names].some((one) => WHEEL_MANIFEST.test(one))
  if (names.has('extension/package.json') && !(isWheel && name.endsWith('.whl'))) return 'vscode'
  if (isWheel || name.endsWith('.whl')) return 'wheel'
  return name.endsWith('.vsix') ? 'vscode' : 'npm'
}

/** The end of a file if it is a zip; null for anything else, and for what cannot be opened. */
async function readZipTail(file: string, isNamedZip: boolean): Promise<Buffer | null> {
  const handle = await open(file, 'r').catch(() => null)
  if (handle === null) return null
  try {
    const status = await handle.stat()
    if (!status.isFile()) return null
    const head = Buffer.alloc(4)
    await handle.read(head, 0, 4, 0)
    if (!isNamedZip && head.toString('latin1', 0, 2) !== 'PK') return null
    const bytes = Math.min(status.size, TAIL_BYTES)
    const tail = Buffer.alloc(bytes)
    await handle.read(tail, 0, bytes, status.size - bytes)
    return (isNamedZip ? readZipDirectory(tail) !== null : isZip(tail)) ? tail : null
  } catch {
    return null
  } finally {
    await handle.close()
  }
}

/** Python's metadata in the top folder (https://packaging.python.org/en/latest/specifications/source-distribution-format/). */
async function isSourceDistribution(file: string): Promise<boolean> {
  try {
    await readTarball(file, DEFAULT_LIMITS, ({ path, type, content }) => {
      if (path === 'PKG-INFO' && type === 'file' && content.toString('latin1', 0, 17) === 'Metadata-Version:')
        throw new Found()
    })
    return false
  } catch (error) {
    return error instanceof Found
  }
}

class Found extends Error {}
