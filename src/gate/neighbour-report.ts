import path from 'node:path'
import { type EffectiveConfig, isRuleOff } from '../config/merge/effective-config.ts'
import type { NeighbourKind } from '../model/archive.ts'
import type { PackageReport } from '../model/report.ts'
import { retellForMaker } from '../plan/neighbour-remedies.ts'
import { proposeVscodeIgnore } from '../plan/vscode-ignore-edit.ts'
import { explainLeftOutRules } from '../report/neighbour-report.ts'
import { findFoldersNamed } from '../repository/package-folders.ts'
import { findRootAround } from '../repository/repository-root.ts'
import { isAbout } from '../scan/run-rules.ts'
import { listRulesOf } from './all-rules.ts'
import type { GateRequest } from './gate-request.ts'

export interface NeighbourContext {
  /** Absolute path of the archive. */
  readonly file: string
  readonly config: EffectiveConfig
  readonly request: GateRequest
  /** Name in its package.json, where the kind has one. */
  readonly manifestName: string | null
}

/** The report of a package of another kind than npm's, in the words of its maker, with the edit of its maker's file. */
export async function reportNeighbour(
  report: PackageReport & { readonly kind: NeighbourKind },
  { file, config, request, manifestName }: NeighbourContext,
): Promise<PackageReport> {
  const rules = listRulesOf(config)
  const said = retellForMaker(report.kind, report, rules)
  const ids = rules
    .filter((rule) => !isRuleOff(config, rule) && isAbout(rule, 'npm') && !isAbout(rule, report.kind))
    .map((rule) => rule.meta.id)
  said.notes.unshift(...explainLeftOutRules(report.kind, ids))
  const folder = report.kind === 'vscode' ? await findExtensionFolder(manifestName, request) : null
  return folder === null ? said : proposeVscodeIgnore(said, { folder, file, rules })
}

/** The folder of the checkout whose package.json has the extension's name, if there is one alone. */
async function findExtensionFolder(name: string | null, request: GateRequest): Promise<string | null> {
  if (name === null) return null
  const root = findRootAround(request.directory, request.repository.checkout)
  const [only, other] = await findFoldersNamed(name, root, new Map())
  return only === undefined || other !== undefined ? null : path.join(root, only)
}
