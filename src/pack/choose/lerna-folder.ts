import { cp, mkdir } from 'node:fs/promises'
import path from 'node:path'
import { glob } from 'tinyglobby'
import { isObject } from '../../model/json-object.ts'
import { isInside, makeRelativeToRoot } from '../../repository/config-files.ts'
import { makeFreshFolder } from '../fresh-folder.ts'
import { readJson, readMemberAt } from '../workspace/read-json.ts'
import { type Answer, answer, type Question } from './folder-question.ts'

/** A file, or a folder, that is put into the folder that gets published. */
export interface Asset {
  /** Absolute. */
  readonly from: string
  /** In the published folder. */
  readonly to: string
}

/** Whether the project has lerna-lite, whose program is called lerna as well. */
export async function isLernaLite(root: string): Promise<boolean> {
  const { devDependencies, dependencies } = (await readJson(path.join(root, 'package.json'))) ?? {}
  return Object.keys({ ...Object(devDependencies), ...Object(dependencies) }).some((name) =>
    name.startsWith('@lerna-lite/'),
  )
}

/** The folder that lerna publishes for a package: its `directory` beats `--contents`, and lerna-lite knows the latter only. */
export async function findLernaFolder(question: Question): Promise<Answer | null> {
  const { folder, chosen } = question
  const { own, all, settings, isLite } = await readPublishSettings(readLernaPackage(question))
  const directory = isLite
    ? null
    : (answer(own.directory, folder, 'lerna in package.json') ??
      answer(all.directory, folder, 'command.publish.directory in lerna.json'))
  const found =
    directory ??
    answer(chosen.command?.folder, folder, `${chosen.command?.source} runs lerna publish --contents`) ??
    answer(all.contents, folder, 'command.publish.contents in lerna.json') ??
    answer(settings?.contents, folder, 'contents in lerna.json')
  return found === null ? null : { ...found, written: fillPlaces(found.written, readLernaPackage(question)) }
}

/** A package of lerna's. */
interface LernaPackage {
  readonly manifest: Readonly<Record<string, unknown>>
  /** Absolute. */
  readonly folder: string
  /** Absolute; of the workspace. */
  readonly root: string
}

const readLernaPackage = ({ manifest, folder, chosen }: Question): LernaPackage => ({
  manifest,
  folder,
  root: chosen.workspace?.root ?? folder,
})

/** The assets of a package as lerna writes them into its package.json; null where there are none. */
export async function readWrittenAssets(one: LernaPackage): Promise<readonly unknown[] | null> {
  const { own, all, isLite } = await readPublishSettings(one)
  const listed = own.assets ?? all.assets
  if (isLite || !Array.isArray(listed)) return null
  return listed.map((asset: unknown) => {
    if (typeof asset === 'string') return fillPlaces(asset, one)
    if (!isObject(asset)) return asset
    const { from, to } = asset
    return {
      ...asset,
      ...(typeof from === 'string' ? { from: fillPlaces(from, one) } : {}),
      ...(typeof to === 'string' ? { to: fillPlaces(to, one) } : {}),
    }
  })
}

/** What lerna copies into that folder before it packs (https://lerna.js.org/docs/features/version-and-publish, `assets`). */
export async function findLernaAssets(question: Question): Promise<Asset[]> {
  const { folder } = question
  const found: Asset[] = []
  for (const one of (await readWrittenAssets(readLernaPackage(question))) ?? []) {
    const pattern = isObject(one) ? one.from : one
    const into = isObject(one) ? one.to : null
    if (typeof pattern !== 'string') continue
    const names = await glob(pattern, {
      cwd: folder,
      onlyFiles: false,
      expandDirectories: false,
      followSymbolicLinks: false,
    })
    for (const name of names.sort()) {
      const to = typeof into === 'string' ? path.join(into, path.basename(name)) : name
      found.push({ from: path.join(folder, name), to: path.normalize(to).replace(/[\\/]$/, '') })
    }
  }
  return found
}

/** A copy of a folder with assets in it, for packing. What would leave either place is left out. */
export async function copyFolderWithAssets(
  { folder, assets }: { readonly folder: string; readonly assets: readonly Asset[] },
  { directory, temporaryDirectory }: { readonly directory: string; readonly temporaryDirectory: string },
): Promise<string> {
  const copy = await makeFreshFolder(temporaryDirectory, 'with-assets-')
  await cp(folder, copy, { recursive: true, verbatimSymlinks: true })
  for (const { from, to } of assets) {
    const place = path.resolve(copy, to)
    if (!isInside(directory, from) || !isInside(copy, place) || place === copy) continue
    await mkdir(path.dirname(place), { recursive: true })
    await cp(from, place, { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

async function readPublishSettings({ root, manifest }: LernaPackage) {
  const settings = await readJson(path.join(root, 'lerna.json'))
  const readMembers = (value: unknown) => (isObject(value) ? value : {})
  return {
    settings,
    all: readMembers(readMemberAt(settings, ['command', 'publish'])),
    own: readMembers(readMemberAt(manifest, ['lerna', 'command', 'publish'])),
    isLite: await isLernaLite(root),
  }
}

function fillPlaces(written: string, { folder, root, manifest }: LernaPackage): string {
  return written
    .replace('{workspaceRoot}', root)
    .replace('{projectRoot}', makeRelativeToRoot(root, folder))
    .replace('{projectName}', typeof manifest.name === 'string' ? manifest.name : '')
}
