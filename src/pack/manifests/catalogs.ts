import path from 'node:path'
import { parse } from 'yaml'
import { isObject } from '../../model/json-object.ts'
import type { PackerName } from '../../model/packing.ts'
import { readJson, readMemberAt, readText } from '../workspace/read-json.ts'
import { readRushCatalogs } from '../workspace/read-rush.ts'

type Members = Readonly<Record<string, unknown>>

/** Versions that a workspace keeps in one place, by catalogue and dependency; the default one is called `default`. */
export type Catalogs = Readonly<Record<string, Members>>

/** The settings file of a workspace's root as an object: pnpm-workspace.yaml or .yarnrc.yml; empty where there is none. */
export async function readSettings(root: string, file: string): Promise<Members> {
  try {
    const value: unknown = parse((await readText(path.join(root, file))) ?? '')
    return isObject(value) ? value : {}
  } catch {
    return {}
  }
}

/** The catalogues of a workspace, from where its package manager keeps them. */
export async function readCatalogs(packer: PackerName, root: string): Promise<Catalogs> {
  if (packer === 'npm') return {}
  if (packer === 'pnpm')
    return {
      ...collectCatalogs({ catalogs: await readRushCatalogs(root) }),
      ...collectCatalogs(await readSettings(root, 'pnpm-workspace.yaml')),
    }
  if (packer === 'yarn') return collectCatalogs(await readSettings(root, '.yarnrc.yml'))
  const manifest = (await readJson(path.join(root, 'package.json'))) ?? {}
  const nested = readMemberAt(manifest, ['workspaces'])
  return { ...collectCatalogs(manifest), ...(isObject(nested) ? collectCatalogs(nested) : {}) }
}

function collectCatalogs(settings: Members): Catalogs {
  const named = isObject(settings.catalogs) ? settings.catalogs : {}
  const all = Object.entries(named).filter((member): member is [string, Members] => isObject(member[1]))
  return { ...Object.fromEntries(all), ...(isObject(settings.catalog) ? { default: settings.catalog } : {}) }
}

/** What a `catalog:` stands for; null if the spec is none, or names what no catalogue has. */
export function resolveCatalogSpec(name: string, spec: string, catalogs: Catalogs): string | null {
  if (!spec.startsWith('catalog:')) return null
  const catalog = spec.slice('catalog:'.length).trim() || 'default'
  const found = Object.hasOwn(catalogs, catalog) ? catalogs[catalog] : undefined
  const range = found !== undefined && Object.hasOwn(found, name) ? found[name] : undefined
  return typeof range === 'string' ? range : null
}

/** `jsr:` as a dependency of the npm registry of JSR (https://jsr.io/docs/npm-compatibility); null if the spec is none. */
export function resolveJsrSpec(name: string, spec: string): string | null {
  const [, named, range] = /^jsr:(?:(@[^/]+\/[^@]+)(?:@|$))?(.*)$/.exec(spec) ?? []
  if (range === undefined) return null
  const [scope, rest] = (named ?? name).replace(/^@/, '').split('/')
  return rest === undefined ? null : `npm:@jsr/${scope}__${rest}${range === '' ? '' : `@${range}`}`
}
