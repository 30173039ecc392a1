import semver from 'semver'
import type { Harm } from '../model/harm.ts'
import type { RunRecord } from '../report/records/run-record.ts'
import { quoteShellWord } from '../text/shell-word.ts'

/** What is to be done about a release that is out: a sentence, and the command that does it. */
export interface AuditStep {
  readonly text: string
  /** Null where there is none. */
  readonly command: string | null
  /** Pages to look at. */
  readonly links: readonly { readonly url: string; readonly text: string }[]
}

const NPM = 'https://registry.npmjs.org/'
/** For new packages and versions, if no other package depends on them (https://docs.npmjs.com/policies/unpublish). */
const UNPUBLISH_HOURS = 72
const HOUR = 3_600_000

/** A package of which releases must not have gone out. */
export interface HarmfulPackage {
  readonly name: string
  /** The releases that block, the newest first. */
  readonly releases: readonly RunRecord[]
  /** The newest release that was looked at and passes; null where there is none. */
  readonly goodVersion: string | null
}

/** The steps for a package, filled in, what cannot wait first. */
export function listAuditSteps({ name, releases, goodVersion }: HarmfulPackage, now: Date): AuditStep[] {
  const harms = new Set(
    releases.flatMap(({ findings }) =>
      findings.flatMap(({ severity, harm }) => (severity === 'error' && harm !== null ? [harm] : [])),
    ),
  )
  const registry = releases.find(({ release }) => release !== null)?.release?.registry ?? NPM
  const isNpm = registry === NPM
  return [
    ...listFirstSteps(harms, releases),
    ...listTagSteps(name, releases, goodVersion, registry),
    adviseNextRelease(releases, goodVersion),
    ...releases.map((one) => adviseRemoval(one, now, isNpm, goodVersion)),
    ...(isNpm ? [listPublicCopies(name, releases, harms)] : []),
    adviseWhoHasIt(name, releases, isNpm),
  ]
}

/** What is to be published now, if anything. */
function adviseNextRelease([newest]: readonly RunRecord[], goodVersion: string | null): AuditStep {
  const command = 'npx seaworthy fix'
  if (goodVersion === null)
    return makeStep(
      'Publish a version without it: fix the package, and let Seaworthy judge it before it goes out.',
      command,
    )
  const version = newest?.version ?? null
  if (version !== null && semver.valid(version) !== null && semver.gt(goodVersion, version))
    return makeStep(`Publish nothing for this: ${goodVersion}, which is newer, passes.`)
  return makeStep(
    `Go on from ${goodVersion}, which passes: fix what comes after it, and let Seaworthy judge it before it goes out.`,
    command,
  )
}

function makeStep(text: string, command: string | null = null, links: AuditStep['links'] = []): AuditStep {
  return { text, command, links }
}

/** What the harm itself asks for, whatever becomes of the release. */
function listFirstSteps(harms: ReadonlySet<Harm>, releases: readonly RunRecord[]): AuditStep[] {
  const since = releases
    .map(({ release }) => release?.publishedAt ?? null)
    .filter((time) => time !== null)
    .sort()[0]
  const day = since === undefined ? 'it was published' : since.slice(0, 10)
  const files = [
    ...new Set(
      releases.flatMap(({ findings }) =>
        findings.flatMap(({ harm, path }) => (harm === 'credential' && path !== null ? [path] : [])),
      ),
    ),
  ]
  const where =
    files.length === 0 ? '' : ` (${files.slice(0, 3).join(', ')}${files.length > 3 ? ' and more' : ''})`
  const steps: AuditStep[] = []
  if (harms.has('credential'))
    steps.push(
      makeStep(
        `Revoke the credentials that are in it${where} where they were issued, now: whoever reads the registry has them, and taking the release back does not take them back. Then look in the issuer's log for what was done with them since ${day}.`,
      ),
    )
  if (harms.has('people'))
    steps.push(
      makeStep(
        `Tell whoever is responsible for data protection today: it holds personal data, public since ${day}, and the time to report that may be 72 hours from when you know of it.`,
      ),
    )
  return steps
}

/** What installs by a tag must not get it any longer. */
function listTagSteps(
  name: string,
  releases: readonly RunRecord[],
  goodVersion: string | null,
  registry: string,
): AuditStep[] {
  if (goodVersion === null) return []
  const tags = releases.flatMap(({ release }) => release?.tags ?? [])
  return [...new Set(tags)]
    .filter((tag) => tag === 'latest')
    .map((tag) =>
      makeStep(
        `Point the dist-tag ${tag} at ${goodVersion}, which passes, so that nobody installs the other one any more.`,
        `npm dist-tag add ${quoteShellWord(`${name}@${goodVersion}`)} ${quoteShellWord(tag)}${formatRegistryOption(registry)}`,
      ),
    )
}

