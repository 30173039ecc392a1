import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_CONFIG, decideSeverity, readOptions } from '../../../src/config/merge/effective-config.ts'
import { decideVerdict, judge } from '../../../src/judge/judge.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import type { Profile, Verdict } from '../../../src/model/report.ts'
import { RULES } from '../../../src/rules/index.ts'
import { scanTarball } from '../../../src/scan/scan-tarball.ts'
import { traceFindings } from '../../../src/trace/trace-findings.ts'
import { buildTarball } from '../../support/build-tarball.ts'
import { packedFiles } from './built-projects.ts'

/** A word in line 12 of the sample project's `src/price.ts`. */
const CODENAME = 'nightjar'

export interface Examined {
  /** Maps in the tarball, of any form. */
  readonly maps: number
  /** Original files that can be had nowhere else. */
  readonly exposed: readonly string[]
  /** `rule: severity` of each finding but the codename's, errors first. */
  readonly findings: Readonly<Record<Profile, readonly string[]>>
  readonly verdict: Readonly<Record<Profile, Verdict>>
  /** By where the codename was found in generated code: the original, as `path:line`, or null. */
  readonly traced: Readonly<Record<string, string | null>>
}

const TERMS: Readonly<Record<string, unknown>> = { terms: [CODENAME] }

/** Packs what a tool has built, scans it as the gate does, and judges it under both profiles. */
export async function examineBuild(project: string): Promise<Examined> {
  const file = path.join(project, 'package.tgz')
  writeFileSync(file, buildTarball(packedFiles(project)))
  const scan = await scanTarball(file, {
    rules: RULES.map((rule) => ({
      rule,
      options:
        rule.meta.id === 'internal/marker' ? rule.options.parse(TERMS) : readOptions(DEFAULT_CONFIG, rule),
    })),
    limits: DEFAULT_LIMITS,
    publicBlobs: null,
  })
  await traceFindings(scan.findings, scan.facts, { file, directory: project, limits: DEFAULT_LIMITS })
  const codename = scan.findings.filter(({ message }) => message === 'term').flatMap(({ places }) => places)
  const others = scan.findings.filter(({ message }) => message !== 'term')
  const judged = (profile: Profile) =>
    judge(others, {
      packageName: 'shop',
      severity: (rule, message, at) => decideSeverity(DEFAULT_CONFIG, rule, message, profile, at),
      suppression: () => null,
    }).findings
  const both = <Value>(of: (profile: Profile) => Value): Record<Profile, Value> => ({
    'open-source': of('open-source'),
    proprietary: of('proprietary'),
  })
  return {
    maps: scan.facts.maps.length,
    exposed: scan.facts.exposure.sources.map((source) => source.path),
    findings: both((profile) => judged(profile).map(({ rule, severity }) => `${rule}: ${severity}`)),
    verdict: both((profile) => decideVerdict(judged(profile), 'error', [], [])),
    traced: Object.fromEntries(
      codename
        .filter(({ trail }) => trail.length === 0)
        .map(({ path: at, original }) => [at, original && `${original.path}:${original.line}`]),
    ),
  }
}
