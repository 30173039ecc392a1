import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Entry, TarballFacts } from '../../src/model/entry.ts'
import { DEFAULT_LIMITS, type Limits } from '../../src/model/limits.ts'
import { LOOSE, readTarball } from '../../src/tarball/read-tarball.ts'

/** Writes bytes to a file of their own, reads them as a tarball, and takes the file away again. */
export async function readBytes(
  bytes: Uint8Array,
  limits: Limits = DEFAULT_LIMITS,
): Promise<{ facts: TarballFacts; entries: Entry[]; loose: Entry[]; codes: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'seaworthy-tarball-'))
  try {
    const file = join(folder, 'example.tgz')
    await writeFile(file, bytes)
    const entries: Entry[] = []
    const loose: Entry[] = []
    const facts = await readTarball(file, limits, (entry) => {
      if (entry.index === LOOSE) loose.push(entry)
      else entries.push(entry)
    })
    return { facts, entries, loose, codes: codesOf(facts) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What is told of the archive, each once: codes of anomalies, then `unseen` with its reason. */
function codesOf({ anomalies, unseen }: TarballFacts): string[] {
  return [
    ...new Set([...anomalies.map(({ code }) => code), ...unseen.map(({ reason }) => `unseen ${reason}`)]),
  ]
}
