import * as z from 'zod'
import type { BaselineReport } from '../model/changes.ts'
import type { Inventory } from '../model/inventory.ts'

const text = z.string()
const whole = z.int().min(0)
const integrity = text.regex(/^sha512-[A-Za-z0-9+/]{86}==$/)
const named = z.record(text, text)

const capability = z.strictObject({ name: text, path: text.describe('The first file that shows it') })
const capabilities = z
  .strictObject({
    hosts: z.array(capability),
    environment: z.array(capability),
    modules: z.array(capability),
    dynamicCode: z.array(capability),
    telemetry: z.array(capability),
    featureFlags: z.array(capability),
  })
  .describe('What the published JavaScript can reach and do, as far as its text tells')

const file = z.strictObject({
  path: text,
  size: whole,
  digest: text.regex(/^[0-9a-f]{40}$/).describe("git's blob id of the bytes"),
  binary: z.enum(['ELF', 'Mach-O', 'PE', 'WebAssembly']).exactOptional(),
  longLines: z
    .strictObject({ longest: whole, bytes: whole })
    .exactOptional()
    .describe('Lines of JavaScript over 1,000 bytes'),
})

const mapText = z
  .strictObject({ maps: whole, files: whole, lines: whole, bytes: whole })
  .describe('Original text that can be read through source maps only')

export const inventorySchema = z.strictObject({
  name: text.nullable(),
  version: text.nullable(),
  integrity,
  size: whole.describe('Bytes'),
  unpackedSize: whole.describe('Bytes'),
  files: z.array(file),
  mapText,
  installScripts: named,
  dependencies: named,
  optionalDependencies: named,
  peerDependencies: named,
  bins: named,
  engines: named,
  licence: text.nullable(),
  entryPoints: z.array(text).nullable().describe('Subpaths of exports; null without exports'),
  capabilities,
}) satisfies z.ZodType<Inventory>

const numbers = z.strictObject({ before: whole, after: whole })
const members = z.array(z.strictObject({ name: text, before: text.nullable(), after: text.nullable() }))
const names = z.strictObject({ added: z.array(text), removed: z.array(text) })
const files = z.strictObject({
  count: whole,
  first: z.array(z.strictObject({ path: text, before: whole.nullable(), after: whole.nullable() })),
})

export const changesSchema = z.strictObject({
  size: numbers,
  unpackedSize: numbers,
  fileCount: numbers,
  files: z.strictObject({ added: files, removed: files, changed: files }),
  mapText: z.strictObject({ before: mapText, after: mapText }),
  installScripts: members,
  dependencies: members,
  optionalDependencies: members,
  peerDependencies: members,
  bins: members,
  engines: members,
  licence: z.strictObject({ before: text.nullable(), after: text.nullable() }).nullable(),
  entryPoints: names,
  capabilities: z.strictObject({
    hosts: names,
    environment: names,
    modules: names,
    dynamicCode: names,
    telemetry: names,
    featureFlags: names,
  }),
})

export const baselineSchema = z.strictObject({
  source: z.enum(['registry', 'file', 'report']),
  name: text.nullable(),
  version: text.nullable(),
  integrity,
  changes: changesSchema,
}) satisfies z.ZodType<BaselineReport>
