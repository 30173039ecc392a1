import * as z from 'zod'
import { defineRule } from '../../model/rule.ts'
import { groupAnomaliesByCode } from '../../tarball/anomalies-by-code.ts'

export default defineRule({
  meta: {
    id: 'tarball/empty',
    title: 'Tarball without a package',
    why: 'A file without readable content has nothing that a rule could object to, and would pass every check. It is never what was meant to be published.',
    fix: 'Check that the build ran before packing, that `files` in package.json names its output, and that the tarball is what `npm pack` wrote.',
    severity: 'error',
    traits: { harm: 'installation' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    unreadable: {
      what: 'Nothing in the tarball could be read: {detail}.',
      why: 'npm would refuse to install it, and nothing of it was checked.',
      fix: 'Pack the release with `npm pack` and name the .tgz file that it writes. After a download, check that it was not an error page or a half-finished file.',
    },
    'no-files': {
      what: 'There is not a single file in the tarball.',
      why: 'Nobody can install it, and a check of nothing says nothing.',
      fix: 'Check that the build ran before packing and that `files` in package.json names its output.',
    },
    'no-package-json': {
      what: "The tarball's top folder has no package.json.",
      why: 'npm cannot install a package without it, and a mirror or script that packs by hand may have taken the wrong folder.',
      fix: 'Pack with `npm pack` from the folder that holds package.json; it always puts the file in.',
    },
    'no-manifest': {
      what: 'The file is not what its name says: {detail}.',
      why: 'No registry takes it, and nothing in it tells what it is.',
      fix: 'Build it again with the tool of its registry, and name the file that this writes.',
    },
  },
  package(facts, context) {
    for (const { kind, code, detail } of facts.anomalies)
      if (kind === 'empty' && code === 'no-manifest')
        context.report({ message: 'no-manifest', data: { detail } })
      else if (kind === 'empty')
        context.report({ message: code === 'no-files' ? 'no-files' : 'no-package-json' })
    // Where some files were read, the package's errors tell of the damage.
    if (facts.tarball.fileCount > 0) return
    const damages = facts.anomalies.filter(({ kind }) => kind === 'corrupt')
    for (const { detail, places } of groupAnomaliesByCode(damages))
      context.report({ message: 'unreadable', data: { detail }, at: places })
  },
})
