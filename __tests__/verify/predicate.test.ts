import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from '@jest/globals'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { PackageReport } from '../../src/model/report.ts'
import { writePurl } from '../../src/verify/package-url.ts'
import { makePredicate, PREDICATE_TYPE } from '../../src/verify/predicate.ts'
import { makeFinding, makePackageReport, place, reportOf } from '../support/reports.ts'

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..')
const SHA512 = Buffer.alloc(64, 7)
const tarball: PackageReport['tarball'] = {
  path: '/home/someone/work/out/example-1.0.0.tgz',
  filename: 'example-1.0.0.tgz',
  integrity: `sha512-${SHA512.toString('base64')}`,
  shasum: 'a'.repeat(40),
  sha256: 'b'.repeat(64),
  size: 1,
  unpackedSize: 1,
  fileCount: 1,
}

const report = reportOf([
  makePackageReport({
    tarball,
    target: '/home/someone/work',
    findings: [
      makeFinding({ places: [place({ path: 'src/secret-plan.ts', evidence: 'AKIA…' })] }),
      makeFinding({ severity: 'warning' }),
    ],
    suppressed: [{ finding: makeFinding(), reason: 'agreed', expires: '2027-01-01', by: 'the team' }],
    notes: ['written in /home/someone'],
  }),
  makePackageReport({ errors: ['/home/someone/none cannot be read'] }),
])

test('says how the tarball was judged, and of which bytes', () => {
  expect(makePredicate(report)).toMatchObject({
    schemaVersion: 1,
    verdict: 'block',
    packages: [
      {
        name: 'example',
        digest: { sha512: SHA512.toString('hex'), sha256: 'b'.repeat(64) },
        findings: { error: 1, warning: 1, notice: 0 },
        rules: [
          { rule: 'file/example', severity: 'error', count: 1 },
          { rule: 'file/example', severity: 'warning', count: 1 },
        ],
        suppressions: [{ rule: 'file/example', reason: 'agreed', expires: '2027-01-01', by: 'the team' }],
      },
    ],
  })
})

test('holds no path, no evidence and nothing of the machine', () => {
  const text = JSON.stringify(makePredicate(report))
  for (const local of ['/home/someone', 'secret-plan', 'AKIA']) expect(text).not.toContain(local)
})

test('fits its published schema', async () => {
  const schema = JSON.parse(await readFile(path.join(ROOT, 'schema', 'predicate.schema.json'), 'utf8'))
  const validate = new Ajv2020({ strict: false }).compile(schema)
  expect(validate(makePredicate(report))).toBe(true)
  expect(validate({ ...makePredicate(report), path: '/home' })).toBe(false)
})

test.each(['docs/attestation.md', 'examples/workflows/release.yml'])(
  '%s names the type that we publish',
  async (file) => {
    expect(await readFile(path.join(ROOT, file), 'utf8')).toContain(`predicate-type: ${PREDICATE_TYPE}\n`)
  },
)

test.each([
  [{ name: '@acme/core', version: '1.4.3' }, 'pkg:npm/%40acme/core@1.4.3'],
  [{ kind: 'wheel', name: 'Tide_Tables', version: '1.2.0' }, 'pkg:pypi/tide-tables@1.2.0'],
  [{ kind: 'sdist', name: 'tides', version: '1.2.0+local' }, 'pkg:pypi/tides@1.2.0%2Blocal'],
  [{ kind: 'crate', name: 'tide_tables', version: '1.2.0' }, 'pkg:cargo/tide_tables@1.2.0'],
  [{ kind: 'vscode', name: 'acme.tides', version: '1.2.0' }, 'pkg:vscode-extension/acme/tides@1.2.0'],
] as const)('a package is attested as what it is: %j', (named, url) => {
  expect(writePurl(named)).toBe(url)
})
