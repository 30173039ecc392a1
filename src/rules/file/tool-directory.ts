import * as z from 'zod'
import { pathRole } from '../../knowledge/path-role.ts'
import { baseName } from '../../knowledge/path-words.ts'
import { makeServedTest } from '../../knowledge/served-folders.ts'
import { defineRule } from '../../model/rule.ts'
import type { Member } from './content/archive-members.ts'
import { listLiteralFiles } from './content/literal-files.ts'
import { findMemberInToolFolder } from './content/tool-folder-members.ts'
import { MACHINE_FILES } from './content/tool-folders.ts'
import { findToolFolders } from './content/tool-folders-in-paths.ts'
import {
  beginsHiddenFolder,
  findFoldersLoadedFrom,
  findWhereToolsAreMeant,
  isForUsers,
  isNamedItself,
  isPlugin,
} from './content/tool-folders-on-purpose.ts'
import { findFoldersThatShip } from './content/tool-folders-that-ship.ts'

/** Files in archives that are remembered. */
const MOST_MEMBERS = 2000

interface Seen {
  /** Folders that the package's own code names. */
  readonly used: Set<string>
  /** Files in archives that lie in a folder of a tool. */
  readonly members: Map<string, Member>
}

function startSeen(): Seen {
  return { used: new Set(), members: new Map() }
}

export default defineRule({
  meta: {
    id: 'file/tool-directory',
    title: 'Folder of a tool',
    why: 'Folders that begin with a dot belong to tools: editors and their local history, coding agents with their settings, memory and transcripts, caches, coverage data, cloud logins. They hold old copies of the source, machine names and now and then a token, and nobody thinks of them when a package is packed.',
    fix: 'Name what ships in `files` of package.json. If such a folder ships on purpose, list it there explicitly, not by a pattern: that is the exception.',
    severity: 'error',
    traits: { inSourceArchives: 'warning', harm: 'internals', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    directory: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'A folder that begins with a dot belongs to a tool, and what tools keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball. If it ships on purpose, list it explicitly in `files` of package.json.',
    },
    hidden: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'Its name begins with a dot, as the folders of tools do, and nothing in the package loads anything from it.',
      fix: 'Leave it out of the tarball. If it ships on purpose, list it explicitly in `files` of package.json.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    login: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'Tools keep logins, the state of deployments or old copies of sources in it.',
      fix: 'Leave it out of the tarball, and replace the credentials that were in it.',
    },
    editor: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'It belongs to an editor or an agent, and does nothing for users of the package.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    machine: {
      what: 'The file {file} ships. A build wrote it for the machine that it ran on.',
      why: 'It names folders, accounts or devices of that machine, and does nothing elsewhere.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    nested: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'It belongs to an editor, an agent or a command line tool, and what these keep is not meant for users of the package.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    cache: {
      what: 'The folder {folder} ships, with {files|file|files} in it.',
      why: 'Only your next build reads it. It holds your sources, and is often larger than what the build made.',
      fix: 'Leave it out of the tarball.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
  },
  keywords: ['./.'],
  // Most are `../..`.
  heeds: () => beginsHiddenFolder,
  alwaysFor: ['text', 'binary'],
  layer(layer, context) {
    const { used, members } = context.memory(startSeen)
    const found = members.size < MOST_MEMBERS ? findMemberInToolFolder(layer) : null
    if (found !== null) members.set(found.chain, found.member)
    for (const folder of findFoldersLoadedFrom(layer, context.hits)) used.add(folder)
  },
  package(facts, context) {
    const { used, members } = context.memory(startSeen)
    const paths = [...facts.byPath.keys()]
    const literal = listLiteralFiles(facts.manifest)
    const isMeant = findWhereToolsAreMeant(facts)
    const isMeantFolder = (folder: string, inside: readonly string[]): boolean =>
      isMeant(`${folder}/`) || isForUsers(inside)
    const server = makeServedTest(facts.manifest)
    const isWanted = (folder: string): boolean =>
      used.has(folder) || isNamedItself(folder, literal) || server(`${folder}/`) !== null
    for (const { message, folder, paths: inside } of findFoldersThatShip(paths, isWanted)) {
      if (
        message === 'cache'
          ? literal.includes(folder)
          : folder.includes('/')
            ? isMeantFolder(folder, inside)
            : isPlugin(inside)
      )
        continue
      const at = inside.map((path) => ({ path }))
      context.report({ message, data: { folder, files: inside.length }, at })
    }
    for (const [folder, { kind, paths: inside }] of findToolFolders(members.keys())) {
      if (kind === 'editor' || isMeant(`${folder}/`) || pathRole(`${folder}/`) !== null) continue
      const at = inside.flatMap((path) => members.get(path) ?? [])
      context.report({ message: kind, data: { folder, files: inside.length }, at })
    }
    for (const path of paths)
      if (MACHINE_FILES.test(baseName(path)) && !isMeant(path) && !literal.includes(path))
        context.report({ message: 'machine', data: { file: baseName(path) }, at: { path } })
  },
})
