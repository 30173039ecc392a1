import * as z from 'zod'
import { findSofteningAt } from '../../knowledge/path-role.ts'
import { classifyRemoteUrl, type RemoteUrl, readGithubRepository } from '../../knowledge/remote-url.ts'
import type { PackageFacts } from '../../model/package-facts.ts'
import { defineRule, type Place } from '../../model/rule.ts'

type Part = 'map' | 'source-root' | 'source'

type MessageId = 'internal' | 'archive' | 'own-repository' | 'public-commit' | Part

export default defineRule({
  meta: {
    id: 'source-map/remote-reference',
    title: 'Source map on a remote host',
    why: 'A comment or a map that points to another host tells every reader where the sources lie: a bucket, a CDN, an archive. If that place is open, the sources are public although the package does not hold them; if it is internal, the name of the host is.',
    fix: 'Build without `sourceMappingURL` for the release (hidden source maps), or without `sourceRoot`, and check that what the address names is not open to everybody.',
    severity: { 'open-source': 'warning', proprietary: 'error' },
    traits: { harm: 'source', subject: 'source-map' },
    since: '0.1.0',
  },
  options: z.strictObject({
    allowedHosts: z
      .array(z.string())
      .default([])
      .describe(
        'Host names that may be named, such as a public CDN of yours; a leading `*.` stands for any subdomain',
      )
      .meta({ stricter: 'fewer' }),
  }),
  messages: {
    internal: {
      what: 'A source map names the internal host {host}.',
      why: 'Nobody outside can use it, and it tells everybody how your network names its machines.',
      fix: 'Build the release with a relative `sourceRoot` and `sourceMappingURL`, or with none.',
      severity: 'error',
    },
    archive: {
      what: 'A source map points to an archive on {host}: {url}.',
      why: 'An archive that a public package names can be fetched by anybody who can reach the host.',
      fix: 'Take the address out of the release build and check whether the archive is open to everybody.',
    },
    'own-repository': {
      what: 'A source map names sources in your own repository on {host}.',
      why: 'Readers are sent to the very commit that was built; nothing is given away that the repository does not.',
      fix: 'Nothing, if the repository is public.',
      severity: 'notice',
    },
    'public-commit': {
      what: 'A source map names sources in a public repository on {host}.',
      why: 'Readers are sent to one commit or version that everybody can read; nothing is given away.',
      fix: 'Nothing, if the repository is public.',
      severity: 'notice',
    },
    map: {
      what: 'The code names its source map on another host: {host}.',
      why: 'Anyone who can fetch that address has the sources.',
      fix: 'Build with hidden source maps, so that no comment is written, and keep the maps where only you can read them.',
    },
    shown: {
      what: 'A source map or code among tests or examples points to sources on {host}.',
      why: 'It is most likely an example.',
      fix: 'Leave the folder out of the tarball, unless users run the tests.',
      severity: 'warning',
    },
    'source-root': {
      what: 'A source map has its `sourceRoot` on another host: {host}.',
      why: 'Anyone who can fetch from that address has the sources.',
      fix: 'Drop `sourceRoot` from the build settings of the release.',
    },
    source: {
      what: 'A source map names original sources on another host: {host}.',
      why: 'Anyone who can fetch from that address has the sources.',
      fix: 'Build from local files, or without source maps.',
    },
  },
  package(facts, context) {
    for (const { part, remote, place } of findRemotes(facts)) {
      if (context.options.allowedHosts.some((pattern) => matches(pattern, remote.host))) continue
      const message: MessageId = remote.kind === 'remote' ? part : remote.kind
      const { host, url } = remote
      const at = [{ ...place, evidence: url }]
      const isShown = findSofteningAt('map', place.path) !== null && remote.kind !== 'own-repository'
      if (isShown) context.report({ message: 'shown', data: { host }, at })
      else if (message === 'archive') context.report({ message, data: { host, url }, at })
      else context.report({ message, data: { host }, at })
    }
  },
})

interface Remote {
  readonly part: Part
  readonly remote: RemoteUrl
  readonly place: Place
}

function* findRemotes(facts: PackageFacts): Generator<Remote> {
  const repository = readGithubRepository(facts.manifest)
  for (const { url, path, trail, line, column } of facts.references) {
    const remote = classifyRemoteUrl(url, repository)
    if (remote !== null) yield { part: 'map', remote, place: { path, trail, line, column } }
  }
  for (const { path, trail, document } of facts.maps) {
    const named: [Part, string][] = document.sectionUrls.map((url) => ['map', url])
    if (document.sourceRoot !== null) named.push(['source-root', document.sourceRoot])
    for (const { name } of document.sources) if (name !== null) named.push(['source', name])
    yield* findOncePerHost(named, repository, { path, trail })
  }
}

/** A map with a thousand sources on one host is one place. */
function* findOncePerHost(
  named: readonly [Part, string][],
  repository: string | null,
  place: Place,
): Generator<Remote> {
  const seen = new Set<string>()
  for (const [part, url] of named) {
    const remote = classifyRemoteUrl(url, repository)
    if (remote === null) continue
    const key = `${part} ${remote.kind} ${remote.host}`
    if (seen.has(key)) continue
    seen.add(key)
    yield { part, remote, place }
  }
}

function matches(pattern: string, host: string): boolean {
  const name = pattern.toLowerCase()
  return name.startsWith('*.') ? host.endsWith(name.slice(1)) : host === name
}
