import type { CustomExample, CustomRule } from '../../model/custom-rule.ts'
import type { Entry, TarballFacts } from '../../model/entry.ts'
import { DEFAULT_LIMITS } from '../../model/limits.ts'
import { scanEntries } from '../scan-tarball.ts'
import { buildCustomRule } from './build-custom-rule.ts'

/** An example that does not show what it is for. */
export interface FailedExample {
  readonly rule: string
  /** Position among the rule's bad, or good, examples, from 0. */
  readonly index: number
  readonly isBad: boolean
  /** Whole sentence. */
  readonly message: string
}

/** Runs every example of the rules as a package of its own; returns those that do not come out as they say. */
export async function tryExamples(rules: readonly CustomRule[]): Promise<FailedExample[]> {
  const failed: FailedExample[] = []
  for (const custom of rules) {
    const counts = { bad: 0, good: 0 }
    for (const example of custom.examples) {
      const index = example.isBad ? counts.bad++ : counts.good++
      const problem = await explainProblem(custom, example)
      if (problem !== null) failed.push({ rule: custom.id, index, isBad: example.isBad, message: problem })
    }
  }
  return failed
}

async function explainProblem(custom: CustomRule, { files, isBad }: CustomExample): Promise<string | null> {
  const rule = buildCustomRule(custom)
  const { findings } = await scanEntries(
    async (visit) => {
      const entries = makeEntries(files)
      for (const entry of entries) visit(entry)
      return makeFacts(entries)
    },
    { rules: [{ rule, options: {} }], limits: DEFAULT_LIMITS, publicBlobs: null },
  )
  if (isBad) return findings.length === 0 ? `The rule ${custom.id} does not find this bad example.` : null
  const [first] = findings
  if (first === undefined) return null
  const at = first.places[0]?.path ?? 'the package'
  return `The rule ${custom.id} finds something in this good example, in ${at}.`
}

function makeEntries(files: CustomExample['files']): Entry[] {
  const all = { 'package.json': '{"name":"example","version":"1.0.0"}', ...files }
  return Object.entries(all).map(([path, text], index) => {
    const content = Buffer.from(text)
    return {
      index,
      path,
      rawPath: path,
      type: 'file',
      mode: 0o644,
      size: content.length,
      linkTarget: null,
      content,
    }
  })
}

/** No archive was read, so there is nothing to say of one. */
function makeFacts(entries: readonly Entry[]): TarballFacts {
  const size = entries.reduce((sum, entry) => sum + entry.size, 0)
  return {
    integrity: '',
    shasum: '',
    sha256: '',
    size,
    unpackedSize: size,
    fileCount: entries.length,
    anomalies: [],
    unseen: [],
  }
}
