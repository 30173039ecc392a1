import { rm } from 'node:fs/promises'
import path from 'node:path'
import { runGate } from '../gate/gate.ts'
import type { GateRequest } from '../gate/gate-request.ts'
import type { LookPool } from '../gate/threads/look-pool.ts'
import { readMessage } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import type { RegistryClient } from '../pack/registry/registry-client.ts'
import { RegistryRefusal } from '../pack/registry/registry-refusal.ts'
import { buildFailedRecord, buildRecords, type RunRecord } from '../report/records/run-record.ts'
import type { NamedPackage } from './audit-names.ts'
import { listPublishedReleases, type PublishedRelease } from './published-releases.ts'

export interface AuditRequest {
  readonly packages: readonly NamedPackage[]
  /** Versions of each package. */
  readonly last: number
  /** Packages and tarballs that are fetched at a time. */
  readonly concurrency: number
  readonly client: RegistryClient
  /** What judges them. */
  readonly pool: LookPool
  /** How each is judged. */
  readonly judging: Omit<GateRequest, 'targets' | 'baseline' | 'runScripts' | 'keepTarballs' | 'repository'>
  /** Page of the run, for the records. */
  readonly run: string | null
  /** Whether a version was looked at before, and need not be again. */
  isDone(name: string, version: string): boolean
  /** Told of each version as soon as it was judged. */
  onRecord(record: RunRecord): void
  onProgress(progress: AuditProgress): void
}

export interface AuditProgress {
  /** Versions judged, and those that were judged before. */
  readonly judged: number
  readonly skipped: number
  /** Versions that there are, as far as anybody knows: packages that were not asked for count as the others have. */
  readonly expected: number
}

/** Bytes of the largest tarball that is fetched. */
const TARBALL_LIMIT = 2 * 1024 * 1024 * 1024
type Task = () => Promise<readonly Task[]>

/** Looks at releases that are out. Never throws for a package or a registry: that stands in its record. */
export async function runAudit(request: AuditRequest): Promise<void> {
  const { packages, client, last, pool } = request
  // One more than there are threads is made ready meanwhile: others only hold memory.
  const judge = limitParallelWork(pool.most + 1)
  let [judged, skipped, asked, known] = [0, 0, 0, 0]
  const tell = (): void => {
    const rest = packages.length - asked
    const perPackage = asked === 0 ? last : known / asked
    request.onProgress({ judged, skipped, expected: Math.round(known + rest * perPackage) })
  }
  const look =
    (release: PublishedRelease): Task =>
    async () => {
      request.onRecord(await auditRelease(release, request, judge))
      pool.finish(0)
      judged += 1
      tell()
      return []
    }
  const list =
    (named: NamedPackage): Task =>
    async () => {
      try {
        const releases = await listPublishedReleases(named, last, client)
        const fresh = releases.filter(({ name, version }) => !request.isDone(name, version))
        known += releases.length
        skipped += releases.length - fresh.length
        pool.expect(fresh.length)
        return fresh.map(look)
      } catch (error) {
        const why = `The registry ${client.findRegistry(named.name)} does not describe ${named.name}: ${formatClause(error)}. Run the audit again with the same --resume, or leave it out.`
        request.onRecord(recordFailure(named, why, request))
        return []
      } finally {
        for (let count = 0; count < last; count += 1) pool.finish(0)
        asked += 1
        tell()
      }
    }
  pool.expect(packages.length * last)
  await drain(packages.map(list), request.concurrency)
}

/** Works off tasks, at most so many at a time; what comes out of one is next. */
function drain(tasks: readonly Task[], most: number): Promise<void> {
  const queue = [...tasks].reverse()
  let running = 0
  return new Promise((resolve, reject) => {
    const runNext = (): void => {
      for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
        running += 1
        task()
          .then((more) => queue.push(...more))
          .catch(reject)
          .finally(() => {
            running -= 1
            runNext()
          })
        if (running >= most) return
      }
      if (running === 0) resolve()
    }
    runNext()
  })
}

/** Lets so many pass at a time. */
function limitParallelWork(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async (work) => {
    if (running >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

async function auditRelease(
  release: PublishedRelease,
  request: AuditRequest,
  judge: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<RunRecord> {
  const { name, version, registry, tarball } = release
  const label = `${name}@${version}`
  const file = path.join(request.judging.temporaryDirectory, `${label.replaceAll('/', '-')}.tgz`)
  try {
    await request.client.download(registry, tarball, file, TARBALL_LIMIT)
    const report = await judge(() =>
      runGate({
        ...request.judging,
        pool: request.pool,
        targets: [file],
        baseline: 'none',
        runScripts: false,
        keepTarballs: false,
        repository: { visibility: null, checkout: null },
      }),
    )
    return recordPublished(release, report, request)
  } catch (error) {
    const why = `The tarball of ${label} could not be fetched: ${formatClause(error)}. Run the audit again with the same --resume.`
    return { ...recordFailure(release, why, request), release: copyRecordedFields(release) }
  } finally {
    await rm(file, { force: true })
  }
}

function recordPublished(release: PublishedRelease, report: Report, request: AuditRequest): RunRecord {
  const [one] = buildRecords(report, readOrigin(request), new Date())
  const tarball = report.packages[0]?.tarball ?? null
  if (one === undefined) return recordFailure(release, 'Nothing was judged.', request)
  const wrong = tarball !== null && !isSame(release, tarball) ? [explainMismatch(release)] : []
  return {
    ...one,
    name: release.name,
    version: release.version,
    target: `${release.name}@${release.version}`,
    published: true,
    ...(wrong.length > 0 ? { verdict: 'error' as const } : {}),
    errors: [...wrong, ...one.errors],
    release: copyRecordedFields(release),
  }
}

function isSame(
  { integrity, shasum }: PublishedRelease,
  tarball: { integrity: string; shasum: string },
): boolean {
  const strong = integrity?.split(/\s+/).filter((hash) => hash.startsWith('sha512-')) ?? []
  if (strong.length > 0) return strong.some((hash) => hash.split('?', 1)[0] === tarball.integrity)
  return shasum === null || shasum === tarball.shasum
}

const explainMismatch = ({ name, version, registry }: PublishedRelease): string =>
  `What ${registry} hands out as ${name}@${version} is not what it says it is: the digests differ. Fetch it again, and tell who runs the registry.`

function recordFailure(named: NamedPackage, why: string, request: AuditRequest): RunRecord {
  const target = named.version === null ? named.name : `${named.name}@${named.version}`
  const record = buildFailedRecord(readOrigin(request), new Date(), [why])
  return { ...record, name: named.name, version: named.version, target, published: true }
}

function readOrigin({ run }: AuditRequest) {
  return { repository: null, commit: null, ref: null, run }
}

function copyRecordedFields({ registry, publishedAt, deprecated, tags }: PublishedRelease) {
  return { registry, publishedAt, deprecated, tags: tags.slice(0, 100).map((tag) => tag.slice(0, 200)) }
}

function formatClause(error: unknown): string {
  return error instanceof RegistryRefusal ? error.message : readMessage(error).replace(/\.$/, '')
}
