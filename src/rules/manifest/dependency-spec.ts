import * as z from 'zod'
import { isExampleHost, isUnreachableHost, readHost } from '../../knowledge/hosts.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule } from '../../model/rule.ts'
import { findManifestPlace } from './content/manifest-place.ts'
import { listStringMembers } from './content/members.ts'

/** What consumers of the package install; development dependencies they do not. */
const FIELDS = ['dependencies', 'optionalDependencies', 'peerDependencies']

const LOCAL = /^(?:file|link|portal|patch|exec):|^(?:\.{0,2}\/|~\/|[A-Za-z]:[\\/])/

const UNRESOLVED = /^(?:workspace|catalog):/

/** Forms as npm-package-arg reads them (https://docs.npmjs.com/cli/v11/configuring-npm/package-json#git-urls-as-dependencies). */
const REMOTE =
  /^(?:git(?:\+[a-z]+)?:|git@|ssh:|https?:|github:|gitlab:|bitbucket:|gist:|[\w.-]+\/[\w.-]+(?:#|$))/

export default defineRule({
  meta: {
    id: 'manifest/dependency-spec',
    title: 'Dependency that others cannot install',
    why: 'A dependency that points at a folder, a workspace or a catalogue exists only on the machine that packed it: nobody can install the published package. One that points at a repository or a URL brings whatever lies there on the day, outside of the registry’s checks.',
    fix: 'Depend on a published version. Pack with the package manager whose protocol it is: it replaces `workspace:` and `catalog:` by versions, npm does not.',
    severity: 'error',
    traits: { of: ['npm'], harm: 'installation', binds: 'said' },
    since: '0.1.0',
  },
  options: z.object({}),
  messages: {
    unresolved: {
      what: '{name} is required as {spec}, which only the workspace can resolve.',
      why: 'Nobody can install the package.',
      fix: 'Pack with the package manager that knows this protocol, or write a version.',
    },
    local: {
      what: '{name} is required from {spec}, a place on the machine that packed it.',
      why: 'Nobody else can install the package.',
      fix: 'Publish the dependency and require a version, or bundle it with bundleDependencies.',
    },
    elsewhere: {
      what: '{name} is required from {spec}, not from the registry.',
      why: 'It installs for everybody today, but what is there may change or vanish, outside of the registry’s checks.',
      fix: 'Require a published version where there is one.',
      severity: 'warning',
    },
    remote: {
      what: '{name} is required from {spec}, not from the registry.',
      why: 'What is there may change or vanish, and many users cannot install from there.',
      fix: 'Require a published version.',
    },
  },
  package(facts, context) {
    const bundled = facts.manifest?.bundleDependencies ?? facts.manifest?.bundledDependencies
    for (const field of FIELDS)
      for (const [name, spec] of listStringMembers(facts.manifest?.[field])) {
        const message = chooseMessage(spec)
        if (message === null || isPacked(spec, facts)) continue
        const isBundled = bundled === true || (Array.isArray(bundled) && bundled.includes(name))
        if (isBundled && facts.byPath.has(`node_modules/${name}/package.json`)) continue
        // A URL may carry a login.
        const shown = spec.replace(/\/\/[^\s/@]+@/, '//…@')
        context.report({ message, data: { name, spec: shown }, at: findManifestPlace(facts, [field, name]) })
      }
  },
})

/** A tarball that lies in the package itself is there wherever the package is. */
function isPacked(spec: string, { byPath }: PackageFacts): boolean {
  return spec.startsWith('file:') && byPath.has(spec.slice('file:'.length).replace(/^\.\//, ''))
}

function chooseMessage(spec: string): 'unresolved' | 'local' | 'elsewhere' | 'remote' | null {
  if (UNRESOLVED.test(spec)) return 'unresolved'
  if (LOCAL.test(spec)) return 'local'
  return REMOTE.test(spec) ? decideRemoteKind(spec) : null
}

/** Notations of public hosts, `owner/name` being GitHub's. */
const PUBLIC_GIT =
  /^(?:github:|gitlab:|bitbucket:|gist:|[\w.-]+\/[\w.-]+(?:#|$)|git(?:\+https?)?:\/\/|https?:\/\/)/

/**
 * What everybody can install and nobody can move is a matter of taste: an archive at a public address, a public
 * repository at a commit or a version. A login, a key (`ssh:`), a private host or a branch is not.
 */
function decideRemoteKind(spec: string): 'elsewhere' | 'remote' {
  if (!PUBLIC_GIT.test(spec)) return 'remote'
  const host = readHost(spec.replace(/^git\+/, ''))
  if (host !== null && (isUnreachableHost(host) || isExampleHost(host))) return 'remote'
  if (/\/\/[^\s/@]+@/.test(spec)) return 'remote'
  const ref = /#(?:semver:)?(.+)$/.exec(spec)?.[1]
  const isArchive = /^https:\/\/[^#]+(?:\.tgz|\.tar\.gz|\.zip|\/tarball\/|\/tar\.gz\/|\/archive\/)/.test(spec)
  if (isArchive)
    return /\/(?:main|master|develop|dev|HEAD|trunk|next|latest)(?:\.tar\.gz|\.zip|\.tgz)?$/.test(spec)
      ? 'remote'
      : 'elsewhere'
  if (ref === undefined) return 'remote'
  return /^[0-9a-f]{7,40}$|^v?\d+(?:\.\d+)*[\w.+-]*$|^[~^]/.test(ref) || /@\d+\.\d+/.test(ref)
    ? 'elsewhere'
    : 'remote'
}
