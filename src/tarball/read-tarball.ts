import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { Entry, TarballFacts } from '../model/entry.ts'
import type { Limits } from '../model/limits.ts'
import { AnomalyLog } from './anomaly-log.ts'
import { EntryReader } from './entry-reader.ts'
import { FileBytes } from './file-bytes.ts'
import { gunzip } from './gunzip.ts'
import { type OpenQuestions, PathsSeen } from './paths-seen.ts'
import { TarStream } from './tar-stream.ts'

/** Below this many unpacked bytes the ratio says nothing: a small file of blanks is no bomb. */
const RATIO_COUNTS_FROM = 10 * 1024 * 1024

/** Index of what is no entry. */
export const LOOSE = -1
const BEHIND_END = '(behind the end of the archive)'

type Visit = (entry: Entry) => void | Promise<void>

/**
 * Reads a tarball once from disk, hands every entry to `visit` (awaited, one at a time, in order) and returns what is
 * known of the whole: digests, sizes in bytes, and everything about the archive that must not be passed over. Bad
 * content never throws, it becomes an anomaly; memory is bounded by the largest entry.
 *
 * Hard links come last, after a second look at the file, with the body of the entry they point to.
 * @param manifest the file in the top folder without which it is no package
 * @throws CannotLook when the file cannot be opened or read; it says which, why, and what to do.
 */
export async function readTarball(
  file: string,
  limits: Limits,
  visit: Visit,
  manifest = 'package.json',
): Promise<TarballFacts> {
  const log = new AnomalyLog()
  const seen = new PathsSeen(log)
  const totals = { fileCount: 0, unpackedSize: 0, manifest: false }
  const bytes = await FileBytes.open(file)
  try {
    await walk(bytes, limits, log, (entry, root) => {
      if (entry.type === 'file') {
        totals.fileCount += 1
        totals.unpackedSize += entry.size
        if (entry.path === manifest) totals.manifest = true
      }
      if (!seen.add(entry, root)) return visit(entry)
    })
    const digests = await bytes.digests()
    await lookAgain(file, limits, seen, visit)
    for (const { name, content } of log.loose) await visit(makeLooseEntry(name, content))
    if (!log.has('corrupt') && log.unseen.isEmpty) noteMissing(log, totals, manifest)
    const { fileCount, unpackedSize } = totals
    return { ...digests, unpackedSize, fileCount, anomalies: log.all(), unseen: log.unseen.all() }
  } finally {
    await bytes.close()
  }
}

/** Sends a file's bytes through gunzip and the tar parser until the end, a limit, or damage. */
async function walk(
  bytes: FileBytes,
  limits: Limits,
  log: AnomalyLog,
  visit: (entry: Entry, root: string | null) => void | Promise<void>,
): Promise<void> {
  const reader = new EntryReader(limits, log, visit)
  const tar = new TarStream(log, reader)
  let unpacked = 0
  let whole = false
  const readPieces = async function* (): AsyncGenerator<Buffer, void> {
    whole = yield* gunzip(bytes, log)
  }
  for await (const piece of readPieces()) {
    unpacked += piece.length
    const reached = explainLimit(unpacked, bytes.size, limits)
    if (reached !== null) {
      const path = reader.currentPath
      log.unseen.add({ path, layer: null, reason: 'limit', detail: reached, bytes: null, digest: null })
      return
    }
    await tar.write(piece)
    if (tar.failed || reader.stopped) break
  }
  await tar.finish(!whole)
  noteBehindEnd(reader, log)
}

/** Bytes behind the end that are no archive: looked at as they are, and unseen unless they are a text. */
function noteBehindEnd(reader: EntryReader, log: AnomalyLog): void {
  const rest = reader.takeRest()
  if (rest === null) return
  const { content, bytes, digest } = rest
  log.loose.push({ name: BEHIND_END, content })
  if (bytes === content.length && isUtf8(content) && !content.includes(0)) return
  const detail = 'it lies behind the end of the archive and belongs to nothing in it'
  log.unseen.add({ path: null, layer: null, reason: 'left-over', detail, bytes, digest })
}

function explainLimit(unpacked: number, packed: number, limits: Limits): string | null {
  if (unpacked > limits.unpackedBytes)
    return `the archive has more than ${limits.unpackedBytes} bytes unpacked (limit \`unpacked-bytes\`), and the rest was not looked at`
  if (unpacked > RATIO_COUNTS_FROM && unpacked > limits.ratio * packed)
    return `the archive unpacks to more than ${limits.ratio} times its ${packed} bytes (limit \`ratio\`), and the rest was not looked at`
  return null
}

/**
 * Answers by a second pass what the first could not without keeping bodies in memory: whether files of one path have
 * the same bytes, and what hard links hold.
 */
async function lookAgain(file: string, limits: Limits, seen: PathsSeen, visit: Visit): Promise<void> {
  const { twins, links }: OpenQuestions = seen.questions
  if (twins.size === 0 && links.size === 0) return
  const digests = new Map<string, string>()
  const bytes = await FileBytes.open(file, false)
  try {
    await walk(bytes, limits, new AnomalyLog(), async (entry) => {
      if (entry.type === 'file' && twins.has(entry.path)) {
        const digest = createHash('sha256').update(entry.content).digest('hex')
        if ((digests.get(entry.path) ?? digest) !== digest) seen.sayDiffer(entry.path)
        digests.set(entry.path, digest)
      }
      for (const link of links.get(entry.index) ?? []) await visit({ ...link, content: entry.content })
    })
  } finally {
    await bytes.close()
  }
}

/** Bytes that belong to no entry, in the form of one: no rule about entries is asked about it, those about content are. */
function makeLooseEntry(name: string, content: Buffer): Entry {
  const size = content.length
  return { index: LOOSE, path: name, rawPath: '', type: 'unknown', mode: 0, size, linkTarget: null, content }
}

function noteMissing(
  log: AnomalyLog,
  totals: { fileCount: number; manifest: boolean },
  manifest: string,
): void {
  if (totals.fileCount === 0) log.add('empty', 'no-files', null, 'the tarball has no files in it')
  else if (!totals.manifest) {
    const code = manifest === 'package.json' ? 'no-package-json' : 'no-manifest'
    log.add('empty', code, null, `the tarball has no ${manifest} in its top folder`)
  }
}