/** How a release is taken back, by how long it has been out. */
function adviseRemoval(
  { name, version, release }: RunRecord,
  now: Date,
  isNpm: boolean,
  goodVersion: string | null,
): AuditStep {
  const label = `${name}@${version}`
  const since = release?.publishedAt ?? null
  const end = since === null ? null : new Date(Date.parse(since) + UNPUBLISH_HOURS * HOUR)
  const unpublish = `npm unpublish ${quoteShellWord(label)}${formatRegistryOption(release?.registry ?? NPM)}`
  if (!isNpm) return makeStep(`Take ${label} back, as far as your registry lets you.`, unpublish)
  if (end !== null && end > now)
    return makeStep(
      `Unpublish ${label} before ${end.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${UNPUBLISH_HOURS} hours after it went out, while npm allows it if no other package depends on it. The version's number cannot be used again.`,
      unpublish,
    )
  if (release?.deprecated === true)
    return makeStep(
      `${label} is deprecated already, and has been out too long to be simply unpublished. Ask npm's support to take it down.`,
      null,
      [{ url: 'https://www.npmjs.com/support', text: "npm's support" }],
    )
  const use = goodVersion === null ? 'Use the next version.' : `Use ${goodVersion}.`
  return makeStep(
    `Deprecate ${label}: it is out${since === null ? '' : ` since ${since.slice(0, 10)}`}, for too long to be unpublished unless hardly anybody installs it. Ask npm's support to take it down.`,
    `npm deprecate ${quoteShellWord(label)} ${quoteShellWord(`Published by mistake. ${use}`)}`,
    [
      { url: 'https://docs.npmjs.com/policies/unpublish', text: 'when npm unpublishes' },
      { url: 'https://www.npmjs.com/support', text: "npm's support" },
    ],
  )
}

/** Mirrors that keep what npm has taken down. */
function listPublicCopies(name: string, releases: readonly RunRecord[], harms: ReadonlySet<Harm>): AuditStep {
  const found = releases.flatMap(({ version, findings }) =>
    findings.flatMap(({ severity, path }) =>
      severity === 'error' && path !== null ? [`${version}/${path}`] : [],
    ),
  )
  const [first] = found
  const isRead = harms.has('source') || harms.has('credential') || harms.has('people')
  const places = first === undefined ? [] : linkCopies(`${name}@${first}`)
  return makeStep(
    `Others keep copies that npm does not take down${isRead ? ': jsDelivr purges on request, unpkg and mirrors keep theirs for a time' : ''}.`,
    null,
    [...places, { url: 'https://www.jsdelivr.com/tools/purge', text: 'purge jsDelivr' }],
  )
}

function linkCopies(file: string): AuditStep['links'] {
  const address = file
    .split('/')
    .map((part) => encodeURIComponent(part).replaceAll('%40', '@'))
    .join('/')
  return [
    { url: `https://cdn.jsdelivr.net/npm/${address}`, text: 'the copy of jsDelivr' },
    { url: `https://unpkg.com/${address}`, text: 'the copy of unpkg' },
  ]
}

function adviseWhoHasIt(name: string, releases: readonly RunRecord[], isNpm: boolean): AuditStep {
  const [newest] = releases
  const label = `${name}@${newest?.version ?? ''}`
  const query = encodeURIComponent(`"${name}" path:**/package-lock.json OR "${name}" path:**/pnpm-lock.yaml`)
  return makeStep(
    `Find out who has installed it: ${isNpm ? "npm's page tells the downloads of each version, " : ''}lock files tell who has it, and in a checkout npm shows what brought it in.`,
    `npm ls ${quoteShellWord(label)} --all`,
    [
      ...(isNpm
        ? [
            {
              url: `https://www.npmjs.com/package/${encodeURI(name)}?activeTab=versions`,
              text: 'downloads by version',
            },
          ]
        : []),
      { url: `https://github.com/search?type=code&q=${query}`, text: 'lock files on GitHub' },
    ],
  )
}

function formatRegistryOption(registry: string): string {
  return registry === NPM ? '' : ` --registry ${quoteShellWord(registry)}`
}
