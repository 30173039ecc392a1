import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { formatAuthorization } from '../../pack/registry/credential.ts'
import type { KnownRegistry, Registries } from '../registries.ts'
import { forward } from './forward.ts'

/** Version → integrity, or null where the registry names none. */
export type Versions = ReadonlyMap<string, string | null>

/** What a registry has of some packages. A package it could not be asked for is not in it. */
export type Published = ReadonlyMap<string, Versions>

const packumentSchema = z.object({
  versions: z.record(
    z.string(),
    z.object({ dist: z.object({ integrity: z.string().optional() }).optional() }),
  ),
})

/** How many packages are asked for at a time. */
const AT_ONCE = 8
/** Milliseconds for all of them; the release is not held up longer by a registry that is slow. */
const PATIENCE = 15_000
/** Bytes of one answer. */
const LARGEST = 64 * 1024 * 1024

/** Asks the registry of each package which versions it has. Never throws. */
export async function askPublishedVersions(
  names: readonly string[],
  registries: Registries,
  connection: Readonly<Record<string, unknown>>,
): Promise<Published> {
  const places = names.map((name) => ({ name, registry: registries.findForPackage(name, 'npm') }))
  const asked = await ask(places, connection)
  return new Map([...asked.values()].map(({ name, versions }) => [name, versions]))
}

/** What the registries have to which packages may go, by name and address. A place that does not say is not in it. */
export type PublishedAnywhere = ReadonlyMap<string, { readonly name: string; readonly versions: Versions }>

/** Asks every registry that a package may go to. Never throws. */
export function askPublishedAnywhere(
  names: readonly string[],
  registries: Registries,
  connection: Readonly<Record<string, unknown>>,
): Promise<PublishedAnywhere> {
  const places = [...new Set(names)].flatMap((name) =>
    registries.listForPackage(name).map((registry) => ({ name, registry })),
  )
  return ask(places, connection)
}

/** Of everything that was asked, what the registry has that a package belongs to. */
export function pickPublishedAtHome(published: PublishedAnywhere, registries: Registries): Published {
  const found = [...published].flatMap(([key, { name, versions }]): [string, Versions][] =>
    key === formatKey(name, registries.findForPackage(name, 'npm')) ? [[name, versions]] : [],
  )
  return new Map(found)
}

interface Place {
  readonly name: string
  readonly registry: KnownRegistry
}

const formatKey = (name: string, { url }: KnownRegistry): string => `${name} ${url}`

async function ask(
  places: readonly Place[],
  connection: Readonly<Record<string, unknown>>,
): Promise<PublishedAnywhere> {
  const published = new Map<string, { name: string; versions: Versions }>()
  const waiting = [...new Map(places.map((one) => [formatKey(one.name, one.registry), one])).values()]
  const deadline = AbortSignal.timeout(PATIENCE)
  const askNext = async (): Promise<void> => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { name, registry } = next
      const versions = await askRegistry(name, registry, connection, deadline).catch(() => null)
      if (versions !== null) published.set(formatKey(name, registry), { name, versions })
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, askNext))
  return published
}

/** @returns null where the registry does not say */
async function askRegistry(
  name: string,
  registry: KnownRegistry,
  connection: Readonly<Record<string, unknown>>,
  signal: AbortSignal,
): Promise<Versions | null> {
  for (let attempt = 0; ; attempt += 1) {
    const answer = await forward({
      registry,
      connection,
      method: 'GET',
      target: `/${name.replace('/', '%2f')}`,
      headers: { accept: 'application/vnd.npm.install-v1+json', 'cache-control': 'no-cache' },
      authorization: registry.credential === null ? null : formatAuthorization(registry.credential),
      body: null,
      signal,
    })
    const text = await readAnswerText(answer)
    if (answer.statusCode === 404) return new Map()
    if (answer.statusCode === 200 && text !== null) return readVersions(text)
    if (attempt === 1) return null
    await wait(500)
  }
}

function readVersions(text: string): Versions | null {
  const parsed = packumentSchema.safeParse(JSON.parse(text))
  if (!parsed.success) return null
  return new Map(
    Object.entries(parsed.data.versions).map(([version, { dist }]) => [version, dist?.integrity ?? null]),
  )
}

async function readAnswerText(answer: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of answer) {
    size += (part as Buffer).length
    if (size > LARGEST) return null
    parts.push(part as Buffer)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** A version that a registry has now and had not before. */
export interface NewVersion {
  readonly name: string
  readonly version: string
  readonly integrity: string | null
}

/** What appeared in between, of the places that were asked both times. */
export function findNewVersions(before: PublishedAnywhere, after: PublishedAnywhere): NewVersion[] {
  return [...after].flatMap(([place, { name, versions }]) => {
    const old = before.get(place)?.versions
    if (old === undefined) return []
    return [...versions].flatMap(([version, integrity]) =>
      old.has(version) ? [] : [{ name, version, integrity }],
    )
  })
}

/** Packages of which not every place was asked both times. */
export function findUnasked(
  names: readonly string[],
  registries: Registries,
  both: readonly PublishedAnywhere[],
): string[] {
  return names.filter((name) =>
    registries
      .listForPackage(name)
      .some((one) => both.some((published) => !published.has(formatKey(name, one)))),
  )
}
