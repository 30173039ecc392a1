import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { recogniseArchive } from '../archive/recognise-archive.ts'
import { runGate } from '../gate/gate.ts'
import type { GateRequest } from '../gate/gate-request.ts'
import { ARCHIVE_FORMS } from '../knowledge/archive-forms.ts'
import { CannotLook } from '../model/cannot-look.ts'
import type { Release, ReleasedPackage } from '../model/release.ts'
import type { Report } from '../model/report.ts'
import { InstalledPackers } from '../pack/installed-packers.ts'
import { readNpmSettings } from '../pack/registry/npm-settings.ts'
import { writeShortList } from '../text/fill-template.ts'
import { type Guard, runCommand, startGuard } from './guard/guarded-run.ts'
import { judgeByGate } from './guard/judge-by-gate.ts'
import { askPublishedVersions, type Published } from './guard/published-versions.ts'
import { refuseImplicitTag } from './implicit-tag.ts'
import { listPublishArguments, type PublishOptions } from './npm-publish.ts'
import { sortForPublishing } from './publish-order.ts'
import { convertVersionForRegistry } from './version-on-registry.ts'

export interface ReleaseRequest {
  readonly judging: Omit<GateRequest, 'keepTarballs'>
  readonly options: PublishOptions
  readonly environment: NodeJS.ProcessEnv
  /** Told when a package is out. */
  readonly onPublished?: (name: string, version: string) => void
}

/** From this major on, npm publishes under `latest` only what is the highest. */
const FIRST_WITH_TAGS = 11

/** Before this major, npm has no stage; early releases of it have none either, and say so themselves. */
const FIRST_WITH_STAGE = 11

/** Times that a registry is asked for what it has just taken, and milliseconds in between: large ones take a moment. */
const TIMES = 6
const PAUSE = 2_000

/**
 * Packs, judges all, and only if every package passes publishes exactly the judged files, each after those it depends
 * on. What the registry has already is left out, so that a release that failed half-way goes on when it is run again.
 * @throws CannotLook when the registry's configuration cannot be read, or npm cannot be started.
 */
export async function publishRelease(request: ReleaseRequest): Promise<Release> {
  const { judging, environment } = request
  const { directory, temporaryDirectory } = judging
  await refuseNeighbours(judging.targets, directory)
  if (request.options.stage) await refuseWithoutStage(temporaryDirectory)
  const passed = new Map<string, Report>()
  // What the targets were chosen from is told of them alone.
  const { named: _, ...ofText } = judging
  const guard = await startGuard({
    directory,
    temporaryDirectory,
    command: ['npm', 'publish'],
    environment,
    // Only what was judged before goes through, whatever npm sends.
    judge: (own) => async (file, name, holds) =>
      holds === 'text'
        ? judgeByGate(ofText)(own)(file, name, holds)
        : (passed.get(await computeIntegrity(file)) ?? refuseStranger()),
  })
  try {
    const { targets, out } = await removeThoseOut(judging.targets, guard, directory)
    if (targets.length === 0) return { outcome: 'done', report: null, packages: out }
    const report = await runGate({ ...judging, targets, keepTarballs: true })
    if (report.verdict !== 'pass') return { outcome: 'held', report, packages: out }
    refusePrivate(report)
    if (request.options.tag === null && (await refusesImplicitTag(request)))
      refuseImplicitTag(report.packages, guard.own.packages, await askPublished(report, guard))
    for (const one of report.packages)
      if (one.tarball !== null) passed.set(one.tarball.integrity, { ...report, packages: [one] })
    const released = await publishAll(report, guard, request)
    const failed = released.some(({ outcome, confirmed }) => outcome === 'failed' || confirmed === false)
    return { outcome: failed ? 'failed' : 'done', report, packages: [...out, ...released] }
  } finally {
    await guard.server.stop()
  }
}

/** npm says so only when everything is packed and judged. */
async function refuseWithoutStage(temporaryDirectory: string): Promise<void> {
  const version = await new InstalledPackers(temporaryDirectory).findVersion('npm')
  if (version === null || Number(version.split('.')[0]) >= FIRST_WITH_STAGE) return
  throw new CannotLook(
    `npm ${version} has no stage. Install npm ${FIRST_WITH_STAGE} or later, or leave --stage out. Nothing was published.`,
  )
}

/** Whether the npm that will publish wants a tag where `latest` would be wrong, and none is configured. */
async function refusesImplicitTag({ judging, environment }: ReleaseRequest): Promise<boolean> {
  const { directory, temporaryDirectory } = judging
  const { isDefaultTag } = await readNpmSettings(directory, environment)
  const version = await new InstalledPackers(temporaryDirectory).findVersion('npm')
  return isDefaultTag && Number(version?.split('.')[0] ?? 0) >= FIRST_WITH_TAGS
}

/** npm would refuse it too, but only when its turn has come and others are out. */
function refusePrivate({ packages }: Report): void {
  const names = packages
    .filter(({ isPrivate }) => isPrivate === true)
    .map(({ name, target }) => name ?? target)
  if (names.length > 0)
    throw new CannotLook(
      `${writeShortList(names)} cannot be published: package.json says "private": true. Take that out, or leave the package out of the command. Nothing was published.`,
    )
}

