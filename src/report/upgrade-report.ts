import { RETIRED_RULES } from '../config/files/retired-rules.ts'
import { isObject, type JsonObject } from '../model/json-object.ts'
import { UNSEEN_WORDS } from '../model/unseen.ts'

/** What version 2 added to every package, as a report of version 1 would have it. */
const NEW_IN_PACKAGES: JsonObject = {
  configuration: null,
  packer: null,
  alreadyPublished: false,
  unseen: [],
  accepted: [],
  gateChange: null,
  plan: null,
}
/** What version 2 added to every finding. */
const NEW_IN_FINDINGS: JsonObject = { also: [], similar: 0 }
/** What version 2 added to the report. */
const NEW_IN_REPORT: JsonObject = { shard: null }

/**
 * A report of an earlier schema version in the form of the current one, so that `verify`, baselines and comments read
 * both; anything else is handed back as it is, for the schema to refuse. What version 1 could not say is empty.
 */
export function upgradeReport(json: unknown): unknown {
  if (!isObject(json) || json.schemaVersion !== 1) return json
  return {
    ...NEW_IN_REPORT,
    ...json,
    schemaVersion: 2,
    ...(Array.isArray(json.packages) ? { packages: json.packages.map(upgradePackage) } : {}),
  }
}

function upgradePackage(one: unknown): unknown {
  if (!isObject(one)) return one
  const { findings, suppressed } = one
  const parts = Array.isArray(findings) ? findings.filter(isAboutUnseen) : []
  return {
    ...NEW_IN_PACKAGES,
    ...one,
    // What only warned did not block: of that there is nothing to say any more.
    unseen: parts.filter(({ severity }) => severity === 'error').flatMap(splitUnseen),
    ...(Array.isArray(findings)
      ? { findings: findings.filter((finding) => !isAboutUnseen(finding)).map(upgradeFinding) }
      : {}),
    ...(Array.isArray(suppressed) ? { suppressed: suppressed.map(upgradeSuppressed) } : {}),
  }
}

/** Version 1 told of what could not be looked at by a rule. */
function isAboutUnseen(finding: unknown): finding is JsonObject {
  return isObject(finding) && typeof finding.rule === 'string' && Object.hasOwn(RETIRED_RULES, finding.rule)
}

function splitUnseen({ places }: JsonObject): object[] {
  const known = Array.isArray(places) && places.length > 0 ? places : [{ path: null, layer: null }]
  return known.map((place: unknown) => {
    const { path, layer } = isObject(place) ? place : {}
    const detail = UNSEEN_WORDS.limit
    return { path, layer, reason: 'limit', detail, bytes: null, digest: null }
  })
}

function upgradeSuppressed(one: unknown): unknown {
  return isObject(one) ? { ...one, finding: upgradeFinding(one.finding) } : one
}

function upgradeFinding(finding: unknown): unknown {
  return isObject(finding) ? { ...NEW_IN_FINDINGS, ...finding } : finding
}
