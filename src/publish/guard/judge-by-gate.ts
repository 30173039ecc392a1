import path from 'node:path'
import { parseRemotePolicy } from '../../config/policy/policy.ts'
import { runGate } from '../../gate/gate.ts'
import type { GateRequest } from '../../gate/gate-request.ts'
import type { OwnPackages } from '../own-packages.ts'
import type { JudgeTarball } from './judge-tarball.ts'

/** How what comes by is judged: a gate's request without its targets. */
export type GuardJudging = Omit<GateRequest, 'targets' | 'notes' | 'keepTarballs' | 'runScripts'>

/** Judges a tarball by the configuration of its package; one that no package here has the name of, by that of the folder. */
export function judgeByGate(judging: GuardJudging): (own: OwnPackages) => JudgeTarball {
  const { directory, configFile, policyFile } = judging
  const isLocal = (file: string): boolean => parseRemotePolicy(file) === null
  return (own) => (file, name, holds) =>
    runGate({
      ...judging,
      // Text is no release that an earlier one could be compared with.
      ...(holds === 'text' ? ({ baseline: 'none', comparison: 'left-out' } as const) : {}),
      targets: [file],
      directory: own.packages.find((one) => one.name === name)?.folder ?? directory,
      configFile: configFile === null ? null : path.resolve(directory, configFile),
      policyFile:
        policyFile && isLocal(policyFile) ? path.resolve(directory, policyFile) : (policyFile ?? null),
      runScripts: false,
      keepTarballs: false,
    })
}
