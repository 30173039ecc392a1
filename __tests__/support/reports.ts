import { NO_EXPOSURE } from '../../src/model/exposure.ts'
import type { Inventory, InventoryFile } from '../../src/model/inventory.ts'
import type { Plan } from '../../src/model/plan.ts'
import type { Finding, PackageReport, Report, ReportPlace } from '../../src/model/report.ts'

/** Reports for reporters: whole ones, with what a test does not mind filled in. */
export function place(given: Partial<ReportPlace> = {}): ReportPlace {
  return {
    path: 'dist/index.js',
    layer: null,
    line: null,
    column: null,
    evidence: null,
    original: null,
    ...given,
  }
}

export function makeFinding(given: Partial<Finding> = {}): Finding {
  const places = given.places ?? [place()]
  const first = places[0]
  return {
    rule: 'file/example',
    severity: 'error',
    fingerprint: '0123456789abcdef',
    title: 'Example file',
    message: 'The file dist/index.js ships.',
    template: { what: 'The file {file} ships.', why: 'It should not.', fix: 'Leave {file} out.' },
    data: { file: 'dist/index.js' },
    path: first?.path ?? null,
    line: first?.line ?? null,
    column: first?.column ?? null,
    layer: first?.layer ?? null,
    count: places.length,
    places,
    evidence: first?.evidence ?? null,
    original: first?.original ?? null,
    cause: null,
    fix: 'Leave dist/index.js out.',
    change: null,
    also: [],
    similar: 0,
    docs: 'https://github.com/seaworthy-dev/seaworthy/blob/main/docs/rules/file/example.md',
    ...given,
  }
}

export function makePackageReport(given: Partial<PackageReport> = {}): PackageReport {
  return {
    name: 'example',
    version: '1.0.0',
    target: '.',
    verdict: 'block',
    failOn: 'error',
    profile: 'open-source',
    profileReason: 'the licence is MIT, an open one',
    configuration: '0'.repeat(64),
    tarball: null,
    packer: null,
    alreadyPublished: false,
    inventory: null,
    baseline: null,
    contents: { folders: [], files: [] },
    exposure: NO_EXPOSURE,
    findings: [makeFinding()],
    plan: null,
    suppressed: [],
    errors: [],
    unseen: [],
    gateChange: null,
    accepted: [],
    notes: [],
    ...given,
  }
}

export function reportOf(packages: PackageReport[], given: Partial<Report> = {}): Report {
  return {
    schemaVersion: 2,
    tool: { name: 'seaworthy', version: '0.0.0-test' },
    verdict: 'block',
    failOn: 'error',
    profile: 'open-source',
    policy: null,
    packages,
    errors: [],
    timing: { total: 1, pack: 1, scan: 1 },
    shard: null,
    ...given,
  }
}

/** A plan of one edit that settles what it is given. */
export function planOf(
  settles: readonly string[],
  lines: readonly string[],
  given: Partial<Plan> = {},
): Plan {
  return {
    edits: [
      {
        path: 'package.json',
        isNew: false,
        hunks: [{ line: 4, lines: [...lines] }],
        settles: [...settles],
        needsBuild: false,
      },
    ],
    settles: [...settles],
    rest: [],
    tried: ['npm 10', 'npm 11', 'npm 12'],
    fileCount: 2,
    buildScript: null,
    ...given,
  }
}

/** What is in a tarball of these files, and nothing else known of it. */
export function makeInventory(files: readonly InventoryFile[]): Inventory {
  return {
    name: 'example',
    version: '1.0.0',
    integrity: `sha512-${'A'.repeat(86)}==`,
    size: 1000,
    unpackedSize: files.reduce((sum, { size }) => sum + size, 0),
    files,
    mapText: { maps: 0, files: 0, lines: 0, bytes: 0 },
    installScripts: {},
    dependencies: {},
    optionalDependencies: {},
    peerDependencies: {},
    bins: {},
    engines: {},
    licence: 'MIT',
    entryPoints: null,
    capabilities: {
      hosts: [],
      environment: [],
      modules: [],
      dynamicCode: [],
      telemetry: [],
      featureFlags: [],
    },
  }
}
