import { rm } from 'node:fs/promises'
import { makeFolder } from '../../support/command-line.ts'

/** Texts by path; an object is written as JSON. */
export type Files = Readonly<Record<string, string | object>>

const made: string[] = []

/** A repository of these files, as far as who looks for its root can tell; removed by {@link removeRepositories}. */
export async function writtenRepository(files: Files): Promise<string> {
  const texts = Object.entries(files).map(([file, content]) => [
    file,
    typeof content === 'string' ? content : JSON.stringify(content, null, 2),
  ])
  const root = await makeFolder(
    { '.git/HEAD': 'ref: refs/heads/main\n', ...Object.fromEntries(texts) },
    'repository-',
  )
  made.push(root)
  return root
}

/** An empty folder to pack into, removed with the repositories. */
export async function packingFolder(): Promise<string> {
  const folder = await makeFolder({}, 'packed-')
  made.push(folder)
  return folder
}

/** Removes what a test wrote. */
export async function removeRepositories(): Promise<void> {
  await Promise.all(made.splice(0).map((one) => rm(one, { recursive: true, force: true })))
}
