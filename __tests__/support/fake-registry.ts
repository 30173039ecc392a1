import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A version in a registry that has only what an audit reads. */
export interface FakeRelease {
  readonly name: string
  readonly version: string
  readonly tarball: Buffer
  /** ISO; left out: the registry does not say. */
  readonly time?: string
  readonly deprecated?: string
  readonly tags?: readonly string[]
  readonly maintainer?: string
  /** What `dist` says instead of the truth. */
  readonly dist?: Readonly<Record<string, unknown>>
}

export interface FakeRequest {
  readonly path: string
  readonly authorization: string | undefined
}

/** What to do instead of answering; `next` answers. */
export type Fault = (request: IncomingMessage, response: ServerResponse, next: () => void) => void

export interface FakeRegistry {
  readonly url: string
  /** In their order. */
  readonly requests: FakeRequest[]
  /** Asked before each answer; null for none. */
  fault: Fault | null
  stop(): Promise<void>
}

const SEARCH_PAGE = 2

/** A small registry on loopback: packuments, tarballs, a search in pages of two. */
export async function startFakeRegistry(releases: readonly FakeRelease[]): Promise<FakeRegistry> {
  const requests: FakeRequest[] = []
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', authorization: request.headers.authorization })
    const next = () => answer(request.url ?? '', response, releases, registry.url)
    if (registry.fault === null) next()
    else registry.fault(request, response, next)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const registry: FakeRegistry = {
    url: `http://127.0.0.1:${port}/`,
    requests,
    fault: null,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
  return registry
}

function answer(
  path: string,
  response: ServerResponse,
  releases: readonly FakeRelease[],
  url: string,
): ServerResponse {
  const file = /^\/(.+)\/-\/(.+)\.tgz$/.exec(path)
  if (path.startsWith('/-/v1/search')) return sendJson(response, search(new URL(path, url), releases))
  if (file !== null) {
    const found = releases.find(
      (one) => formatFileName(one) === `${file[2]}.tgz` && one.name === decodeURIComponent(file[1] ?? ''),
    )
    if (found === undefined) return sendJson(response, { error: 'not found' }, 404)
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': found.tarball.length,
    })
    return response.end(found.tarball)
  }
  const name = decodeURIComponent(path.slice(1))
  const own = releases.filter((one) => one.name === name)
  if (own.length === 0) return sendJson(response, { error: 'not found' }, 404)
  return sendJson(response, makePackument(name, own, url))
}

function makePackument(name: string, releases: readonly FakeRelease[], url: string) {
  const tags = releases.flatMap((one) => (one.tags ?? []).map((tag) => [tag, one.version] as const))
  return {
    name,
    'dist-tags': Object.fromEntries(tags),
    time: Object.fromEntries(
      releases.flatMap(({ version, time }) => (time === undefined ? [] : [[version, time]])),
    ),
    versions: Object.fromEntries(
      releases.map((one) => [
        one.version,
        {
          name,
          version: one.version,
          ...(one.deprecated === undefined ? {} : { deprecated: one.deprecated }),
          dist: {
            tarball: `${url}${name}/-/${formatFileName(one)}`,
            shasum: createHash('sha1').update(one.tarball).digest('hex'),
            integrity: `sha512-${createHash('sha512').update(one.tarball).digest('base64')}`,
            ...one.dist,
          },
        },
      ]),
    ),
  }
}

/** As npm's search: by relevance, so that others come along; `scope:` and `maintainer:` only rank. */
function search(url: URL, releases: readonly FakeRelease[]) {
  const from = Number(url.searchParams.get('from'))
  const names = [...new Set(releases.map(({ name }) => name))]
  const objects = names.slice(from, from + SEARCH_PAGE).map((name) => {
    const username = releases.find((one) => one.name === name)?.maintainer ?? 'someone'
    return { package: { name, publisher: { username }, maintainers: [{ username }] } }
  })
  return { objects, total: names.length }
}

const formatFileName = ({ name, version }: FakeRelease): string =>
  `${name.replace(/^.*\//, '')}-${version}.tgz`

function sendJson(response: ServerResponse, body: unknown, status = 200): ServerResponse {
  response.writeHead(status, { 'content-type': 'application/json' })
  return response.end(JSON.stringify(body))
}