/** npm takes no packages of other registries. */
async function refuseNeighbours(targets: readonly string[], directory: string): Promise<void> {
  for (const target of targets) {
    const file = path.resolve(directory, target)
    const isFile = await stat(file).then(
      (found) => found.isFile(),
      () => false,
    )
    const kind = isFile ? await recogniseArchive(file) : 'npm'
    if (kind === 'npm') continue
    const { title, publish } = ARCHIVE_FORMS[kind]
    throw new CannotLook(
      `${target} is ${title}, which npm does not publish. Check it with seaworthy check, and if it passes publish it with: ${publish}. Nothing was published.`,
    )
  }
}

async function computeIntegrity(file: string): Promise<string> {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return `sha512-${hash.digest('base64')}`
}

function refuseStranger(): never {
  throw new CannotLook('npm sent another tarball than the one that was judged')
}

/** Targets whose version is out already need not be judged: nobody publishes them. */
async function removeThoseOut(
  targets: readonly string[],
  { own, registries, connection }: Guard,
  directory: string,
): Promise<{ targets: string[]; out: ReleasedPackage[] }> {
  const ofTarget = new Map(
    targets.map((target) => [
      target,
      own.packages.find((one) => one.folder === path.resolve(directory, target)),
    ]),
  )
  const names = [...ofTarget.values()].flatMap((one) => one?.name ?? [])
  const published = await askPublishedVersions(names, registries, connection)
  const left: string[] = []
  const out: ReleasedPackage[] = []
  for (const [target, one] of ofTarget) {
    const { name = '' } = one ?? {}
    const version = one?.version ? convertVersionForRegistry(one.version) : null
    if (version !== null && published.get(name)?.has(version))
      out.push({ name, version, integrity: null, outcome: 'already-out', confirmed: null })
    else left.push(target)
  }
  return { targets: left, out }
}

async function publishAll(
  report: Report,
  guard: Guard,
  { options, onPublished }: ReleaseRequest,
): Promise<ReleasedPackage[]> {
  const published = await askPublished(report, guard)
  const released: ReleasedPackage[] = []
  for (const one of sortForPublishing(report.packages)) {
    const { name, tarball } = one
    if (name === null || one.version === null || tarball === null) continue
    const version = convertVersionForRegistry(one.version)
    const base = { name, version, integrity: tarball.integrity, confirmed: null }
    if (released.some(({ outcome }) => outcome === 'failed')) released.push({ ...base, outcome: 'waiting' })
    else if (published.get(name)?.has(version)) released.push({ ...base, outcome: 'already-out' })
    else {
      const tried = await publishOne({ name, version, file: tarball.path ?? '' }, guard, options)
      const isThere = tried === 'failed' && !options.dryRun && (await isOut(base, guard))
      const outcome = isThere ? 'published' : tried
      released.push({ ...base, outcome })
      if (outcome === 'published') onPublished?.(name, version)
    }
  }
  return confirm(released, guard)
}

/** Whether the registry has taken the very tarball, though its answer was lost on the way. */
async function isOut(
  { name, version, integrity }: Pick<ReleasedPackage, 'name' | 'version' | 'integrity'>,
  { registries, connection }: Guard,
): Promise<boolean> {
  const published = await askPublishedVersions([name], registries, connection)
  return integrity !== null && published.get(name)?.get(version) === integrity
}

function askPublished({ packages }: Report, { registries, connection }: Guard): Promise<Published> {
  return askPublishedVersions(
    packages.flatMap(({ name }) => name ?? []),
    registries,
    connection,
  )
}

async function publishOne(
  { name, version, file }: { readonly name: string; readonly version: string; readonly file: string },
  guard: Guard,
  options: PublishOptions,
): Promise<'published' | 'staged' | 'dry-run' | 'failed'> {
  const command = listPublishArguments(file, options)
  const status = await runCommand(['npm', ...command], guard.own.root, guard.environment, {
    output: 'stderr',
  })
  if (options.dryRun) return status === 0 ? 'dry-run' : 'failed'
  const record = guard.records.findLast((one) => one.name === name && one.version === version)
  if (status !== 0 || record === undefined) return 'failed'
  return record.outcome === 'published' || record.outcome === 'staged' ? record.outcome : 'failed'
}

/** Asks the registry whether what it has is what was judged. */
async function confirm(released: readonly ReleasedPackage[], guard: Guard): Promise<ReleasedPackage[]> {
  const isNew = ({ outcome }: ReleasedPackage): boolean => outcome === 'published'
  let confirmed = [...released]
  for (let time = 0; time < TIMES; time += 1) {
    const open = confirmed.filter((one) => isNew(one) && one.confirmed === null)
    if (open.length === 0) break
    if (time > 0) await wait(PAUSE)
    const published = await askPublishedVersions(
      open.map(({ name }) => name),
      guard.registries,
      guard.connection,
    )
    confirmed = confirmed.map((one) => {
      const shown = published.get(one.name)?.get(one.version)
      return isNew(one) && shown ? { ...one, confirmed: shown === one.integrity } : one
    })
  }
  return confirmed
}
