import * as z from 'zod'
import { isTestData } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import { defineRule } from '../../model/rule.ts'
import { formatMemberChain, type Member } from './content/archive-members.ts'
import { findRepositoryFolders, isInFolder, mayBeRepository } from './content/repository-shapes.ts'

/** First bytes of files that hold history, and of a pointer to a repository elsewhere. */
const FIRST_BYTES = new Set(Buffer.from('#PSgHbrfc', 'latin1'))

/** A stream of all files and commits (git-fast-import): a blob with its length, or a branch with its first commit. */
const EXPORT =
  /^(?:feature [^\n]{1,200}\n){0,8}(?:blob\n(?:mark :\d{1,9}\n)?(?:original-oid [0-9a-f]{40,64}\n)?data \d{1,12}\n|reset refs\/[^\n]{1,400}\n(?:commit refs\/|from )|commit refs\/[^\n]{1,400}\n(?:mark |author |committer ))/

/** Files that hold history by themselves, by how they begin (gitformat-bundle, gitformat-pack, SQLite of Fossil). */
function recogniseHistoryFile(path: string, content: Buffer): string | null {
  const head = content.toString('latin1', 0, 64)
  if (/^# v[23] git bundle\n/.test(head)) return 'a Git bundle'
  if (/^SVN-fs-dump-format-version: \d/.test(head)) return 'a dump of a Subversion repository'
  if (EXPORT.test(content.toString('latin1', 0, 2048))) return 'an export of a Git repository'
  if (/^HG(?:10(?:UN|BZ|GZ)|20\0)/.test(head)) return 'a Mercurial bundle'
  if (/^PACK\0\0\0[\x02\x03]/.test(head)) return 'a Git pack'
  if (/^(?:_fossil_|\.fslckout)$/.test(baseName(path)) && head.startsWith('SQLite format 3'))
    return 'a Fossil checkout'
  return null
}

interface Seen {
  /** Files that hold history by themselves, by path. */
  readonly histories: Map<string, string>
  /** What may belong to a repository in an archive. */
  readonly members: Map<string, Member>
}

function startSeen(): Seen {
  return { histories: new Map(), members: new Map() }
}

export default defineRule({
  meta: {
    id: 'file/version-control',
    title: 'Version control data',
    why: 'A repository folder holds every version of every file that was ever committed, with names, addresses and remote URLs. Anybody who installs the package can check the whole history out of it. npm leaves out `.git` by name only: the same folder as `.git_`, `git.bak` or inside a copied dependency ships.',
    fix: 'Delete the copy, or leave it out by naming what ships in `files` of package.json. Replace every secret that the history ever held.',
    severity: 'error',
    traits: { harm: 'source', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    repository: {
      what: 'A repository folder of {system} ships, with {files|file|files} in it.',
      why: 'Anyone who installs the package can read the whole history.',
      fix: 'Delete the folder or leave it out of the tarball, and replace every secret that its history ever held.',
    },
    history: {
      what: 'A file that is {kind} ships.',
      why: 'It shows everybody what was committed.',
      fix: 'Leave the file out of the tarball.',
    },
    pointer: {
      what: 'The file {file} ships. It points to the folder of a Git repository.',
      why: 'It shows where the repository is on the machine that packed; the repository itself is not in it.',
      fix: 'Leave the file out of the tarball.',
      severity: { 'open-source': 'notice', proprietary: 'warning' },
    },
    'test-data': {
      what: 'A repository folder of {system} ships among the tests, with {files|file|files} in it.',
      why: 'Nobody who installs the package runs its tests, and the history in it can be read.',
      fix: 'Leave the tests out of the tarball, or make the repository when the tests run.',
      severity: 'warning',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file' || !FIRST_BYTES.has(entry.content[0] ?? 0)) return
    const kind = recogniseHistoryFile(entry.path, entry.content)
    if (kind === null && /^gitdir: \S/.test(entry.content.toString('latin1', 0, 64)))
      context.report({ message: 'pointer', data: { file: baseName(entry.path) }, at: entry })
    if (kind !== null) context.memory(startSeen).histories.set(entry.path, kind)
  },
  layer(layer, context) {
    const chain = formatMemberChain(layer)
    if (chain === null || !mayBeRepository(chain)) return
    context.memory(startSeen).members.set(chain, { path: layer.entry.path, trail: layer.trail })
  },
  package(facts, context) {
    const { histories, members } = context.memory(startSeen)
    const folders = findRepositoryFolders(facts.byPath.keys())
    for (const { folder, system } of findRepositoryFolders(members.keys())) {
      const inside = [...members].filter(([chain]) => isInFolder(chain, folder))
      context.report({
        message: isTestData(`${folder}/`) ? 'test-data' : 'repository',
        data: { system, files: inside.length },
        group: folder,
        at: inside.map(([, member]) => member),
      })
    }
    for (const { folder, system } of folders) {
      const inside = [...facts.byPath.keys()].filter((path) => isInFolder(path, folder))
      context.report({
        message: isTestData(`${folder}/`) ? 'test-data' : 'repository',
        data: { system, files: inside.length },
        group: folder,
        at: inside.map((path) => ({ path })),
      })
    }
    for (const [path, kind] of histories)
      if (!folders.some(({ folder }) => isInFolder(path, folder)))
        context.report({ message: 'history', data: { kind }, at: { path } })
  },
})
