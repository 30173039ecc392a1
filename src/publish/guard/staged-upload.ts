import { createHash } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import type { Upload } from './publish-body.ts'

const viewSchema = z.object({
  packageName: z.string().optional(),
  name: z.string().optional(),
  version: z.string(),
})

/** Bytes of the largest staged tarball that is looked at. */
const LARGEST = 768 * 1024 ** 2

/**
 * The tarball of a staged version, in the form of an upload (npm 12, `lib/commands/stage`: view and download).
 * A stage that cannot be had cannot be judged.
 */
export async function stagedUpload(
  stage: string,
  ask: (target: string) => Promise<IncomingMessage>,
): Promise<{ kind: 'upload'; body: Buffer; upload: Upload } | { kind: 'refused'; why: string }> {
  const id = encodeURIComponent(stage)
  const view = await bytesOf(await ask(`/-/stage/${id}`))
  const tarball = await bytesOf(await ask(`/-/stage/${id}/tarball`))
  if (view === null || tarball === null)
    return { kind: 'refused', why: 'the registry does not show what is staged there' }
  const parsed = viewSchema.safeParse(parseJson(view))
  const name = parsed.data?.packageName ?? parsed.data?.name
  if (!parsed.success || name === undefined)
    return { kind: 'refused', why: 'the registry does not say which package is staged there' }
  const { version } = parsed.data
  const body = Buffer.from(tarball.toString('base64'), 'latin1')
  return {
    kind: 'upload',
    body,
    upload: {
      name,
      version,
      // The registry has the manifest already; the tarball's digest is what it is.
      manifest: { name, version, dist: { integrity: integrityOf(tarball) } },
      filename: 'staged.tgz',
      data: { start: 0, end: body.length },
    },
  }
}

async function bytesOf(answer: IncomingMessage): Promise<Buffer | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    size += (part as Buffer).length
    if (size > LARGEST) return null
    parts.push(part as Buffer)
  }
  return answer.statusCode === 200 && answer.complete ? Buffer.concat(parts) : null
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return null
  }
}

function integrityOf(bytes: Buffer): string {
  return `sha512-${createHash('sha512').update(bytes).digest('base64')}`
}
