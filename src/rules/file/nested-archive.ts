import * as z from 'zod'
import { isTestData } from '../../knowledge/path-role.ts'
import { baseName, extension } from '../../knowledge/path-words.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { stringMembers } from '../manifest/content/members.ts'
import { archiveFormat } from './content/archive-formats.ts'

/** Compressed copies of single files, as web servers send them. */
const COPY = /\.(?:js|mjs|css|html|json|map|svg|wasm|txt|xml|ico|ttf|otf|eot|data|bin|dat|node)\.gz$/i

/** Formats that are zip inside and are what the package is for. */
const DOCUMENTS = new Set([
  'docx',
  'xlsx',
  'pptx',
  'odt',
  'ods',
  'odp',
  'epub',
  'xap',
  'npz',
  'usdz',
  '3mf',
  'kmz',
  'sketch',
  'dotx',
  'xltx',
])

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
    if (entry.type !== 'file' || DOCUMENTS.has(extension(entry.path)) || isTestData(entry.path)) return
    const format = archiveFormat(entry.content)
    if (format === null || (format.name === 'gzip' && COPY.test(entry.path))) return
    context.report({
      message: format.opened ? 'archive' : 'sealed',
      data: { format: format.name },
      at: entry,
    })
  },
  layer(layer, context) {
    const member = layer.trail.at(-1)
    if (member === undefined || layer.trail.length !== 1) return
    const isModule = /(?:^|\/)node_modules\/[^/]+\/./.test(member)
    if ((!isModule && member !== 'package/package.json') || layer.parent?.kind === 'source-map') return
    const format = archiveFormat(layer.entry.content)
    if (format === null || (!isModule && format.name === 'zip') || isTestData(layer.entry.path)) return
    const inner = context.memory(() => new Inner())
    if (isModule) {
      if (!inner.modules.has(layer.entry.path)) context.report({ message: 'modules', at: layer.entry })
      inner.modules.add(layer.entry.path)
    } else inner.packages.set(layer.entry.path, identityIn(layer.text))
  },
  package({ manifest }, context) {
    const { packages } = context.memory(() => new Inner())
    for (const [path, identity] of packages) {
      const { name } = identity
      if (name === null || isRelease(path, identity, manifest))
        context.report({ message: 'package', at: { path } })
      else context.report({ message: 'another', data: { name }, at: { path } })
    }
  },
})

/** What was found in archives, by their path: who they are is known once package.json was read. */
class Inner {
  readonly modules = new Set<string>()
  readonly packages = new Map<string, Identity>()
}

interface Identity {
  readonly name: string | null
  readonly version: string | null
}

/** What a package.json calls itself. */
function identityIn(text: string): Identity {
  try {
    const { name, version } = JSON.parse(text) as { name?: unknown; version?: unknown }
    return { name: textOrNull(name), version: textOrNull(version) }
  } catch {
    return { name: null, version: null }
  }
}

const textOrNull = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null)

/**
 * Whether it is what `npm pack` left in the folder: a release of this very package, or a file under the name that packing
 * gives it. A dependency by `file:` has that name too, and is meant to be there.
 */
function isRelease(path: string, { name, version }: Identity, manifest: PackageFacts['manifest']): boolean {
  if (manifest === null || name === null || name === manifest.name) return true
  const packed = `${name.replace(/^@/, '').replaceAll('/', '-')}-${version ?? ''}.tgz`
  const isNeeded = stringMembers(manifest.dependencies).some(
    ([, spec]) => spec.replace(/^file:(?:\.\/)?/, '') === path,
  )
  return baseName(path) === packed && !isNeeded
}
