import { describeOptions } from '../src/config/files/describe-options.ts'
import type { Example, ExampleFiles, Examples } from '../src/model/example.ts'
import type { AnyRule } from '../src/model/rule.ts'
import { describeConfiguration, describeException, describeRemedy } from './rule-advice.ts'

const BEGIN = '<!-- generated from the rule: edit src/rules and run `npm run generate` -->'
/** The heading that every page has below the generated part. */
const BLIND = '## What it cannot see'
const END = '<!-- end of the generated part -->'

/** The page of a rule: a head made from its metadata, then what a person wrote below it, kept as it is. */
export function renderRulePage(rule: AnyRule, examples: Examples, existing: string | null): string {
  const end = existing?.indexOf(END) ?? -1
  const prose = existing !== null && end !== -1 ? existing.slice(end + END.length) : '\n'
  const written = prose.trim() === '' ? '\n' : prose
  return `${renderHead(rule, examples)}${written.includes(BLIND) ? written : `${written.trimEnd()}\n\n${BLIND}\n\nNobody has written it down yet.\n`}`
}

/** The table of all rules. */
export function renderRulesTable(rules: readonly AnyRule[], folder: string): string {
  const rows = rules.map(
    ({ meta }) =>
      `| [\`${meta.id}\`](${folder}${meta.id}.md) | ${meta.title} | ${meta.severity['open-source']} | ${meta.severity.proprietary} |`,
  )
  return ['| Rule | Finds | open-source | proprietary |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')
}

function renderHead(rule: AnyRule, examples: Examples): string {
  const { meta, messages } = rule
  const whats = Object.values(messages).map(({ what }) => formatTemplate(what))
  const said = Object.values(messages).map((message) => {
    const severity = message.severity
    const own = severity === undefined ? '' : ` (${severity['open-source']} / ${severity.proprietary})`
    const what = formatTemplate(message.what)
    // What two messages say alike is told apart by why it matters.
    const why = whats.filter((other) => other === what).length > 1 ? ` ${formatTemplate(message.why)}` : ''
    return `- ${what}${why}${own}`
  })
  return [
    BEGIN,
    '',
    `# ${meta.id}`,
    '',
    `**${meta.title}**`,
    '',
    '| open-source | proprietary | since |',
    '| :-- | :-- | :-- |',
    `| ${meta.severity['open-source']} | ${meta.severity.proprietary} | ${meta.since} |`,
    '',
    '## Why it matters',
    '',
    meta.why,
    '',
    '## What to do',
    '',
    meta.fix,
    ...describeRemedy(rule),
    '',
    '## What it says',
    '',
    ...said,
    '',
    '## Examples',
    '',
    ...examples.bad.flatMap((example) => renderExample('Found', example)),
    ...examples.good.flatMap((example) => renderExample('Passes', example)),
    '',
    '## Options',
    '',
    renderOptionsTable(rule),
    ...describeConfiguration(rule),
    ...describeException(rule),
    '',
    END,
  ].join('\n')
}

function renderOptionsTable(rule: AnyRule): string {
  const options = describeOptions(rule)
  if (options.length === 0) return 'None.'
  const rows = options.map(({ name, type, byDefault, description }) => {
    const fallback = byDefault === undefined ? '' : `\`${JSON.stringify(byDefault)}\``
    return `| \`${name}\` | ${type} | ${fallback} | ${description} |`
  })
  return ['| Option | Type | Default | |', '| :-- | :-- | :-- | :-- |', ...rows].join('\n')
}

/** A message as a reader of the page sees it: `{files|file|files}` is "N files", `{names}` is *names*. */
function formatTemplate(template: string): string {
  return template.replace(
    /\{(\w+)(?::(bytes)|\|[^|{}]*\|([^|{}]*))?\}/g,
    (_, name: string, unit?: string, many?: string) => (unit ? 'N MB' : many ? `N ${many}` : `*${name}*`),
  )
}

/** Files of an example that a page shows; the rest of a long one is cut. */
const FILES_SHOWN = 4
const LINES_SHOWN = 12
const LINE_WIDTH = 110

/** An example as code. Files made at run time hold what must not lie in the repository, so only their names are shown. */
function renderExample(verdict: string, example: Example): string[] {
  const title = `**${verdict}: ${example.title}**`
  if (typeof example.files === 'function') {
    const all = Object.keys(example.files())
    const names = all.slice(0, FILES_SHOWN).map((name) => `\`${name}\``)
    if (all.length > names.length) names.push(`${all.length - names.length} more`)
    return [`${title} (${names.join(', ')}, made when the test runs)`, '']
  }
  const files = Object.entries(example.files)
    .filter(([name]) => name !== 'index.js' || Object.keys(example.files).length === 1)
    .slice(0, FILES_SHOWN)
  const options = example.options === undefined ? [] : [`with options \`${JSON.stringify(example.options)}\``]
  return [
    [title, ...options].join(', '),
    '',
    ...(example.archive ?? []).map(
      ({ path, linkTarget }) => `- \`${path}\`${linkTarget === undefined ? '' : ` → \`${linkTarget}\``}`,
    ),
    ...files.flatMap(([name, content]) => renderFenced(name, content)),
    '',
  ]
}

/** Characters that a page would swallow or that a checkout would change, written out. */
function showControls(line: string): string {
  return line.replace(
    /[\p{Cc}\p{Cf}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`,
  )
}

function renderFenced(name: string, content: ExampleFiles[string]): string[] {
  if (typeof content !== 'string') return [`\`${name}\`: ${content.length} bytes`, '']
  const lines = content.trimEnd().split('\n')
  const shown = lines
    .slice(0, LINES_SHOWN)
    .map(showControls)
    .map((line) => (line.length > LINE_WIDTH ? `${line.slice(0, LINE_WIDTH)}…` : line))
  if (lines.length > LINES_SHOWN) shown.push('…')
  return [`\`${name}\``, '', '~~~~', ...shown, '~~~~', '']
}
