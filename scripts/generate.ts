// Writes what is generated from the sources: rule pages, the tables of rules, the JSON Schemas.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'
import wabt from 'wabt'
import { buildConfigJsonSchema, buildPolicyJsonSchema } from '../src/config/files/json-schema.ts'
import { buildRecordJsonSchema } from '../src/report/records/record-schema.ts'
import { buildReportJsonSchema } from '../src/report/report-schema.ts'
import { RULES } from '../src/rules/index.ts'
import { loadAllExamples } from '../src/rules/load-examples.ts'
import { buildPredicateJsonSchema } from '../src/verify/predicate.ts'
import { buildSummaryJsonSchema } from '../src/verify/verification-summary.ts'
import { renderRulePage, renderRulesTable } from './rule-page.ts'

function write(file: string, text: string): void {
  mkdirSync(path.dirname(file), { recursive: true })
  if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
}

function read(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8') : null
}

/** Replaces what stands between `<!-- name -->` and `<!-- /name -->`. */
function replaceBetween(text: string, name: string, content: string): string {
  return text.replace(
    new RegExp(`(<!-- ${name} -->)[\\s\\S]*(<!-- /${name} -->)`),
    (_, open, close) => `${open}\n${content}\n${close}`,
  )
}

for (const { rule, examples } of await loadAllExamples()) {
  const file = `docs/rules/${rule.meta.id}.md`
  write(file, renderRulePage(rule, examples, read(file)))
}
write(
  'docs/rules/README.md',
  `# Rules\n\nDefault severities by profile. Every rule has a page.\n\n${renderRulesTable(RULES, '')}\n`,
)
const readme = read('README.md')
if (readme !== null)
  write('README.md', replaceBetween(readme, 'rules', renderRulesTable(RULES, 'docs/rules/')))
write('schema/report.schema.json', `${JSON.stringify(buildReportJsonSchema(), null, 2)}\n`)
write('schema/record.schema.json', `${JSON.stringify(buildRecordJsonSchema(), null, 2)}\n`)
write('schema/config.schema.json', `${JSON.stringify(buildConfigJsonSchema(RULES), null, 2)}\n`)
write('schema/policy.schema.json', `${JSON.stringify(buildPolicyJsonSchema(RULES), null, 2)}\n`)
write('schema/verification-summary.schema.json', `${JSON.stringify(buildSummaryJsonSchema(), null, 2)}\n`)
write('schema/predicate.schema.json', `${JSON.stringify(buildPredicateJsonSchema(), null, 2)}\n`)
write('src/reporters/html/bundled-page.ts', await bundlePage('src/reporters/html/page'))
for (const name of ['keyword-walk', 'base64-runs'])
  write(`src/layers/${name}-bytes.ts`, await assembleWasm(`src/layers/${name}.wat`))

/** The script and the style sheet of the HTML report, each as one string: what is built in a browser's terms goes out as text. */
async function bundlePage(folder: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [`${folder}/page.ts`, `${folder}/page.css`],
    outdir: folder,
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['chrome111', 'firefox121', 'safari16.4'],
    charset: 'ascii',
    legalComments: 'none',
  })
  const text = (ending: string): string => {
    const file = outputFiles.find(({ path: name }) => name.endsWith(ending))
    if (file === undefined || /<\/(?:script|style)/i.test(file.text))
      throw new Error(`${folder}: no ${ending} that can be embedded`)
    return JSON.stringify(file.text.trim())
  }
  return [
    '// Written by `npm run generate` from page/.',
    `export const PAGE_SCRIPT = ${text('.js')}`,
    `export const PAGE_STYLE = ${text('.css')}`,
    '',
  ].join('\n')
}

/** A module in the text format of WebAssembly as its bytes, in base64. */
async function assembleWasm(file: string): Promise<string> {
  const { parseWat } = await wabt()
  const module = parseWat(file, readFileSync(file, 'utf8'))
  module.validate()
  const { buffer } = module.toBinary({})
  module.destroy()
  return [
    `// Written by \`npm run generate\` from ${path.basename(file)}.`,
    `export const ${path.basename(file, '.wat').toUpperCase().replace('-', '_')} =\n  '${Buffer.from(buffer).toString('base64')}'`,
    '',
  ].join('\n')
}
