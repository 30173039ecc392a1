import * as z from 'zod'
import { isTestData } from '../../knowledge/path-role.ts'
import { defineRule } from '../../model/rule.ts'
import { recogniseShippedArchive } from './content/archive-formats.ts'
import { type Identity, isRelease, readIdentity, recognisePackedAround } from './content/packed-packages.ts'

/** What was found in archives, by their path: who they are is known once package.json was read. */
interface Seen {
  readonly modules: Set<string>
  readonly packages: Map<string, Identity>
}

function startSeen(): Seen {
  return { modules: new Set(), packages: new Map() }
}

export default defineRule({
  meta: {
    id: 'file/nested-archive',
    title: 'Archive in the package',
    why: 'Nobody looks inside what is packed twice: reviewers, scanners and npm itself see one file. An npm tarball inside a package is nearly always an earlier release that lay in the folder, and a packed node_modules brings everything that was installed on a machine.',
    fix: 'Leave the archive out by naming what ships in `files` of package.json, or unpack it.',
    severity: { 'open-source': 'notice', proprietary: 'warning' },
    traits: { harm: 'internals', remedy: 'leave-out' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    archive: {
      what: 'A {format} archive ships inside the package.',
      why: 'What is packed twice is easily overlooked. What could be opened in it was scanned too.',
      fix: 'Leave it out of the tarball, or ship the files themselves.',
    },
    sealed: {
      what: 'A {format} archive ships inside the package.',
      why: 'It cannot be opened here: what is in it was not scanned.',
      fix: 'Leave it out of the tarball, ship the files themselves, or pack them as .zip or .tgz.',
      severity: { 'open-source': 'warning', proprietary: 'error' },
    },
    package: {
      what: 'A packed npm package ships inside the package.',
      why: 'It is a whole release, usually an earlier one of this package, with everything that was in it.',
      fix: 'Delete it, and write tarballs to a folder that does not ship.',
      severity: 'error',
    },
    another: {
      what: 'The packed npm package {name} ships inside the package.',
      why: 'What is packed twice is easily overlooked. What could be opened in it was scanned too.',
      fix: 'Unless it is a template that your code unpacks, leave it out of the tarball or declare it as a dependency.',
      severity: { 'open-source': 'warning', proprietary: 'warning' },
    },
    modules: {
      what: 'An archive with a node_modules folder ships inside the package.',
      why: 'It brings everything that was installed on the machine that packed it.',
      fix: 'Delete it, or declare the packages as dependencies.',
      severity: 'error',
    },
  },
  entry(entry, context) {
    if (entry.type !== 'file') return
    const format = recogniseShippedArchive(entry.path, entry.content)
    if (format === null || isTestData(entry.path)) return
    const message = format.opened ? 'archive' : 'sealed'
    context.report({ message, data: { format: format.name }, at: entry })
  },
  layer(layer, context) {
    const packed = recognisePackedAround(layer)
    if (packed === null) return
    const { path } = layer.entry
    const { modules, packages } = context.memory(startSeen)
    if (packed === 'package') packages.set(path, readIdentity(layer.text))
    else if (!modules.has(path)) {
      context.report({ message: 'modules', at: layer.entry })
      modules.add(path)
    }
  },
  package({ manifest }, context) {
    const { packages } = context.memory(startSeen)
    for (const [path, identity] of packages) {
      const { name } = identity
      if (name === null || isRelease(path, identity, manifest))
        context.report({ message: 'package', at: { path } })
      else context.report({ message: 'another', data: { name }, at: { path } })
    }
  },
})
