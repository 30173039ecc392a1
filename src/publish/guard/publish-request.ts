import type { IncomingMessage } from 'node:http'
import { messageOf } from '../../model/cannot-look.ts'
import { handBack, isGone, refuse } from './answers.ts'
import {
  type Exchange,
  type GuardParts,
  handOn,
  loginFor,
  type PublishRecord,
  registryFor,
} from './exchange.ts'
import { forward } from './forward.ts'
import { refusedText } from './held-text.ts'
import type { Judgement } from './judged-uploads.ts'
import { readPublishBody } from './publish-body.ts'
import { readBody } from './request-body.ts'
import { stagedUpload } from './staged-upload.ts'

/** A request that may carry a tarball: what does is judged, and goes on unchanged if it passes. */
export async function answerPublish(
  exchange: Exchange,
  { name, staged }: { readonly name: string; readonly staged: boolean },
  parts: GuardParts,
): Promise<void> {
  const registry = registryFor(exchange, name, parts)
  const body = await readBody(exchange.request)
  const authorization = loginFor(exchange, registry, parts)
  const read = readPublishBody(body, name)
  if (read.kind === 'plain' && !staged)
    return handBack(await handOn(exchange, registry, { body, authorization }, parts), exchange.response)
  if (read.kind !== 'upload')
    return hold(exchange, { name, why: read.kind === 'refused' ? read.why : 'it stages nothing' }, parts)
  const judgement = await parts.uploads.judge(body, read.upload)
  await answerJudged(exchange, judgement, staged ? 'staged' : 'published', {
    registry: registry.url,
    send: () => handOn(exchange, registry, { body, authorization }, parts),
    parts,
  })
}

/** Makes a staged version public: it is judged again, because it may have been staged without us. */
export async function answerApproval(exchange: Exchange, stage: string, parts: GuardParts): Promise<void> {
  const { request } = exchange
  const registry = registryFor(exchange, null, parts)
  const body = await readBody(request)
  const authorization = loginFor(exchange, registry, parts)
  const fetched = await stagedUpload(stage, (target) =>
    forward({
      registry,
      connection: parts.connection,
      method: 'GET',
      target,
      headers: { accept: '*/*', 'user-agent': request.headers['user-agent'] },
      authorization,
      body: null,
    }),
  )
  if (fetched.kind === 'refused') return hold(exchange, { name: `stage ${stage}`, why: fetched.why }, parts)
  const judgement = await parts.uploads.judge(fetched.body, fetched.upload)
  await answerJudged(exchange, judgement, 'approved', {
    registry: registry.url,
    send: () => handOn(exchange, registry, { body, authorization }, parts),
    parts,
  })
}

interface Sending {
  readonly registry: string
  readonly send: () => Promise<IncomingMessage>
  readonly parts: GuardParts
}

async function answerJudged(
  { request, response }: Exchange,
  judgement: Judgement,
  taken: PublishRecord['outcome'],
  { registry, send, parts }: Sending,
): Promise<void> {
  const { name, version, integrity } = judgement
  const record = (outcome: PublishRecord['outcome'], text: string): void =>
    parts.onRecord({ name, version, registry, integrity, outcome, text, judgement })
  if (judgement.outcome !== 'passed') {
    record(judgement.outcome, judgement.text)
    return refuse(response, 403, judgement.text)
  }
  // A tool that gave up must not find it published later.
  if (isGone(request, response)) return record('failed', 'the tool did not wait for the answer')
  const answer = await send().catch((error) => {
    record('failed', messageOf(error))
    throw error
  })
  const status = answer.statusCode ?? 502
  if (status < 300) record(taken, '')
  else record('failed', `the registry answered ${status}`)
  if (status < 300 || status >= 400) return handBack(answer, response)
  answer.resume()
  refuse(
    response,
    403,
    `The registry ${registry} sends the upload of ${name} on to another address, where Seaworthy does not follow. Set the registry to the address where it takes packages.`,
  )
}

/** Answers a request that cannot be judged. */
export function hold(
  exchange: Exchange,
  { name, why }: { readonly name: string; readonly why: string },
  parts: GuardParts,
): void {
  const { request, response } = exchange
  const text = refusedText(name, why)
  const registry = registryFor(exchange, null, parts).url
  parts.onRecord({ name, version: null, registry, integrity: null, outcome: 'held', text, judgement: null })
  request.resume()
  refuse(response, 403, text)
}
