import { readLicence } from '../../manifest/licence.ts'
import { openLicenceOf } from '../../manifest/licence-text.ts'
import type { StatedLicence } from '../../model/archive.ts'

/** Fields of Python's core metadata by their lower-case names, several of one name in order. */
export type PythonMetadata = ReadonlyMap<string, readonly string[]>

/** Reads the headers of a METADATA or PKG-INFO file (https://packaging.python.org/en/latest/specifications/core-metadata/). */
export function readPythonMetadata(text: string): PythonMetadata {
  const fields = new Map<string, string[]>()
  let last: string[] | null = null
  for (const line of text.split(/\r?\n/)) {
    if (line === '') break
    if (/^[ \t]/.test(line)) {
      if (last !== null) last.push(`${last.pop() ?? ''}\n${line.trim()}`)
      continue
    }
    const [, name, value] = /^([A-Za-z0-9-]+):[ \t]*(.*)$/.exec(line) ?? []
    if (name === undefined || value === undefined) continue
    last = fields.get(name.toLowerCase()) ?? []
    last.push(value)
    fields.set(name.toLowerCase(), last)
  }
  return fields
}

/** What the classifiers (https://pypi.org/classifiers/) and the licence fields say, the newest form first. */
export function readPythonLicence(fields: PythonMetadata): StatedLicence {
  const expression = fields.get('license-expression')?.[0]
  if (expression !== undefined && expression !== '') return readLicence({ license: expression })
  const classified = (fields.get('classifier') ?? []).filter((one) => one.startsWith('License ::'))
  const stated = classified.map((one) => one.split(' :: ').at(-1) ?? one).join(' OR ')
  if (classified.some((one) => one.includes('Proprietary'))) return { open: false, stated }
  if (classified.some((one) => /:: (?:OSI Approved|Public Domain|CC0)/.test(one)))
    return { open: true, stated }
  const free = fields.get('license')?.[0]?.trim() ?? ''
  if (free === '' || /^unknown$/i.test(free)) return { open: false, stated: stated === '' ? null : stated }
  const text = openLicenceOf(free)
  return text === null ? readLicence({ license: free }) : { open: true, stated: text }
}

/** The classifier with which an index refuses the package, if it has one. */
export function findPrivateClassifier(fields: PythonMetadata): string | null {
  return (fields.get('classifier') ?? []).find((one) => one.startsWith('Private ::')) ?? null
}
