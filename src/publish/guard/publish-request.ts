import { rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import { makeFreshFolder } from '../../pack/fresh-folder.ts'
import { handBack, isGone, refuse } from './answers.ts'
import {
  type Exchange,
  findLoginFor,
  findRegistryFor,
  type GuardParts,
  handOn,
  type PublishRecord,
} from './exchange.ts'
import { forward } from './forward.ts'
import { tellRefused } from './held-text.ts'
import type { Judgement } from './judged-uploads.ts'
import { KeptBytes } from './kept-bytes.ts'
import { readPublishBody } from './publish-body.ts'
import { BodyTrouble, readBody, readBodyPieces } from './request-body.ts'
import { downloadStagedUpload } from './staged-upload.ts'
import type { StoredBody } from './tarball-file.ts'

/** A request that may carry a tarball: what does is judged, and goes on unchanged if it passes. */
export async function answerPublish(
  exchange: Exchange,
  { name, staged }: { readonly name: string; readonly staged: boolean },
  parts: GuardParts,
): Promise<void> {
  // Settings that cannot be read any more lead nowhere else.
  await parts.renew(exchange.at).catch(() => undefined)
  const registry = findRegistryFor(exchange, name, parts)
  await runWithFolder(exchange, name, parts, async (folder, kept) => {
    const read = await readPublishBody(readBodyPieces(exchange.request), name, folder, kept)
    const authorization = findLoginFor(exchange, registry, parts)
    const send = (body: Buffer | StoredBody) => handOn(exchange, registry, { body, authorization }, parts)
    if (read.kind === 'plain' && !staged)
      return async () => handBack(await send(read.body), exchange.response)
    if (read.kind !== 'upload')
      return cleanFirst(() =>
        holdRequest(exchange, { name, why: read.kind === 'refused' ? read.why : 'it stages nothing' }, parts),
      )
    const judgement = await parts.uploads.judge(read.upload)
    return (clean) =>
      answerJudged(exchange, judgement, staged ? 'staged' : 'published', {
        registry: registry.url,
        hasLogin: authorization !== null,
        send: () => send(read.body).finally(clean),
        clean,
        parts,
      })
  })
}

/** Makes a staged version public: it is judged again, because it may have been staged without us. */
export async function answerApproval(exchange: Exchange, stage: string, parts: GuardParts): Promise<void> {
  const { request } = exchange
  const registry = findRegistryFor(exchange, null, parts)
  const body = await readBody(request)
  const authorization = findLoginFor(exchange, registry, parts)
  const ask = (target: string) =>
    forward({
      registry,
      connection: parts.connection,
      method: 'GET',
      target,
      headers: { accept: '*/*', 'user-agent': request.headers['user-agent'] },
      authorization,
      body: null,
    })
  await runWithFolder(exchange, `stage ${stage}`, parts, async (folder) => {
    const fetched = await downloadStagedUpload(stage, folder, ask)
    if (fetched.kind === 'refused')
      return cleanFirst(() => holdRequest(exchange, { name: `stage ${stage}`, why: fetched.why }, parts))
    const judgement = await parts.uploads.judge(fetched.upload)
    return (clean) =>
      answerJudged(exchange, judgement, 'approved', {
        registry: registry.url,
        hasLogin: authorization !== null,
        send: () => handOn(exchange, registry, { body, authorization }, parts).finally(clean),
        clean,
        parts,
      })
  })
}

/** An answer to a request; it removes the tarball before the client has its end, so that nobody finds it afterwards. */
type Answer = (clean: () => Promise<void>) => Promise<void>

const cleanFirst =
  (answer: () => void): Answer =>
  async (clean) => {
    await clean()
    answer()
  }

/**
 * Runs work with a folder and memory for the tarball, and then the answer that the work comes to. What the work cannot do, as on
 * a full disk, is held: the request was never judged.
 */
async function runWithFolder(
  exchange: Exchange,
  name: string,
  parts: GuardParts,
  work: (folder: string, kept: KeptBytes) => Promise<Answer>,
): Promise<void> {
  let folder: string | null = null
  const kept = new KeptBytes()
  const clean = async (): Promise<void> => {
    if (folder !== null) await rm(folder, { recursive: true, force: true }).catch(() => undefined)
  }
  const runWork = async (): Promise<Answer> => {
    folder = await makeFreshFolder(parts.temporaryDirectory, 'upload-')
    return work(folder, kept)
  }
  try {
    const answer = await runWork().catch((error: unknown): Answer => {
      if (error instanceof BodyTrouble) return cleanFirst(() => holdUnread(exchange, name, error, parts))
      if (!isOfFiles(error)) throw error
      const why = `Seaworthy itself failed on it: ${readMessage(error)}`
      return cleanFirst(() => holdRequest(exchange, { name, why }, parts, 'could-not-judge'))
    })
    await answer(clean)
  } finally {
    kept.close()
    await clean()
  }
}

/** Whether the file system refused something. */
function isOfFiles(error: unknown): boolean {
  if (error instanceof CannotLook) return true
  return (
    error instanceof Error &&
    'syscall' in error &&
    /^(?:open|write|rename|close)$/.test(String(error.syscall))
  )
}

/** Tools say that a token is wrong, where there was none. */
const NO_LOGIN =
  ', and the guard had no login to show: it knows those of npm’s and Yarn’s configuration and of NPM_TOKEN. Give it the token in one of them'

interface Sending {
  readonly registry: string
  readonly hasLogin: boolean
  readonly send: () => Promise<IncomingMessage>
  readonly clean: () => Promise<void>
  readonly parts: GuardParts
}

async function answerJudged(
  { request, response }: Exchange,
  judgement: Judgement,
  taken: PublishRecord['outcome'],
  { registry, hasLogin, send, clean, parts }: Sending,
): Promise<void> {
  const { name, version, integrity } = judgement
  const record = (outcome: PublishRecord['outcome'], text: string): void =>
    parts.onRecord({ name, version, registry, integrity, outcome, text, judgement })
  if (judgement.outcome !== 'passed') {
    record(judgement.outcome, judgement.text)
    await clean()
    return refuse(response, 403, judgement.text)
  }
  // A tool that gave up must not find it published later.
  if (isGone(request, response)) return record('failed', 'the tool did not wait for the answer')
  const answer = await send().catch((error) => {
    record('failed', readMessage(error))
    throw error
  })
  const status = answer.statusCode ?? 502
  if (status < 300) record(taken, '')
  else record('failed', `the registry answered ${status}${hasLogin ? '' : NO_LOGIN}`)
  if (status < 300 || status >= 400) return handBack(answer, response)
  answer.resume()
  refuse(
    response,
    403,
    `The registry ${registry} sends the upload of ${name} on to another address, where Seaworthy does not follow. Set the registry to the address where it takes packages.`,
  )
}

/** Answers a request that cannot be judged. */
export function holdRequest(
  exchange: Exchange,
  { name, why }: { readonly name: string; readonly why: string },
  parts: GuardParts,
  outcome: 'held' | 'could-not-judge' = 'held',
): void {
  refuseAndRecord(exchange, { name, outcome, text: tellRefused(name, why) }, parts)
}

/** Answers a request whose body cannot be read. */
function holdUnread(
  exchange: Exchange,
  name: string,
  { isCut, message: text }: BodyTrouble,
  parts: GuardParts,
): void {
  refuseAndRecord(exchange, { name, outcome: isCut ? 'failed' : 'held', text }, parts)
}

function refuseAndRecord(
  exchange: Exchange,
  { name, outcome, text }: Pick<PublishRecord, 'name' | 'outcome' | 'text'>,
  parts: GuardParts,
): void {
  const registry = findRegistryFor(exchange, null, parts).url
  parts.onRecord({ name, version: null, registry, integrity: null, outcome, text, judgement: null })
  exchange.request.resume()
  refuse(exchange.response, 403, text)
}
