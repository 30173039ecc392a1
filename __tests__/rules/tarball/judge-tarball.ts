import type { AnyRule, Observation } from '../../../src/rules/define.ts'
import type { PackageFacts } from '../../../src/scan/package-facts.ts'
import type { Limits } from '../../../src/tarball/limits.ts'
import { readBytes } from '../../support/read-bytes.ts'

/** What a rule reports, with its message's values filled in. */
export interface Reported {
  readonly message: string
  readonly what: string
  readonly severity: string
  readonly paths: readonly string[]
}

/** Reads a tarball and lets one rule about archives look at the result. */
export async function judgeTarball(rule: AnyRule, bytes: Uint8Array, limits?: Limits): Promise<Reported[]> {
  const { facts: tarball, entries } = await readBytes(bytes, limits)
  const facts: PackageFacts = {
    manifest: null,
    manifestText: null,
    tarball,
    anomalies: tarball.anomalies,
    entries,
    byPath: new Map(entries.map((entry) => [entry.path, entry])),
    maps: [],
    references: [],
    exposure: {
      maps: 0,
      files: 0,
      lines: 0,
      bytes: 0,
      elsewhere: { dependency: 0, bundler: 0, inTarball: 0, alreadyPublic: 0 },
      folders: [],
      sources: [],
    },
  }
  const reported: Reported[] = []
  const report = (observation: Observation): void => {
    reported.push(fillIn(rule, observation))
  }
  rule.package?.(facts, { options: {}, report, memory: (create) => create() })
  return reported
}

function fillIn(rule: AnyRule, { message, data = {}, at = [] }: Observation): Reported {
  const template = rule.messages[message]
  if (template === undefined) throw new Error(`${rule.meta.id} has no message ${message}`)
  const places = Array.isArray(at) ? at : [at]
  return {
    message,
    what: template.what.replace(/\{(\w+)\}/g, (_, name: string) => String(data[name] ?? `{${name}}`)),
    severity: (template.severity ?? rule.meta.severity)['open-source'],
    paths: places.map((place) => place.path),
  }
}
