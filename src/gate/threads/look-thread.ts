import { parentPort } from 'node:worker_threads'
import type { BaselineOutcome } from '../../model/baseline-outcome.ts'
import { CannotLook, readMessage } from '../../model/cannot-look.ts'
import { RULES } from '../../rules/index.ts'
import { applyForbiddenValues } from '../../rules/secret/workflow-value.ts'
import { buildCustomRule } from '../../scan/custom-rules/build-custom-rule.ts'
import type { ConfiguredRule } from '../../scan/keyword-plan.ts'
import { type LookRequest, look } from './look.ts'
import {
  type FromThread,
  packLook,
  restoreRule,
  restoreValue,
  type SentRequest,
  type ToThread,
} from './thread-messages.ts'

/** What a thread does: looks at one tarball after another, as it is told by messages. */
export function openLookThread(): void {
  const port = parentPort
  if (port === null) throw new Error('This is for a thread, and it is none.')
  const say = (message: FromThread): void => port.postMessage(message)
  let tellBaseline: (outcome: BaselineOutcome) => void = () => undefined
  let publicBlobs: LookRequest['publicBlobs'] = null
  const answerRequest = async (request: SentRequest): Promise<FromThread> => {
    try {
      if (request.publicBlobs !== undefined) publicBlobs = request.publicBlobs
      const { file, directory, limits, packing, release } = request
      const rules = applyForbiddenValues(
        await Promise.all(request.rules.map(restoreConfiguredRule)),
        request.values,
      )
      const awaitBaseline = () =>
        new Promise<BaselineOutcome>((resolve) => {
          tellBaseline = resolve
          say({ kind: 'baseline' })
        })
      const seen = await look({
        file,
        directory,
        limits,
        packing,
        release,
        publicBlobs,
        rules,
        baseline: awaitBaseline,
      })
      return { kind: 'seen', look: packLook(seen) }
    } catch (error) {
      return { kind: 'failed', cannotLook: error instanceof CannotLook, message: readMessage(error) }
    }
  }
  port.on('message', async (message: ToThread) => {
    if (message.kind === 'baseline') tellBaseline(message.outcome)
    else say(await answerRequest(message.request))
  })
  say({ kind: 'ready' })
}

const BUILT_IN = new Map(RULES.map((rule) => [rule.meta.id, rule]))

async function restoreConfiguredRule({
  id,
  own,
  options,
}: SentRequest['rules'][number]): Promise<ConfiguredRule> {
  const rule = own === null ? BUILT_IN.get(id) : buildCustomRule(await restoreRule(own))
  if (rule === undefined) throw new Error(`There is no rule ${id}.`)
  return { rule, options: (await restoreValue(options)) as ConfiguredRule['options'] }
}
