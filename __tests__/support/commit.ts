import { createHash } from 'node:crypto'
import { CommitFiles } from '../../src/repository/commit-files.ts'

/** A commit with these files, by path, as git would have it. */
export function commitOf(files: Readonly<Record<string, string>>, commit = 'b'.repeat(40)): CommitFiles {
  const blobs = new Map(Object.values(files).map((text) => [hashOf(text), Buffer.from(text)]))
  return new CommitFiles(commit, {
    tree: async () =>
      new Map(Object.entries(files).map(([name, text]) => [name, { mode: '100644', hash: hashOf(text) }])),
    blob: async ({ hash }) => blobs.get(hash) ?? Buffer.alloc(0),
  })
}

function hashOf(text: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(text)}\0${text}`)
    .digest('hex')
}
