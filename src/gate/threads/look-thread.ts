import { parentPort } from 'node:worker_threads'
import type { BaselineOutcome } from '../../model/baseline-outcome.ts'
import { CannotLook, messageOf } from '../../model/cannot-look.ts'
import { RULES } from '../../rules/index.ts'
import { applyForbiddenValues } from '../../rules/secret/workflow-value.ts'
import { buildCustomRule } from '../../scan/custom-rules/build-custom-rule.ts'
import type { ConfiguredRule } from '../../scan/keyword-plan.ts'
import { type LookRequest, look } from './look.ts'
import {
  type FromThread,
  restoredRule,
  restoreValue,
  type SentRequest,
  sentLook,
  type ToThread,
} from './thread-messages.ts'

/** What a thread does: looks at one tarball after another, as it is told by messages. */
export function openLookThread(): void {
  const port = parentPort
  if (port === null) throw new Error('This is for a thread, and it is none.')
  const say = (message: FromThread): void => port.postMessage(message)
  let tellBaseline: (outcome: BaselineOutcome) => void = () => undefined
  let publicBlobs: LookRequest['publicBlobs'] = null
  const work = async (request: SentRequest): Promise<FromThread> => {
    try {
      if (request.publicBlobs !== undefined) publicBlobs = request.publicBlobs
      const { file, directory, limits, packing, release } = request
      const rules = applyForbiddenValues(await Promise.all(request.rules.map(ruleOf)), request.values)
      const baseline = () =>
        new Promise<BaselineOutcome>((resolve) => {
          tellBaseline = resolve
          say({ kind: 'baseline' })
        })
      const seen = await look({ file, directory, limits, packing, release, publicBlobs, rules, baseline })
      return { kind: 'seen', look: sentLook(seen) }
    } catch (error) {
      return { kind: 'failed', cannotLook: error instanceof CannotLook, message: messageOf(error) }
    }
  }
  port.on('message', async (message: ToThread) => {
    if (message.kind === 'baseline') tellBaseline(message.outcome)
    else say(await work(message.request))
  })
  say({ kind: 'ready' })
}

const BUILT_IN = new Map(RULES.map((rule) => [rule.meta.id, rule]))

async function ruleOf({ id, own, options }: SentRequest['rules'][number]): Promise<ConfiguredRule> {
  const rule = own === null ? BUILT_IN.get(id) : buildCustomRule(await restoredRule(own))
  if (rule === undefined) throw new Error(`There is no rule ${id}.`)
  return { rule, options: (await restoreValue(options)) as ConfiguredRule['options'] }
}
