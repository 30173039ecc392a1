import { readFile, stat } from 'node:fs/promises'
import { CannotLook, readMessage } from '../model/cannot-look.ts'
import { isObject } from '../model/json-object.ts'
import { isPublishedSpec } from '../pack/fetch-published.ts'
import type { RegistryClient } from '../pack/registry/registry-client.ts'
import { RegistryRefusal } from '../pack/registry/registry-refusal.ts'

/** What is to be audited: a package, and the version where one was named. */
export interface NamedPackage {
  readonly name: string
  /** A version or dist-tag; null for the last ones. */
  readonly version: string | null
}

/** Packages by name, and what the reader should know of how they were found. */
export interface FoundPackages {
  readonly packages: readonly NamedPackage[]
  readonly notes: readonly string[]
}

const PAGE = 250
const NAME = /^(?:@[a-z0-9-~][a-z0-9-._~]*\/)?[a-z0-9-~A-Z][a-zA-Z0-9-._~]*$/
const SCOPE = /^(@[a-z0-9-~][a-z0-9-._~]*)\/\*$/
const MAINTAINER = /^maintainer:([\w.-]+)$/

/**
 * What the operands of an audit stand for: `@scope/*`, `maintainer:name`, a name, `name@version`, or a file that has
 * one of these a line.
 * @throws CannotLook for what is none of these, or cannot be found out
 */
export async function findPackages(
  operands: readonly string[],
  client: RegistryClient,
): Promise<FoundPackages> {
  const found = new Map<string, NamedPackage>()
  const notes: string[] = []
  const add = (one: NamedPackage) => found.set(`${one.name}@${one.version ?? ''}`, one)
  for (const operand of (await Promise.all(operands.map(readOperandLines))).flat()) {
    const scope = SCOPE.exec(operand)?.[1]
    const maintainer = MAINTAINER.exec(operand)?.[1]
    if (scope !== undefined || maintainer !== undefined) {
      const names = await search(scope ?? null, maintainer ?? null, client, notes)
      for (const name of names) add({ name, version: null })
      if (names.length === 0)
        throw new CannotLook(
          `The registry knows no package of ${operand}, so nothing was looked at. Check the name; for private packages, log npm in, or name them in a file, one a line.`,
        )
    } else if (NAME.test(operand)) add({ name: operand, version: null })
    else if (isPublishedSpec(operand)) {
      const at = operand.lastIndexOf('@')
      add({ name: operand.slice(0, at), version: operand.slice(at + 1) })
    } else
      throw new CannotLook(
        `${JSON.stringify(operand)} is nothing that can be audited. Write '@scope/*', maintainer:name, a package's name, name@version, or a file with one of these a line.`,
      )
  }
  return { packages: [...found.values()], notes }
}

/** The lines of a file, or the operand itself. */
async function readOperandLines(operand: string): Promise<string[]> {
  const facts = await stat(operand).catch(() => null)
  if (facts?.isFile() !== true) return [operand]
  const text = await readFile(operand, 'utf8').catch((error) => {
    throw new CannotLook(`The list ${operand} cannot be read: ${readMessage(error)}. Name another file.`)
  })
  const lines = text.split(/\r?\n/).map((line) => line.replace(/(^|\s)#.*$/, '').trim())
  return lines.filter((line) => line !== '')
}

async function search(
  scope: string | null,
  maintainer: string | null,
  client: RegistryClient,
  notes: string[],
): Promise<string[]> {
  const registry = client.findRegistry(scope === null ? '' : `${scope}/any`)
  const names = new Set(scope === null ? [] : await listOwnedPackages(scope, registry, client))
  const text = scope === null ? `maintainer:${maintainer}` : `scope:${scope.slice(1)}`
  const take = (one: SearchHit): void => {
    if (scope === null ? isMaintainedBy(one, maintainer) : one.name.startsWith(`${scope}/`))
      names.add(one.name)
  }
  try {
    let { total, seen } = await searchPages(registry, text, client, take)
    // Qualifiers are npm's own: other registries look for the text in names.
    if (scope !== null && names.size === 0)
      ({ total, seen } = await searchPages(registry, `${scope}/`, client, take))
    if (total > seen)
      notes.push(
        `The registry says that it has ${total} packages of ${text} and shows ${seen} of them. Name the others in a file, one a line.`,
      )
  } catch (error) {
    if (!(error instanceof RegistryRefusal)) throw error
    if (names.size === 0)
      throw new CannotLook(
        `The registry ${registry} does not say which packages ${text} has: ${error.status === 404 ? 'it has no search' : error.message}. Name the packages in a file, one a line.`,
      )
  }
  return [...names].filter((name) => NAME.test(name)).sort()
}

interface SearchHit {
  readonly name: string
  readonly maintainers: readonly string[]
}

async function searchPages(
  registry: string,
  text: string,
  client: RegistryClient,
  take: (hit: SearchHit) => void,
): Promise<{ total: number; seen: number }> {
  let [seen, total] = [0, 0]
  const known = new Set<string>()
  for (;;) {
    const query = new URLSearchParams({ text, size: String(PAGE), from: String(seen) })
    const page = readPage(await client.askJson(registry, `-/v1/search?${query}`))
    // A registry that does not know `from` gives its first page for ever.
    const fresh = page.hits.filter(({ name }) => !known.has(name))
    for (const hit of fresh) {
      known.add(hit.name)
      take(hit)
    }
    seen += page.hits.length
    total = Math.max(total, page.total)
    // A registry may tell only how many there are on the page (verdaccio).
    const isEnd = page.hits.length < PAGE && seen >= page.total
    if (fresh.length === 0 || isEnd) return { total, seen: known.size }
  }
}

function readPage(answer: unknown): { total: number; hits: SearchHit[] } {
  if (!isObject(answer) || !Array.isArray(answer.objects))
    throw new RegistryRefusal('its answer to a search is none', 200)
  const hits = answer.objects.flatMap((one: unknown): SearchHit[] => {
    const found = isObject(one) && isObject(one.package) ? one.package : {}
    if (typeof found.name !== 'string') return []
    const people = [found.publisher, ...(Array.isArray(found.maintainers) ? found.maintainers : [])]
    const maintainers = people.flatMap((person) =>
      isObject(person) ? [person.username ?? person.name].filter((name) => typeof name === 'string') : [],
    )
    return [{ name: found.name, maintainers }]
  })
  return { total: typeof answer.total === 'number' ? answer.total : hits.length, hits }
}

/** Where the registry does not say who maintains it, its search is believed. */
function isMaintainedBy({ maintainers }: SearchHit, name: string | null): boolean {
  return maintainers.length === 0 || maintainers.some((one) => one === name)
}

/** All packages of an organisation, private ones too, for who is logged in; empty where the registry does not say. */
async function listOwnedPackages(scope: string, registry: string, client: RegistryClient): Promise<string[]> {
  if (!client.isLoggedIn(registry)) return []
  try {
    const answer = await client.askJson(registry, `-/org/${encodeURIComponent(scope.slice(1))}/package`)
    return isObject(answer) ? Object.keys(answer).filter((name) => name.startsWith(`${scope}/`)) : []
  } catch {
    return []
  }
}
