import type { IncomingMessage } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import * as z from 'zod'
import { authorization } from '../../pack/registry/credential.ts'
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

/** Asks the registries which versions of packages they have. Never throws. */
export async function publishedVersions(
  names: readonly string[],
  registries: Registries,
  connection: Readonly<Record<string, unknown>>,
): Promise<Published> {
  const published = new Map<string, Versions>()
  const waiting = [...new Set(names)]
  const deadline = AbortSignal.timeout(PATIENCE)
  const ask = async (): Promise<void> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const registry = registries.forPackage(name, 'npm')
      const versions = await askRegistry(name, registry, connection, deadline).catch(() => null)
      if (versions !== null) published.set(name, versions)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, ask))
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
      authorization: registry.credential === null ? null : authorization(registry.credential),
      body: null,
      signal,
    })
    const text = await textOf(answer)
    if (answer.statusCode === 404) return new Map()
    if (answer.statusCode === 200 && text !== null) return versionsOf(text)
    if (attempt === 1) return null
    await wait(500)
  }
}

function versionsOf(text: string): Versions | null {
  const parsed = packumentSchema.safeParse(JSON.parse(text))
  if (!parsed.success) return null
  return new Map(
    Object.entries(parsed.data.versions).map(([version, { dist }]) => [version, dist?.integrity ?? null]),
  )
}

async function textOf(answer: IncomingMessage): Promise<string | null> {
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

/** What appeared in between, of the packages that were asked for both times. */
export function appeared(before: Published, after: Published): NewVersion[] {
  return [...after].flatMap(([name, versions]) => {
    const old = before.get(name)
    if (old === undefined) return []
    return [...versions].flatMap(([version, integrity]) =>
      old.has(version) ? [] : [{ name, version, integrity }],
    )
  })
}
