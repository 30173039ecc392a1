import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { groupAnomaliesByCode } from '../../tarball/anomalies-by-code.ts'

const REPACK = 'Pack the release again with `npm pack` and publish the file that it writes'

const WARNING = { 'open-source': 'warning', proprietary: 'warning' } as const

const messages = {
  link: {
    what: 'The tarball has a link in it: {detail}.',
    why: 'Anyone who installs the package will not have this file, and a tool that does follow the link may read or overwrite a file outside the package.',
    fix: 'Replace the link by a copy of the file, or leave it out through `files` in package.json. A hard link disappears when the file is copied: `cp a b && mv b a`.',
  },
  special: {
    what: 'The tarball has an entry that is not an ordinary file: {detail}.',
    why: 'npm does not install it as it is here, so what was checked is not what users get.',
    fix: `Remove it from the package's folder. ${REPACK}.`,
  },
  place: {
    what: 'The tarball has a path that leads out of the package or is read differently from tool to tool: {detail}.',
    why: 'Depending on the tool, such a file lands elsewhere on the disk, overwrites another file or is left out.',
    fix: `Rename the file. ${REPACK}: it writes plain relative paths.`,
  },
  name: {
    what: 'The tarball has a name that tools do not read alike: {detail}.',
    why: 'What is installed, listed and reviewed under this name may be three different things.',
    fix: `Rename the file to plain characters. ${REPACK}.`,
  },
  duplicate: {
    what: 'The tarball has one path twice: {detail}.',
    why: 'A reviewer may look at one version while users run the other. Every version was scanned here.',
    fix: `${REPACK}: it never writes a path twice. Look into the step that added the second file to the archive.`,
  },
  privileged: {
    what: 'The tarball has a file with special rights: {detail}.',
    why: 'Installed by an administrator, such a program can give its rights to every user of the machine.',
    fix: 'Take the mark off with `chmod u-s,g-s` on the file and pack again.',
  },
  hidden: {
    what: 'The tarball holds more than its list of files shows: {detail}.',
    why: 'Bytes that no installer looks at are published all the same, and anyone can download and read them.',
    fix: `${REPACK}. Look into the step that appended to the archive.`,
  },
  layout: {
    what: 'The tarball is laid out in a way that `npm pack` does not write: {detail}.',
    why: 'Installers treat it differently, so users may get other files than those that were checked.',
    fix: `${REPACK}.`,
    severity: WARNING,
  },
} as const

type MessageId = keyof typeof messages

const MESSAGE_OF_CODE: Readonly<Record<string, MessageId>> = {
  'symbolic-link': 'link',
  'hard-link': 'link',
  device: 'special',
  fifo: 'special',
  'sparse-file': 'special',
  'unknown-type': 'special',
  'path-traversal': 'place',
  'absolute-path': 'place',
  'drive-letter': 'place',
  backslash: 'place',
  'path-depth': 'place',
  'control-character': 'name',
  'name-not-utf8': 'name',
  'nul-in-path': 'name',
  'ambiguous-path': 'name',
  'global-header': 'name',
  'duplicate-path': 'duplicate',
  setuid: 'privileged',
  setgid: 'privileged',
  'after-end-of-archive': 'hidden',
  'lone-zero-block': 'hidden',
  'not-listed': 'hidden',
  'stated-size': 'hidden',
  'stated-checksum': 'layout',
  'second-gzip-member': 'layout',
  'second-root': 'layout',
  'outside-root': 'layout',
}

export default defineRule({
  meta: {
    id: 'tarball/unsafe-entry',
    title: 'Unsafe tarball entry',
    why: 'A tar archive can hold links, devices, paths that climb out of their folder, and one path twice. npm refuses, drops or rewrites such entries, and other tools do something else again; what users get is then not what was checked.',
    fix: 'Publish the file that `npm pack` writes, and find the build step that puts such entries into the folder or changes the archive afterwards.',
    severity: 'error',
    traits: { harm: 'installation' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages,
  package(facts, context) {
    const unsafe = facts.anomalies.filter(({ kind }) => kind === 'unsafe')
    for (const { code, detail, places } of groupAnomaliesByCode(unsafe))
      context.report({ message: MESSAGE_OF_CODE[code] ?? 'layout', data: { detail }, at: places })
  },
})
