import path from 'node:path'
import semver from 'semver'
import { CannotLook } from '../../model/cannot-look.ts'
import { isObject } from '../../model/json-object.ts'
import type { PackerName } from '../../model/packing.ts'
import type { Workspace, WorkspaceMember } from '../workspace/find-workspace.ts'
import { readJson } from '../workspace/read-json.ts'
import { type Catalogs, resolveCatalogSpec, resolveJsrSpec } from './catalogs.ts'

type Manifest = Readonly<Record<string, unknown>>
type Members = Record<string, unknown>

/** What rewriting a manifest for publishing takes. */
export interface ManifestContext {
  /** As the user would call the package's folder. */
  readonly label: string
  /** Absolute folder of the package.json. */
  readonly folder: string
  readonly workspace: Workspace | null
  readonly catalogs: Catalogs
}

const WORKSPACE = 'workspace:'

/** The package that a `workspace:` spec means: by a path, by its name, or linked into node_modules. */
export async function findWorkspacePackage(
  name: string,
  spec: string,
  context: ManifestContext,
): Promise<Manifest | null> {
  const { folder, workspace } = context
  if (/^\.{1,2}(?:\/|$)/.test(spec)) return readManifestWithVersion(path.join(folder, spec))
  const linked = await readManifestWithVersion(path.join(folder, 'node_modules', name))
  if (linked !== null) return linked
  const members = (await workspace?.members()) ?? []
  const found = members.find((member) => member.manifest.name === name && isVersion(member))
  if (found !== undefined) return found.manifest
  // A package that has no workspace is one of its own: an install links it to itself.
  const own = await readManifestWithVersion(folder)
  return own?.name === name ? own : null
}

const isVersion = ({ manifest }: WorkspaceMember) => typeof manifest.version === 'string'

async function readManifestWithVersion(folder: string): Promise<Manifest | null> {
  const manifest = await readJson(path.join(folder, 'package.json'))
  return typeof manifest?.version === 'string' ? manifest : null
}

/**
 * Replaces the specs of a field's dependencies, one after another; the order of the names stays.
 * @throws CannotLook when one names what the workspace does not have: the packer would stop there too.
 */
export async function replaceSpecs(
  members: unknown,
  replace: (name: string, spec: string) => Promise<string> | string,
): Promise<Members | null> {
  if (!isObject(members)) return null
  const replaced: Members = {}
  for (const [name, spec] of Object.entries(members))
    replaced[name] = typeof spec === 'string' ? await replace(name, spec) : spec
  return replaced
}

/**
 * What pnpm writes for a dependency (@pnpm/exportable-manifest): `workspace:^` becomes a range, an alias `npm:`, a
 * catalogue's name what stands there.
 */
export async function resolvePnpmSpec(
  name: string,
  given: string,
  context: ManifestContext,
  { isPeer, major }: { readonly isPeer: boolean; readonly major: number },
): Promise<string> {
  const spec = resolveCatalog(name, given, context, 'pnpm')
  const jsr = major >= 10 ? resolveJsrSpec(name, spec) : null
  if (jsr !== null) return jsr
  if (isPeer ? !spec.includes(WORKSPACE) : !spec.startsWith(WORKSPACE)) return spec
  if (isPeer) return resolvePnpmPeerSpec(name, spec, context, major)
  const [, alias, token] = /^workspace:(?:(.+)@)?([\^~*])?$/.exec(spec) ?? []
  const isRelative = /^workspace:\.{1,2}\//.test(spec)
  const rest = spec.slice(WORKSPACE.length)
  if (token === undefined && alias === undefined && rest !== '' && !isRelative)
    return rest.includes('@') ? `npm:${rest}` : rest
  // From 11 on a path that leads nowhere is as good as the name.
  const byPath = isRelative ? await findWorkspacePackage(name, rest, context) : null
  const isMissed = isRelative && byPath === null && major < 11
  const meant = byPath ?? (await mustFind(alias ?? name, isMissed ? rest : '', context, 'pnpm'))
  const range = `${token === '^' || token === '~' ? token : ''}${meant.version}`
  return meant.name === name ? range : `npm:${meant.name}@${range}`
}

