import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { readLayers } from '../../../src/layers/read-layers.ts'
import type { Entry } from '../../../src/model/entry.ts'
import { DEFAULT_LIMITS } from '../../../src/model/limits.ts'
import { RULES } from '../../../src/rules/index.ts'
import { RuleRun } from '../../../src/scan/run-rules.ts'

const installed = path.join(path.dirname(fileURLToPath(import.meta.url)), '..', '..', '..', 'node_modules')
/** Native binaries of tens of megabytes say nothing here and take the test's time. */
const LARGEST = 4 * 1024 * 1024

const rules = RULES.filter(({ meta }) => meta.id.startsWith('secret/')).map((rule) => ({ rule, options: {} }))
const { search } = new RuleRun(rules)

/** Package folders, those of nested installs too. */
function packagesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    if (!item.isDirectory() || item.name.startsWith('.')) return []
    const inside = path.join(folder, item.name)
    if (item.name.startsWith('@')) return packagesIn(inside)
    const nested = path.join(inside, 'node_modules')
    return [inside, ...(statSync(nested, { throwIfNoEntry: false }) ? packagesIn(nested) : [])]
  })
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
    const inside = path.join(folder, item.name)
    if (item.isDirectory()) return item.name === 'node_modules' ? [] : filesIn(inside)
    return item.isFile() && statSync(inside).size <= LARGEST ? [inside] : []
  })
}

/** What the secret rules say about every file of a package, with the severity it has in an open-source one. */
async function said(folder: string): Promise<string[]> {
  const run = new RuleRun(rules)
  for (const [index, file] of filesIn(folder).entries()) {
    const name = path.relative(folder, file)
    const content = readFileSync(file)
    const entry: Entry = {
      ...{ index, path: name, rawPath: `package/${name}`, type: 'file', mode: 0o644 },
      ...{ size: content.length, linkTarget: null, content },
    }
    readLayers(entry, { search, limits: DEFAULT_LIMITS, unseen: () => undefined }, (layer) =>
      run.layer(layer),
    )
  }
  const findings = await run.finish(NO_FACTS)
  return findings.map(({ rule, message, places }) => {
    const severity = rule.messages[message]?.severity ?? rule.meta.severity
    return `${severity['open-source']} ${rule.meta.id} ${path.basename(folder)}/${places[0]?.path}`
  })
}

const NO_FACTS = {} as Parameters<RuleRun['finish']>[0]

test("no honest package of the project's own install gets an error", async () => {
  const packages = packagesIn(installed)
  expect(packages.length).toBeGreaterThanOrEqual(300)
  const lines: string[] = []
  for (const folder of packages) lines.push(...(await said(folder)))
  expect(lines.filter((line) => line.startsWith('error'))).toEqual([])
  expect(lines.filter((line) => line.startsWith('warning')).length).toBeLessThanOrEqual(5)
}, 120_000)
