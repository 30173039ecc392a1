import { rm } from 'node:fs/promises'
import path from 'node:path'
import { gate } from '../gate/gate.ts'
import type { GateRequest } from '../gate/gate-request.ts'
import type { LookPool } from '../gate/threads/look-pool.ts'
import { messageOf } from '../model/cannot-look.ts'
import type { Report } from '../model/report.ts'
import type { RegistryClient } from '../pack/registry/registry-client.ts'
import { RegistryRefusal } from '../pack/registry/registry-refusal.ts'
import { failedRecord, type RunRecord, recordsOf } from '../report/records/run-record.ts'
import type { NamedPackage } from './audit-names.ts'
import { type PublishedRelease, publishedReleases } from './published-releases.ts'

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
  const judge = atATime(pool.most + 1)
  let [judged, skipped, asked, known] = [0, 0, 0, 0]
  const tell = (): void => {
    const rest = packages.length - asked
    const perPackage = asked === 0 ? last : known / asked
    request.onProgress({ judged, skipped, expected: Math.round(known + rest * perPackage) })
  }
  const look =
    (release: PublishedRelease): Task =>
    async () => {
      request.onRecord(await recordOf(release, request, judge))
      pool.done(0)
      judged += 1
      tell()
      return []
    }
  const list =
    (named: NamedPackage): Task =>
    async () => {
      try {
        const releases = await publishedReleases(named, last, client)
        const fresh = releases.filter(({ name, version }) => !request.isDone(name, version))
        known += releases.length
        skipped += releases.length - fresh.length
        pool.expect(fresh.length)
        return fresh.map(look)
      } catch (error) {
        const why = `The registry ${client.registryOf(named.name)} does not describe ${named.name}: ${clause(error)}. Run the audit again with the same --resume, or leave it out.`
        request.onRecord(failed(named, why, request))
        return []
      } finally {
        for (let count = 0; count < last; count += 1) pool.done(0)
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
    const next = (): void => {
      for (let task = queue.pop(); task !== undefined; task = queue.pop()) {
        running += 1
        task()
          .then((more) => queue.push(...more))
          .catch(reject)
          .finally(() => {
            running -= 1
            next()
          })
        if (running >= most) return
      }
      if (running === 0) resolve()
    }
    next()
  })
}

/** Lets so many pass at a time. */
function atATime(most: number): <T>(work: () => Promise<T>) => Promise<T> {
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

async function recordOf(
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
      gate({
        ...request.judging,
        pool: request.pool,
        targets: [file],
        baseline: 'none',
        runScripts: false,
        keepTarballs: false,
        repository: { visibility: null, checkout: null },
      }),
    )
    return published(release, report, request)
  } catch (error) {
    const why = `The tarball of ${label} could not be fetched: ${clause(error)}. Run the audit again with the same --resume.`
    return { ...failed(release, why, request), release: recorded(release) }
  } finally {
    await rm(file, { force: true })
  }
}

function published(release: PublishedRelease, report: Report, request: AuditRequest): RunRecord {
  const [one] = recordsOf(report, origin(request), new Date())
  const tarball = report.packages[0]?.tarball ?? null
  if (one === undefined) return failed(release, 'Nothing was judged.', request)
  const wrong = tarball !== null && !isSame(release, tarball) ? [mismatch(release)] : []
  return {
    ...one,
    name: release.name,
    version: release.version,
    target: `${release.name}@${release.version}`,
    published: true,
    ...(wrong.length > 0 ? { verdict: 'error' as const } : {}),
    errors: [...wrong, ...one.errors],
    release: recorded(release),
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

const mismatch = ({ name, version, registry }: PublishedRelease): string =>
  `What ${registry} hands out as ${name}@${version} is not what it says it is: the digests differ. Fetch it again, and tell who runs the registry.`

function failed(named: NamedPackage, why: string, request: AuditRequest): RunRecord {
  const target = named.version === null ? named.name : `${named.name}@${named.version}`
  const record = failedRecord(origin(request), new Date(), [why])
  return { ...record, name: named.name, version: named.version, target, published: true }
}

function origin({ run }: AuditRequest) {
  return { repository: null, commit: null, ref: null, run }
}

function recorded({ registry, publishedAt, deprecated, tags }: PublishedRelease) {
  return { registry, publishedAt, deprecated, tags: tags.slice(0, 100).map((tag) => tag.slice(0, 200)) }
}

function clause(error: unknown): string {
  return error instanceof RegistryRefusal ? error.message : messageOf(error).replace(/\.$/, '')
}
