import type { IncomingMessage } from 'node:http'
import path from 'node:path'
import * as z from 'zod'
import type { Upload } from './publish-body.ts'
import { type StoredTarball, TarballWriter } from './tarball-file.ts'

const viewSchema = z.object({
  packageName: z.string().optional(),
  name: z.string().optional(),
  version: z.string(),
})

/** Bytes of the largest staged tarball that is looked at, and of the largest answer about one. */
const LARGEST = 768 * 1024 ** 2
const LARGEST_VIEW = 16 * 1024 ** 2

/**
 * The tarball of a staged version, in the form of an upload (npm 12, `lib/commands/stage`: view and download).
 * A stage that cannot be had cannot be judged.
 */
export async function downloadStagedUpload(
  stage: string,
  folder: string,
  ask: (target: string) => Promise<IncomingMessage>,
): Promise<{ kind: 'upload'; upload: Upload } | { kind: 'refused'; why: string }> {
  const id = encodeURIComponent(stage)
  const view = await readAnswerText(await ask(`/-/stage/${id}`))
  const tarball = await storeAnswer(await ask(`/-/stage/${id}/tarball`), path.join(folder, 'staged.tgz'))
  if (view === null || tarball === null)
    return { kind: 'refused', why: 'the registry does not show what is staged there' }
  const parsed = viewSchema.safeParse(parseJson(view))
  const name = parsed.data?.packageName ?? parsed.data?.name
  if (!parsed.success || name === undefined)
    return { kind: 'refused', why: 'the registry does not say which package is staged there' }
  const { version } = parsed.data
  const { integrity } = tarball.digests
  // The registry has the manifest already; the tarball's digest is what it is.
  return {
    kind: 'upload',
    upload: { name, version, manifest: { name, version, dist: { integrity } }, document: {}, tarball },
  }
}

async function readAnswerText(answer: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    size += (part as Buffer).length
    if (size > LARGEST_VIEW) return null
    parts.push(part as Buffer)
  }
  return isWhole(answer) ? Buffer.concat(parts).toString('utf8') : null
}

async function storeAnswer(answer: IncomingMessage, file: string): Promise<StoredTarball | null> {
  const writer = await TarballWriter.open(file, null)
  let size = 0
  const failed = await (async () => {
    for await (const part of answer) {
      size += (part as Buffer).length
      if (size > LARGEST) return
      await writer.write(part as Buffer)
    }
  })().then(
    () => null,
    (error: unknown) => ({ error }),
  )
  const tarball = await writer.close()
  if (failed !== null) throw failed.error
  return isWhole(answer) && size <= LARGEST ? tarball : null
}

const isWhole = ({ statusCode, complete }: IncomingMessage): boolean => statusCode === 200 && complete

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
