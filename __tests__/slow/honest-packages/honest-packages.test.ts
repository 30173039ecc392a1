import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { beforeAll, describe, expect, test } from '@jest/globals'
import type { PackageReport, Report } from '../../../src/model/report.ts'
import { ROOT, runSeaworthy } from '../../support/command-line.ts'

/**
 * Releases that everybody uses, with their number of source maps. Many ship original text on purpose: rxjs its map
 * files, handlebars maps inside the code, next what it has compiled. None of them may be stopped.
 */
const PACKAGES: Readonly<Record<string, number>> = {
  'axios@1.7.9': 6,
  'bootstrap@5.3.3': 48,
  'chalk@5.4.1': 0,
  'commander@13.0.0': 0,
  'core-js@3.39.0': 0,
  'd3@7.9.0': 0,
  'date-fns@4.1.0': 196,
  'esbuild@0.24.2': 0,
  'eslint@9.17.0': 0,
  'express@4.21.2': 0,
  'graphql@16.10.0': 0,
  // In 68 files: two of them are made of many modules and kept the comment of each.
  'handlebars@4.7.8': 118,
  'jquery@3.7.1': 2,
  'lodash@4.17.21': 0,
  'moment@2.30.1': 3,
  'mongoose@8.9.3': 0,
  'next@15.1.3': 2259,
  'openai@4.77.0': 348,
  'prettier@3.4.2': 0,
  'react-dom@19.0.0': 0,
  'rxjs@7.8.1': 1003,
  'sinon@19.0.2': 1,
  'superagent@10.1.1': 16,
  'terser@5.37.0': 0,
  'tsx@4.19.2': 0,
  'typescript@5.9.3': 0,
  'vite@6.0.7': 0,
  'webpack@5.97.1': 0,
  'zod@3.24.1': 0,
}
const SPECS = Object.keys(PACKAGES)
const cache = path.join(ROOT, 'node_modules', '.cache', 'honest-packages')

const fileOf = (spec: string): string => path.join(cache, `${spec.replace('@', '-')}.tgz`)

/** Gets from the registry what is not there yet, as the registry has it. */
async function fetchPackages(): Promise<void> {
  const missing = SPECS.filter((spec) => !existsSync(fileOf(spec)))
  if (missing.length === 0) return
  await mkdir(cache, { recursive: true })
  // Under their names only when they are whole: a download may be broken off.
  const arriving = await mkdtemp(path.join(cache, 'arriving-'))
  await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', arriving, ...missing], {
    cwd: cache,
    maxBuffer: 1 << 26,
    shell: process.platform === 'win32',
  })
  for (const spec of missing) await rename(path.join(arriving, path.basename(fileOf(spec))), fileOf(spec))
  await rm(arriving, { recursive: true })
}

describe('honest releases of popular packages pass as they are', () => {
  const reports = new Map<string, PackageReport>()

  beforeAll(async () => {
    await fetchPackages()
    const { status, stdout, stderr } = await runSeaworthy(
      ['--format', 'json', '--baseline', 'none', ...SPECS.map(fileOf)],
      { timeout: 240_000 },
    )
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    const report = JSON.parse(stdout) as Report
    expect(report.verdict).toBe('pass')
    for (const one of report.packages) reports.set(`${one.name}@${one.version}`, one)
  }, 300_000)

  test.each(Object.entries(PACKAGES))('%s', (spec, maps) => {
    const report = reports.get(spec)
    expect(report?.findings.filter(({ severity }) => severity === 'error')).toEqual([])
    expect(report).toMatchObject({ verdict: 'pass', profile: 'open-source', errors: [] })
    expect(report?.exposure.maps).toBe(maps)
  })
})
