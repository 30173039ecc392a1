import path from 'node:path'
import type { SortedWorkspaces } from './left-out-workspaces.ts'
import type { PublishedElsewhere } from './published-elsewhere.ts'
import { readJson } from './workspace/read-json.ts'
import { MANIFEST } from './workspace/workspace-list.ts'

type Manifest = Readonly<Record<string, unknown>>

/** Whether a package has what every registry asks for: a name and a version. */
export function isComplete({ name, version }: Manifest): boolean {
  return typeof name === 'string' && typeof version === 'string'
}

/** Tells the workspaces that can be published from the others, which are sorted by the reason. */
export async function sortWorkspaces(
  root: string,
  all: readonly string[],
  elsewhere: PublishedElsewhere,
): Promise<SortedWorkspaces> {
  const publishable: string[] = []
  const hidden: string[] = []
  const nameless: string[] = []
  const versionless: string[] = []
  const extensions: string[] = []
  for (const one of all) {
    const manifest = await readJson(path.join(root, one, MANIFEST))
    const name = typeof manifest?.name === 'string' ? manifest.name : null
    const isHidden =
      manifest?.private === true && !(await elsewhere.isPublishedFromInside(path.join(root, one)))
    // That a root is private goes without saying.
    if (isHidden) hidden.push(...(one === '.' ? [] : [name ?? one]))
    else if (manifest !== null && (await elsewhere.isOnlyAnExtension(path.join(root, one), manifest)))
      extensions.push(name ?? one)
    // What cannot be read is a target too: packing says what is wrong with it.
    else if (manifest === null || manifest.private === true || isComplete(manifest)) publishable.push(one)
    else if (name === null) nameless.push(one)
    else versionless.push(name)
  }
  return { all, publishable, hidden, nameless, versionless, extensions }
}