async function resolvePnpmPeerSpec(
  name: string,
  spec: string,
  context: ManifestContext,
  major: number,
): Promise<string> {
  const [, alias, aliased] = /^workspace:((?:@[^/]+\/)?[^@~^*.\s][^@]*)@(.*)$/.exec(spec) ?? []
  if (alias !== undefined)
    return `npm:${alias}@${aliased === '^' || aliased === '~' || aliased === '' ? '*' : aliased}`
  if (/^workspace:\.{1,2}\//.test(spec)) return resolvePnpmSpec(name, spec, context, { isPeer: false, major })
  const match = /workspace:([\^~*]|>=|>|<=|<)?((\d+|[xX*])(\.(\d+|[xX*])){0,2})?/.exec(spec)
  if (match === null || match[2] !== undefined) return spec.replace(WORKSPACE, '')
  const meant = await mustFind(name, '', context, 'pnpm')
  return spec.replace(
    match[0],
    `${match[1] === '*' || match[1] === undefined ? '' : match[1]}${meant.version}`,
  )
}

/** What Bun writes for a dependency: `workspace:` with `*`, `^` or `~` is looked up, alone, behind a name, or by a path. */
export async function resolveBunSpec(name: string, given: string, context: ManifestContext): Promise<string> {
  const spec = resolveCatalog(name, given, context, 'bun')
  if (!spec.startsWith(WORKSPACE)) return spec
  const rest = spec.slice(WORKSPACE.length)
  // A path that leads nowhere is written as it is.
  if (/^\.{1,2}\//.test(rest))
    return String((await findWorkspacePackage(name, rest, context))?.version ?? rest)
  const [, alias, token] = /^(?:(@?[^@]+)@)?([\^~*])$/.exec(rest) ?? []
  if (token === undefined) return /^@?[^@]+@/.test(rest) ? `npm:${rest}` : rest
  const meant = await mustFind(alias ?? name, '', context, 'bun')
  const range = `${token === '*' ? '' : token}${meant.version}`
  return alias === undefined ? range : `npm:${alias}@${range}`
}

/**
 * What Yarn 2 and later write for a dependency (@yarnpkg/plugin-pack, `beforeWorkspacePacking`). Optional ones keep
 * `catalog:` and `npm:`: they are forgotten there, so nobody can install what is published.
 */
export async function resolveYarnSpec(
  name: string,
  given: string,
  context: ManifestContext,
  isOptional = false,
): Promise<string> {
  const spec = isOptional
    ? given
    : resolveCatalog(name, given, context, 'yarn').replace(/^npm:(?=[^@]*$)/, '')
  const jsr = resolveJsrSpec(name, spec)
  if (jsr !== null) return jsr
  if (!spec.startsWith(WORKSPACE)) return spec
  const rest = spec.slice(WORKSPACE.length)
  const { workspace } = context
  const members = (await workspace?.members()) ?? []
  const isRange = /^[\^~*]$/.test(rest) || semver.validRange(rest) !== null
  const meant = members.find(({ folder, manifest }) =>
    isRange ? manifest.name === name : path.resolve(workspace?.root ?? '', rest) === folder,
  )
  // A path is written as it is, and what is neither a range nor one of the project's folders stays.
  if (!isRange) return meant === undefined ? spec : rest
  if (meant === undefined) throw explainUnknownWorkspace(name, spec, context, 'yarn')
  const version = typeof meant.manifest.version === 'string' ? meant.manifest.version : '0.0.0'
  if (rest === '*') return version
  if (rest === '^' || rest === '~') return `${rest}${version}`
  return semver.satisfies(version, rest) ? rest : spec
}

/** @throws CannotLook when a catalogue is named that is not there, or has no such dependency. */
function resolveCatalog(name: string, spec: string, context: ManifestContext, packer: PackerName): string {
  if (!spec.startsWith('catalog:')) return spec
  const found = resolveCatalogSpec(name, spec, context.catalogs)
  if (found !== null) return found
  throw new CannotLook(
    `${context.label} requires ${name} as ${spec}, and the workspace has no such entry in its catalogs, so ${packer} could not pack it either. Add the entry or write a version, then run again.`,
  )
}

async function mustFind(name: string, relative: string, context: ManifestContext, packer: PackerName) {
  const found = await findWorkspacePackage(name, relative, context)
  if (found !== null) return found
  throw explainUnknownWorkspace(name, `${WORKSPACE}${relative}`, context, packer)
}

/** @param packer the program that stops there as well */
export function explainUnknownWorkspace(
  name: string,
  spec: string,
  context: ManifestContext,
  packer: string,
): CannotLook {
  return new CannotLook(
    `${context.label} requires ${name} as ${spec}…, and the workspace has no such package with a version, so ${packer} could not pack it either. Correct the name, or check from the checkout that holds the whole workspace.`,
  )
}

/** What lerna makes of specs is what pnpm 9 does. */
const OF_LERNA = 9

/** package.json as lerna writes it, with `workspace:` replaced and dependencies sorted. */
export async function writeLernaManifest(
  manifest: Manifest,
  context: ManifestContext,
): Promise<Record<string, unknown>> {
  const published: Record<string, unknown> = { ...manifest }
  for (const field of ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies']) {
    const replaced = await replaceSpecs(manifest[field], (name, spec) =>
      spec.startsWith(WORKSPACE)
        ? resolvePnpmSpec(name, spec, context, { isPeer: false, major: OF_LERNA })
        : spec,
    )
    if (replaced !== null)
      published[field] = Object.fromEntries(Object.entries(replaced).sort(([a], [b]) => (a < b ? -1 : 1)))
  }
  return published
}
