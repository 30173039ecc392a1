// What the table of secrets holds, and what the rules for secrets say of real packages: the figures of
// docs/secret-detection.md. Prints Markdown.
//   node scripts/run-typescript.js bench/secrets.ts                     the table alone
//   node scripts/run-typescript.js bench/secrets.ts FOLDER [most bytes] and every npm tarball in a folder, of any depth:
//                                                                       ~/.npm/_cacache/content-v2, for one
import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs'
import path from 'node:path'
import { DEFAULT_CONFIG, decideSeverity } from '../src/config/merge/effective-config.ts'
import { DEFAULT_LIMITS } from '../src/model/limits.ts'
import { RULES } from '../src/rules/index.ts'
import { scanTarball } from '../src/scan/scan-tarball.ts'
import { PROVIDERS } from '../src/secrets/providers/index.ts'
import { EVIDENCE } from '../src/secrets/providers/provider.ts'
import { TOKEN_KEYWORDS } from '../src/secrets/token-keywords.ts'

const [folder, most = '4000000'] = process.argv.slice(2)
const write = (line: string) => process.stdout.write(`${line}\n`)

const vendors = new Set(PROVIDERS.map(({ vendor }) => vendor))
const own = PROVIDERS.filter(({ near }) => near === null)
write(
  `${vendors.size} vendors in ${PROVIDERS.length} forms, ${own.length} known by their form alone, ${TOKEN_KEYWORDS.length} keywords.\n`,
)
for (const [letter, meaning] of Object.entries(EVIDENCE))
  write(`- ${meaning}: ${PROVIDERS.filter(({ evidence }) => evidence === letter).length}`)

const rules = await Promise.all(
  RULES.filter(({ meta }) => meta.id.startsWith('secret/')).map(async (rule) => ({
    rule,
    options: await rule.options.parseAsync({}),
  })),
)
const lines = new Map<string, { count: number; packages: Set<string> }>()
const names = new Set<string>()
let tarballs = 0
for (const file of folder === undefined ? [] : walkFiles(folder)) {
  if (!isTarball(file)) continue
  const scan = await scanTarball(file, {
    rules,
    limits: DEFAULT_LIMITS,
    publicBlobs: null,
    packing: null,
  }).catch(() => null)
  const name = scan?.facts.manifest?.name
  if (scan === null || typeof name !== 'string') continue
  tarballs += 1
  names.add(name)
  for (const { rule, message, places } of scan.findings) {
    const severity = decideSeverity(DEFAULT_CONFIG, rule, message, 'open-source', places[0]?.path ?? null)
    const key = `${severity} | ${rule.meta.id} | ${message}`
    const line = lines.get(key) ?? { count: 0, packages: new Set() }
    lines.set(key, { count: line.count + 1, packages: line.packages.add(name) })
  }
}
if (folder !== undefined) {
  write(`\n${tarballs} tarballs of ${names.size} packages, open-source profile:\n`)
  write('| severity | rule | message | findings | packages | which |\n|---|---|---|---:|---:|---|')
  for (const [key, { count, packages }] of [...lines].toSorted())
    write(`| ${key} | ${count} | ${packages.size} | ${[...packages].slice(0, 5).join(', ')} |`)
}

function* walkFiles(root: string): Generator<string> {
  for (const entry of readdirSync(root, { withFileTypes: true })) {
    const file = path.join(root, entry.name)
    if (entry.isDirectory()) yield* walkFiles(file)
    else if (entry.isFile()) yield file
  }
}

/** Packed by gzip, and not larger than was asked for. */
function isTarball(file: string): boolean {
  const { size } = statSync(file)
  if (size < 300 || size > Number(most)) return false
  const head = Buffer.alloc(2)
  const opened = openSync(file, 'r')
  readSync(opened, head)
  closeSync(opened)
  return head[0] === 0x1f && head[1] === 0x8b
}
